"""Sending a notice to review, sending it back, agreeing to it."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from accounts.models import User
from documents import day_ranges
from notices import workflow
from notices.checklist import Check, checks, gaps
from notices.drafts import draft_of
from notices.models import Notice
from notices.refusals import ApprovalVoid, ChecklistOpen, StepRefused
from notices.services.drafting import void_approval
from notices.services.locking import for_step
from notices.services.trail import left


@transaction.atomic
def send_to_review(*, notice_id: int, compiler: User, at: datetime, note: str = "") -> Notice:
    """Hand a draft to a reviewer. Raises PermissionDenied, StepRefused, or ChecklistOpen naming every gap."""
    notice = for_step(notice_id, workflow.SEND, compiler)
    draft = draft_of(notice)
    refuse_open(gaps(checks(notice, day=at.date(), draft=draft)), "送审")
    notice.status = workflow.IN_REVIEW
    notice.save(update_fields=["status"])
    left(
        notice,
        "send",
        by=compiler,
        at=at,
        was=workflow.DRAFT,
        note=note,
        digest=draft.digest.sha256,
    )
    return notice


@transaction.atomic
def return_to_draft(*, notice_id: int, actor: User, at: datetime, note: str) -> Notice:
    """Send a notice back to its compiler with the reason. Raises PermissionDenied or StepRefused."""
    notice = for_step(notice_id, workflow.RETURN, actor)
    if not note.strip():
        raise StepRefused("请写明退回的原因，编制人要照着改。")
    was, notice.status = notice.status, workflow.DRAFT
    void_approval(notice)
    notice.edit_version += 1
    notice.save()
    left(notice, "return", by=actor, at=at, was=was, note=note)
    return notice


@transaction.atomic
def approve_notice(
    *,
    notice_id: int,
    reviewer: User,
    at: datetime,
    digest: str,
    secrecy_reviewer: str,
    secrecy_reviewed_on: date,
    note: str = "",
) -> Notice:
    """Agree to exactly what was read: `digest` is the content's SHA-256 as the review page showed it.

    Records the secrecy review (保密审查). Raises PermissionDenied, StepRefused, ChecklistOpen, or ApprovalVoid
    where the content has changed since the page was opened.
    """
    notice = for_step(notice_id, workflow.APPROVE, reviewer)
    if not secrecy_reviewer.strip():
        raise StepRefused("请登记保密审查人，公开前必须做保密审查。")
    if secrecy_reviewed_on > at.date():
        raise StepRefused("保密审查日期不能晚于今天。")
    if wrong := day_ranges.of_signature(at.date()).refusal("保密审查日期", secrecy_reviewed_on):
        raise StepRefused(wrong)
    draft = draft_of(notice)
    if draft.digest.sha256 != digest:
        raise ApprovalVoid("您打开页面以后内容有变动，请刷新后重新阅读，再审核。")
    refuse_open(gaps(checks(notice, day=at.date(), draft=draft)), "审核通过")
    notice.status = workflow.APPROVED
    notice.reviewed_by = reviewer
    notice.approved_digest = digest
    notice.secrecy_reviewer = secrecy_reviewer.strip()
    notice.secrecy_reviewed_on = secrecy_reviewed_on
    notice.save()
    left(notice, "approve", by=reviewer, at=at, was=workflow.IN_REVIEW, note=note, digest=digest)
    return notice


def refuse_open(open_checks: list[Check], act: str) -> None:
    """Raises ChecklistOpen where anything still blocks."""
    if open_checks:
        named = "；".join(check.text for check in open_checks)
        raise ChecklistOpen(
            f"还有 {len(open_checks)} 项必须补，补齐后才能{act}：{named}。",
            [check.text for check in open_checks],
        )
