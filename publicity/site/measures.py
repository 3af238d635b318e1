"""Which figure of a notice belongs to which indicator of the plan."""

from __future__ import annotations

from collections.abc import Callable, Hashable

from documents.identity.in_order import in_order
from notices.content_reading import Measure, Row
from projects.plan_reading import PlanIndicator, PlanTask


def measures_of(task: PlanTask, row: Row | None) -> tuple[Measure | None, ...]:
    """What the row tells of each of the task's indicators, in their order; None where it tells of none.

    Several indicators of a task may share a label. Those alike in label and target follow each other in the notice
    as in the plan. One whose target was changed since is found by its label, if as many are left on either side:
    no figure is shown beside an indicator it may not belong to.
    """
    told = [measure for measure in (row.measures if row else ()) if measure.task == task.number]
    exact = _in(lambda one: (one.label, one.unit, one.target))
    found = in_order(task.indicators, told, exact, _in(lambda one: one.label))
    return tuple(
        told[found[place]] if place in found else None for place in range(len(task.indicators))
    )


def _in(
    key: Callable[[PlanIndicator | Measure], Hashable],
) -> tuple[Callable[[PlanIndicator], Hashable], Callable[[Measure], Hashable]]:
    """The same question of both sides."""
    return key, key
