"""Why an import did not go on."""


class ImportRefused(Exception):
    """The message is for the person, and nothing was written."""
