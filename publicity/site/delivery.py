"""What was promised in a number and what is published of it: a project's main promise, and how far the year is.

Only published plans and notices speak here, and no project is compared with another (rules.md, Delivery).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from notices.content_reading import Measure, Row
from projects.plan_reading import PlanProject
from publicity.site import figures
from publicity.site.measures import measures_of

MONEY = frozenset({"元", "万元", "亿元"})
AFTER = frozenset({"以上", "及以上", "以内", "以下", "左右"})
"""Qualifiers that are printed behind the unit."""


@dataclass(frozen=True)
class Promise:
    """An indicator with a target, beside the figure published of it ("" where none is)."""

    label: str
    target: str
    unit: str
    qualifier: str = ""
    falls: bool = False
    """True where lower is better."""
    reported: str = ""

    @property
    def rank(self) -> int:
        """Things that can be counted first, shares after them, money last."""
        return 2 if self.unit in MONEY else 1 if self.unit == "%" else 0

    @property
    def is_reached(self) -> bool:
        told, wanted = figures.value(self.reported), figures.value(self.target)
        if told is None or wanted is None:
            return False
        return told <= wanted if self.falls else told >= wanted

    @property
    def goal(self) -> str:
        """400 人以上, 约 13.5 公里, 95%."""
        said = f"{self.target}{'' if self.unit == '%' else ' '}{self.unit}"
        if self.qualifier in AFTER:
            return said + self.qualifier
        return f"{self.qualifier} {said}" if self.qualifier else said

    @property
    def figure(self) -> str:
        """42/67 个; 目标 67 个 while no figure is published."""
        if not self.reported:
            return f"目标 {self.goal}"
        unit = self.unit if self.unit == "%" else f" {self.unit}"
        return f"{self.reported}/{self.target}{unit}"

    @property
    def share(self) -> str:
        """Percents for a bar; empty where there is no figure, or less is better."""
        told, wanted = figures.value(self.reported), figures.value(self.target)
        if told is None or wanted is None or self.falls:
            return ""
        return figures.percent(told, wanted)


@dataclass(frozen=True)
class Delivery:
    """A project's promises in numbers, and what was published of them."""

    promises: tuple[Promise, ...]
    has_text: bool
    """Whether a text of its progress is published."""

    @property
    def main(self) -> Promise | None:
        """The first that can be counted, else the first share, else the first sum of money; None without any."""
        return min(self.promises, key=lambda one: one.rank, default=None)

    @property
    def first_told(self) -> Promise | None:
        """The main promise where its figure is published, else the first whose is; None without any."""
        if self.main and self.main.reported:
            return self.main
        return next((one for one in self.promises if one.reported), None)

    @property
    def state(self) -> str:
        """reached: every number is; moving: some number is published; silent: none is; words: nothing was promised in numbers."""
        if not self.promises:
            return "words"
        if all(one.is_reached for one in self.promises):
            return "reached"
        return "moving" if any(one.reported for one in self.promises) else "silent"

    @property
    def said(self) -> str:
        """What stands in place of a figure that is not published."""
        if self.main and self.main.reported:
            return ""
        if told := self.first_told:
            return f"未公布数字；{told.label} {told.figure}"
        if self.has_text:
            return "有文字进展，未公布数字" if self.main else "有文字进展"
        return "未公布数字" if self.main else "未公布进展"


def scaled(measure: Measure, unit: str) -> str:
    """The published figure in the unit of the promise: 4102 人次 of 1.6 万人次 is 0.4102; "" where the units differ otherwise."""
    told = figures.value(measure.reported)
    if told is None:
        return ""
    if measure.unit in ("", unit):
        return figures.plain(told)
    if unit == "万" + measure.unit or (measure.unit, unit) == ("万元", "亿元"):
        return figures.plain(told / Decimal(10000))
    return ""


def _promised(project: PlanProject, row: Row | None) -> Iterator[Promise]:
    for task in project.tasks:
        for one, measure in zip(task.indicators, measures_of(task, row), strict=True):
            if (figures.value(one.target) or 0) > 0 and one.unit:
                yield Promise(
                    one.label,
                    one.target,
                    one.unit,
                    one.qualifier,
                    one.falls,
                    scaled(measure, one.unit) if measure else "",
                )


def delivery_of(project: PlanProject, row: Row | None) -> Delivery:
    """Of a project of a plan beside its row in the newest notice (None where it has none)."""
    return Delivery(tuple(_promised(project, row)), bool(row and row.progress))


def delivery_told(row: Row) -> Delivery:
    """Of a row alone, where no plan is at hand: what the notice says of its own targets."""
    found = (
        Promise(one.label, one.target, one.unit, reported=scaled(one, one.unit))
        for one in row.measures
        if (figures.value(one.target) or 0) > 0 and one.unit
    )
    return Delivery(tuple(found), bool(row.progress))


STATES = (
    ("reached", "已达目标值", "数字目标全部达到"),
    ("moving", "推进中", "有数字公布，尚未全部达到"),
    ("silent", "未公布数字", "有数字目标，还没有数字公布"),
    ("words", "没有数字目标", "看公布的文字进展"),
)
"""(state, its words, what they mean), in the order of a page; an order of states, never of projects."""


@dataclass(frozen=True)
class Count:
    """How many projects of a year are in a state."""

    state: str
    word: str
    meaning: str
    count: int


def counts(deliveries: Iterable[Delivery]) -> tuple[Count, ...]:
    """The first three always; those without numbers only where there are any. Empty where no project promised a number."""
    states = [one.state for one in deliveries]
    if all(state == "words" for state in states):
        return ()
    return tuple(
        Count(state, word, meaning, states.count(state))
        for state, word, meaning in STATES
        if state != "words" or "words" in states
    )


def sentence(found: Iterable[Count]) -> str:
    """已达目标值 1 件，推进中 12 件，未公布数字 3 件，没有数字目标 4 件."""
    return "，".join(f"{one.word} {one.count} 件" for one in found)
