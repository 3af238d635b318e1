"""The public window while it is drawn up: which days it holds, how they are counted, what forbids it.

Lengths and units differ by rule and place (31 natural days in Wanzhou, 7 working days elsewhere), so the rule is
a value that is shown in words. What is published of it, day by day, is `notices.window_days`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from documents.day_words import day_words
from notices.window_days import Window
from projects.workdays import GUESSED, add_workdays, count_workdays

DayKind = Literal["natural", "working"]
Overrides = Mapping[date, bool]
_NO_OVERRIDES: Overrides = {}
_KIND_WORDS: dict[DayKind, str] = {"natural": "自然日", "working": "工作日"}


@dataclass(frozen=True, slots=True)
class CountingRule:
    """How the days of a window are counted, and how many there must be at least (0: no minimum)."""

    kind: DayKind = "natural"
    first_day_counts: bool = True
    minimum: int = 0


@dataclass(frozen=True)
class CountedWindow(Window):
    """A window drawn up by a rule, which `rule` states in words, and its length by that rule.

    `known` is False where a working day had to be guessed because the year's plan is not out.
    """

    counting: CountingRule = CountingRule()
    length: int = 0
    known: bool = True


def _counted(
    opens_on: date, closes_on: date, counting: CountingRule, length: int, known: bool = True
) -> CountedWindow:
    """With the rule as a notice states it: "自然日，首尾两天都算，共31天"."""
    how = "首尾两天都算" if counting.first_day_counts else "首日不算，末日算"
    unit = "天" if counting.kind == "natural" else "个工作日"
    words = f"{_KIND_WORDS[counting.kind]}，{how}，共{length}{unit}"
    words = words if known else f"{words}（节假日安排尚未公布，{GUESSED}）"
    return CountedWindow(opens_on, closes_on, words, counting, length, known)


def window_of_length(
    opens_on: date, length: int, rule: CountingRule, overrides: Overrides = _NO_OVERRIDES
) -> CountedWindow:
    """The window that opens on a day and holds `length` days by the rule. Raises ValueError below one day."""
    if length < 1:
        raise ValueError(f"a window has at least one day, not {length}")
    start = opens_on - timedelta(days=1) if rule.first_day_counts else opens_on
    if rule.kind == "natural":
        return _counted(opens_on, start + timedelta(days=length), rule, length)
    reached = add_workdays(start, length, overrides)
    return _counted(opens_on, reached.day, rule, length, reached.known)


def window_between(
    opens_on: date, closes_on: date, rule: CountingRule, overrides: Overrides = _NO_OVERRIDES
) -> CountedWindow:
    """The window between two typed dates, its length counted by the rule. Raises ValueError if it ends first."""
    if closes_on < opens_on:
        raise ValueError(f"the window would end on {closes_on}, before it opens on {opens_on}")
    first = opens_on if rule.first_day_counts else opens_on + timedelta(days=1)
    if rule.kind == "natural":
        return _counted(opens_on, closes_on, rule, (closes_on - first).days + 1)
    counted = count_workdays(first, closes_on, overrides)
    return _counted(opens_on, closes_on, rule, counted.number, counted.known)


def window_problems(
    window: CountedWindow,
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
    if window.length < window.counting.minimum:
        earliest = window_of_length(
            window.opens_on, window.counting.minimum, window.counting, overrides
        ).closes_on
        kind = "天" if window.counting.kind == "natural" else "个工作日"
        problems.append(
            f"公示期只有{window.length}{kind}，至少要{window.counting.minimum}{kind}，"
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
