"""The steps after saving: submit, take back, begin review, return, approve, reopen."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction

from accounts import audit
from accounts.models import User
from documents import day_ranges
from progress import completeness, report_values, workflow
from progress.models import ProgressReport, ReportRevision
from progress.selectors.approved import last_revisions
from progress.selectors.contradictions import GIVEN, SAID, Asked, asked_now, in_words, kept_with
from progress.services import rows
from progress.services.refusals import Incomplete, StepRefused, Unanswered
from projects.access import must
from projects.workflow import whole

WHOLE_REPORT = ""
"""The key of a reason that is about the whole report rather than one field."""
MOST_OF_A_REASON = 500
"""Signs of what is said to a contradiction."""


@transaction.atomic
def submit_report(
    *,
    task_id: int,
    round_id: int,
    actor: User,
    at: datetime,
    version: int,
    explained: Mapping[str, str] | None = None,
) -> ProgressReport:
    """Hand the report in, exactly as it stood at `version`, the one the person checked.

    `explained` says by point why figures stand that contradict each other (`Asked.key`); the reviewer is offered it.
    Raises Incomplete with all gaps, StepRefused where it changed meanwhile or is not open, PermissionDenied.
    """
    locked = rows.lock(task_id=task_id, round_id=round_id)
    standpoint = locked.standpoint(actor)
    must(standpoint.can_submit(locked.task))
    report = locked.existing(workflow.SUBMIT)
    rows.require_takes_reports(locked.round, locked.task, report.status, at.date())
    if version != report.version:
        raise StepRefused("您核对之后内容又有改动，请再核对一遍后提交。")
    if missing := completeness.gaps(locked.values):
        raise Incomplete(missing)

    detail: dict[str, Any] = {}
    if standpoint.files_for(locked.task):
        detail["on_behalf"] = True
    if carried := _text_to_carry_over(locked):
        detail["changes"] = {"narrative": [report.narrative, carried]}
        report.narrative, report.version = carried, report.version + 1
        detail["version"] = report.version
    from_status = report.status
    report.status = workflow.SUBMIT.target_from(from_status)
    report.submitted_by, report.submitted_at = actor, at
    report.review_begun_by = report.review_begun_at = None
    report.on_behalf = bool(detail.get("on_behalf"))
    report.updated_at = at
    report.save()
    note, given = _reasons(asked_now(locked.task, locked.round, report), explained)
    rows.record(
        report,
        workflow.SUBMIT,
        from_status=from_status,
        by=actor,
        at=at,
        note=note,
        detail=detail | given,
    )
    return report


@transaction.atomic
def take_back(*, task_id: int, round_id: int, actor: User, at: datetime) -> ProgressReport:
    """Take a submission back to go on editing, until somebody has begun to review it."""
    locked = rows.lock(task_id=task_id, round_id=round_id)
    standpoint = locked.standpoint(actor)
    must(standpoint.can_submit(locked.task))
    report = locked.existing(workflow.TAKE_BACK)
    must(standpoint.can_take_back(report))
    from_status = report.status
    report.status = workflow.TAKE_BACK.target_from(from_status)
    _forget_submission(report)
    report.updated_at = at
    report.save()
    rows.record(report, workflow.TAKE_BACK, from_status=from_status, by=actor, at=at)
    return report


@transaction.atomic
def begin_review(*, task_id: int, round_id: int, actor: User, at: datetime) -> ProgressReport:
    """Note that somebody is reviewing: from now on the unit cannot take the report back. Safe to repeat."""
    locked = rows.lock(task_id=task_id, round_id=round_id)
    report = _to_review(locked, workflow.APPROVE, actor)
    if report.review_begun_at is None:
        report.review_begun_by, report.review_begun_at = actor, at
        report.save(update_fields=["review_begun_by", "review_begun_at"])
        audit.record(
            at=at,
            actor=actor,
            verb="report.begin_review",
            subject=report,
            district_code=report.district_code,
        )
    return report


@transaction.atomic
def return_report(
    *,
    task_id: int,
    round_id: int,
    actor: User,
    at: datetime,
    reasons: Mapping[str, str],
    due_on: date | None = None,
    version: int | None = None,
) -> ProgressReport:
    """Send a report back with reasons: per field key, or under WHOLE_REPORT. The clock starts again at `due_on`."""
    locked = rows.lock(task_id=task_id, round_id=round_id)
    report = _to_review(locked, workflow.RETURN, actor)
    _require_same(report, version, workflow.RETURN)
    return _send_back(locked, workflow.RETURN, actor, at, reasons, due_on, {})


@transaction.atomic
def approve_report(
    *,
    task_id: int,
    round_id: int,
    actor: User,
    at: datetime,
    version: int | None = None,
    answers: Mapping[str, str] | None = None,
    seen: Collection[str] | None = None,
) -> ReportRevision:
    """Accept a submitted report and freeze it as a revision.

    `version` is the one the reviewer read: where the unit has changed it since, StepRefused. `answers` says by point
    why figures stand that contradict each other or the plan; Unanswered names those without a reason. `seen` are the
    marks of the points as they were read (`Asked.mark`): one whose figures are others by now has no answer.
    """
    locked = rows.lock(task_id=task_id, round_id=round_id)
    report = _to_review(locked, workflow.APPROVE, actor)
    _require_same(report, version, workflow.APPROVE)
    from_status = report.status
    report.status = workflow.APPROVE.target_from(from_status)
    return freeze(
        locked,
        report,
        step=workflow.APPROVE,
        from_status=from_status,
        by=actor,
        at=at,
        answers=answers,
        seen=seen,
    )


@transaction.atomic
def reopen_report(
    *,
    task_id: int,
    round_id: int,
    actor: User,
    at: datetime,
    reason: str,
    correction: str,
    due_on: date | None = None,
) -> ProgressReport:
    """Send an approved report back for a correction. `correction` names it (a notice's number, an objection's).

    The revision that was approved stays what it was, and so does every notice made from it.
    """
    locked = rows.lock(task_id=task_id, round_id=round_id)
    must(locked.standpoint(actor).can_review(locked.task))
    locked.existing(workflow.REOPEN)
    if not (correction := whole(correction, "哪一份更正或异议", 80)):
        raise StepRefused("请写明因哪一份更正或异议退回。")
    return _send_back(
        locked,
        workflow.REOPEN,
        actor,
        at,
        {WHOLE_REPORT: reason},
        due_on,
        {"correction": correction},
    )


def freeze(
    locked: rows.Locked,
    report: ProgressReport,
    *,
    step: workflow.Step,
    from_status: str,
    by: User,
    at: datetime,
    answers: Mapping[str, str] | None = None,
    seen: Collection[str] | None = None,
    said: Mapping[str, str] | None = None,
    detail: dict[str, Any] | None = None,
) -> ReportRevision:
    """Make the report's present content the next revision. The caller has set the state and the submission.

    The one way to an approved figure, however it came in: raises Unanswered where it contradicts another one or the
    plan and `answers` (by point, as `seen`) has no reason for it. `said`: what the proposer of a take-over
    explained, kept beside them.
    """
    asked = asked_now(locked.task, locked.round, report)
    read = [one for one in asked if seen is None or one.mark in seen]
    note, given = _reasons(read, answers)
    answered = given.get(GIVEN, {})
    if left := [one.sentence for one in asked if one.key not in answered]:
        raise Unanswered(left)
    report.approved_by, report.approved_at, report.due_again_on = by, at, None
    report.updated_at = at
    report.save()
    report = ProgressReport.objects.select_related("round__plan__district", "task").get(
        pk=report.pk
    )
    explained = kept_with(asked, said or {})
    detail = (detail or {}) | given | ({SAID: explained} if explained else {})
    rows.record(report, step, from_status=from_status, by=by, at=at, note=note, detail=detail)
    return ReportRevision.objects.create(
        report=report,
        number=report.revisions.count() + 1,
        content=report_values.frozen(report, locked.task),
        approved_by=by,
        approved_at=at,
    )


def _send_back(
    locked: rows.Locked,
    step: workflow.Step,
    actor: User,
    at: datetime,
    reasons: Mapping[str, str],
    due_on: date | None,
    detail: dict[str, Any],
) -> ProgressReport:
    report = locked.existing(step)
    labels = {field.key: field.label for field in locked.fields} | {WHOLE_REPORT: "整份"}
    given = {key: text.strip() for key, text in reasons.items() if text.strip()}
    if unknown := set(given) - set(labels):
        raise StepRefused(f"这一件没有“{'、'.join(sorted(unknown))}”这一项。")
    if not given:
        raise StepRefused("请写明退回的理由，单位才知道改什么。")
    if due_on is not None and due_on < at.date():
        raise StepRefused("新的截止日期不能早于今天。")
    if wrong := day_ranges.of_request(at.date()).refusal("新的截止日期", due_on):
        raise StepRefused(wrong)
    from_status = report.status
    report.status = step.target_from(from_status)
    _forget_submission(report)
    report.approved_by = report.approved_at = None
    report.due_again_on = due_on
    report.updated_at = at
    report.save()
    rows.record(
        report,
        step,
        from_status=from_status,
        by=actor,
        at=at,
        note="\n".join(f"{labels[key]}：{text}" for key, text in given.items()),
        detail=detail | {"reasons": given, "due_on": due_on.isoformat() if due_on else None},
    )
    return report


def _to_review(locked: rows.Locked, step: workflow.Step, actor: User) -> ProgressReport:
    """The report waiting for review, where it is this person's to review. Whose act it is comes before its moment."""
    standpoint = locked.standpoint(actor)
    must(standpoint.can_review(locked.task))
    report = locked.existing(step)
    must(standpoint.can_approve(report))
    return report


def _reasons(
    asked: Sequence[Asked], reasons: Mapping[str, str] | None
) -> tuple[str, dict[str, Any]]:
    """What a step keeps of the reasons given: in words, and by point."""
    if any(len(text) > MOST_OF_A_REASON for text in (reasons or {}).values()):
        raise StepRefused(f"理由太长，最多{MOST_OF_A_REASON}字，请写短些。")
    given = kept_with(asked, reasons or {})
    return in_words(asked, reasons or {}), {GIVEN: given} if given else {}


def _forget_submission(report: ProgressReport) -> None:
    """Who handed it in stays in the steps; the report itself is nobody's submission any more."""
    report.submitted_by = report.submitted_at = None
    report.review_begun_by = report.review_begun_at = None


def _require_same(report: ProgressReport, version: int | None, step: workflow.Step) -> None:
    if version is not None and version != report.version:
        raise StepRefused(f"您打开之后单位又改过内容，这次的{step.label}没有生效，请重新看一遍。")


def _text_to_carry_over(locked: rows.Locked) -> str:
    """With 本期无进展 and no text, the cumulative text of the last round still says where things stand."""
    report = locked.report
    if report is None or not report.nothing_cause or report.narrative:
        return ""
    last = last_revisions(locked.round, [locked.task.pk]).get(locked.task.pk)
    return last.content["narrative"] if last else ""
