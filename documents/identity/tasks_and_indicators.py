"""Which task of a project and which indicator of a task is which in the document issued anew: by meaning, then by place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from documents.identity.assignment import best_pairs
from documents.identity.likeness import WHOLE, Text

_ALIKE = 300


@dataclass(frozen=True, slots=True)
class TaskTraits:
    number: int
    text: str
    units: tuple[str, ...]
    """By the names of the register."""


@dataclass(frozen=True, slots=True)
class IndicatorTraits:
    """`unit` is the one its values count in (名, where 万名 is printed): across units nothing is the same indicator."""

    label: str
    kind: str
    unit: str
    qualifier: str
    value: str


def same_tasks(old: Sequence[TaskTraits], new: Sequence[TaskTraits]) -> dict[int, int]:
    """Place in `new` to place in `old`. A project's only task stays its only task, whatever its words."""
    if len(old) == len(new) == 1:
        return {0: 0}
    found = _paired(old, new, _task_gain)
    # What is left on both sides under one number, or alone on both, is one task in other words.
    olds = [o for o in range(len(old)) if o not in found.values()]
    news = [n for n in range(len(new)) if n not in found]
    for n in news:
        same = [o for o in olds if old[o].number == new[n].number]
        lone = olds if len(olds) == len(news) == 1 else []
        for o in (same or lone)[:1]:
            if same and len(olds) > 1 and old[o].units[:1] != new[n].units[:1]:
                continue
            found[n] = o
            olds = [one for one in olds if one != o]
    return found


def same_indicators(
    old: Sequence[IndicatorTraits], new: Sequence[IndicatorTraits]
) -> dict[int, int]:
    """Place in `new` to place in `old`. Two of one label are told apart by unit, value and place."""

    def gain(o: int, n: int) -> int:
        was, now = old[o], new[n]
        if (was.kind, was.unit) != (now.kind, now.unit):
            return 0
        like = Text.of(was.label).like(Text.of(now.label))
        alone = sum((one.kind, one.unit) == (was.kind, was.unit) for one in old) == 1
        alone = alone and sum((one.kind, one.unit) == (now.kind, now.unit) for one in new) == 1
        if like < _ALIKE and not alone:
            return 0
        same = 150 * (was.value == now.value) + 50 * (was.qualifier == now.qualifier)
        return 1 + like + same + 100 * (o == n)

    return _by_gain(len(old), len(new), gain)


def _task_gain(was: TaskTraits, now: TaskTraits) -> int:
    like = Text.of(was.text).like(Text.of(now.text))
    if like < _ALIKE:
        return 0
    same_units = bool(was.units) and was.units == now.units
    return like + 200 * same_units + 100 * (was.number == now.number) + (like == WHOLE)


def _paired(
    old: Sequence[TaskTraits],
    new: Sequence[TaskTraits],
    gain: Callable[[TaskTraits, TaskTraits], int],
) -> dict[int, int]:
    return _by_gain(len(old), len(new), lambda o, n: gain(old[o], new[n]))


def _by_gain(olds: int, news: int, gain: Callable[[int, int], int]) -> dict[int, int]:
    table = [[gain(o, n) for n in range(news)] for o in range(olds)]
    return {n: o for o, n in best_pairs(table)}
