"""Chinese words are mostly two characters long, so the index is made of pairs of neighbouring characters.

Trigram indexes cannot serve a two-character word. What the index finds is checked against the text itself, so
that the answer is exactly that of a plain substring search.
"""

from __future__ import annotations

import re
import unicodedata

_SPACES = re.compile(r"\s+")
_RUN = re.compile(r"[^\W_]+")


def folded(text: str) -> str:
    """The text as it is compared: full-width signs as plain ones, letters small, runs of space as one."""
    return _SPACES.sub(" ", unicodedata.normalize("NFKC", text).casefold()).strip()


def words_of(query: str) -> list[str]:
    """The words asked for, each once: divided by spaces, all of them must stand in the text."""
    return list(dict.fromkeys(folded(query).split(" "))) if query.strip() else []


def bigrams(text: str) -> list[str]:
    """Neighbouring pairs inside runs of letters and digits of a folded text, each once, in order."""
    pairs: dict[str, None] = {}
    for run in _RUN.findall(text):
        for start in range(len(run) - 1):
            pairs[run[start : start + 2]] = None
    return list(pairs)
