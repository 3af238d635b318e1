"""Contradictions of reports: what is asked about a row, what its unit said to it, and what was answered."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from progress import workflow
from progress.checks import Check
from progress.models import ProgressReport, ReportingRound, ReportStep
from progress.report_fields import fields_of
from progress.selectors.approved import last_revisions
from progress.selectors.hanging_rows import with_entries
from progress.selectors.judging import check_report, checks_on_trial
from progress.selectors.task_rows import whole_tasks
from projects.models import Task

GIVEN = "reasons_of_points"
"""Under which name a step of submitting or approving keeps its reasons: point to sentence and reason."""
SAID = "reasons_of_proposer"
"""The same of whoever proposed a take-over, beside those of the one who confirmed it."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A contradiction, the field it stands at, and the reasons given for exactly these figures; blank where none was."""

    check: Check
    label: str
    said: str = ""
    """The unit's own; of what was taken over, the proposer's."""
    said_by: str = "单位"
    """Whose it is, before 说明."""
    answer: str = ""
    """Of whoever approved the report."""

    @property
    def key(self) -> str:
        return self.check.point

    @property
    def mark(self) -> str:
        return self.check.mark

    @property
    def sentence(self) -> str:
        return self.check.sentence


def asked_now(task: Task, round_: ReportingRound, report: ProgressReport) -> list[Asked]:
    """What is asked about the report as it is stored, with nothing said to it yet."""
    last = last_revisions(round_, [task.pk]).get(task.pk)
    found = check_report(task, round_, report, last, as_notes=checks_on_trial(round_))
    return asked_of(task, round_, found, ())


def asked_of(
    task: Task, round_: ReportingRound, found: Iterable[Check], steps: Iterable[ReportStep]
) -> list[Asked]:
    """The checks that ask, with what the report's steps (oldest first) say to them. Costs no query.

    A reason holds for the figures it was given for: with another sentence it is none.
    """
    asks = [one for one in found if one.asks]
    if not asks:
        return []
    labels = {field.key: field.label for field in fields_of(task, round_.through_month)}
    of_step = {step.step: step for step in steps}
    said = of_step.get(workflow.SUBMIT.name)
    taken_over = of_step.get(workflow.TAKE_OVER.name)
    answered = of_step.get(workflow.APPROVE.name) or taken_over
    return [
        Asked(
            one,
            labels.get(one.field, ""),
            **_explained(said, taken_over, one),
            answer=_given(answered, one),
        )
        for one in asks
    ]


def _explained(
    said: ReportStep | None, taken_over: ReportStep | None, check: Check
) -> dict[str, str]:
    if told := _given(said, check):
        return {"said": told}
    return {"said": _given(taken_over, check, SAID), "said_by": "导入人" if taken_over else "单位"}


def _given(step: ReportStep | None, check: Check, kept_as: str = GIVEN) -> str:
    one = (step.detail.get(kept_as) or {}).get(check.point, {}) if step else {}
    return str(one["reason"]) if one and one["sentence"] == check.sentence else ""


def kept_with(asked: Iterable[Asked], reasons: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """What a step keeps: each point that is asked and has a reason, with the sentence it was given for."""
    return {
        one.key: {"sentence": one.sentence, "reason": reason}
        for one in asked
        if (reason := reasons.get(one.key, "").strip())
    }


def in_words(asked: Iterable[Asked], reasons: Mapping[str, str]) -> str:
    """The same for a reader of the report's steps: each reason once, with what it is for."""
    by_reason: dict[str, list[str]] = {}
    for one in asked:
        if reason := reasons.get(one.key, "").strip():
            by_reason.setdefault(reason, []).append(one.check.named(one.label))
    return "\n".join(
        f"{'、'.join(dict.fromkeys(points))}：{reason}" for reason, points in by_reason.items()
    )


@dataclass(frozen=True, slots=True)
class AskedOfTask:
    """An approved row of a round with its contradictions."""

    task: Task
    asked: tuple[Asked, ...]


def contradictions_in(round_: ReportingRound) -> list[AskedOfTask]:
    """The approved rows of the round in which figures contradict each other. A constant number of queries."""
    reports = {
        report.task_id: report
        for report in with_entries(ProgressReport.objects.approved().filter(round=round_))
    }
    last = last_revisions(round_, list(reports))
    on_trial = checks_on_trial(round_)
    steps: dict[int, list[ReportStep]] = {}
    for step in ReportStep.objects.filter(
        report__in=list(reports.values()),
        step__in=(workflow.SUBMIT.name, workflow.APPROVE.name, workflow.TAKE_OVER.name),
    ).order_by("pk"):
        steps.setdefault(step.report_id, []).append(step)
    found = []
    for task in whole_tasks(Task.objects.filter(pk__in=list(reports)), on=round_.ends_on):
        report = reports[task.pk]
        checks = check_report(task, round_, report, last.get(task.pk), as_notes=on_trial)
        if asked := asked_of(task, round_, checks, steps.get(report.pk, ())):
            found.append(AskedOfTask(task, tuple(asked)))
    return found
