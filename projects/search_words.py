"""Words that mean the same to somebody who searches (自来水、供水、饮水): how a group is written, and what is wrong with one."""

from __future__ import annotations

import re
from collections.abc import Iterable

MOST_WORDS = 8
"""In one group: each costs a search of its own."""
SHORTEST, LONGEST = 2, 12
MOST_GROUPS = 100
_BETWEEN = re.compile(r"[、，,;；\s]+")


def words_in(text: str) -> list[str]:
    """The words of a group as typed, each once: divided by 、 or a comma, a space or a new line."""
    return list(dict.fromkeys(word.casefold() for word in _BETWEEN.split(text.strip()) if word))


def problems(words: list[str], others: Iterable[list[str]]) -> list[str]:
    """All that is wrong with a group beside the other groups, in sentences; none where it may stand."""
    found = []
    if len(words) < 2:
        found.append("一组至少写两个词，用顿号隔开。")
    if len(words) > MOST_WORDS:
        found.append(f"一组最多 {MOST_WORDS} 个词，现在是 {len(words)} 个。")
    found += [
        f"“{word[:LONGEST]}”有 {len(word)} 个字，每个词 {SHORTEST} 到 {LONGEST} 个字。"
        for word in words
        if not SHORTEST <= len(word) <= LONGEST
    ]
    found += [
        f"“{word}”在另一组“{'、'.join(group)}”里已经有了，请并到那一组。"
        for group in others
        for word in words
        if word in group
    ]
    return found
