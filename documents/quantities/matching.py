"""Which number of a milestone or a progress text belongs to which promise, even where the words drift."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from documents.reading import Indicator

from . import units, vocabulary
from .extract import Item, items, public_kind
from .similarity import similarity
from .wordlist import any_of, words

ENOUGH = 0.42
"""A score from here on is a match."""
SURE = 0.08
"""How far the best of two different values must be ahead of the next to be taken."""
TIED = 0.02
"""How near two promises may be in their claim to one value before neither gets it."""
TELLING = frozenset(words("口 座 部 张 例 盏 辆 艘 期 架 株 棵"))
"""Measure words so particular that they name the thing by themselves."""
_BOUGHT = frozenset({"采购"})
_BUYING = re.compile(r"购|配|更新|更换|添置")
_NEW = re.compile(any_of(vocabulary.NEW))
_BETTER = re.compile(any_of(vocabulary.BETTER))


def indicators(
    target: str, milestones: Sequence[tuple[int, str]] = (), progress: str | None = None
) -> tuple[Indicator, ...]:
    """The quantities a target promises, with what its milestones want by month and its progress reports.

    Month values and the reported value are in the indicator's unit. A number that tells a stage only
    (招标, 进场) is neither, unless the target promises that very stage; two values that fit one promise
    equally well are none.
    """
    promised, by_month = _by_deadline([item for item in items(target) if item.counts])
    for month, text in milestones:
        for place, value in assigned(promised, items(text)).items():
            by_month[place][str(month)] = value
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
        and _ratio(last, item) >= 1
    )


def _reported(promised: Sequence[Item], progress: str) -> dict[int, str]:
    """The reported values; a cell that holds nothing but a number answers the only promise."""
    told = items(progress)
    bare = re.fullmatch(r"[\d,]+(?:\.\d+)?", progress.strip())
    if bare and len(told) == 1 and not told[0].unit and len(promised) == 1:
        answer = replace(told[0], unit=promised[0].unit)
        return {0: answer.value} if _ratio(promised[0], answer) <= 3 else {}
    return assigned(promised, told, lost_units=True)


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
    return assigned(promised, items(text), lost_units=True)


def assigned(
    promised: Sequence[Item], told: Sequence[Item], lost_units: bool = False
) -> dict[int, str]:
    """The best pairing of promises with told values, as place of the promise to value in its unit."""
    scores = {
        (i, j): score
        for i, promise in enumerate(promised)
        for j, one in enumerate(told)
        if (score := _score(promise, one, promised, told)) >= ENOUGH
    }
    taken: dict[int, str] = {}
    used: set[int] = set()
    for (i, j), score in sorted(scores.items(), key=lambda entry: (-entry[1], entry[0])):
        if i in taken or j in used:
            continue
        used.add(j)
        if any(
            one not in taken and one != i and other == j and rival > score - TIED
            for (one, other), rival in scores.items()
        ):
            continue
        value = _in_unit(told[j], promised[i].unit)
        rivals = [
            _in_unit(told[other], promised[i].unit)
            for (one, other), rival in scores.items()
            if one == i and other not in used and rival > score - SURE
            and not _belongs_elsewhere(other, i, rival, scores)
        ]  # fmt: skip
        taken[i] = value if told[j].is_total or all(rival == value for rival in rivals) else ""
    if lost_units:
        for i, promise in enumerate(promised):
            if i not in taken and (lost := _with_lost_unit(promise, told)):
                taken[i] = lost
    return {i: value for i, value in taken.items() if value}


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


def _score(promise: Item, told: Item, promised: Sequence[Item], others: Sequence[Item]) -> float:
    """How well a told value fits a promise; below ENOUGH it does not."""
    if not told.counts or (promise.kind == "percent_of_work") != (told.kind == "percent_of_work"):
        return 0.0
    alike = units.likeness(promise.unit, told.unit)
    if not alike or ("元" in (promise.unit, told.unit) and promise.unit != told.unit):
        return 0.0
    if promise.kind == "percent_of_work":
        return _score_of_work(promise, told, promised, others)
    if told.stages - promise.stages - (_BOUGHT if _BUYING.search(promise.words) else frozenset()):
        return 0.0
    if alike < 1 and any(units.likeness(one.unit, told.unit) == 1 for one in promised):
        alike -= 0.4
    alone = _is_alone(promise, told, promised, others)
    named = _named(promise, told, alone)
    score = named * (0.55 + 0.45 * alike)
    if _is_another_act(promise.words, told.words):
        score -= 0.3
        alone = False
    if promise.kind != "rate" and promise.value:
        ratio = _ratio(promise, told)
        if ratio == 1:
            score += 0.2 if named > 0.2 or (alike == 1 and alone) else 0.05
        elif ratio > 3:
            score -= 0.25
    if alone and (named > 0 or promise.unit in TELLING):
        score += 0.25
    if promise.label and told.label.endswith(promise.label):
        score += 0.1
    return score + 0.2 * told.is_total - 0.25 * (told.is_part and not promise.is_part)


def _named(promise: Item, told: Item, alone: bool) -> float:
    """How far the words agree, from 0 to 1."""
    named = max(
        similarity(promise.label, told.label),
        similarity(promise.label, told.words) * 0.95,
        similarity(promise.words, told.label) * 0.95,
    )
    if told.is_bare:
        named = max(named, similarity(promise.label, told.context) * (1 if told.is_total else 0.8))
        if promise.listed is not None and promise.listed == told.listed:
            named = max(named, 0.5)
        if alone:
            named = max(named, 0.35)
    elif alone:
        named = max(named, similarity(promise.label, told.context) * 0.6)
    return named


def _is_another_act(one: str, other: str) -> bool:
    """Making new and making better, each said on one side only."""
    acts = [(bool(_NEW.search(words)), bool(_BETTER.search(words))) for words in (one, other)]
    return acts in ([(True, False), (False, True)], [(False, True), (True, False)])


def _score_of_work(
    promise: Item, told: Item, promised: Sequence[Item], others: Sequence[Item]
) -> float:
    """Percents of work belong together by their subject, or where there is only one of each."""
    if promise.subject and told.subject:
        named = similarity(promise.subject, told.subject)
        return named if named >= 0.6 else 0.0
    one = sum(item.kind == "percent_of_work" for item in promised) == 1
    other = sum(item.kind == "percent_of_work" for item in others) == 1
    return 0.6 if one and other else 0.0


def _ratio(promise: Item, told: Item) -> float:
    """The told value as a part of the promised one; 0 where they cannot be compared."""
    try:
        wanted = units.convert(Decimal(promise.value), promise.unit, told.unit)
        return float(Decimal(told.value) / wanted) if wanted else 0.0
    except (ArithmeticError, ValueError):
        return 0.0


def _is_alone(promise: Item, told: Item, promised: Sequence[Item], others: Sequence[Item]) -> bool:
    """The only promise and the only finished value of their unit."""
    if units.likeness(promise.unit, told.unit) < 1:
        return False
    promises = sum(units.likeness(one.unit, promise.unit) == 1 for one in promised)
    values = sum(
        one.counts and not one.stages and units.likeness(one.unit, told.unit) == 1 for one in others
    )
    return promises == 1 and values == 1
