"""When a unit is reminded of what it owes, and in which words. Pure: the day and the calendar are arguments."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from projects.workdays import Overrides, add_workdays, count_workdays, is_workday

WORKDAYS_BEFORE = (7, 3, 1, 0)
WORKDAYS_AFTER = 1
EVERY_LATER = 5
"""Once it is a workday late, again every so many workdays, until it is handed in."""


def falls_on(day: date, due_on: date, overrides: Overrides) -> bool:
    """Whether a unit that owes by `due_on` is reminded on that day. Never on a holiday or at a weekend."""
    if not is_workday(day, overrides):
        return False
    if day <= due_on:
        return any(day == _before(due_on, count, overrides) for count in WORKDAYS_BEFORE)
    late = _workdays_since(due_on, day, overrides)
    return late == WORKDAYS_AFTER or (late - WORKDAYS_AFTER) % EVERY_LATER == 0


def text_for(
    unit: str, months: str, rows: Sequence[tuple[str, str, str]], due_on: date, days_left: str
) -> str:
    """What is said to one unit; `rows` are number, name and state of what it owes."""
    listed = "；".join(f"第{number}件“{name}”（{state}）" for number, name, state in rows)
    return (
        f"{unit}：民生实事{months}进展请于{due_on.month}月{due_on.day}日前填报（{days_left}），"
        f"还有{len(rows)}件：{listed}。"
    )


def _before(due_on: date, count: int, overrides: Overrides) -> date:
    """The workday so many workdays before the due day; the last workday up to it for 0."""
    last = due_on if is_workday(due_on, overrides) else add_workdays(due_on, -1, overrides).day
    return add_workdays(last, -count, overrides).day


def _workdays_since(due_on: date, day: date, overrides: Overrides) -> int:
    return count_workdays(due_on, day, overrides).number - int(bool(is_workday(due_on, overrides)))
