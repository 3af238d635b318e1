"""Where a year's stages stand on a day: told, over without a word, next, later."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class StageDays:
    """The months of a plan's stages beside what was published and the day. A stage is over when its month is."""

    told_month: int
    """How far the newest published figures reach, 0 for none."""
    overdue: tuple[int, ...]
    """Over on the day, and nothing published reaches them."""
    next: int
    """The first that is not over and not told; 0 for none. While there is one, the day changes what is said."""

    def state(self, month: int) -> str:
        if month <= self.told_month:
            return "told"
        if month in self.overdue:
            return "overdue"
        return "next" if month == self.next else "later"


def stage_days(year: int, months: Iterable[int], told_month: int, day: date) -> StageDays:
    ended = (day.year - year) * 12 + day.month - 1
    untold = sorted(month for month in months if month > told_month)
    ahead = [month for month in untold if month > ended]
    return StageDays(
        told_month, tuple(month for month in untold if month <= ended), ahead[0] if ahead else 0
    )
