"""The clocks of an objection (rules.md, Objection; 信访工作条例 2022, articles 23 and 34 to 36), in natural days."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

TELL_WITHIN = 15
"""Days from receipt, that day not counted, to tell the person what happens (article 23)."""
CONCLUDE_WITHIN = 60
"""Days from acceptance, that day not counted, to conclude (article 34)."""
EXTENSION_AT_MOST = 30
"""Days of the one extension (article 34)."""
ASK_AGAIN_WITHIN = 30
"""Days from receipt of an answer to ask the next higher body to look again (articles 35 and 36)."""


@dataclass(frozen=True)
class Deadline:
    """A day by which something is to be done; `done_on` where it was."""

    label: str
    due_on: date
    done_on: date | None = None

    def days_left(self, today: date) -> int:
        """0 on the last day, negative when late."""
        return (self.due_on - today).days

    def is_late(self, today: date) -> bool:
        return (self.done_on or today) > self.due_on


def tell_by(received_on: date) -> date:
    return received_on + timedelta(days=TELL_WITHIN)


def conclude_by(accepted_on: date, extended_days: int = 0) -> date:
    return accepted_on + timedelta(days=CONCLUDE_WITHIN + extended_days)


def months_before(day: date, months: int) -> date:
    """The same day so many months earlier; the last of a month that is shorter (29 February 2028 - 24 = 28 February 2026)."""
    month = day.year * 12 + day.month - 1 - months
    year, month = divmod(month, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def deadlines(
    *,
    received_on: date,
    told_on: date | None,
    accepted_on: date | None,
    concluded_on: date | None,
    extended_days: int,
) -> list[Deadline]:
    """What is due, in order; the second clock runs once the objection is accepted."""
    found = [Deadline("告知本人", tell_by(received_on), told_on)]
    if accepted_on:
        found.append(Deadline("办结", conclude_by(accepted_on, extended_days), concluded_on))
    return found
