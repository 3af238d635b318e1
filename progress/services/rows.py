"""Locking what a step works on, and writing the step down."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from accounts import audit
from accounts.models import AuditEvent, User
from progress import access, workflow
from progress.models import ProgressReport, ReportingRound, ReportStep
from progress.report_fields import Field, Values, fields_of
from progress.report_values import values_of
from progress.selectors.hanging_rows import with_entries, with_parts
from progress.services.refusals import StepRefused
from projects.models import Task


@dataclass
class Locked:
    """A task's report in a round, locked until the transaction ends. `report` is None where none exists yet."""

    task: Task
    round: ReportingRound
    report: ProgressReport | None

    @property
    def status(self) -> str:
        return self.report.status if self.report else workflow.NONE

    @property
    def fields(self) -> list[Field]:
        return fields_of(self.task, self.round.through_month)

    @property
    def values(self) -> Values:
        return values_of(self.report)

    def standpoint(self, user: User) -> access.Standpoint:
        return access.standpoint(user, [self.task])

    def existing(self, step: workflow.Step) -> ProgressReport:
        """The report, in a state the step starts from. Raises StepRefused with the reason otherwise."""
        if self.report is None or not step.starts_from(self.report.status):
            raise StepRefused(self._refusal(step))
        return self.report

    def _refusal(self, step: workflow.Step) -> str:
        """Names who was faster, where somebody was."""
        last = self.report.steps.select_related("by").last() if self.report else None
        if last is not None and last.step in {"approve", "return", "take_back", "reopen"}:
            when = f"{timezone.localtime(last.at):%m月%d日 %H:%M}"
            label = workflow.STEPS[last.step].label
            return f"{last.by}已于{when}{label}了这一件，您这次的{step.label}没有生效。"
        return workflow.refusal(step, self.status)


def lock(*, task_id: int, round_id: int) -> Locked:
    """Lock the task's row: the mutex of its report, whether that exists yet or not.

    Raises Task.DoesNotExist or ReportingRound.DoesNotExist, also where the round is of another plan.
    """
    return lock_many(task_ids=[task_id], round_id=round_id)[0]


def lock_many(
    *, task_ids: Collection[int], round_id: int, with_reports: bool = True
) -> list[Locked]:
    """Lock several tasks of one round, always in the same order, so that two people cannot wait for each other.

    Without reports for what does not look at them: then `report` is None whether there is one or not.
    """
    round_ = ReportingRound.objects.select_related("plan__district").get(pk=round_id)
    tasks = list(
        with_parts(
            Task.objects.select_for_update(no_key=True, of=("self",))
            .filter(pk__in=task_ids, project__plan_id=round_.plan_id)
            .existing_on(round_.ends_on)
            .select_related("project")
            .order_by("pk"),
            on=round_.ends_on,
        )
    )
    for task in tasks:
        task.project.plan = round_.plan
    if len(tasks) != len(set(task_ids)):
        raise Task.DoesNotExist
    stored = with_entries(
        ProgressReport.objects.select_for_update(of=("self",))
        .filter(task__in=tasks, round=round_)
        .order_by("pk")
    )
    reports = {report.task_id: report for report in stored} if with_reports else {}
    found = []
    for task in tasks:
        report = reports.get(task.pk)
        if report is not None:
            report.task, report.round = task, round_
        found.append(Locked(task, round_, report))
    return found


def require_takes_reports(round_: ReportingRound, task: Task, status: str, day: date) -> None:
    """A returned report may always be corrected; everything else only while its round is open."""
    if status == workflow.RETURNED:
        return
    if day < round_.opens_on:
        raise StepRefused(f"这一轮{round_.opens_on:%m月%d日}开始填报。")
    if not round_.is_open:
        raise StepRefused("这一轮已经关闭。需要补报请联系发展改革部门重新开启。")
    if status == workflow.NONE and task.state != Task.State.RUNNING:
        raise StepRefused(f"这项任务{task.get_state_display()}，不用填报。")


def record(
    report: ProgressReport,
    step: workflow.Step,
    *,
    from_status: str,
    by: User,
    at: datetime,
    note: str = "",
    detail: dict[str, Any] | None = None,
) -> ReportStep:
    """Write the step, and the audit event beside it, in the transaction of the act."""
    audit.record(
        at=at,
        actor=by,
        verb=f"report.{step.name}",
        subject=report,
        district_code=report.district_code,
        detail={"from": from_status, "to": report.status},
    )
    return ReportStep.objects.create(
        report=report,
        step=step.name,
        from_status=from_status,
        to_status=report.status,
        by=by,
        at=at,
        note=note,
        detail=detail or {},
    )


def record_many(
    moved: Sequence[tuple[ProgressReport, str, dict[str, Any]]],
    step: workflow.Step,
    *,
    by: User,
    at: datetime,
) -> None:
    """Write the same step of several reports: each with the state it came from and its detail."""
    AuditEvent.objects.bulk_create(
        audit.event(
            at=at,
            actor=by,
            verb=f"report.{step.name}",
            subject=report,
            district_code=report.district_code,
            detail={"from": from_status, "to": report.status},
        )
        for report, from_status, _ in moved
    )
    ReportStep.objects.bulk_create(
        ReportStep(
            report=report,
            step=step.name,
            from_status=from_status,
            to_status=report.status,
            by=by,
            at=at,
            detail=detail,
        )
        for report, from_status, detail in moved
    )
