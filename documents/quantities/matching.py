"""Which number of a milestone or a progress text belongs to which promise, even where the words drift."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache

from documents.reading import Indicator

from . import units, vocabulary
from .extract import Item, items
from .wordlist import words

_EMPTY = tuple(
    sorted(
        {
            *vocabulary.LIGHT,
            *vocabulary.HALF_LIGHT,
            "工作",
            "项目",
            "工程",
            "行动",
            "累计",
            "全部",
            "等",
            "的",
            "一批",
        },
        key=len,
        reverse=True,
    )
)
_SIGNS = re.compile(r"[^\u4e00-\u9fffA-Za-z]+")
_CLASSES = [(f"\ue000{number}\ue001", names) for number, names in enumerate(vocabulary.ALIASES)]
ENOUGH = 0.42
"""A score from here on is a match; chosen on the two documents and the invented sentences."""


def indicators(
    target: str, milestones: Sequence[tuple[int, str]] = (), progress: str | None = None
) -> tuple[Indicator, ...]:
    """The quantities a target promises, with what its milestones want by month and its progress reports."""
    promised = [item for item in items(target) if item.unit and item.kind != "spending"]
    by_month: list[dict[str, str]] = [{} for _ in promised]
    for month, text in milestones:
        for place, value in _assigned(promised, items(text)).items():
            by_month[place][str(month)] = value
    reported = _assigned(promised, items(progress), lost_units=True) if progress else {}
    return tuple(
        Indicator(
            label=item.label,
            kind=item.kind if item.kind != "spending" else "rate",
            qualifier=item.qualifier,
            value=item.value,
            unit=item.unit,
            direction=item.direction,
            milestones=by_month[place],
            reported=reported.get(place),
        )
        for place, item in enumerate(promised)
    )


def offers(text: str, known: Sequence[Indicator]) -> dict[int, str]:
    """For each known indicator that a typed text gives a value: its place, and the value in its unit."""
    promised = [
        Item(
            one.label, one.kind, one.qualifier, one.value or "", one.unit, one.direction, 0, 0,
            frozenset(), one.label, one.label if one.kind == "percent_of_work" else "", False, False,
        )
        for one in known
    ]  # fmt: skip
    return _assigned(promised, items(text), lost_units=True)


def _assigned(promised: list[Item], told: list[Item], lost_units: bool = False) -> dict[int, str]:
    """The best pairing of promises with told values: the best score first, each value once."""
    scores: list[tuple[float, int, int]] = []
    for i, promise in enumerate(promised):
        for j, one in enumerate(told):
            score = _score(promise, one, promised, told)
            if score >= ENOUGH:
                scores.append((score, i, j))
    taken: dict[int, str] = {}
    used: set[int] = set()
    for _, i, j in sorted(scores, key=lambda entry: (-entry[0], entry[1], entry[2])):
        if i in taken or j in used:
            continue
        taken[i] = _in_unit(told[j], promised[i].unit)
        used.add(j)
    if lost_units:
        for i, promise in enumerate(promised):
            if i not in taken and (value := _with_lost_unit(promise, told)):
                taken[i] = value
    return taken


def _in_unit(told: Item, unit: str) -> str:
    if told.unit == unit or units.measure(told.unit).size == units.measure(unit).size:
        return told.value
    return units.printed(units.convert(Decimal(told.value), told.unit, unit))


def _with_lost_unit(promise: Item, told: list[Item]) -> str | None:
    """新增残疾人就业5: a number that lost its unit, only where the label is the same to the sign and no other."""
    bare = [one for one in told if not one.unit and one.label == promise.label and not one.stages]
    return bare[0].value if len(bare) == 1 else None


def _score(promise: Item, told: Item, promised: list[Item], others: list[Item]) -> float:
    if not told.unit:
        return 0.0
    alike = units.likeness(promise.unit, told.unit)
    if not alike or (promise.kind == "percent_of_work") != (told.kind == "percent_of_work"):
        return 0.0
    if told.kind == "spending":
        return 0.0
    if told.stages - promise.stages and not _same_stage(promise, told):
        return 0.0
    words = max(
        similarity(promise.label, told.label),
        similarity(promise.label, told.words) * 0.95,
        similarity(promise.words, told.label) * 0.9,
    )
    if promise.kind == "percent_of_work":
        if promise.subject and told.subject:
            words = similarity(promise.subject, told.subject)
            return words if words >= 0.6 else 0.0
        alone = sum(one.kind == "percent_of_work" for one in others) == 1
        return 0.6 if alone and not told.subject and len(promised) == 1 else 0.0
    score = words * (0.55 + 0.45 * alike)
    if promise.kind != "rate" and promise.value:
        ratio = _ratio(promise, told)
        if ratio == 1:
            score += 0.2 if alike == 1 or words > 0.2 else 0.05
        elif ratio > 3:
            score -= 0.25
    if _is_alone(promise, told, promised, others):
        score += 0.25 if words > 0 or promise.unit in _TELLING else 0.0
    score += 0.1 * told.is_total - 0.25 * told.is_part * (not promise.is_part)
    return score


_TELLING = frozenset(words("口 座 部 张 例 盏 辆 艘 期 架 株 棵"))
"""Measure words so particular that they name the thing by themselves."""


def _same_stage(promise: Item, told: Item) -> bool:
    """A promise to start something is kept by starting it."""
    return bool(promise.stages) and told.stages <= promise.stages


def _ratio(promise: Item, told: Item) -> float:
    try:
        wanted = (
            units.convert(Decimal(promise.value), promise.unit, told.unit)
            if units.measure(promise.unit).family == units.measure(told.unit).family
            else Decimal(promise.value)
        )
        return float(Decimal(told.value) / wanted) if wanted else 0.0
    except (ArithmeticError, ValueError):
        return 0.0


def _is_alone(promise: Item, told: Item, promised: list[Item], others: list[Item]) -> bool:
    """The only promise and the only value of their unit."""
    return (
        sum(units.likeness(one.unit, promise.unit) == 1 for one in promised) == 1
        and sum(bool(one.unit) and units.likeness(one.unit, told.unit) == 1 for one in others) == 1
        and units.likeness(promise.unit, told.unit) == 1
    )


@lru_cache(maxsize=4096)
def _grams(text: str) -> frozenset[str]:
    """Pairs of signs of the words that carry meaning, with aliases as one sign."""
    kept = text
    for sign, names in _CLASSES:
        for word in names:
            kept = kept.replace(word, sign)
    for word in _EMPTY:
        kept = kept.replace(word, " ")
    grams: set[str] = set()
    for piece in re.split(r"[^\u4e00-\u9fffA-Za-z\ue000\ue0010-9]+", kept):
        grams.update(re.findall(r"\ue000\d+\ue001", piece))
        bare = re.sub(r"\ue000\d+\ue001", " ", piece)
        for run in bare.split():
            grams.update(run[i : i + 2] for i in range(len(run) - 1))
            if len(run) == 1:
                grams.add(run)
    return frozenset(grams)


@lru_cache(maxsize=8192)
def similarity(one: str, two: str) -> float:
    """How much of the shorter name's meaning stands in the other, from 0 to 1."""
    a, b = _grams(one), _grams(two)
    if not a or not b:
        return 0.0
    shared = len(a & b)
    return 0.7 * shared / min(len(a), len(b)) + 0.3 * shared / max(len(a), len(b))
