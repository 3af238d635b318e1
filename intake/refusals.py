"""Why an import did not go on."""


class ImportRefused(Exception):
    """The message is for the person, and nothing was written."""


class UndecidedMatches(ImportRefused):
    """A person has to say first which project of the plan some of the file's are."""
