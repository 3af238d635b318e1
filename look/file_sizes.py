"""How large a file may be: what is checked is a number of bytes, and the words beside the field are made of it."""

MEGABYTE = 1024 * 1024


def megabytes(most: int) -> int:
    """A bound in whole megabytes, for the words that say it."""
    return most // MEGABYTE
