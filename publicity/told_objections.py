"""What the public learns of objections: how many came, how many are concluded, what was released of an outcome."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from objections.models.objections import RIGHT
from objections.workflow import OPEN
from publicity.site.snapshots import Outcome

TOLD = (
    "status", "outcome", "is_incomplete", "needs_human_check", "outcome_released", "public_outcome",
    "concluded_on", "project_number",
)  # fmt: skip


class ToldObjection(NamedTuple):
    """What the public may learn of an objection: that it came, how it ended. In the order of `TOLD`."""

    status: str
    outcome: str
    is_incomplete: bool
    needs_human_check: bool
    is_released: bool
    line: str
    concluded_on: date | None
    project_number: int | None

    @property
    def outcome_line(self) -> Outcome:
        return Outcome(self.line, self.concluded_on, self.project_number)


def counts_of(told: list[ToldObjection]) -> tuple[int, int, int] | None:
    """How many objections came in, how many are concluded, how many were right or partly right.

    None where the only ones still wait to be completed or looked at: that none came in would not be true.
    """
    whole = [one for one in told if not one.is_incomplete and not one.needs_human_check]
    if not whole and any(one.status in OPEN for one in told):
        return None
    done = [one for one in whole if one.status not in OPEN]
    return len(whole), len(done), sum(one.outcome in RIGHT for one in done)
