"""What somebody may mean by a word: its synonyms, the other spellings of a unit, the number of a project.

The search stays one of plain words: each further way of asking is one more look into the same index, and of those there
are few (`MOST_WAYS`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from documents.numbers import chinese_value

MOST_WAYS = 8
"""So many ways a question is asked at most: PostgreSQL's function has that many places (a migration makes it anew)."""
_NUMBERED = re.compile(r"第([0-9]{1,4}|[一二三四五六七八九十百零〇两]{1,7})[件项号]")


@dataclass(frozen=True, slots=True)
class Meaning:
    """The words asked for and what else they may be, each way a set of words that all must stand in a text."""

    ways: tuple[tuple[str, ...], ...]
    synonyms: tuple[str, ...]
    """The words of the list that are looked for as well, to be told."""

    @property
    def every_word(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(word for way in self.ways for word in way))


def number_text(number: int) -> str:
    """As it stands in the index: 第10件."""
    return f"第{number}件"


def meaning(
    words: Sequence[str], groups: Sequence[Sequence[str]], spellings: Mapping[str, Sequence[str]]
) -> Meaning:
    """`groups` are the lists of synonyms, `spellings` the other names of units, by the word asked for.

    What would be more than `MOST_WAYS` ways is left out, the last words' first.
    """
    ways: list[tuple[str, ...]] = [()]
    synonyms: list[str] = []
    for word in words:
        same = _synonyms(word, groups)
        others = [*_numbered(word), *same, *spellings.get(word, ())]
        every = [word, *_not_within(word, others)][: max(1, MOST_WAYS // len(ways))]
        ways = [(*way, one) for way in ways for one in every]
        synonyms += [one for one in every[1:] if one in same]
    return Meaning(tuple(ways), tuple(dict.fromkeys(synonyms)))


def _numbered(word: str) -> list[str]:
    """第十件 and 第10项 as the index spells them."""
    found = _NUMBERED.fullmatch(word)
    if found is None:
        return []
    number = int(found[1]) if found[1].isdigit() else chinese_value(found[1])
    return [number_text(number)] if number else []


def _synonyms(word: str, groups: Sequence[Sequence[str]]) -> list[str]:
    """The other words of its group; where it only begins or ends with one (饮水安全), that part in each of them."""
    for group in groups:
        if word in group:
            return [one for one in group if one != word]
    parts = [(one, group) for group in groups for one in group if one in word]
    if not parts:
        return []
    part, group = max(parts, key=lambda found: len(found[0]))
    return [word.replace(part, one) for one in group if one != part]


def _not_within(word: str, others: Sequence[str]) -> list[str]:
    """Each once, without the word itself and without what holds another of them: that one finds it already."""
    return [
        one
        for one in dict.fromkeys(others)
        if one != word and not any(shorter in one for shorter in (word, *others) if shorter != one)
    ]
