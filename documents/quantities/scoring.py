"""How well a told value fits a promise: units first, then words, acts, stages and sizes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from functools import cached_property

from . import units, vocabulary
from .extract import Item
from .similarity import names_a_thing, share_a_word, similarity
from .wordlist import any_of, words

ENOUGH = 0.42
"""A score from here on is a match."""
MOST_DONE = 20
TELLING = frozenset(words("口 座 部 张 例 盏 辆 艘 期 架 株 棵"))
"""Measure words so particular that they name the thing by themselves."""

_BOUGHT = frozenset({"采购"})
_BUYING = re.compile(r"购|配|更新|更换|添置")
_STATE = re.compile(
    r"^(?:已|均|全部|累计)*(?:完工|竣工|建成|完成|交付|投用|开放|改造|新建|新增)?(?:的)?|"
    r"(?:已|均|全部)+(?:完工|竣工|建成|完成|交付|投用|开放)$"
)
"""What a report says of a thing before or behind its name."""
_NEW = re.compile(any_of(vocabulary.NEW))
_BETTER = re.compile(any_of(vocabulary.BETTER))


class Pairing:
    """The promises of one target beside the values of one text."""

    def __init__(self, promised: Sequence[Item], told: Sequence[Item]) -> None:
        self.promised = promised
        self.told = told

    def scores(self) -> dict[tuple[int, int], float]:
        """The pairs of promise and told value that match, with how well."""
        return {
            (i, j): score
            for i, promise in enumerate(self.promised)
            for j, one in enumerate(self.told)
            if (score := self._score(promise, one, self._followed[j])) >= ENOUGH
        }

    @cached_property
    def _followed(self) -> list[bool]:
        """For each told value, whether its sentence goes on with what is done of it (已完成36条)."""
        followed: list[bool] = []
        done: dict[int, list[str]] = {}
        for one in reversed(self.told):
            behind = done.get(one.sentence, [])
            followed.append(any(units.likeness(unit, one.unit) == 1 for unit in behind[:MOST_DONE]))
            if one.is_bare and one.says_done and not one.stages:
                done.setdefault(one.sentence, []).append(one.unit)
        return followed[::-1]

    @cached_property
    def _promised_units(self) -> Counter[str]:
        return Counter(one.unit for one in self.promised)

    @cached_property
    def _finished_units(self) -> Counter[str]:
        return Counter(one.unit for one in self.told if one.counts and not one.stages)

    @cached_property
    def _works(self) -> tuple[int, int]:
        return (
            sum(one.kind == "percent_of_work" for one in self.promised),
            sum(one.kind == "percent_of_work" for one in self.told),
        )

    def _score(self, promise: Item, told: Item, followed: bool) -> float:
        if not told.counts or (promise.kind == "percent_of_work") != (
            told.kind == "percent_of_work"
        ):
            return 0.0
        alike = units.likeness(promise.unit, told.unit)
        if not alike or ("元" in (promise.unit, told.unit) and promise.unit != told.unit):
            return 0.0
        if promise.kind == "percent_of_work":
            return self._score_of_work(promise, told)
        if (
            told.stages
            - promise.stages
            - (_BOUGHT if _BUYING.search(promise.words) else frozenset())
        ):
            return 0.0
        if alike < 1 and _same(self._promised_units, told.unit):
            alike -= 0.4
        alone = alike == 1 and self._is_alone(promise.unit)
        named = _named(promise, told, alone)
        score = named * (0.55 + 0.45 * alike)
        if _is_another_act(promise.words, told.words):
            score -= 0.45
            alone = False
        score += _size_counts(promise, told, named, alone)
        if alone and (promise.unit in TELLING or _agree(promise, told)):
            score += 0.25
        if promise.label and told.label.endswith(promise.label):
            score += 0.1
        if followed and ratio_of(promise, told) == 1:
            score -= 0.5  # 新建管网60公里,已新建62.675公里: the target's own number
        return score + 0.2 * told.is_total - 0.25 * (told.is_part and not promise.is_part)

    def _score_of_work(self, promise: Item, told: Item) -> float:
        """Percents of work belong together by their subject, or where there is only one of each."""
        if promise.subject and told.subject:
            named = similarity(promise.subject, told.subject)
            return named if named >= 0.6 else 0.0
        return 0.6 if self._works == (1, 1) else 0.0

    def _is_alone(self, unit: str) -> bool:
        """One promise and one finished value of a unit."""
        return _same(self._promised_units, unit) == 1 and _same(self._finished_units, unit) == 1


def _same(counted: Counter[str], unit: str) -> int:
    return sum(count for one, count in counted.items() if units.likeness(one, unit) == 1)


def _size_counts(promise: Item, told: Item, named: float, alone: bool) -> float:
    """The very value promised speaks for a match, one far above it against."""
    if promise.kind == "rate" or not promise.value:
        return 0.0
    ratio = ratio_of(promise, told)
    if ratio == 1:
        return 0.2 if named > 0.2 or alone else 0.05
    return -0.25 if ratio > 3 else 0.0


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
        if alone and (promise.unit in TELLING or not names_a_thing(told.context)):
            named = max(named, 0.35)
    elif alone:
        named = max(named, similarity(promise.label, told.context) * 0.6)
        if _is_short_for(told.label, promise.label):
            named = max(named, 0.6)
    return named


def _is_short_for(told: str, promised: str) -> bool:
    """Whether a label is the end of a promised one: 公园 of 口袋公园, (完工)小区 of 老旧小区."""
    noun = _STATE.sub("", told)
    return len(noun) >= 2 and promised.endswith(noun)


def _agree(promise: Item, told: Item) -> bool:
    """Whether anything but the unit speaks for a match: a word, or that no other thing is named."""
    return (
        share_a_word(promise.label, told.words + told.label)
        or share_a_word(promise.words, told.label)
        or share_a_word(promise.label, told.context)
        or (told.is_bare and not names_a_thing(told.context))
    )


def _is_another_act(one: str, other: str) -> bool:
    """Making new and making better, each said on one side only."""
    acts = [(bool(_NEW.search(words)), bool(_BETTER.search(words))) for words in (one, other)]
    return acts in ([(True, False), (False, True)], [(False, True), (True, False)])


def ratio_of(promise: Item, told: Item) -> float:
    """The told value as a part of the promised one; 0 where they cannot be compared."""
    try:
        wanted = units.convert(Decimal(promise.value), promise.unit, told.unit)
        return float(Decimal(told.value) / wanted) if wanted else 0.0
    except (ArithmeticError, ValueError):
        return 0.0
