"""Working days: the State Council's yearly plan, a district's overrides on top, and an honest "not known yet".

The built-in calendar covers the years whose plan has been announced (chinesecalendar; the next year's appears in
November). Beyond them a day is counted Monday to Friday and every result says so: `known` is False, and
`label` gives the words to show. Overrides are `{day: is it a workday}` and always win.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import chinese_calendar

GUESSED = "暂按周一至周五推算"

Overrides = Mapping[date, bool]
_NO_OVERRIDES: Overrides = {}
_FARTHEST = 3660
"""Days. A search that long means an override table without a single workday."""


@dataclass(frozen=True, slots=True)
class DayAnswer:
    """Is this a workday? True or False in a condition; `known` says whether a plan or an override says so."""

    works: bool
    known: bool

    def __bool__(self) -> bool:
        return self.works

    @property
    def label(self) -> str:
        return "" if self.known else GUESSED


@dataclass(frozen=True, slots=True)
class CountedDay:
    """A day reached by counting workdays. `known` is False where any day on the way was guessed."""

    day: date
    known: bool

    @property
    def label(self) -> str:
        return "" if self.known else GUESSED


@dataclass(frozen=True, slots=True)
class CountedDays:
    """How many workdays lie in a span. `known` is False where any day of it was guessed."""

    number: int
    known: bool

    @property
    def label(self) -> str:
        return "" if self.known else GUESSED


def is_workday(day: date, overrides: Overrides = _NO_OVERRIDES) -> DayAnswer:
    """Whether people work on that day: make-up Saturdays (调休) do, public holidays do not."""
    if day in overrides:
        return DayAnswer(overrides[day], known=True)
    try:
        return DayAnswer(bool(chinese_calendar.is_workday(day)), known=True)
    except NotImplementedError:
        return DayAnswer(day.weekday() < 5, known=False)


def add_workdays(start: date, count: int, overrides: Overrides = _NO_OVERRIDES) -> CountedDay:
    """The `count`-th workday after `start`, which is not counted itself; before it for a negative count.

    0 gives `start`, whatever day that is. Raises ValueError where no such day is near (ten years).
    """
    step = timedelta(days=1 if count >= 0 else -1)
    day, left, known = start, abs(count), True
    for _ in range(_FARTHEST):
        if not left:
            return CountedDay(day, known)
        day += step
        answer = is_workday(day, overrides)
        known = known and answer.known
        left -= answer.works
    raise ValueError(f"no {count} workdays within {_FARTHEST} days of {start}")


def count_workdays(first: date, last: date, overrides: Overrides = _NO_OVERRIDES) -> CountedDays:
    """The workdays from `first` to `last`, both included; 0 where `last` is before `first`.

    However far apart the two are, only days of announced years are looked at one by one.
    """
    number, known = 0, True
    said: dict[int, dict[date, bool]] = {}
    for day, works in overrides.items():
        said.setdefault(day.year, {})[day] = works
    for year in range(first.year, last.year + 1):
        begin, end = max(first, date(year, 1, 1)), min(last, date(year, 12, 31))
        if is_workday(date(year, 7, 1)).known:
            days = (begin + timedelta(days=offset) for offset in range((end - begin).days + 1))
            number += sum(is_workday(day, overrides).works for day in days)
            continue
        told = {day: works for day, works in said.get(year, {}).items() if begin <= day <= end}
        number += _weekdays(begin, end)
        number += sum(works - (day.weekday() < 5) for day, works in told.items())
        known = known and len(told) == (end - begin).days + 1
    return CountedDays(number, known)


def _weekdays(first: date, last: date) -> int:
    """Mondays to Fridays between two days, both included; 0 where the last is before the first."""
    whole, rest = divmod(max((last - first).days + 1, 0), 7)
    return 5 * whole + sum((first.weekday() + offset) % 7 < 5 for offset in range(rest))


def rest_day_remark(label: str, day: date, overrides: Overrides = _NO_OVERRIDES) -> str:
    """ "截止日10月3日不是工作日。", or nothing: of a due day as of the last day of a window."""
    if is_workday(day, overrides):
        return ""
    return f"{label}{day.month}月{day.day}日不是工作日。"


def years_not_known(first: date, last: date) -> list[int]:
    """The years touched by a span whose plan the built-in calendar does not hold, for a warning."""
    return [
        year for year in range(first.year, last.year + 1) if not is_workday(date(year, 7, 1)).known
    ]
