"""An objection that was right starts a correction: the report goes back to its unit, a correction of the notice begins."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from accounts.models import User
from notices import services as notices
from notices.content_reading import key_of_row
from notices.models import Notice
from objections import workflow
from objections.models import Objection
from objections.models.objections import RIGHT
from objections.services.taking_steps import for_step, record, without_identity
from progress import services as progress_services
from progress.models import ProgressReport
from progress.services import StepRefused as ReportRefused
from projects.models import Project
from projects.workflow import StepRefused


@transaction.atomic
def start_correction(*, objection_id: int, actor: User, at: datetime) -> Notice:
    """Begin the notice that will replace the one objected to, and link it. By a compiler; idempotent.

    Where the notice was corrected meanwhile, its newest version is corrected.
    """
    objection = _was_right(objection_id, workflow.CORRECT, actor)
    if objection.correction is not None:
        return objection.correction
    assert objection.notice is not None
    target = objection.notice
    while (newer := Notice.objects.public().filter(replaces=target).first()) is not None:
        target = newer
    which = f"第{objection.project_number}件" if objection.project_number else "有关"
    draft = notices.start_correction(
        notice_id=target.pk, compiler=actor, at=at, reason=f"经核查，{which}内容有误。"
    )
    objection.correction = draft
    objection.save(update_fields=["correction"])
    record(objection, workflow.CORRECT, actor=actor, was=objection.status, at=at, note=draft.number)
    return draft


@transaction.atomic
def reopen_reports(
    *, objection_id: int, actor: User, reason: str, at: datetime, due_on: date | None = None
) -> int:
    """Send the project's approved reports back to their units for correction. By a reviewer. Gives how many.

    They are due again on `due_on`; without one the round's own day, which is over, stands. Raises StepRefused where
    the notice comes from no round, or no report of the project is approved.
    """
    objection = _was_right(objection_id, workflow.REOPEN, actor)
    clean = without_identity(
        objection, {"reason": reason}, required={"reason": "请写明要更正什么，责任单位会看到。"}
    )
    reports = list(reports_behind(objection))
    if not reports:
        raise StepRefused("没有可以退回的进展报告：这份公示不是从填报轮次编制的，或报告已经退回。")
    try:
        for report in reports:
            progress_services.reopen_report(
                task_id=report.task_id,
                round_id=report.round_id,
                actor=actor,
                at=at,
                reason=clean["reason"],
                correction=str(objection),
                due_on=due_on,
            )
    except ReportRefused as refusal:
        raise StepRefused(str(refusal)) from refusal
    objection.report_reopened_at = at
    objection.save(update_fields=["report_reopened_at"])
    record(
        objection,
        workflow.REOPEN,
        actor=actor,
        was=objection.status,
        at=at,
        note=f"{len(reports)} 份",
    )
    return len(reports)


def reports_behind(objection: Objection):  # type: ignore[no-untyped-def]
    """The approved reports that the objected row was made from."""
    notice = objection.notice
    if notice is None or notice.round_id is None or objection.project_number is None:
        return ProgressReport.objects.none()
    key = key_of_row(notice.content, objection.project_number)
    return ProgressReport.objects.filter(
        round_id=notice.round_id,
        task__project__in=Project.objects.filter(plan=notice.plan_id).lasting(key),
        status=ProgressReport.Status.APPROVED,
    ).order_by("task__number")


def _was_right(objection_id: int, step: workflow.Step, actor: User) -> Objection:
    objection = for_step(objection_id, step, actor)
    if objection.outcome not in RIGHT:
        raise StepRefused("结论是“不属实”，不用更正。")
    if objection.notice is None:
        raise StepRefused("这件异议没有登记是对哪一份公示提出的。")
    return objection
