"""The rows below a plan's projects as they stand, each with what hangs on it: reports, figures, answers, texts typed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef, Prefetch

from progress.models import Measurement, MilestoneAnswer, ProgressReport, ReportDraft
from progress.report_fields import answer_key, value_key
from projects.models import AnnualPlan, Indicator, Milestone, PlanChange, Task
from projects.money import printed


@dataclass(frozen=True, slots=True)
class StandingRow:
    """A task or an indicator: its key, its words and, in words, what hangs on it (blank: nothing)."""

    pk: int
    words: str = ""
    hangs: str = ""
    subject: str = ""


@dataclass(frozen=True, slots=True)
class StandingTask:
    row: StandingRow
    stated: Sequence[StandingRow] = ()
    """Its indicators in their order, without those made of percents."""
    percents: Sequence[StandingRow] = ()
    answered: Mapping[int, int] = field(default_factory=dict)
    """Month to key of the milestones that a unit answered for, or began to."""

    @property
    def pk(self) -> int:
        return self.row.pk


NOTHING_STANDS = StandingTask(StandingRow(0))


def standing_rows(plan: AnnualPlan) -> dict[int, list[StandingTask]]:
    """By the number of each listed project its tasks in their order. Four queries."""
    tasks = (
        Task.objects.filter(project__plan=plan, project__left_on__isnull=True)
        .listed()
        .annotate(
            has_reports=Exists(ProgressReport.objects.filter(task=OuterRef("pk"))),
            has_drafts=Exists(ReportDraft.objects.filter(task=OuterRef("pk"))),
            has_changes=Exists(PlanChange.objects.filter(task=OuterRef("pk"))),
        )
        .prefetch_related(
            Prefetch(
                "indicators",
                Indicator.objects.order_by("position").annotate(
                    is_measured=Exists(Measurement.objects.filter(indicator=OuterRef("pk")))
                ),
            ),
            Prefetch(
                "milestones",
                Milestone.objects.annotate(
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
    found: dict[int, list[StandingTask]] = {}
    for task in tasks:
        found.setdefault(task.project.number, []).append(_standing(task, typed))
    return found


def _standing(task: Task, typed: set[str]) -> StandingTask:
    hangs = ""
    if task.has_reports or task.has_drafts:  # type: ignore[attr-defined]
        hangs = "已有填报"
    elif task.has_changes:  # type: ignore[attr-defined]
        hangs = "有过方案调整"
    every = [(one, _indicator(one, typed)) for one in task.indicators.all()]
    return StandingTask(
        StandingRow(task.pk, task.text, hangs),
        [row for one, row in every if not one.from_percents],
        [row for one, row in every if one.from_percents],
        {
            one.month: one.pk
            for one in task.milestones.all()
            if one.is_answered or answer_key(one.pk) in typed  # type: ignore[attr-defined]
        },
    )


def _indicator(one: Indicator, typed: set[str]) -> StandingRow:
    value = one.target_printed or ("" if one.target is None else printed(one.target))
    words = f"{one.label} {one.qualifier}{value}{one.unit_printed or one.unit}"
    is_measured = one.is_measured or value_key(one.pk) in typed  # type: ignore[attr-defined]
    return StandingRow(one.pk, words, "已有填报数字" if is_measured else "", one.subject)
