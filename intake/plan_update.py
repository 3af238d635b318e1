"""Bringing a plan that stands to what a document says. Called inside the transaction of an import.

Every row that goes on keeps its primary key, so that reports, measurements and answers stay with what they were
reported on, whatever number or words it has now.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import F

from accounts.models import User
from documents import reading
from documents.identity.tasks_and_indicators import (
    IndicatorTraits,
    TaskTraits,
    same_indicators,
    same_tasks,
)
from intake.differences import ProjectDifference
from intake.plan_entry import (
    Goal,
    Rows,
    enter_categories,
    enter_projects,
    goals_of,
    set_project,
    unit_names,
)
from intake.units import UnitBook, register_units
from projects.models import (
    AnnualPlan,
    Category,
    Indicator,
    Milestone,
    MilestoneTarget,
    Project,
    Task,
)
from projects.money import printed as in_plain_figures
from projects.numbering import OUT_OF_THE_WAY, renumber


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
    """Apply what each project is matched with. Those missing in the document are left as they stand, behind the others
    where their number is another's now.

    What is new counts from `added_on` (None: from the start of the year): it is owed in no round before.
    Raises UpdateRefused where an indicator or task with reported values would vanish.
    """
    plan.entered_by = actor
    plan.save(update_fields=["entered_by"])
    listed = Project.objects.select_for_update().filter(plan=plan).listed()
    by_number = {project.number: project for project in listed}
    kept = {
        row.match.new.number: by_number[row.match.old.number]
        for row in differences
        if row.match and row.match.old and row.match.new
    }
    renumber(plan, _new_numbers(document, by_number, kept))
    printed = {project.number: project for project in document.projects}
    added = [printed[row.number] for row in differences if row.state == "added"]
    if added:
        enter_projects(plan, document, added, added_on=added_on)
    changed = [row.number for row in differences if row.state == "changed"]
    if not changed:
        return
    update = _Update(
        categories=enter_categories(plan, document),
        book=register_units(plan.district, unit_names(document)),
        added_on=added_on,
        prints_stages=document.kind == "plan",
    )
    for number in changed:
        update.project(Project.objects.get(pk=kept[number].pk), printed[number])


def _new_numbers(
    document: reading.Reading, by_number: Mapping[int, Project], kept: Mapping[int, Project]
) -> dict[int, int]:
    """The number of each project that is listed: those of the document, then what it does not name."""
    numbers = {project.pk: number for number, project in kept.items()}
    taken = {project.number for project in document.projects}
    behind = max([*taken, *by_number], default=0)
    for number, project in sorted(by_number.items()):
        if project.pk in numbers:
            continue
        if number in taken:
            behind += 1
            numbers[project.pk] = behind
        else:
            numbers[project.pk] = number
    return numbers


@dataclass
class _Update:
    """What all changed projects of one document share."""

    categories: dict[str, Category]
    book: UnitBook
    added_on: date | None
    prints_stages: bool
    """Whether the document says anything of milestones: a progress table does not."""

    def project(self, project: Project, printed: reading.Project) -> None:
        set_project(project, printed, self.categories)
        project.save()
        standing = list(project.tasks.prefetch_related("task_units__unit").order_by("number"))
        same = same_tasks(
            [_traits_of(task) for task in standing],
            [
                TaskTraits(
                    task.number,
                    task.text,
                    tuple(self.book.by_name[name].name for name in task.units),
                )
                for task in printed.tasks
            ],
        )
        for place, task in enumerate(standing):
            if place not in same.values():
                self._take_out(task)
        project.tasks.update(number=F("number") + OUT_OF_THE_WAY)
        roles = {unit.name: unit.role for unit in printed.units}
        rows = Rows(added_on=self.added_on)
        for place, printed_task in enumerate(printed.tasks):
            if place in same:
                task = standing[same[place]]
                task.number, task.text = printed_task.number, printed_task.text
                task.save(update_fields=["number", "text"])
                task.task_units.all().delete()
                rows.add_units(task, printed_task.units, roles, self.book)
                self._goals(task, printed_task)
            else:
                rows.add_task(project, printed_task, roles, self.book, carries_money=False)
        rows.store()
        if not project.tasks.filter(carries_money=True).exists():
            first = project.tasks.order_by("number").values("pk")[:1]
            Task.objects.filter(pk__in=list(first.values_list("pk", flat=True))).update(
                carries_money=True
            )

    @staticmethod
    def _take_out(task: Task) -> None:
        if task.reports.exists() or task.changes.exists() or task.drafts.exists():
            raise UpdateRefused(f"{task}已有填报或方案调整，文件里没有这一项，请用“方案调整”办理。")
        task.delete()

    def _goals(self, task: Task, printed: reading.Task) -> None:
        milestones = self._milestones(task, printed)
        standing = list(task.indicators.order_by("position"))
        goals = goals_of(printed)
        same = same_indicators(
            [_traits_of_indicator(one) for one in standing],
            [_traits_of_indicator(one.indicator) for one in goals],
        )
        for place, indicator in enumerate(standing):
            if place in same.values():
                continue
            if not self.prints_stages and indicator.from_percents:
                continue
            if indicator.measurements.exists():
                raise UpdateRefused(
                    f"{task}的指标“{indicator.label}”已有填报数字，文件里没有了，请用“方案调整”办理。"
                )
            indicator.delete()
        # Positions are unique: those that stand out of the way before the new order is written.
        task.indicators.update(position=F("position") + OUT_OF_THE_WAY)
        for position, goal in enumerate(goals, start=1):
            known = standing[same[position - 1]] if position - 1 in same else None
            self._goal(task, goal, known, position, milestones)
        behind = task.indicators.filter(position__gt=OUT_OF_THE_WAY).order_by("position")
        for position, indicator in enumerate(behind, start=len(goals) + 1):
            indicator.position = position
            indicator.save(update_fields=["position"])

    def _goal(
        self,
        task: Task,
        goal: Goal,
        known: Indicator | None,
        position: int,
        milestones: Mapping[int, Milestone],
    ) -> None:
        row = goal.indicator
        if known is not None:
            row.pk, row._state.adding = known.pk, False
            row.baseline = known.baseline
            if not self.prints_stages:
                row.basis = known.basis
        row.task, row.position = task, position
        row.save()
        if not self.prints_stages:
            return
        named = {step.month for step in milestones.values()}
        row.milestone_targets.filter(milestone__month__in=named).delete()
        MilestoneTarget.objects.bulk_create(
            MilestoneTarget(indicator=row, milestone=milestones[month], value=value, printed=text)
            for month, (value, text) in goal.by_month.items()
            if month in milestones
        )

    def _milestones(self, task: Task, printed: reading.Task) -> dict[int, Milestone]:
        """By month those of the document. One it drops goes with its values, unless a unit answered for it already."""
        found = {}
        for step in printed.milestones:
            found[step.month], _ = Milestone.objects.update_or_create(
                task=task,
                month=step.month,
                defaults={"text": step.text, "percents": list(step.percents)},
            )
        if self.prints_stages:
            task.milestones.exclude(month__in=found).filter(answers__isnull=True).delete()
        return found


def _traits_of(task: Task) -> TaskTraits:
    return TaskTraits(task.number, task.text, tuple(one.unit.name for one in task.task_units.all()))


def _traits_of_indicator(indicator: Indicator) -> IndicatorTraits:
    return IndicatorTraits(
        indicator.label,
        indicator.kind,
        indicator.unit,
        indicator.qualifier,
        in_plain_figures(indicator.target),
    )
