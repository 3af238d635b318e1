"""Word lists are written as prose: words parted by spaces."""

from __future__ import annotations

import re
from collections.abc import Iterable


def words(text: str) -> tuple[str, ...]:
    """The words of a list, in order."""
    return tuple(text.split())


def any_of(listed: Iterable[str]) -> str:
    """A pattern for any word of a list, the longest first."""
    return "|".join(re.escape(word) for word in sorted(listed, key=lambda word: (-len(word), word)))
