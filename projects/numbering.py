"""Numbers of a plan's projects: they change when it is issued anew, while each project keeps its lasting number."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db.models import F, Max

from projects.models import AnnualPlan, Project

OUT_OF_THE_WAY = 1_000_000
"""Numbers are unique: those that change stand here between the old order and the new one."""


def renumber(plan: AnnualPlan, numbers: Mapping[int, int]) -> None:
    """Give these projects (by their keys of the table) these numbers. Called under the plan's lock.

    All in steps of one statement each, so that a swap meets no constraint on either database.
    """
    moved = [
        project
        for project in Project.objects.filter(plan=plan, pk__in=numbers)
        if project.number != numbers[project.pk]
    ]
    for project in moved:
        project.key = project.lasting
    Project.objects.bulk_update(moved, ["key"])
    Project.objects.filter(pk__in=[one.pk for one in moved]).update(
        number=F("number") + OUT_OF_THE_WAY
    )
    for project in moved:
        project.number = numbers[project.pk]
    Project.objects.bulk_update(moved, ["number"])


def next_number(plan: AnnualPlan) -> int:
    """The number behind the last one listed."""
    last = Project.objects.filter(plan=plan).listed().aggregate(last=Max("number"))["last"]
    return (last or 0) + 1


@dataclass
class LastingNumbers:
    """The lasting numbers of plans while projects are added to them, asked of the database once a plan."""

    taken: dict[int, set[int]] = field(default_factory=dict)

    def key_for(self, plan: AnnualPlan, number: int) -> int | None:
        """The key of a project added under this number: None where it may last by that number itself.

        A number that another project of the plan is followed by, gone ones included, is never given again.
        """
        if plan.pk not in self.taken:
            self.taken[plan.pk] = {one.lasting for one in Project.objects.filter(plan=plan)}
        taken = self.taken[plan.pk]
        key = max(taken) + 1 if number in taken else None
        taken.add(number if key is None else key)
        return key
