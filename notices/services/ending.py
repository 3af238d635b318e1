"""What may happen to a published notice afterwards: withdrawal, and sealing after a privacy accident.

The step is written before the row: the database lets a published row change only on a way whose step it finds.
"""

from __future__ import annotations

from datetime import datetime

from django.db import models, transaction

from accounts import taken_back, wiping
from accounts.erasure_journal import Entry
from accounts.models import User
from notices import access, privacy, workflow
from notices.models import Notice, NoticeFile
from notices.refusals import StepRefused
from notices.services.locking import locked
from notices.services.noted_outside import note_sealing
from notices.services.trail import left
from projects.access import must

KIND = "notice"
"""Of a sealed notice's line in the journal."""
EMPTIED = {
    "content": None,
    "brought_content": None,
    "title": "",
    "table_title": "",
    "lead": "",
    "source": "",
    "contact_name": "",
    "contact_phone": "",
    "postal_address": "",
    "postal_code": "",
    "visiting_place": "",
    "visiting_hours": "",
    "table_html": "",
    "correction_reason": "",
    "paper_scan": None,
    "paper_scan_name": "",
}
"""Everything of a notice that may hold what had to be destroyed. Digests, numbers, moments and reasons stay."""


@transaction.atomic
def withdraw_notice(
    *, notice_id: int, signer: User, at: datetime, reason: str, table_stays_visible: bool
) -> Notice:
    """Withdraw a published notice: its page stays, with the reason and the date.

    Idempotent. Raises PermissionDenied or StepRefused.
    """
    notice = locked(notice_id)
    must(access.can_take(signer, workflow.WITHDRAW, notice))
    if notice.status == workflow.WITHDRAWN:
        return notice
    workflow.must_start(workflow.WITHDRAW, notice.status)
    if not reason.strip():
        raise StepRefused("请写明撤回的原因，公示页上会写出来。")
    _must_be_public(notice, reason)
    was, notice.status = notice.status, workflow.WITHDRAWN
    notice.withdrawn_at = at.replace(microsecond=0)
    notice.withdrawal_reason = reason.strip()
    notice.table_stays_visible = table_stays_visible
    left(notice, "withdraw", by=signer, at=at, was=was, note=notice.withdrawal_reason)
    notice.save(
        update_fields=["status", "withdrawn_at", "withdrawal_reason", "table_stays_visible"]
    )
    taken_back.mark(notice.district.slug)
    return notice


@transaction.atomic
def ask_to_seal(*, notice_id: int, signer: User, at: datetime, reason: str) -> Notice:
    """A signer asks to withdraw and seal; the security administrator confirms. Nothing is destroyed yet.

    The reason is published and must not repeat what has to disappear.
    """
    notice = locked(notice_id)
    must(access.can_ask_to_seal(signer, notice))
    workflow.must_start(workflow.SEAL, notice.status)
    if not reason.strip():
        raise StepRefused("请写明封存的原因（不要写出需要销毁的内容），公示页上会写出来。")
    _must_be_public(notice, reason)
    write_request(notice, signer, at, reason.strip())
    return notice


@transaction.atomic
def seal_notice(*, notice_id: int, security_admin: User, at: datetime) -> Notice:
    """Destroy the content for good: pages, files, exports. Digests and the reason stay (rules.md, Sealing).

    Idempotent. Raises PermissionDenied, or StepRefused where no signer has asked or the journal cannot be written.
    """
    notice = locked(notice_id)
    must(access.can_confirm_seal(security_admin, notice))
    if notice.status == workflow.SEALED:
        return notice
    workflow.must_start(workflow.SEAL, notice.status)
    if notice.seal_asked_by is None:
        raise StepRefused("封存须先由签发人提出，写明原因。")
    destroy(notice, security_admin, at)
    asked_by = notice.seal_asked_by.pk
    by = (asked_by, security_admin.pk)
    note_sealing(Entry(at, notice.district.code, KIND, notice.number, notice.pk, by))
    return notice


def write_request(notice: Notice, signer: User, at: datetime, reason: str) -> None:
    """A locked notice is asked to be sealed; the caller has asked who may."""
    notice.seal_reason = reason
    notice.seal_asked_by, notice.seal_asked_at = signer, at
    left(notice, "ask_to_seal", by=signer, at=at, was=notice.status, note=reason)
    notice.save(update_fields=["seal_reason", "seal_asked_by", "seal_asked_at"])


def destroy(notice: Notice, by: User, at: datetime) -> None:
    """The content of a locked notice goes; the caller has asked who may."""
    was, notice.status = notice.status, workflow.SEALED
    notice.sealed_at = at.replace(microsecond=0)
    for name, value in EMPTIED.items():
        setattr(notice, name, value)
    left(notice, "seal", by=by, at=at, was=was, note=notice.seal_reason)
    notice.save(update_fields=["status", "sealed_at", *EMPTIED])
    # The one audited way past the written-once rows of files; their guard allows emptying and nothing else.
    models.QuerySet(NoticeFile).filter(notice=notice).update(data=None)
    taken_back.mark(notice.district.slug)
    wiping.wipe_after_commit()


def _must_be_public(notice: Notice, reason: str) -> None:
    """The reason stands on the public page for good: no personal number goes in with it."""
    if hits := privacy.scan(reason, allowed_phones=[notice.contact_phone]):
        raise StepRefused(f"原因会公开，不能写个人号码：{hits[0].sentence}。")
