"""The refusal of an address that names nothing published."""


class NoSuchPage(LookupError):
    """Nothing published stands at this address."""
