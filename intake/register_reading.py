"""A plan of the register as a reading: so that what stands and what a file says are compared like with like."""

from __future__ import annotations

from django.db.models import Prefetch

from documents import reading
from projects.models import AnnualPlan, Indicator, MilestoneTarget, Project, Task
from projects.money import printed
from projects.plan_content import project_units


def reading_of_plan(plan: AnnualPlan) -> reading.Reading:
    """What the plan says now. Indicators made from percents are left out: they follow from the milestones."""
    projects = list(
        Project.objects.filter(plan=plan)
        .listed()
        .select_related("category")
        .prefetch_related(
            "tasks__task_units__unit",
            "tasks__milestones",
            Prefetch(
                "tasks__indicators__milestone_targets",
                # Joined: looked up by key, more than a thousand are a statement too deep for SQLite.
                MilestoneTarget.objects.select_related("milestone"),
            ),
        )
        .order_by("number")
    )
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
        projects=tuple(_project(project) for project in projects),
        totals=None,
        findings=(),
    )


def _project(project: Project) -> reading.Project:
    tasks = [task for task in project.tasks.all() if task.left_on is None]
    return reading.Project(
        number=project.number,
        printed_number=project.printed_number or None,
        name=project.name,
        category=project.category.name if project.category else None,
        target=project.target,
        investment_plan=printed(project.investment_plan)
        if project.investment_plan is not None
        else None,
        units=tuple(
            reading.Unit(unit["name"], "lead" if unit["role"] == "lead" else "cooperating")
            for unit in project_units(tasks)
        ),
        tasks=tuple(_task(task) for task in tasks),
    )


def _task(task: Task) -> reading.Task:
    return reading.Task(
        number=task.number,
        text=task.text,
        units=tuple(task_unit.unit.name for task_unit in task.task_units.all()),
        milestones=tuple(
            reading.Milestone(milestone.month, milestone.text, tuple(milestone.percents))
            for milestone in task.milestones.all()
        ),
        indicators=tuple(
            _indicator(indicator)
            for indicator in task.indicators.all()
            if not indicator.from_percents
        ),
    )


def _indicator(indicator: Indicator) -> reading.Indicator:
    return reading.Indicator(
        label=indicator.label,
        kind=indicator.kind,  # type: ignore[arg-type]
        qualifier=indicator.qualifier or None,
        value=indicator.target_printed or None,
        unit=indicator.unit_printed or indicator.unit,
        direction=indicator.direction,  # type: ignore[arg-type]
        milestones={
            str(value.milestone.month): value.printed for value in indicator.milestone_targets.all()
        },
    )
