"""Which figure of a notice belongs to which indicator of the plan."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence

from notices.content_reading import Measure, Row
from projects.plan_reading import PlanIndicator, PlanTask


def measures_of(task: PlanTask, row: Row | None) -> tuple[Measure | None, ...]:
    """What the row tells of each of the task's indicators, in their order; None where it tells of none.

    Several indicators of a task may share a label. Those alike in label and target follow each other in the notice
    as in the plan. One whose target was changed since is found by its label, if as many are left on either side:
    no figure is shown beside an indicator it may not belong to.
    """
    told = [measure for measure in (row.measures if row else ()) if measure.task == task.number]
    found: dict[int, Measure] = {}
    _pair(task.indicators, told, found, lambda one: (one.label, one.unit, one.target))
    _pair(task.indicators, told, found, lambda one: one.label)
    return tuple(found.get(place) for place in range(len(task.indicators)))


def _pair(
    indicators: Sequence[PlanIndicator],
    told: list[Measure],
    found: dict[int, Measure],
    key: Callable[[PlanIndicator | Measure], Hashable],
) -> None:
    """Move from `told` to `found` (by the indicator's place) what agrees in the key and in number."""
    places: dict[Hashable, list[int]] = {}
    for place, indicator in enumerate(indicators):
        if place not in found:
            places.setdefault(key(indicator), []).append(place)
    alike: dict[Hashable, list[Measure]] = {}
    for measure in told:
        alike.setdefault(key(measure), []).append(measure)
    for name, measures in alike.items():
        if len(measures) == len(places.get(name, ())):
            found |= zip(places[name], measures, strict=True)
            for measure in measures:
                told.remove(measure)
