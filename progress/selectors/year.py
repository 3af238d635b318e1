"""The year of a task, and of a district: how things stand on any day, and from what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from django.db.models import Q

from accounts.models import User
from progress.drawing import Drawing, year_drawing
from progress.models import ReportRevision
from progress.selectors.approved import revisions_until
from progress.selectors.changes import approved_changes, figures_before
from progress.selectors.judging import bench
from progress.selectors.task_rows import whole_tasks
from progress.standing import (
    IndicatorFacts,
    IndicatorStanding,
    Standing,
    Value,
    due_by_time,
    judge_project,
)
from projects import access
from projects.models import AnnualPlan, Category, Indicator, PlanChange, Project, Task
from projects.money import half_up, ratio, total
from projects.periods import month_end


@dataclass(frozen=True)
class IndicatorYear:
    indicator: Indicator
    target: Decimal | None
    standing: IndicatorStanding | None
    drawing: Drawing | None
    reported: tuple[tuple[int, Decimal], ...]
    dues: tuple[tuple[int, Decimal | None], ...] = ()
    """Where no step was promised: by month reported, what was due by elapsed time, as the sentence says it."""

    @property
    def months(self) -> list[tuple[int, Decimal | None, Decimal]]:
        """Without promised steps: month, what was due, what was reported."""
        due = dict(self.dues)
        return [(month, due.get(month), value) for month, value in self.reported]

    @property
    def say_id(self) -> str:
        """The id of the sentence that says what the drawing shows."""
        return f"say-{self.indicator.pk}"


@dataclass(frozen=True)
class TaskYear:
    """A task on a day: its standing, its numbers through the year, and what was approved by then."""

    task: Task
    day: date
    standing: Standing
    text: str
    stages: tuple[tuple[int, str], ...]
    indicators: tuple[IndicatorYear, ...]
    words: IndicatorStanding | None
    revisions: tuple[ReportRevision, ...]
    changes: tuple[PlanChange, ...]


def task_year(user: User, task_id: int, day: date) -> TaskYear:
    """The task's year as known on a day. Raises Task.DoesNotExist where the person may not see it."""
    task = whole_tasks(access.visible_tasks(user), on=day).get(pk=task_id)
    plan = task.project.plan
    judged = bench(plan, [task], day)
    standing = judged.standing(task.pk)
    details = {detail.key: detail for detail in standing.details}
    revisions = revisions_until(plan.pk, day, task_ids=[task.pk]).get(task.pk, [])
    changes = approved_changes([task.pk]).get(task.pk, [])
    was = figures_before(changes, day)
    promises = {facts.key: facts for facts in judged.facts[task.pk].indicators}
    return TaskYear(
        task=task,
        day=day,
        standing=standing,
        indicators=tuple(
            _indicator_year(indicator, promises[indicator.pk], details.get(indicator.pk), revisions)
            for indicator in task.indicators.all()
        ),
        words=details.get(None),
        revisions=tuple(revisions),
        text=was.get("text", task.text),
        stages=tuple(
            (one.month, was.get(f"milestone-{one.pk}", one.text)) for one in task.milestones.all()
        ),
        changes=tuple(one for one in changes if one.decided_on <= day),
    )


def _indicator_year(
    indicator: Indicator,
    promise: IndicatorFacts,
    standing: IndicatorStanding | None,
    revisions: list[ReportRevision],
) -> IndicatorYear:
    reported = tuple(
        (revision.content["through_month"], Decimal(one["value"]))
        for revision in revisions
        for one in revision.content["measurements"]
        if one["indicator"] == indicator.pk
    )
    return IndicatorYear(
        indicator,
        promise.target,
        standing,
        year_drawing(
            {month: promise.shown(value) for month, value in promise.milestones.items()},
            [(month, promise.shown(value)) for month, value in reported],
            None if promise.target is None else promise.shown(promise.target),
        ),
        reported,
        _due_by_time(promise, standing, reported),
    )


def _due_by_time(
    promise: IndicatorFacts,
    standing: IndicatorStanding | None,
    reported: Iterable[tuple[int, Decimal]],
) -> tuple[tuple[int, Decimal | None], ...]:
    """What the table says was due in each month of an indicator that is judged by elapsed time; else nothing."""
    if standing is None or standing.by != "elapsed":
        return ()
    return tuple(
        (month, due_by_time(promise.due_by_time(month), value)) for month, value in reported
    )


@dataclass(frozen=True)
class ProjectLine:
    """A project of the overview: its standing, and its money as last approved."""

    project: Project
    standing: Standing
    invested: Decimal | None
    through_month: int | None
    tasks: tuple[Task, ...]

    @property
    def ratio(self) -> Decimal | None:
        return ratio(self.invested, self.project.investment_plan)


@dataclass(frozen=True)
class Overview:
    """A district's year on a day."""

    plan: AnnualPlan
    day: date
    groups: tuple[tuple[Category | None, tuple[ProjectLine, ...]], ...]

    @property
    def lines(self) -> list[ProjectLine]:
        return [line for _, lines in self.groups for line in lines]

    @property
    def counts(self) -> list[tuple[Value, int]]:
        """How many projects stand how; values nobody has are left out."""
        found = [(value, sum(one.standing.value is value for one in self.lines)) for value in Value]
        return [(value, count) for value, count in found if count]

    @property
    def invested(self) -> Decimal | None:
        return total(line.invested for line in self.lines)

    @property
    def planned(self) -> Decimal | None:
        return total(line.project.investment_plan for line in self.lines)

    @property
    def ratio(self) -> Decimal | None:
        return ratio(self.invested, self.planned)

    @property
    def through_month(self) -> int | None:
        """The end of the period most projects were last approved for; of equals the newer one."""
        months = Counter(line.through_month for line in self.lines if line.through_month)
        return max(months, key=lambda month: (months[month], month), default=None)

    @property
    def elapsed(self) -> Decimal | None:
        """The share of the year gone by at that end, in percent."""
        month = self.through_month
        return None if month is None else half_up(Fraction(month * 100, 12), 1)


def overview(plan: AnnualPlan, day: date) -> Overview:
    """Every project of the plan as known on a day. A constant number of queries."""
    tasks = list(whole_tasks(Task.objects.filter(project__plan=plan).existing_on(day), on=day))
    judged = bench(plan, tasks, day)
    revisions = revisions_until(plan.pk, day)
    by_project: dict[int, list[Task]] = {}
    for task in tasks:
        by_project.setdefault(task.project_id, []).append(task)
    elsewhen = Task.objects.filter(project__plan=plan).filter(
        Q(added_on__gt=day) | Q(left_on__lte=day)
    )
    later, handed_on = set[int](), dict[int, list[Task]]()
    for task in elsewhen:
        if task.added_on is not None and task.added_on > day:
            later.add(task.project_id)
        elif task.carried:
            # What was reported on it stands until more is reported on its stand-in.
            handed_on.setdefault(task.project_id, []).append(task)
    groups: dict[int | None, tuple[Category | None, list[ProjectLine]]] = {}
    for project in Project.objects.filter(plan=plan).select_related("category").order_by("number"):
        own = by_project.get(project.pk, [])
        if project.left_on is not None and project.left_on <= day:
            continue
        if not own and project.pk in later:
            continue
        latest = [revisions[task.pk][-1] for task in own if task.pk in revisions]
        told = [
            found
            for task in (*own, *handed_on.get(project.pk, ()))
            if (found := _money_last_told(task, revisions.get(task.pk, ()), plan.year))
        ]
        newest = max((month for month, _ in told), default=None)
        line = ProjectLine(
            project=project,
            standing=judge_project([judged.standing(task.pk) for task in own], judged.rules),
            invested=total(money for month, money in told if month == newest),
            through_month=max((one.content["through_month"] for one in latest), default=None),
            tasks=tuple(own),
        )
        groups.setdefault(project.category_id, (project.category, []))[1].append(line)
    return Overview(
        plan, day, tuple((category, tuple(lines)) for category, lines in groups.values())
    )


def _money_last_told(
    task: Task, revisions: Sequence[ReportRevision], year: int
) -> tuple[int, Decimal | None] | None:
    """The project's money as last approved on this task, with the month it goes up to; None where it never was."""
    for revision in reversed(revisions):
        month, text = revision.content["through_month"], revision.content["invested"]
        if task.carries_on(month_end(year, month)):
            return month, None if text is None else Decimal(text)
    return None
