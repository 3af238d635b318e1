"""The rows below a plan's projects as they stand, each with what hangs on it: reports, figures, answers, texts typed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Exists, OuterRef, Prefetch

from intake.register_reading import in_their_order, number_of
from progress.models import Measurement, MilestoneAnswer, ProgressReport, ReportDraft
from progress.report_fields import answer_key, value_key
from projects.models import AnnualPlan, Indicator, Milestone, PlanChange, Task
from projects.money import printed


@dataclass(frozen=True, slots=True)
class StandingRow:
    """A task, an indicator or a milestone: its key, its words and, in words, what hangs on it (blank: nothing)."""

    pk: int
    words: str = ""
    hangs: str = ""
    subject: str = ""
    left_on: date | None = None
    """The day a decision took it out of the plan."""

    @property
    def said(self) -> str:
        return f"{self.words}（{self.left_on}起不再列入）" if self.left_on else self.words


@dataclass(frozen=True, slots=True)
class StandingTask:
    row: StandingRow
    stated: Sequence[StandingRow] = ()
    """Its indicators in their order, without those made of percents."""
    percents: Sequence[StandingRow] = ()
    answered: Mapping[int, int] = field(default_factory=dict)
    """Month to key of the milestones that a unit answered for, or began to."""
    left_steps: Mapping[int, StandingRow] = field(default_factory=dict)
    """By month the milestone that left the plan last."""

    @property
    def pk(self) -> int:
        return self.row.pk


NOTHING_STANDS = StandingTask(StandingRow(0))


def standing_rows(plan: AnnualPlan) -> dict[int, list[StandingTask]]:
    """By the number of each project, as its reading has it, its tasks: those that stand, then those that left. Four
    queries."""
    tasks = (
        Task.objects.filter(project__plan=plan)
        .annotate(
            has_reports=Exists(ProgressReport.objects.filter(task=OuterRef("pk"))),
            has_drafts=Exists(ReportDraft.objects.filter(task=OuterRef("pk"))),
            has_changes=Exists(PlanChange.objects.filter(task=OuterRef("pk"))),
        )
        .prefetch_related(
            Prefetch(
                "indicators",
                Indicator.with_left.order_by("position", "pk").annotate(
                    is_measured=Exists(Measurement.objects.filter(indicator=OuterRef("pk")))
                ),
            )
        )
        .prefetch_related(
            Prefetch(
                "milestones",
                Milestone.with_left.order_by("month", "left_on", "pk").annotate(
                    is_answered=Exists(MilestoneAnswer.objects.filter(milestone=OuterRef("pk")))
                ),
            ),
        )
        .select_related("project")
        .order_by("project__number", "number")
    )
    typed = {
        key
        for values in ReportDraft.objects.filter(task__project__plan=plan).values_list(
            "values", flat=True
        )
        for key, text in values.items()
        if text
    }
    by_project: dict[int, list[Task]] = {}
    for task in tasks:
        by_project.setdefault(number_of(task.project), []).append(task)
    return {
        number: [_standing(task, typed) for task in in_their_order(rows)]
        for number, rows in by_project.items()
    }


def _standing(task: Task, typed: set[str]) -> StandingTask:
    hangs = ""
    if task.has_reports or task.has_drafts:  # type: ignore[attr-defined]
        hangs = "已有填报"
    elif task.has_changes:  # type: ignore[attr-defined]
        hangs = "有过方案调整"
    every = [(one, _indicator(one, typed)) for one in in_their_order(task.indicators.all())]
    steps = [(one, _step(one, typed)) for one in task.milestones.all()]
    return StandingTask(
        StandingRow(task.pk, task.text, hangs, left_on=task.left_on),
        [row for one, row in every if not one.from_percents],
        [row for one, row in every if one.from_percents],
        {one.month: one.pk for one, row in steps if row.hangs and not one.left_on},
        {one.month: row for one, row in steps if one.left_on},
    )


def _step(one: Milestone, typed: set[str]) -> StandingRow:
    is_answered = one.is_answered or answer_key(one.pk) in typed  # type: ignore[attr-defined]
    hangs = "已填过完成情况" if is_answered else ""
    return StandingRow(one.pk, one.text, hangs, left_on=one.left_on)


def _indicator(one: Indicator, typed: set[str]) -> StandingRow:
    value = one.target_printed or ("" if one.target is None else printed(one.target))
    words = f"{one.label} {one.qualifier}{value}{one.unit_printed or one.unit}"
    is_measured = one.is_measured or value_key(one.pk) in typed  # type: ignore[attr-defined]
    hangs = "已有填报数字" if is_measured else ""
    return StandingRow(one.pk, words, hangs, one.subject, one.left_on)
