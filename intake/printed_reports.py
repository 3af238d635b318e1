"""What an older notice printed of each task, as the report it becomes, and what these figures ask before they do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from documents.reading import Project as PrintedProject
from documents.reading import Reading
from intake.models import ImportRun
from intake.refusals import ImportRefused, UnansweredFigures
from progress.models import ReportingRound
from progress.report_values import Figures
from progress.reported import reported_values
from progress.selectors.approved import last_revisions
from progress.selectors.contradictions import Asked, asked_of
from progress.selectors.judging import check_printed, checks_on_trial
from progress.selectors.task_rows import whole_tasks
from progress.services.refusals import Unanswered
from projects.models import AnnualPlan, Project, Task
from projects.periods import month_end


@dataclass(frozen=True)
class PrintedReport:
    """The printed row as a task's report: text and money on the one that carries it, values on their own."""

    task: Task
    narrative: str
    invested: Decimal | None
    invested_printed: str
    remark: str
    measurements: Mapping[int, tuple[Decimal, str]]

    @property
    def figures(self) -> Figures:
        return Figures(self.invested, {key: value for key, (value, _) in self.measurements.items()})


@dataclass(frozen=True)
class AskedOfPrinted:
    """A task of whose printed figures something is asked."""

    task: Task
    asked: tuple[Asked, ...]


@dataclass(frozen=True)
class AnswersToPrinted:
    """One reason, and by task the marks of the points it is given for, as they were read."""

    reason: str = ""
    points: frozenset[str] = frozenset()
    """Each a task's key and a mark."""

    @classmethod
    def of(cls, reason: str, points: Iterable[str]) -> AnswersToPrinted:
        return cls(reason, frozenset(points))

    @classmethod
    def of_kept(cls, kept: Mapping[str, Any]) -> AnswersToPrinted:
        return cls.of(kept.get("reason", ""), kept.get("points", ()))

    def kept(self) -> dict[str, Any]:
        return {"reason": self.reason, "points": sorted(self.points)} if self else {}

    def __bool__(self) -> bool:
        return bool(self.reason or self.points)

    def read(self, task_id: int) -> set[str]:
        """The marks that were ticked for the task."""
        return {text.split("-", 1)[1] for text in self.points if text.startswith(f"{task_id}-")}

    def must_answer(self, asked: Iterable[AskedOfPrinted]) -> None:
        """Raises UnansweredFigures with what it leaves open, before a long work is begun for nothing."""
        left = [
            point.sentence
            for one in asked
            for point in one.asked
            if not self.reason.strip() or point.mark not in self.read(one.task.pk)
        ]
        if left:
            raise UnansweredFigures(str(Unanswered(left)))


def same_projects(plan: AnnualPlan, document: Reading) -> dict[tuple[int, str], Project]:
    """A notice is taken over into a plan that lists the same projects under the same numbers; by number and name.

    One that left the plan may stand in the notice or not. Raises ImportRefused naming those that differ.
    """
    known = Project.objects.filter(plan=plan).as_printed()
    listed = {place for place, project in known.items() if project.left_on is None}
    printed = {(project.number, project.name) for project in document.projects}
    differing = sorted({number for number, _ in (listed - printed) | (printed - known.keys())})
    if differing:
        raise ImportRefused(
            "公示表的项目与方案对不上：第" + "、".join(map(str, differing)) + "件的序号或名称不同。"
        )
    return known


def printed_reports(
    project: Project, printed: PrintedProject, ends_on: date
) -> Iterator[PrintedReport]:
    """What the row says of each task that its project had at the end of the period."""
    for task in project.tasks.existing_on(ends_on).order_by("number"):
        yield _of_task(task, printed, ends_on)


def round_taken_over(plan: AnnualPlan, document: Reading) -> ReportingRound:
    """The round the notice's reports belong to, where it stands; else one as it would be, not stored."""
    assert document.period is not None
    month, year = document.period.to_month, document.period.year
    return ReportingRound.objects.filter(plan=plan, through_month=month).first() or ReportingRound(
        plan=plan,
        through_month=month,
        opens_on=date(year, document.period.from_month, 1),
        due_on=month_end(year, month),
        brought_over=True,
    )


def asked_of_printed(
    plan: AnnualPlan, projects: Mapping[tuple[int, str], Project], document: Reading
) -> list[AskedOfPrinted]:
    """The contradictions in what the notice printed, beside plan and period before, in its order. Writes nothing."""
    if document.period is None:
        return []
    round_ = round_taken_over(plan, document)
    last, on_trial = last_revisions(round_), checks_on_trial(round_)
    printed = {
        found.pk: row
        for row in document.projects
        if (found := projects.get((row.number, row.name))) is not None
    }
    asked = []
    held = Task.objects.filter(project__in=list(printed)).existing_on(round_.ends_on)
    for task in whole_tasks(held, on=round_.ends_on):
        report = _of_task(task, printed[task.project_id], round_.ends_on)
        checks = check_printed(
            task,
            round_,
            report.figures,
            report.narrative,
            last.get(task.pk),
            as_notes=on_trial,
        )
        if points := asked_of(task, round_, checks, ()):
            asked.append(AskedOfPrinted(task, tuple(points)))
    return asked


SAID = "said"
"""Among the corrections of a run: what its proposer explained, by task and point as they were read."""


def read_as(task: Task, point: Asked) -> str:
    """A point of a task as a page shows it and a form sends it."""
    return f"{task.pk}-{point.mark}"


def explained(run: ImportRun, asked: Iterable[AskedOfPrinted]) -> list[AskedOfPrinted]:
    """With what the proposer said to exactly these figures."""
    said = run.corrections.get(SAID, {})
    return [
        AskedOfPrinted(
            one.task,
            tuple(
                replace(point, said=said.get(read_as(one.task, point), "")) for point in one.asked
            ),
        )
        for one in asked
    ]


def asked_of_run(run: ImportRun) -> list[AskedOfPrinted]:
    """The same for an import that waits for its second person; nothing where plan and notice do not fit any more."""
    if run.plan is None:
        return []
    try:
        projects = same_projects(run.plan, run.document)
        return explained(run, asked_of_printed(run.plan, projects, run.document))
    except ImportRefused:
        return []


def _of_task(task: Task, printed: PrintedProject, ends_on: date) -> PrintedReport:
    holds_row = task.carries_on(ends_on)
    return PrintedReport(
        task=task,
        narrative=(printed.progress or "") if holds_row else "",
        invested=Decimal(printed.invested) if holds_row and printed.invested else None,
        invested_printed=(printed.invested or "") if holds_row else "",
        remark=(printed.remark or "") if holds_row else "",
        measurements={
            indicator.pk: (value, text) for indicator, value, text in reported_values(printed, task)
        },
    )
