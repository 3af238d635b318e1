"""A district's year in one line: the plan's day, the milestones, the windows of its notices, how far it has been told."""

from __future__ import annotations

import calendar
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from projects.plan_reading import PlanContent
from publicity.site import figures
from publicity.site.cards import Card

BROADEST_GAP = Decimal("0.4")


@dataclass(frozen=True)
class Span:
    at: str
    width: str


@dataclass(frozen=True)
class YearLine:
    """Positions in percent of the year; the sentences of `key` say the same as the drawing."""

    days: int
    months: tuple[tuple[int, str, int], ...]
    """(month, middle, the days before it) of each month."""
    told: str
    issued: str
    due: tuple[tuple[int, str], ...]
    windows: tuple[Span, ...]
    told_label: str
    issued_on: date | None
    due_label: str
    window_labels: tuple[str, ...]


def _days(year: int) -> int:
    return 366 if calendar.isleap(year) else 365


def _at(year: int, day: date) -> Decimal:
    """Where a day begins, in percent of the year; outside the year at its ends."""
    day = min(max(day, date(year, 1, 1)), date(year, 12, 31))
    return Decimal((day - date(year, 1, 1)).days) * 100 / _days(year)


def _month_end(year: int, month: int) -> Decimal:
    return Decimal(100) if month >= 12 else _at(year, date(year, month + 1, 1))


def _text(number: Decimal, step: str = "0.01") -> str:
    return figures.plain(number.quantize(Decimal(step)))


def yearline(
    year: int, plan: PlanContent | None, cards: Iterable[Card], told_month: int, told_label: str
) -> YearLine:
    """`cards`: the district's notices of that year. `told_month`: how far the newest figures reach, 0 for none."""
    months = tuple(
        (
            month,
            _text((_at(year, date(year, month, 1)) + _month_end(year, month)) / 2, "0.1"),
            (date(year, month, 1) - date(year, 1, 1)).days,
        )
        for month in range(1, 13)
    )
    windows, labels = [], []
    for card in sorted(
        cards, key=lambda card: card.said.window.opens_on if card.said.window else date.max
    ):
        window = card.said.window
        if window is None or card.phase.name in {"sealed", "withdrawn"}:
            continue
        if window.closes_on.year < year or window.opens_on.year > year:
            continue
        start = _at(year, window.opens_on)
        end = _at(year, window.closes_on) + Decimal(100) / _days(year)
        windows.append(Span(_text(start), _text(max(end - start, BROADEST_GAP))))
        labels.append(
            f"{window.opens_on.month}月{window.opens_on.day}日至{window.closes_on.month}月{window.closes_on.day}日"
        )
    issued_on = plan.issued_on if plan and plan.issued_on and plan.issued_on.year == year else None
    due_months = plan.months if plan else ()
    return YearLine(
        days=_days(year),
        months=months,
        told=_text(_month_end(year, told_month)) if told_month else "",
        issued=_text(_at(year, issued_on)) if issued_on else "",
        due=tuple((month, _text(_month_end(year, month))) for month in due_months),
        windows=tuple(windows),
        told_label=told_label,
        issued_on=issued_on,
        due_label="、".join(f"{month}月底" for month in due_months),
        window_labels=tuple(labels),
    )
