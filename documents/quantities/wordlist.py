"""Word lists are written as prose: words parted by spaces."""

from __future__ import annotations


def words(text: str) -> tuple[str, ...]:
    """The words of a list, in order."""
    return tuple(text.split())
