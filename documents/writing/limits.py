"""What a workbook's cell can hold."""

from __future__ import annotations

LONGEST_TEXT = 32_767
"""What Excel allows a cell."""


class TooLong(ValueError):
    """A text that no workbook cell can hold. The message is one Chinese sentence."""
