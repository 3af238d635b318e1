"""Until when a task's report is due, and how that reads on a given day. No query."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from progress.access import lead_units
from progress.models import ReportingRound
from projects.models import Task


@dataclass(frozen=True, slots=True)
class Deadline:
    """A due day seen from a day. `days_left` is 0 on the due day itself and negative afterwards."""

    due_on: date
    days_left: int

    @property
    def is_late(self) -> bool:
        return self.days_left < 0

    @property
    def words(self) -> str:
        if self.days_left > 0:
            return f"还有{self.days_left}天"
        return "今天截止" if self.days_left == 0 else f"已逾期{-self.days_left}天"


def deadline(due_on: date, day: date) -> Deadline:
    return Deadline(due_on, (due_on - day).days)


def late_days(handed_in_on: date, due_on: date) -> int:
    """How many days after the due day something was handed in; 0 where it was in time."""
    return max(0, (handed_in_on - due_on).days)


def due_day(round_: ReportingRound, task: Task, extensions: Mapping[int, date]) -> date:
    """The day the task's lead unit must report by: the round's, or the unit's later one."""
    later = [extensions[unit.pk] for unit in lead_units(task) if unit.pk in extensions]
    return max([round_.due_on, *later])
