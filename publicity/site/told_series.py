"""What the notices of a year tell of one thing, month by month: the points of a year's drawing.

A period counts once, by its newest standing version; nothing withdrawn, sealed or corrected since is read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal

from projects.plan_reading import PlanTask
from publicity.site import figures
from publicity.site.cards import Card
from publicity.site.chart import Chart, Point, chart
from publicity.site.delivery import scaled
from publicity.site.measures import measures_of


@dataclass(frozen=True)
class Told:
    """One published figure."""

    month: int
    label: str
    """1—6月."""
    text: str
    value: Decimal


@dataclass(frozen=True)
class Year:
    """The drawing of a year and the same in words; without a drawing the words stand alone."""

    told: tuple[Told, ...]
    chart: Chart | None
    unit: str
    expected: str = ""
    """应到 12 个（6月底）, only where the district shows lights."""
    whole: str = ""
    """What the frame stands for, of money."""

    @property
    def sentence(self) -> str:
        """1—3月 4 个，1—6月 12 个。"""
        gap = "" if self.unit == "%" else " "
        return "，".join(f"{one.label} {one.text}{gap}{self.unit}" for one in self.told) + "。"


def _newest(cards: Iterable[Card], year: int) -> list[Card]:
    """Of each period of the year its newest standing notice, in the order of the months."""
    found: dict[int, Card] = {}
    for card in sorted(cards, key=lambda card: (card.said.version, card.notice.number)):
        if card.tells_values and card.said.year == year and card.said.period:
            found[card.said.period.to_month] = card
    return [found[month] for month in sorted(found)]


def _series(
    cards: Iterable[Card],
    year: int,
    read: Callable[[Card], str],
    written: Callable[[Decimal], str] = figures.plain,
) -> tuple[Told, ...]:
    told = []
    for card in _newest(cards, year):
        number, period = figures.value(read(card)), card.said.period
        if number is not None and number >= 0 and period:
            told.append(Told(period.to_month, period.months, written(number), number))
    return tuple(told)


def _points(told: Iterable[Told]) -> list[Point]:
    return [(one.month, one.value) for one in told]


def money_of_year(cards: Iterable[Card], year: int, due_months: tuple[int, ...]) -> Year:
    """The invested sums of a district's year below its planned one, with the months in which stages are due."""
    cards = list(cards)
    told = _series(cards, year, lambda card: card.said.totals.invested, figures.money)
    newest = _newest(cards, year)
    whole = figures.value(newest[-1].said.totals.investment_plan) if newest else None
    said = [f"年度计划 {figures.money(whole)} 万元"] if whole else []
    if due_months:
        said.append("虚线是阶段目标到期的月底")
    due = [(12, whole)] if whole else []
    return Year(
        told,
        chart(_points(told), due, whole=whole, due_months=due_months, written=figures.money),
        "万元",
        whole="；".join(said),
    )


def indicator_of_year(
    cards: Iterable[Card], year: int, key: int, task: PlanTask, place: int, *, shows_standing: bool
) -> Year:
    """One indicator of a project: promised steps, published points. Where it should stand only with lights."""

    def read(card: Card) -> str:
        row = card.said.by_key.get(key)
        measure = measures_of(task, row)[place] if row else None
        return scaled(measure, indicator.unit) if measure else ""

    indicator = task.indicators[place]
    told = _series(cards, year, read)
    due = [
        (month, number)
        for month, text in indicator.due
        if (number := figures.value(text)) is not None and number >= 0
    ]
    past = [point for point in due if told and point[0] <= told[-1].month]
    expected = past[-1] if past and shows_standing else None
    target = figures.value(indicator.target)
    drawn = None
    if target is not None and target > 0 and not indicator.falls:
        at = (told[-1].month, expected[1]) if expected else None
        drawn = chart(_points(told), due, whole=target, expected=at)
    said = ""
    if expected and drawn:
        gap = "" if indicator.unit == "%" else " "
        said = f"应到 {figures.plain(expected[1])}{gap}{indicator.unit}（{expected[0]}月底）"
    return Year(told, drawn, indicator.unit, said)
