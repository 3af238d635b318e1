"""The public window: which days it holds, how they are counted, and when it ends.

Lengths and units differ by rule and place (31 natural days in Wanzhou, 7 working days elsewhere), so the rule is
a value that is shown in words. The window ends at 24:00 Beijing time of its last day.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Literal
from zoneinfo import ZoneInfo

from projects.workdays import GUESSED, add_workdays, count_workdays, is_workday

BEIJING = ZoneInfo("Asia/Shanghai")
DayKind = Literal["natural", "working"]
Overrides = Mapping[date, bool]
_NO_OVERRIDES: Overrides = {}
_KIND_WORDS: dict[DayKind, str] = {"natural": "自然日", "working": "工作日"}
_BAR_SHARE = Decimal("0.74")
"""How much of its slot a day fills in the drawing; the rest is the gap to the next."""


class State(StrEnum):
    NOT_OPEN = "not_open"
    OPEN = "open"
    ENDED = "ended"

    @property
    def word(self) -> str:
        return _STATE_WORDS[self]


_STATE_WORDS = {State.NOT_OPEN: "未开始", State.OPEN: "公示中", State.ENDED: "公示结束"}


@dataclass(frozen=True, slots=True)
class CountingRule:
    """How the days of a window are counted, and how many there must be at least (0: no minimum)."""

    kind: DayKind = "natural"
    first_day_counts: bool = True
    minimum: int = 0


@dataclass(frozen=True, slots=True)
class Window:
    """First and last day, the rule, and the length by that rule.

    `known` is False where a working day had to be guessed because the year's plan is not out.
    """

    opens_on: date
    closes_on: date
    rule: CountingRule
    length: int
    known: bool = True

    @property
    def opens_at(self) -> datetime:
        return datetime.combine(self.opens_on, time(), BEIJING)

    @property
    def ends_at(self) -> datetime:
        """24:00 of the last day, as 00:00 of the next: the first moment that is too late."""
        return datetime.combine(self.closes_on + timedelta(days=1), time(), BEIJING)

    @property
    def natural_days(self) -> int:
        return (self.closes_on - self.opens_on).days + 1

    @property
    def rule_words(self) -> str:
        """The rule as a notice states it: "自然日，首尾两天都算，共31天"."""
        how = "首尾两天都算" if self.rule.first_day_counts else "首日不算，末日算"
        unit = "天" if self.rule.kind == "natural" else "个工作日"
        words = f"{_KIND_WORDS[self.rule.kind]}，{how}，共{self.length}{unit}"
        return words if self.known else f"{words}（节假日安排尚未公布，{GUESSED}）"


def window_of_length(
    opens_on: date, length: int, rule: CountingRule, overrides: Overrides = _NO_OVERRIDES
) -> Window:
    """The window that opens on a day and holds `length` days by the rule. Raises ValueError below one day."""
    if length < 1:
        raise ValueError(f"a window has at least one day, not {length}")
    start = opens_on - timedelta(days=1) if rule.first_day_counts else opens_on
    if rule.kind == "natural":
        return Window(opens_on, start + timedelta(days=length), rule, length)
    reached = add_workdays(start, length, overrides)
    return Window(opens_on, reached.day, rule, length, reached.known)


def window_between(
    opens_on: date, closes_on: date, rule: CountingRule, overrides: Overrides = _NO_OVERRIDES
) -> Window:
    """The window between two typed dates, its length counted by the rule. Raises ValueError if it ends first."""
    if closes_on < opens_on:
        raise ValueError(f"the window would end on {closes_on}, before it opens on {opens_on}")
    first = opens_on if rule.first_day_counts else opens_on + timedelta(days=1)
    if rule.kind == "natural":
        return Window(opens_on, closes_on, rule, (closes_on - first).days + 1)
    counted = count_workdays(first, closes_on, overrides)
    return Window(opens_on, closes_on, rule, counted.number, counted.known)


def window_problems(
    window: Window,
    *,
    published: Window | None = None,
    on: date | None = None,
    overrides: Overrides = _NO_OVERRIDES,
) -> list[str]:
    """What forbids this window, in sentences; empty where nothing does.

    Shorter than its rule's minimum; opening before `on`, the day of publishing; ending earlier than the one
    already `published` (a published end never moves forward).
    """
    problems = []
    if window.length < window.rule.minimum:
        earliest = window_of_length(
            window.opens_on, window.rule.minimum, window.rule, overrides
        ).closes_on
        kind = "天" if window.rule.kind == "natural" else "个工作日"
        problems.append(
            f"公示期只有{window.length}{kind}，至少要{window.rule.minimum}{kind}，"
            f"结束日期最早是{day_words(earliest)}。"
        )
    if on is not None and window.opens_on < on:
        problems.append(
            f"公示开始日期{day_words(window.opens_on)}早于发布当天{day_words(on)}，请改为发布当天或以后。"
        )
    if published is not None and window.closes_on < published.closes_on:
        problems.append(
            f"已公布的结束日期是{day_words(published.closes_on)}，不能提前到{day_words(window.closes_on)}。"
        )
    return problems


def state_on(window: Window, day: date) -> State:
    """The state during a day, for pages that are made once a day."""
    if day < window.opens_on:
        return State.NOT_OPEN
    return State.OPEN if day <= window.closes_on else State.ENDED


def state_at(window: Window, moment: datetime) -> State:
    """The state at a moment: 23:59:59 of the last day is open, 00:00:00 after it is not.

    Raises ValueError for a moment without a time zone.
    """
    if moment.tzinfo is None:
        raise ValueError("a moment without a time zone has no state")
    return state_on(window, moment.astimezone(BEIJING).date())


def days_left(window: Window, day: date) -> int:
    """还剩 N 天: natural days from `day` to the last, both counted. 0 when the window is not open."""
    return (window.closes_on - day).days + 1 if state_on(window, day) is State.OPEN else 0


def state_words(window: Window, day: date) -> str:
    """The state in words: "公示中（还剩22天）"."""
    state = state_on(window, day)
    return f"{state.word}（还剩{days_left(window, day)}天）" if state is State.OPEN else state.word


def is_late(window: Window, day: date) -> bool:
    """Whether what arrived (or was postmarked) on that day came after the window."""
    return day > window.closes_on


@dataclass(frozen=True, slots=True)
class DayCell:
    """One day of the drawing. `x` and `width` are percents of the whole, as text for SVG attributes."""

    day: date
    number: int
    position: Literal["past", "now", "coming"]
    counts: bool
    """Whether the rule counts it: a rest day inside a working-day window does not count."""
    x: str
    width: str


def day_cells(window: Window, today: date, overrides: Overrides = _NO_OVERRIDES) -> list[DayCell]:
    """One cell per natural day from the first to the last."""
    slot = Decimal(100) / window.natural_days
    cells = []
    for offset in range(window.natural_days):
        day = window.opens_on + timedelta(days=offset)
        cells.append(
            DayCell(
                day=day,
                number=offset + 1,
                position="past" if day < today else "now" if day == today else "coming",
                counts=_counts(window, day, overrides),
                x=f"{slot * offset:.3f}%",
                width=f"{slot * _BAR_SHARE:.3f}%",
            )
        )
    return cells


def drawing_words(window: Window, today: date) -> str:
    """What the drawing says, for those who cannot see it."""
    state = state_on(window, today)
    start = f"公示期共{window.natural_days}天"
    if state is State.OPEN:
        return f"{start}，今天是第{(today - window.opens_on).days + 1}天，还剩{days_left(window, today)}天"
    if state is State.NOT_OPEN:
        return f"{start}，{day_words(window.opens_on)}开始"
    return f"{start}，已于{day_words(window.closes_on)}24:00结束"


def day_words(day: date) -> str:
    """2025年4月11日, without leading zeros (GB/T 9704)."""
    return f"{day.year}年{day.month}月{day.day}日"


def _counts(window: Window, day: date, overrides: Overrides) -> bool:
    if day == window.opens_on and not window.rule.first_day_counts:
        return False
    return window.rule.kind == "natural" or is_workday(day, overrides).works
