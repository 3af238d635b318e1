"""What a notice is compiled from: the plan's projects and what a round's approved reports say of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Prefetch

from documents.writing.wording import NOT_REPORTED, RETURNED, UNDECIDED
from look.moments import BEIJING
from notices.compile import IndicatorRow, ProjectRow, Reported
from notices.moved_rows import Moved, moved_rows
from notices.published_before import carried_amounts, published_before
from progress.models import ProgressReport, ReportingRound, ReportRevision
from progress.selectors.approved import ProjectRow as ApprovedRow
from progress.selectors.approved import project_rows
from progress.selectors.changes import change_remarks
from progress.selectors.contradictions import AskedOfTask, contradictions_in
from progress.selectors.judging import bench
from progress.selectors.task_rows import whole_tasks
from progress.standing import judge_project, judge_task
from projects import printed_units
from projects.models import AnnualPlan, Indicator, Milestone, Project, Task
from projects.money import printed
from projects.periods import Period, judged_on
from projects.plan_content import project_units


@dataclass(frozen=True, slots=True)
class MissingReport:
    """A project whose reports of the round are not all approved, and where the open ones stand."""

    number: int
    name: str
    states: tuple[str, ...]
    key: int | None = None
    """What the project is followed by."""

    @property
    def sentence(self) -> str:
        name = self.name.replace("“", "‘").replace("”", "’")
        return f"第{self.number}件“{name}”{'、'.join(self.states)}"


@dataclass(frozen=True, slots=True)
class Sources:
    rows: tuple[ProjectRow, ...]
    missing: tuple[MissingReport, ...] = ()
    earlier: tuple[tuple[Period, Mapping[str, Any]], ...] = ()
    """What is in force about earlier periods of the year, the newest first."""
    figures: tuple[Moved, ...] = ()
    """Of each row with figures what its project was when they were reported."""
    asked: tuple[AskedOfTask, ...] = ()
    """What contradicts itself in the round's approved reports, and what was answered."""


def sources_of(plan: AnnualPlan, round: ReportingRound | None) -> Sources:
    """The rows of a plan, with what the round's approved reports say (None: the plan alone).

    A project counts as reported when all its tasks are approved (rules.md, Money). A constant number of queries.
    """
    if round is None:
        changed = change_remarks(plan)
        return numbered(
            Sources(
                tuple(
                    replace(_row(project, None), changed=changed.get(project.pk, ""))
                    for project in _projects(plan)
                )
            )
        )
    states = _states(round)
    approved = project_rows(round)
    lights = standings_of(plan, round) if plan.district.shows_standing else {}
    changed = change_remarks(plan)
    earlier = tuple(published_before(plan, round.through_month))
    carried = carried_amounts(earlier)
    sources = Sources(
        rows=tuple(
            replace(
                _row(row.project, row),
                standing=lights.get(row.project.lasting),
                changed=changed.get(row.project.pk, ""),
                carried=carried.get(row.project.lasting),
                without_report=_why_without(row, states),
            )
            for row in approved
        ),
        missing=tuple(
            MissingReport(
                row.project.number, row.project.name, _open_states(row, states), row.project.lasting
            )
            for row in approved
            if not row.approved and not _rests(row.project)
        ),
        earlier=earlier,
        figures=moved_rows(approved, [content for _, content in earlier]),
        asked=tuple(contradictions_in(round)),
    )
    return numbered(sources)


def numbered(sources: Sources, printed: Mapping[int, int] | None = None) -> Sources:
    """Each row under a number of its own. `printed`: by what a project is followed by, the number a correction keeps.

    A project that left the plan since may hold a number that is another's now: it then stands behind the others.
    """
    kept = printed or {}
    taken: dict[int, int] = {}
    later = []
    for row in sorted(sources.rows, key=lambda one: (one.key not in kept, one.has_left)):
        key = row.number if row.key is None else row.key
        number = kept.get(key, row.number)
        if number in taken:
            later.append(key)
        else:
            taken[number] = key
    behind = max(taken, default=0)
    numbers = {key: number for number, key in taken.items()}
    numbers |= {key: behind + place for place, key in enumerate(later, start=1)}
    return replace(
        sources,
        rows=tuple(
            replace(one, number=numbers[one.number if one.key is None else one.key])
            for one in sources.rows
        ),
        missing=tuple(
            replace(one, number=numbers.get(one.key or one.number, one.number))
            for one in sources.missing
        ),
    )


def milestone_months(plan: AnnualPlan) -> list[int]:
    """The months for which the plan sets milestones."""
    rows = Milestone.objects.filter(task__project__plan=plan, task__left_on__isnull=True)
    return sorted(set(rows.values_list("month", flat=True)))


def plans_money(plan: AnnualPlan) -> bool:
    """Whether the plan names an amount for any project; a planned 0 is one."""
    return Project.objects.filter(plan=plan, investment_plan__isnull=False).listed().exists()


def _projects(plan: AnnualPlan) -> list[Project]:
    return list(
        Project.objects.filter(plan=plan)
        .listed()
        .select_related("category")
        .prefetch_related(
            Prefetch("tasks", Task.objects.listed().order_by("number")),
            "tasks__task_units__unit",
            "tasks__milestones",
            "tasks__indicators",
        )
        .order_by("number")
    )


def _states(round: ReportingRound) -> dict[int, ProgressReport.Status]:
    reports = ProgressReport.objects.filter(round=round).values_list("task_id", "status")
    return {task: ProgressReport.Status(status) for task, status in reports}


def _open_tasks(
    row: ApprovedRow, states: Mapping[int, ProgressReport.Status]
) -> list[ProgressReport.Status | None]:
    """Where the reports of the tasks that are not approved stand; None where there is none."""
    approved = {revision.report.task_id for revision in row.revisions}
    return [states.get(task.pk) for task in row.project.tasks.all() if task.pk not in approved]


def _open_states(row: ApprovedRow, states: Mapping[int, ProgressReport.Status]) -> tuple[str, ...]:
    """The same in words, each once."""
    if not row.project.tasks.all():
        return ("没有目标任务",)
    words = (str(state.label) if state else "未报" for state in _open_tasks(row, states))
    return tuple(dict.fromkeys(words))


def _why_without(row: ApprovedRow, states: Mapping[int, ProgressReport.Status]) -> str:
    """What the remark says: silence, a return nobody answered, and a report still in review are three things."""
    found = _open_tasks(row, states)
    if ProgressReport.Status.RETURNED in found:
        return RETURNED
    if ProgressReport.Status.SUBMITTED in found:
        return UNDECIDED
    return NOT_REPORTED


def _rests(project: Project) -> bool:
    """Nobody reports on it: all its tasks are paused or stopped."""
    tasks = list(project.tasks.all())
    return bool(tasks) and all(task.state != Task.State.RUNNING for task in tasks)


def standings_of(plan: AnnualPlan, round: ReportingRound) -> dict[int, tuple[str, str]]:
    """What a project is followed by to standing and sentence, as the round's own reports make it.

    What was opened or approved for later months counts nothing, and the day is that of the round's last approval:
    the same rows give the same standing whenever they are compiled.
    """
    held = Task.objects.filter(project__plan=plan).existing_on(round.ends_on)
    tasks = list(whole_tasks(held, on=round.ends_on))
    through = round.through_month
    judging = bench(plan, tasks, _last_approval(round))
    by_project: dict[int, list[Task]] = {}
    for task in tasks:
        by_project.setdefault(task.project.lasting, []).append(task)
    found = {}
    for key, members in by_project.items():
        standings = []
        for task in members:
            facts = judging.facts[task.pk]
            facts = replace(
                facts,
                reports=[one for one in facts.reports if one.through_month <= through],
                rounds=[one for one in facts.rounds if one.through_month <= through],
            )
            standings.append(judge_task(facts, judging.day, judging.rules))
        standing = judge_project(standings, judging.rules)
        found[key] = (str(standing.value.value), standing.sentence)
    return found


def _last_approval(round: ReportingRound) -> date:
    last = (
        ReportRevision.objects.filter(report__round=round)
        .order_by("-approved_at")
        .values_list("approved_at", flat=True)
        .first()
    )
    end = judged_on(round.plan.year, round.through_month)
    return max(end, last.astimezone(BEIJING).date()) if last else end


def _row(project: Project, approved: ApprovedRow | None) -> ProjectRow:
    tasks = list(project.tasks.all())
    complete = approved is not None and approved.approved
    revisions: Sequence[ReportRevision] = approved.revisions if approved and complete else ()
    measured = {
        measurement["indicator"]: measurement
        for revision in revisions
        for measurement in revision.content["measurements"]
    }
    return ProjectRow(
        number=project.number,
        key=project.lasting,
        has_left=project.left_on is not None,
        name=project.name,
        category=project.category.name if project.category else None,
        target=project.target,
        rests=_rests(project),
        investment_plan=project.investment_plan,
        units=tuple(unit["name"] for unit in project_units(tasks)),
        reported=Reported(approved.narrative, approved.invested, approved.remark)
        if approved and complete
        else None,
        milestones=tuple(
            sorted(
                (
                    (milestone.month, milestone.text)
                    for task in tasks
                    for milestone in task.milestones.all()
                ),
                key=lambda step: step[0],
            )
        ),
        indicators=tuple(
            _indicator(task.number, indicator, measured.get(indicator.pk))
            for task in tasks
            for indicator in task.indicators.all()
            if not indicator.from_percents
        ),
    )


def _indicator(task: int, indicator: Indicator, measured: Mapping[str, str] | None) -> IndicatorRow:
    """Target and reported value in the unit the document prints."""
    unit = indicator.unit_printed or indicator.unit
    scale = printed_units.scale(indicator.unit, unit)
    target = indicator.target_printed or (
        printed(indicator.target / scale) if indicator.target is not None else None
    )
    reported = printed(Decimal(measured["value"]) / scale) if measured else None
    return IndicatorRow(task, indicator.label, unit, target, reported)
