"""Bringing a plan that stands to what a document says. Called inside the transaction of an import."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from accounts.models import User
from documents import reading
from intake.differences import ProjectDifference
from intake.plan_entry import (
    Rows,
    enter_categories,
    enter_projects,
    goals_of,
    set_project,
    unit_names,
)
from intake.units import UnitBook, register_units
from projects.models import AnnualPlan, Category, Milestone, MilestoneTarget, Project, Task


class UpdateRefused(Exception):
    """What was reported already would lose what it was reported on; the message is for the person."""


def update_plan(
    plan: AnnualPlan,
    document: reading.Reading,
    differences: Sequence[ProjectDifference],
    *,
    actor: User,
    added_on: date | None = None,
) -> None:
    """Apply added and changed projects. Those missing in the document are left as they stand.

    What is new counts from `added_on` (None: from the start of the year): it is owed in no round before.
    Raises UpdateRefused where an indicator or task with reported values would vanish.
    """
    plan.entered_by = actor
    plan.save(update_fields=["entered_by"])
    by_number = {project.number: project for project in document.projects}
    added = [by_number[row.number] for row in differences if row.state == "added"]
    if added:
        enter_projects(plan, document, added, added_on=added_on)
    changed = [by_number[row.number] for row in differences if row.state == "changed"]
    if not changed:
        return
    categories = enter_categories(plan, document)
    book = register_units(plan.district, unit_names(document))
    for printed in changed:
        _update_project(plan, printed, categories, book, added_on)


def _update_project(
    plan: AnnualPlan,
    printed: reading.Project,
    categories: dict[str, Category],
    book: UnitBook,
    added_on: date | None,
) -> None:
    project = Project.objects.select_for_update().get(plan=plan, number=printed.number)
    set_project(project, printed, categories)
    project.save()
    standing = {task.number: task for task in project.tasks.all()}
    roles = {unit.name: unit.role for unit in printed.units}
    rows = Rows(added_on=added_on)
    for printed_task in printed.tasks:
        task = standing.pop(printed_task.number, None)
        if task is None:
            rows.add_task(project, printed_task, roles, book, carries_money=False)
            continue
        task.text = printed_task.text
        task.save(update_fields=["text"])
        task.task_units.all().delete()
        rows.add_units(task, printed_task.units, roles, book)
        _update_goals(task, printed_task)
    for task in standing.values():
        if task.reports.exists() or task.changes.exists():
            raise UpdateRefused(f"{task}已有填报或方案调整，文件里没有这一项，请用“方案调整”办理。")
        task.delete()
    rows.store()


def _update_goals(task: Task, printed: reading.Task) -> None:
    """Milestones by month, indicators by label: what was reported on them stays theirs."""
    milestones = {milestone.month: milestone for milestone in task.milestones.all()}
    for step in printed.milestones:
        milestones[step.month], _ = Milestone.objects.update_or_create(
            task=task,
            month=step.month,
            defaults={"text": step.text, "percents": list(step.percents)},
        )
    standing = {indicator.label: indicator for indicator in task.indicators.all()}
    # Positions are unique: move those that stand out of the way before the new order is written.
    for offset, indicator in enumerate(standing.values(), start=10_000):
        indicator.position = offset
        indicator.save(update_fields=["position"])
    for position, goal in enumerate(goals_of(printed), start=1):
        known = standing.pop(goal.indicator.label, None)
        row = goal.indicator
        if known is not None:
            row.pk, row._state.adding = known.pk, False
        row.task, row.position = task, position
        row.save()
        row.milestone_targets.all().delete()
        MilestoneTarget.objects.bulk_create(
            MilestoneTarget(indicator=row, milestone=milestones[month], value=value, printed=text)
            for month, (value, text) in goal.by_month.items()
            if month in milestones
        )
    for indicator in standing.values():
        if indicator.measurements.exists():
            raise UpdateRefused(
                f"{task}的指标“{indicator.label}”已有填报数字，文件里没有了，请用“方案调整”办理。"
            )
        indicator.delete()
