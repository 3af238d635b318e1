"""Bringing a plan that stands to what a document says. Called inside the transaction of an import.

Every row that goes on keeps its primary key, so that reports, measurements and answers stay with what they were
reported on, whatever number or words it has now.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q

from accounts.models import User
from documents import reading
from intake.asked_rows import Parts, TaskParts
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
from intake.plan_head import bring_head
from intake.register_reading import number_of
from intake.standing_rows import StandingTask
from intake.units import UnitBook, register_units
from progress.selectors.reported_money import money_reported
from projects.carried_money import bring_back, keep_carried
from projects.models import (
    AnnualPlan,
    Category,
    Indicator,
    Milestone,
    MilestoneTarget,
    PlanChange,
    Project,
    Task,
)
from projects.numbering import OUT_OF_THE_WAY, renumber


def update_plan(
    plan: AnnualPlan,
    document: reading.Reading,
    differences: Sequence[ProjectDifference],
    *,
    actor: User,
    added_on: date | None = None,
) -> None:
    """Apply what each project is matched with, and what the document says of the plan itself. Those missing in the document are left as they stand, behind the others
    where their number is another's now.

    What is new counts from `added_on` (None: from the start of the year): it is owed in no round before.
    What has figures and is not named any more stays behind the others: nothing reported loses what it was reported on.
    """
    plan.entered_by = actor
    plan.save(update_fields=["entered_by"])
    every = Project.objects.select_for_update().filter(plan=plan)
    by_number = {number_of(project): project for project in every}
    kept = {
        row.match.new.number: by_number[row.match.old.number]
        for row in differences
        if row.match and row.match.old and row.match.new
    }
    renumber(plan, _new_numbers(document, by_number, kept))
    back = [project.pk for project in kept.values() if project.left_on is not None]
    Project.objects.filter(pk__in=back).update(left_on=None)
    printed = {project.number: project for project in document.projects}
    added = [printed[row.number] for row in differences if row.state == "added"]
    if added:
        enter_projects(plan, document, added, added_on=added_on)
    categories = enter_categories(plan, document)
    bring_head(plan, document)
    changed = {row.number: row.parts for row in differences if row.state == "changed"}
    if changed:
        update = _Update(
            categories=categories,
            book=register_units(plan.district, unit_names(document)),
            added_on=added_on,
            prints_stages=document.kind == "plan",
        )
        for number, parts in changed.items():
            update.project(Project.objects.get(pk=kept[number].pk), printed[number], parts)
    _drop_empty_categories(plan, document)


def _drop_empty_categories(plan: AnnualPlan, document: reading.Reading) -> None:
    """A category the document prints no more goes with its last project, unless a decision that waits adds one to it."""
    waiting = PlanChange.objects.filter(plan=plan, approved_at__isnull=True)
    wanted = [
        one["category"] for one in waiting.values_list("addition", flat=True) if one.get("category")
    ]
    printed = [one.name for one in document.categories]
    Category.objects.filter(plan=plan, projects__isnull=True).exclude(
        Q(name__in=printed) | Q(pk__in=wanted)
    ).delete()


def _new_numbers(
    document: reading.Reading, by_number: Mapping[int, Project], kept: Mapping[int, Project]
) -> dict[int, int]:
    """The number of each project that is listed: those of the document, then what it does not name."""
    numbers = {project.pk: number for number, project in kept.items()}
    taken = {project.number for project in document.projects}
    behind = max([*taken, *by_number], default=0)
    for number, project in sorted(by_number.items()):
        if project.pk in numbers or number < 0:
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

    def project(self, project: Project, printed: reading.Project, parts: Parts) -> None:
        set_project(project, printed, self.categories)
        project.save()
        listed = Task.objects.filter(project=project).listed()
        by_key = {task.pk: task for task in project.tasks.all()}
        standing = [by_key[row.pk] for row in parts.standing]
        for place, task in enumerate(standing):
            stays = place in parts.kept or task.left_on is not None
            if place not in parts.of_tasks.values() and not stays:
                task.delete()
        listed.update(number=F("number") + OUT_OF_THE_WAY)
        back = [standing[place] for place in parts.of_tasks.values() if standing[place].left_on]
        roles = {unit.name: unit.role for unit in printed.units}
        rows = Rows(added_on=self.added_on)
        for printed_task, part in zip(printed.tasks, parts.tasks, strict=True):
            if part.old is None:
                rows.add_task(project, printed_task, roles, self.book, carries_money=False)
                continue
            task = standing[part.old]
            task.number, task.text, task.left_on = printed_task.number, printed_task.text, None
            task.save(update_fields=["number", "text", "left_on"])
            task.task_units.all().delete()
            rows.add_units(task, printed_task.units, roles, self.book)
            self._goals(task, printed_task, part, parts.standing[part.old])
        rows.store()
        behind = max((task.number for task in printed.tasks), default=0)
        for number, place in enumerate(sorted(parts.kept), start=behind + 1):
            standing[place].number = number
            standing[place].save(update_fields=["number"])
        bring_back(back, money_reported)
        keep_carried(project.pk)

    def _goals(
        self, task: Task, printed: reading.Task, part: TaskParts, rows: StandingTask
    ) -> None:
        milestones = self._milestones(task, printed, part)
        standing = {one.pk: one for one in Indicator.with_left.filter(task=task)}
        goals = goals_of(printed)
        stated = sum(not one.indicator.from_percents for one in goals)
        same = {n: rows.stated[o].pk for n, o in part.stated.items()}
        same |= {stated + n: rows.percents[o].pk for n, o in part.percents.items()}
        stay = [rows.stated[o].pk for o in sorted(part.kept_stated)]
        stay += [rows.percents[o].pk for o in sorted(part.kept_percents)]
        for key, indicator in standing.items():
            if key not in same.values() and key not in stay and indicator.left_on is None:
                indicator.delete()
        # Positions are unique: those that stand out of the way before the new order is written.
        task.indicators.update(position=F("position") + OUT_OF_THE_WAY)
        # A milestone that keeps its words keeps the values they state.
        told = {month: one for month, one in milestones.items() if month not in part.kept_texts}
        for place, goal in enumerate(goals):
            known = standing[same[place]] if place in same else None
            self._goal(task, goal, known, place + 1, told)
        for position, key in enumerate(stay, start=len(goals) + 1):
            Indicator.objects.filter(pk=key).update(position=position)

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

    def _milestones(
        self, task: Task, printed: reading.Task, part: TaskParts
    ) -> dict[int, Milestone]:
        """By month those of the document. One it drops goes with its values, unless a unit answered for it already; one
        that left the plan comes back as it was."""
        found = {}
        Milestone.with_left.filter(pk__in=part.steps_back.values()).update(left_on=None)
        standing = {one.month: one for one in task.milestones.all()}
        for step in printed.milestones:
            if step.month in part.kept_texts:
                found[step.month] = standing[step.month]
                continue
            found[step.month], _ = Milestone.objects.update_or_create(
                task=task,
                month=step.month,
                defaults={"text": step.text, "percents": list(step.percents)},
            )
        if self.prints_stages:
            task.milestones.exclude(month__in=found).exclude(month__in=part.answered).delete()
        return found
