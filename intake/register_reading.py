"""A plan of the register as a reading: so that what stands and what a file says are compared like with like."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from django.db.models import F, Prefetch

from documents import reading
from projects.models import AnnualPlan, Indicator, Milestone, MilestoneTarget, Project, Task
from projects.money import printed
from projects.plan_content import project_units

_Row = TypeVar("_Row", Task, Indicator)


def number_of(project: Project) -> int:
    """What a project is told by in a reading: its number, or of one that left the plan its key, below zero."""
    return project.number if project.left_on is None else -project.pk


def reading_of_plan(plan: AnnualPlan, *, with_left: bool = False) -> reading.Reading:
    """What the plan says now. Indicators made from percents are left out: they follow from the milestones.

    `with_left`: behind what stands also the projects, tasks and indicators that left the plan by a decision.
    """
    projects = list(
        Project.objects.filter(plan=plan)
        .select_related("category")
        .prefetch_related("tasks__task_units__unit")
        .prefetch_related(
            Prefetch("tasks__milestones", Milestone.with_left.order_by("month", "pk"))
        )
        .prefetch_related(
            Prefetch("tasks__indicators", Indicator.with_left.order_by("position", "pk"))
        )
        .prefetch_related(
            Prefetch(
                "tasks__indicators__milestone_targets",
                # Joined: looked up by key, more than a thousand are a statement too deep for SQLite.
                MilestoneTarget.with_left.select_related("milestone"),
            ),
        )
        .order_by(F("left_on").asc(nulls_first=True), "number", "pk")
    )
    if not with_left:
        projects = [one for one in projects if one.left_on is None]
    return reading.Reading(
        kind="plan",
        district=plan.district.name,
        year=plan.year,
        title=plan.title,
        document_number=plan.document_number or None,
        issuer=plan.issuer or None,
        issued_on=plan.issued_on.isoformat() if plan.issued_on else None,
        period=None,
        notice=None,
        categories=tuple(
            reading.Category(
                name=category.name,
                count=sum(project.category_id == category.pk for project in projects),
                printed_heading=category.printed_heading,
            )
            for category in plan.categories.order_by("order")
        ),
        projects=tuple(_project(project, with_left) for project in projects),
        totals=None,
        findings=(),
    )


def _project(project: Project, with_left: bool) -> reading.Project:
    listed = [task for task in project.tasks.all() if task.left_on is None]
    tasks = in_their_order(project.tasks.all()) if with_left else listed
    return reading.Project(
        number=number_of(project),
        printed_number=project.printed_number or None,
        name=project.name,
        category=project.category.name if project.category else None,
        target=project.target,
        investment_plan=printed(project.investment_plan)
        if project.investment_plan is not None
        else None,
        units=tuple(
            reading.Unit(unit["name"], "lead" if unit["role"] == "lead" else "cooperating")
            for unit in project_units(listed)
        ),
        tasks=tuple(_task(task, with_left) for task in tasks),
    )


def _task(task: Task, with_left: bool) -> reading.Task:
    return reading.Task(
        number=task.number,
        text=task.text,
        units=tuple(task_unit.unit.name for task_unit in task.task_units.all()),
        milestones=tuple(
            reading.Milestone(milestone.month, milestone.text, tuple(milestone.percents))
            for milestone in task.milestones.all()
            if milestone.left_on is None
        ),
        indicators=tuple(
            _indicator(indicator)
            for indicator in in_their_order(task.indicators.all())
            if not indicator.from_percents and (with_left or indicator.left_on is None)
        ),
    )


def in_their_order(rows: Iterable[_Row]) -> list[_Row]:
    """Those that stand as they come, then those that left: places of a reading and of `standing_rows` are the same."""
    every = list(rows)
    stand = [row for row in every if row.left_on is None]
    return stand + sorted((row for row in every if row.left_on), key=lambda row: row.pk)


def _indicator(indicator: Indicator) -> reading.Indicator:
    return reading.Indicator(
        label=indicator.label,
        kind=indicator.kind,  # type: ignore[arg-type]
        qualifier=indicator.qualifier or None,
        value=indicator.target_printed or None,
        unit=indicator.unit_printed or indicator.unit,
        direction=indicator.direction,  # type: ignore[arg-type]
        milestones={
            str(value.milestone.month): value.printed
            for value in indicator.milestone_targets.all()
            if value.milestone.left_on is None
        },
    )
