"""The words between a label and its number: 不少于, 约, 控制在, 由…提高到, 每人每月."""

from __future__ import annotations

import re
from dataclasses import dataclass

from . import vocabulary
from .vocabulary import Qualifier
from .wordlist import any_of

_HEAD = re.compile(r"(?:每[人生户月年天日亩院村班期床学])+(?:均)?$|月人?均$|人均$")
_RAISE = re.compile(any_of(vocabulary.RAISES))


@dataclass(frozen=True, slots=True)
class Lead:
    """What stands before a number and joins it to its label."""

    opens: int
    start: int
    qualifier: Qualifier | None


def lead(text: str, at: int, floor: int) -> Lead:
    """The joining words that end where the number starts, and the qualifier among them."""
    best: Qualifier | None = None
    opens = start = at
    while opens > floor:
        head = text[floor:opens].rstrip(" ")
        if per := _HEAD.search(head[-6:]):
            opens = floor + len(head) - len(per.group())
            continue
        joining = _BEFORE_BACKWARDS.match(head[: -_LONGEST_BEFORE - 1 : -1])
        if joining is None:
            break
        word = joining.group()[::-1]
        place = len(head) - len(word)
        if place and head[place - 1] in vocabulary.NOT_AFTER.get(word, ""):
            break
        qualifier = vocabulary.BEFORE[word]
        opens = floor + place
        if qualifier.strength and stronger(best, qualifier) is qualifier:
            start = opens
        best = stronger(best, qualifier)
    return Lead(opens, start, best)


_LONGEST_BEFORE = max(map(len, vocabulary.BEFORE))
_BEFORE_BACKWARDS = re.compile(any_of(word[::-1] for word in vocabulary.BEFORE))
"""The joining words spelt backwards, so that the longest that ends a text is found at once."""


def stronger(one: Qualifier | None, two: Qualifier) -> Qualifier:
    """The word that binds; one that points down keeps pointing (控制在约5%)."""
    if one is None:
        return two
    winner = two if two.strength > one.strength else one
    if "down" in (one.direction, two.direction) and winner.strength < 3:
        return winner._replace(direction="down")
    return winner


def is_raise(joining_words: str) -> bool:
    """Whether a number stands behind 提高到, 增至 and the like."""
    return bool(_RAISE.search(joining_words))
