"""The one way from what a browser sends to a whole number: keys in addresses, versions in hidden fields, pages."""

from __future__ import annotations

LARGEST_KEY = 2**63 - 1
"""What the key of a row can be at most."""
LARGEST_COUNT = 2**31 - 1
"""What a counter that is kept (a version, an order) can be at most."""
_LONGEST = len(str(LARGEST_KEY))


def whole_number(text: object, *, most: int = LARGEST_KEY) -> int | None:
    """The number a text of plain figures says, 0 up to `most`; None for anything else, however long.

    Figures of other scripts, signs, blanks and leading zeros beyond all bounds are no number. The length is looked
    at before the value: turning thousands of figures into a number costs time, or fails.
    """
    if not isinstance(text, str) or not 1 <= len(text) <= _LONGEST:
        return None
    if not (text.isascii() and text.isdecimal()):
        return None
    number = int(text)
    return number if number <= most else None
