"""Which rows of a sheet can be handed in as they are stored, and what holds up each of the others."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from progress import completeness, workflow
from progress.access import Standpoint
from progress.completeness import Gap
from progress.report_fields import value_field
from progress.selectors.task_rows import TaskRow


@dataclass(frozen=True)
class HandIn:
    """A row that is not handed in yet: `reason` is blank where nothing but the `gaps` holds it up."""

    row: TaskRow
    gaps: tuple[Gap, ...]
    reason: str

    @property
    def is_ready(self) -> bool:
        return not self.gaps and not self.reason

    @property
    def figures(self) -> list[str]:
        """ "护栏安装 95公里" for every indicator with a value."""
        found = [value_field(one) for one in self.row.task.indicators.all()]
        values = self.row.values
        return [f"{one.label} {one.shown(values[one.key])}" for one in found if values.get(one.key)]

    @property
    def asks(self) -> list[str]:
        """The contradictions its unit may explain."""
        return [check.point for check in self.row.checks if check.asks]

    @property
    def key(self) -> str:
        """Task and version: what was looked at is what is handed in."""
        version = self.row.report.version if self.row.report else 0
        return f"{self.row.task.pk}-{version}"


def to_hand_in(
    rows: Iterable[TaskRow], standpoint: Standpoint, drafts: Collection[int]
) -> list[HandIn]:
    """The rows that are owed and can be handed in now or after something is done, in their order.

    The rules are those of a single submission: who may, what is missing. `drafts` are the tasks of which the person
    has text that is not saved; it would stay behind. Rows that are handed in already, or that nobody has to report
    on, are left out. Costs no query.
    """
    found = []
    for row in rows:
        if row.status == workflow.NONE and row.is_owing:
            found.append(HandIn(row, (), "还没有填。"))
        elif workflow.SUBMIT.starts_from(row.status):
            decision = standpoint.can_submit(row.task)
            reason = "" if decision else decision.reason
            if row.status != workflow.RETURNED and not row.round.is_open:
                reason = "这一轮已经关闭。"
            elif row.task.pk in drafts:
                reason = "有自动保存的草稿还没有存入，请先保存。"
            found.append(HandIn(row, tuple(completeness.gaps(row.values)), reason))
    return found
