"""The window of a notice: its days, which one today is, and how it is drawn. Both ends count (rules.md, Notice)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

LONGEST_IN_CELLS = 62
"""A window of more days is drawn in weeks' cells: single days could not be told apart."""

MOST_CELLS = 64
"""However long a window is, more cells are not drawn."""


@dataclass(frozen=True)
class Window:
    """Days from `opens_on` to `closes_on`, both included; it ends at 24:00 of the last."""

    opens_on: date
    closes_on: date
    rule: str = ""

    def as_json(self) -> dict[str, str]:
        """As it stands in a notice's content (rules.md, Formats)."""
        return {
            "opens_on": self.opens_on.isoformat(),
            "closes_on": self.closes_on.isoformat(),
            "rule": self.rule,
        }

    @property
    def counted(self) -> str:
        """How its days are counted, in the words of its own rule; by both ends where it was frozen without one."""
        return self.rule or f"共{self.total}天，首尾两天都算"

    @property
    def counts_plain_days(self) -> bool:
        """Whether today's number among its days can be told from the calendar alone: every day counts, from the first."""
        return not re.search("工作日|首日不算", self.rule)

    @property
    def total(self) -> int:
        return (self.closes_on - self.opens_on).days + 1

    def nth(self, day: date) -> int:
        """Which day of the window `day` is, counted from 1; 0 or less before it, more than total after it."""
        return (day - self.opens_on).days + 1

    def left(self, day: date) -> int:
        """还剩 N 天: today and the last day both count; 0 once it is over."""
        return max((self.closes_on - max(day, self.opens_on)).days + 1, 0)

    def is_open(self, day: date) -> bool:
        return self.opens_on <= day <= self.closes_on


@dataclass(frozen=True)
class Drawing:
    """Cells of the window as three paths in a box `width` units wide, and the sentence that says the same."""

    width: int
    past: str
    now: str
    ahead: str
    label: str


def drawing(window: Window, day: date) -> Drawing:
    """One cell a day (a week in very long windows, more beyond a year), today's filled."""
    step = 1 if window.total <= LONGEST_IN_CELLS else max(7, -(-window.total // MOST_CELLS))
    cells = -(-window.total // step)
    today = (
        (window.nth(day) - 1) // step
        if window.is_open(day)
        else (cells if day > window.closes_on else -1)
    )
    paths = {"past": "", "now": "", "ahead": ""}
    for cell in range(cells):
        kind = "past" if cell < today else "now" if cell == today else "ahead"
        # Each cell after the first says the same words, which packs to nothing.
        paths[kind] += f"{'m8 0' if paths[kind] else f'M{cell * 8} 1'}h6v14h-6z"
    total = f"公示期 {window.rule}" if window.rule else f"公示期共 {window.total} 天"
    if window.is_open(day):
        nth = f"今天是第 {window.nth(day)} 天" if window.counts_plain_days else "今天在公示期内"
        label = f"{total}，{nth}"
    elif day > window.closes_on:
        label = f"{total}，已经结束"
    else:
        label = f"{total}，还没有开始"
    return Drawing(cells * 8 - 2, paths["past"], paths["now"], paths["ahead"], label)
