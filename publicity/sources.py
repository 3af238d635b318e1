"""What a notice is compiled from: the plan's projects and what a round's approved reports say of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from progress.models import ProgressReport, ReportingRound, ReportRevision
from projects.models import AnnualPlan, Indicator, Project, Task
from projects.money import printed, total
from projects.plan_content import project_units
from publicity.compile import IndicatorRow, ProjectRow, Reported

_TEN_THOUSAND = Decimal(10_000)
_HUNDRED_MILLION = Decimal(100_000_000)


@dataclass(frozen=True, slots=True)
class MissingReport:
    """A project whose reports of the round are not all approved, and where the open ones stand."""

    number: int
    name: str
    states: tuple[str, ...]

    @property
    def sentence(self) -> str:
        return f"第{self.number}件“{self.name}”{'、'.join(self.states)}"


@dataclass(frozen=True, slots=True)
class Sources:
    rows: tuple[ProjectRow, ...]
    missing: tuple[MissingReport, ...]


def sources_of(plan: AnnualPlan, round: ReportingRound | None) -> Sources:
    """The rows of a plan, with what the round's approved reports say (None: the plan alone).

    A project counts as reported when all its tasks are approved (design, invariant 3). A constant number of queries.
    """
    projects = (
        Project.objects.filter(plan=plan)
        .select_related("category")
        .prefetch_related(
            "tasks__task_units__unit",
            "tasks__milestones",
            "tasks__indicators",
        )
        .order_by("category__order", "number")
    )
    approved = _approved_revisions(round) if round else {}
    states = _states(round) if round else {}
    rows: list[ProjectRow] = []
    missing: list[MissingReport] = []
    for project in projects:
        tasks = list(project.tasks.all())
        revisions = [approved.get(task.pk) for task in tasks]
        said = [revision for revision in revisions if revision is not None]
        complete = bool(tasks) and len(said) == len(tasks)
        if round and not complete:
            missing.append(
                MissingReport(project.number, project.name, _open_states(tasks, approved, states))
            )
        rows.append(_row(project, tasks, said if complete else None))
    return Sources(tuple(rows), tuple(missing))


def milestone_months(plan: AnnualPlan) -> list[int]:
    """The months for which the plan sets milestones."""
    months = Task.objects.filter(project__plan=plan).values_list("milestones__month", flat=True)
    return sorted({month for month in months if month})


def _approved_revisions(round: ReportingRound) -> dict[int, ReportRevision]:
    """Task to the newest revision of its report; a report reopened since is not approved."""
    revisions = (
        ReportRevision.objects.filter(
            report__round=round, report__status=ProgressReport.Status.APPROVED
        )
        .select_related("report")
        .order_by("number")
    )
    return {revision.report.task_id: revision for revision in revisions}


def _states(round: ReportingRound) -> dict[int, str]:
    reports = ProgressReport.objects.filter(round=round).values_list("task_id", "status")
    return {task: str(ProgressReport.Status(status).label) for task, status in reports}


def _open_states(
    tasks: Sequence[Task], approved: Mapping[int, ReportRevision], states: Mapping[int, str]
) -> tuple[str, ...]:
    if not tasks:
        return ("没有目标任务",)
    found = [states.get(task.pk, "未报") for task in tasks if task.pk not in approved]
    return tuple(dict.fromkeys(found))


def _row(
    project: Project, tasks: Sequence[Task], said: Sequence[ReportRevision] | None
) -> ProjectRow:
    measured = {
        measurement["indicator"]: measurement
        for revision in said or ()
        for measurement in revision.content.get("measurements", ())
    }
    return ProjectRow(
        number=project.number,
        name=project.name,
        category=project.category.name if project.category else None,
        target=project.target,
        investment_plan=project.investment_plan,
        units=tuple(unit["name"] for unit in project_units(tasks)),
        reported=_reported(tasks, said) if said is not None else None,
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


def _reported(tasks: Sequence[Task], said: Sequence[ReportRevision]) -> Reported:
    contents = [revision.content for revision in said]
    carrying = [
        content for task, content in zip(tasks, contents, strict=True) if task.carries_money
    ]
    return Reported(
        progress=_merged([_narrative(content) for content in contents]),
        invested=total(
            Decimal(content["invested"]) if content.get("invested") is not None else None
            for content in carrying
        ),
        remark="；".join(
            dict.fromkeys(content["remark"] for content in contents if content.get("remark"))
        )
        or None,
    )


def _narrative(content: Mapping[str, str]) -> str:
    """The text, or 本期无进展 with its cause where that was the answer and nothing was written."""
    if content.get("narrative") or not content.get("nothing_cause"):
        return content.get("narrative") or ""
    return f"本期无进展（{ProgressReport.NothingCause(content['nothing_cause']).label}）。"


def _merged(texts: Sequence[str]) -> str | None:
    """The tasks' texts in order, numbered when there is more than one (design, invariant 3)."""
    if len(texts) == 1:
        return texts[0] or None
    lines = [f"{number}.{text}" for number, text in enumerate(texts, start=1) if text]
    return "\n".join(lines) or None


def _indicator(task: int, indicator: Indicator, measured: Mapping[str, str] | None) -> IndicatorRow:
    """Target and reported value in the unit the document prints."""
    unit = indicator.unit_printed or indicator.unit
    scale = _scale(indicator.unit, unit)
    target = indicator.target_printed or (
        printed(indicator.target / scale) if indicator.target is not None else None
    )
    reported = printed(Decimal(measured["value"]) / scale) if measured else None
    return IndicatorRow(task, indicator.label, unit, target, reported)


def _scale(unit: str, unit_printed: str) -> Decimal:
    """How many of the register's units one printed unit holds: 万人次 holds 10000 人次."""
    for sign, factor in (("万", _TEN_THOUSAND), ("亿", _HUNDRED_MILLION)):
        if unit_printed.startswith(sign) and not unit.startswith(sign):
            return factor
    return Decimal(1)
