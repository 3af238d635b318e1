"""Which number of a milestone or a progress text belongs to which promise, even where the words drift."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from documents.reading import Indicator

from . import units
from .extract import Item, items, public_kind
from .other_times import is_whole_of_later
from .scoring import Pairing, ratio_of
from .similarity import similarity

SURE = 0.08
"""How far the best of two different values must be ahead of the next to be taken."""
CLEAR = 0.7
"""How well a month value must match to be taken although it falls below an earlier one."""
TIED = 0.02
"""How near two promises may be in their claim to one value before neither gets it."""


class Match(NamedTuple):
    """A told value in the unit of its promise, with how well it fits."""

    value: str
    score: float


def indicators(
    target: str, milestones: Sequence[tuple[int, str]] = (), progress: str | None = None
) -> tuple[Indicator, ...]:
    """The quantities a target promises, with what its milestones want by month and its progress reports.

    Month values and the reported value are in the indicator's unit. A number that tells a stage only
    (招标, 进场) is neither, unless the target promises that very stage; two values that fit one promise
    equally well are none.
    """
    promised, by_month = _by_deadline(_promised(target))
    for month, text in sorted(milestones):
        for place, match in assigned(promised, items(text)).items():
            before = by_month[place].values()
            if match.score >= CLEAR or not _falls(promised[place], match.value, before):
                by_month[place][str(month)] = match.value
    reported = _reported(promised, progress) if progress else {}
    return tuple(
        Indicator(
            label=item.label or _NAMELESS[item.kind],
            kind=public_kind(item.kind),
            qualifier=item.qualifier,
            value=item.value,
            unit=item.unit,
            direction=item.direction,
            milestones=by_month[place],
            reported=reported.get(place),
        )
        for place, item in enumerate(promised)
    )


_NAMELESS: dict[str, str] = {"rate": "比例", "percent_of_work": "形象进度", "quantity": "数量"}
"""For a target that is only a number; the name of its project says the rest."""


def _promised(target: str) -> list[Item]:
    """What a target counts, without how things stood before it."""
    found = items(target)
    starts, ends = [item.start for item in found], [item.end for item in found]
    later = {
        item.start
        for item, end, start in zip(found, [0, *ends], [*starts[1:], len(target)], strict=False)
        if is_whole_of_later(target[end : item.start], target[item.end : start])
    }
    counted = [item for item in found if item.counts]
    new = [
        item for item in counted if not (item.is_former or item.stood_before or item.start in later)
    ]
    return new or counted


def _by_deadline(promised: list[Item]) -> tuple[list[Item], list[dict[str, str]]]:
    """One promise told for several months is one, with what is due before the last as month values."""
    kept: list[Item] = []
    months: list[dict[str, str]] = []
    for item in promised:
        last = kept[-1] if kept else None
        if last and _continues(last, item):
            months[-1][str(last.deadline)] = _in_unit(last, item.unit)
            kept[-1] = replace(item, label=item.label or last.label)
        else:
            kept.append(item)
            months.append({})
    return kept, months


def _continues(last: Item, item: Item) -> bool:
    return bool(
        last.deadline
        and item.deadline
        and last.deadline < item.deadline
        and units.likeness(last.unit, item.unit) == 1
        and (item.is_bare or similarity(last.label, item.label) >= 0.8)
        and ratio_of(last, item) >= 1
    )


def _reported(promised: Sequence[Item], progress: str) -> dict[int, str]:
    """The reported values; a cell that holds nothing but a number answers the only promise."""
    told = [item for item in items(progress) if not (item.is_former or item.is_of_month)]
    bare = re.fullmatch(r"[\d,]+(?:\.\d+)?", progress.strip())
    if bare and len(told) == 1 and not told[0].unit and len(promised) == 1:
        answer = replace(told[0], unit=promised[0].unit)
        return {0: answer.value} if ratio_of(promised[0], answer) <= 3 else {}
    matches = assigned(promised, _without_parts(promised, told), lost_units=True)
    return {place: match.value for place, match in matches.items()}


def _without_parts(promised: Sequence[Item], told: list[Item]) -> list[Item]:
    """上半年完成900户,三季度完成650户,累计完成1550户: the sum of a promise's only unit, without what it sums up."""
    for whole in told:
        of = [one for one in promised if units.likeness(one.unit, whole.unit) == 1]
        if not (
            whole.is_total and whole.is_bare and len(of) == 1 and ratio_of(of[0], whole) <= 1.5
        ):
            continue
        told = [
            one
            for one in told
            if one is whole
            or not (one.is_bare and one.sentence == whole.sentence and one.start < whole.start)
            or units.likeness(one.unit, whole.unit) < 1
            or ratio_of(whole, one) > 1
        ]
    return told


def _falls(promise: Item, value: str, before: Iterable[str]) -> bool:
    """Whether a month value lies below one before it, which cumulative values never do."""
    return promise.direction == "up" and any(Decimal(value) < Decimal(one) for one in before)


def offers(text: str, known: Sequence[Indicator]) -> dict[int, str]:
    """For each known indicator that a typed text gives a value: its place, and the value in its unit."""
    promised = [
        Item(
            one.label,
            one.kind,
            one.qualifier,
            one.value or "",
            one.unit,
            one.direction,
            words=one.label,
            subject=one.label if one.kind == "percent_of_work" else "",
        )
        for one in known
    ]
    matches = assigned(promised, items(text), lost_units=True)
    return {place: match.value for place, match in matches.items()}


def assigned(
    promised: Sequence[Item], told: Sequence[Item], lost_units: bool = False
) -> dict[int, Match]:
    """The best pairing of promises with told values: the best score first, each value once."""
    scores = Pairing(promised, told).scores()
    taken: dict[int, Match] = {}
    closed: set[int] = set()
    used: set[int] = set()
    for (i, j), score in sorted(scores.items(), key=lambda entry: (-entry[1], entry[0])):
        if i in closed or j in used:
            continue
        used.add(j)
        if any(
            one not in closed and one != i and other == j and rival > score - TIED
            for (one, other), rival in scores.items()
        ):
            continue
        closed.add(i)
        value = _in_unit(told[j], promised[i].unit)
        rivals = [
            _in_unit(told[other], promised[i].unit)
            for (one, other), rival in scores.items()
            if one == i and other not in used and rival > score - SURE
            and not _belongs_elsewhere(other, i, rival, scores)
        ]  # fmt: skip
        if told[j].is_total or all(rival == value for rival in rivals):
            taken[i] = Match(value, score)
    if lost_units:
        for i, promise in enumerate(promised):
            if i not in closed and (lost := _with_lost_unit(promise, told)):
                taken[i] = Match(lost, 1.0)
    return taken


def _belongs_elsewhere(j: int, i: int, score: float, scores: dict[tuple[int, int], float]) -> bool:
    """Whether another promise has the better claim to a told value."""
    return any(other == j and one != i and rival >= score for (one, other), rival in scores.items())


def _in_unit(told: Item, unit: str) -> str:
    if told.unit == unit or units.measure(told.unit).size == units.measure(unit).size:
        return told.value
    return units.printed(units.convert(Decimal(told.value), told.unit, unit))


def _with_lost_unit(promise: Item, told: Sequence[Item]) -> str | None:
    """新增残疾人就业5: a number that lost its unit, only where the label is the same to the sign and no other."""
    bare = [one for one in told if not one.unit and one.label == promise.label and not one.stages]
    return bare[0].value if len(bare) == 1 else None
