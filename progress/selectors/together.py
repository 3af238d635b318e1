"""Rows that are approved together: what each asks, and what its unit said to it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from accounts.models import User
from progress import workflow
from progress.checks import Check
from progress.models import ReportStep
from progress.selectors.board import Waiting, waiting
from progress.selectors.contradictions import Asked, asked_of


@dataclass(frozen=True)
class Together:
    """A row that waits, the contradictions to be answered before it is approved, and what else is to be looked at."""

    waiting: Waiting
    asked: tuple[Asked, ...]

    @property
    def warnings(self) -> list[Check]:
        """Those that ask nothing."""
        return [one for one in self.waiting.row.warnings if not one.asks]

    @property
    def narrative(self) -> str:
        return self.waiting.row.values.get("narrative", "")

    @property
    def version_key(self) -> str:
        """Task, round and version: what was looked at is what is approved."""
        row = self.waiting.row
        return f"{row.key}-{row.report.version if row.report else 0}"


def together(user: User, day: date, wanted: Collection[tuple[int, int]]) -> list[Together]:
    """Those of the wanted (task, round) that wait for this reviewer, in the queue's order. One query more than that."""
    rows = [one for one in waiting(user, day) if (one.row.task.pk, one.row.round.pk) in wanted]
    steps: dict[int, list[ReportStep]] = {}
    for step in ReportStep.objects.filter(
        report__in=[one.row.report for one in rows if one.row.report], step=workflow.SUBMIT.name
    ).order_by("pk"):
        steps.setdefault(step.report_id, []).append(step)
    return [
        Together(one, tuple(asked_of(one.row.task, one.row.round, one.row.checks, said)))
        for one in rows
        for said in [steps.get(one.row.report.pk, []) if one.row.report else []]
    ]
