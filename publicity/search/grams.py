"""What an entry is found by: its characters, their pairs, and the marks of where it belongs.

Chinese words are mostly two characters long: an index of words or of triples cannot serve them. A word of one or two
characters is a gram itself, a longer one is asked for by its pairs, on PostgreSQL by its triples too. What an index
offers is still checked against the text, so that the answer is exactly that of a plain substring search.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from projects.topics import TOPIC

MOST_ASKED = 16
"""Pairs asked of the index for one query, and triples; the text is checked for the rest."""
DISTRICT, YEAR, KIND = "d", "y", "k"
"""What a mark is of."""
_SPACES = re.compile(r"\s+")
_TOKENS = re.compile("[0-9a-z\u3400-\u4dbf\u4e00-\u9fff]")
"""Characters that every build of SQLite's tokenizer leaves alone."""


def folded(text: str) -> str:
    """The text as it is compared: full-width signs as plain ones, letters small, runs of space as one."""
    return _SPACES.sub(" ", unicodedata.normalize("NFKC", text).casefold()).strip()


def words_of(query: str) -> list[str]:
    """The words asked for, each once: divided by spaces, all of them must stand in the text."""
    return list(dict.fromkeys(folded(query).split(" "))) if query.strip() else []


def asked_grams(words: Sequence[str]) -> list[str]:
    """Grams that a text with every word holds, pairs first; of very many some, spread evenly."""
    found = [word[at : at + 2] for word in words for at in range(max(1, len(word) - 1))]
    return _some(sorted(dict.fromkeys(found), key=len, reverse=True))


def asked_triples(words: Sequence[str]) -> list[str]:
    """Triples that a text with every word holds: they tell it from one in which only the pairs stand. Of many some."""
    found = [word[at : at + 3] for word in words for at in range(len(word) - 2)]
    return _some(list(dict.fromkeys(found)))


def _some(grams: list[str]) -> list[str]:
    """All of them, or as many as are asked, spread evenly."""
    if len(grams) <= MOST_ASKED:
        return grams
    return [grams[at * len(grams) // MOST_ASKED] for at in range(MOST_ASKED)]


def pairs(text: str) -> list[str]:
    """Neighbouring pairs of a folded text in their order, repeated as they stand."""
    return [text[start : start + 2] for start in range(len(text) - 1)]


def token(gram: str) -> str:
    """A gram as one word of SQLite's full-text table, signs and rare characters spelt by their number."""
    return "".join(sign if _TOKENS.match(sign) else f"z{ord(sign):x}z" for sign in gram)


def mark(of: str, value: object) -> str:
    """The mark of an entry's district, year or kind, among its grams; it begins with a sign that no text holds."""
    return f"\x01{of}{value}"


def topic_sign(topic: str) -> str:
    """What stands in the text of an entry that is of the topic: two signs, so a pair like any other to the index."""
    return f"\x01{TOPIC[topic].sign}"
