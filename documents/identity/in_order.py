"""Rows that say the same of themselves follow each other on both sides, where there are as many on either."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import TypeVar

Left = TypeVar("Left")
Right = TypeVar("Right")


def in_order(
    left: Sequence[Left],
    right: Sequence[Right],
    *keys: tuple[Callable[[Left], Hashable], Callable[[Right], Hashable]],
) -> dict[int, int]:
    """Place on the left to place on the right. Each pair of `keys` is tried in turn on what is not paired yet.

    Where one side has more of a key than the other, nothing is paired by it: nobody can say which is which.
    """
    found: dict[int, int] = {}
    for of_left, of_right in keys:
        mine: dict[Hashable, list[int]] = {}
        theirs: dict[Hashable, list[int]] = {}
        for place, one in enumerate(left):
            if place not in found:
                mine.setdefault(of_left(one), []).append(place)
        for place, other in enumerate(right):
            if place not in found.values():
                theirs.setdefault(of_right(other), []).append(place)
        for key, places in mine.items():
            if len(places) == len(theirs.get(key, ())):
                found |= zip(places, theirs[key], strict=True)
    return found
