"""Publishing: one transaction, once, at the server's moment. Either all of it stands or nothing does.

The order of locks is head, then notice, then generation, here and everywhere.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Max

from accounts import database_clock
from accounts.models import User
from look.moments import BEIJING
from notices import access, files, point_checks, sign_checks, workflow
from notices.checklist import gaps, signing_checks
from notices.digests import ContentDigest, digest_of_bytes, moment_text, record_sha256
from notices.drafts import draft_of
from notices.models import Notice, NoticeFile, NoticeHead
from notices.public_json import notice_json
from notices.public_texts import personal_numbers
from notices.refusals import ApprovalVoid, StepRefused
from notices.services import paper_signing
from notices.services.drafting import void_approval
from notices.services.locking import locked
from notices.services.paper_signing import PaperSignature
from notices.services.reviewing import refuse_open
from notices.services.trail import left
from notices.table import table_html
from notices.workflow import Step
from projects.access import must
from projects.models import District

VOID = "审核以后内容有变动（项目、进展或文字改过），原来的审核已失效，已退回编制，请重新送审。"


def publish_notice(
    *,
    notice_id: int,
    actor: User,
    at: datetime,
    paper: PaperSignature | None = None,
    sure: str | None = None,
) -> Notice:
    """Sign and publish what was approved. Doing it again, at once or later, changes nothing and gives the same notice.

    `at` is the server's clock, read by the caller for this very act. With `paper`, `actor` enters a signature made
    on paper. `sure`: the mark of what comes too early, as the person was asked and said yes to (None: no page asked,
    a command or an import). Raises PermissionDenied, StepRefused, ChecklistOpen, or ApprovalVoid where the content is not what was
    approved (the notice then goes back to its compiler).
    """
    try:
        with transaction.atomic():
            return _publish_once(notice_id, actor, at, paper, sure)
    except ApprovalVoid:
        _return_void(notice_id, actor, at)
        raise


def _publish_once(
    notice_id: int,
    actor: User,
    at: datetime,
    paper: PaperSignature | None,
    sure: str | None,
) -> Notice:
    notice = _locked_with_head(notice_id)
    if paper is None:
        must(access.can_take(actor, workflow.PUBLISH, notice))
    else:
        must(access.can_enter_paper_signature(actor, notice))
    if notice.is_published:
        return notice
    at = moment_of_publication(notice.district, at)
    workflow.must_start(workflow.PUBLISH, notice.status)
    draft = draft_of(notice)
    digest = draft.digest
    if digest.sha256 != notice.approved_digest:
        raise ApprovalVoid(VOID)
    refuse_open(gaps(signing_checks(notice, day=at.date(), draft=draft)), "发布")
    early = list(point_checks.early(notice, draft, at.date()))
    if early and sure is not None and sure != point_checks.early_mark(early):
        told = "；".join(f"{one.what}，{one.figures}" for one in early)
        raise StepRefused(f"{told}。确定现在就公示的，请勾选后再签发。")
    if paper is None:
        notice.signed_by = actor
        return freeze(notice, draft.content, digest, workflow.PUBLISH, actor, at)
    signing = paper_signing.on_paper(notice, paper, actor=actor, at=at)
    published = freeze(notice, draft.content, digest, workflow.PUBLISH, actor, at)
    signing.save(force_insert=True)
    return published


def freeze(
    notice: Notice,
    content: Mapping[str, Any],
    digest: ContentDigest,
    step: Step,
    actor: User,
    at: datetime,
) -> Notice:
    """The steps of publishing in their order, inside the caller's transaction and under its lock of the head.

    `content` and its `digest` are what the caller compared and checked: it is not compiled a second time, so
    nothing else than that can be frozen.
    """
    was = notice.status
    notice.content = dict(content)
    notice.content_sha256, notice.content_sm3 = digest.sha256, digest.sm3
    for act in FREEZING[:COMPUTED]:
        act(notice, at)
    notice.status = workflow.PUBLISHED
    # The step comes before the row: the database freezes only what a step of the same act says.
    left(
        notice,
        step.name,
        by=actor,
        at=at,
        was=was,
        digest=notice.content_sha256,
        detail={
            "record_sha256": notice.record_sha256,
            "table_sha256": digest_of_bytes(notice.table_html.encode()).sha256,
            **({"paper_signer": notice.paper_signer} if notice.paper_signer else {}),
        },
    )
    for act in FREEZING[COMPUTED:]:
        act(notice, at)
    return notice


def set_record(notice: Notice, at: datetime) -> None:
    """The moment, and the content's place in the chain."""
    head = NoticeHead.objects.get(district_id=notice.district_id)
    notice.published_at = at.replace(microsecond=0)
    notice.previous_record_sha256 = head.record_sha256
    notice.chain_position = head.count + 1
    notice.record_sha256 = record_sha256(
        notice.content_sha256, notice.number, moment_text(notice.published_at), head.record_sha256
    )


def set_table(notice: Notice, at: datetime) -> None:
    """The table as every reader will see it from now on, whatever the templates become."""
    notice.table_html = str(table_html(notice_json(notice), notice.table_title))


def set_status(notice: Notice, at: datetime) -> None:
    notice.save()


def move_head(notice: Notice, at: datetime) -> None:
    NoticeHead.objects.filter(district_id=notice.district_id).update(
        count=notice.chain_position, record_sha256=notice.record_sha256
    )


def store_files(notice: Notice, at: datetime) -> None:
    """Every form of the notice, made once; with a personal number in any of them nothing is published."""
    try:
        forms = files.every_form(
            notice_json(notice),
            signed_by=notice.district.commission_name,
            check_address=f"{settings.PORTAL_BASE_URL}/check/",
            table_title=notice.table_title,
            vouched=sign_checks.vouched(notice),
        )
    except files.CannotBeWritten as refusal:
        raise StepRefused(str(refusal)) from refusal
    if hits := personal_numbers(forms, allowed_phones=[notice.contact_phone]):
        raise StepRefused(f"不能发布。{hits[0].sentence}")
    for form, data in forms.items():
        digest = digest_of_bytes(data)
        NoticeFile.objects.create(
            notice=notice,
            format=form,
            data=data,
            size=len(data),
            sha256=digest.sha256,
            sm3=digest.sm3,
        )


def mark_replaced(notice: Notice, at: datetime) -> None:
    """The notice this one corrects says so from the same moment on."""
    if notice.replaces is None:
        return
    original = locked(notice.replaces.pk)
    if not workflow.CORRECT.starts_from(original.status):
        return  # A withdrawn or sealed notice stays what it is; its page names the one that follows.
    was, original.status = original.status, workflow.CORRECTED
    signer = notice.signed_by or notice.reviewed_by
    assert signer is not None
    left(original, "correct", by=signer, at=at, was=was, detail={"replaced_by": notice.number})
    original.save(update_fields=["status"])


def tell_workers(notice: Notice, at: datetime) -> None:
    """Every worker looks anew at its next request, and searching finds the notice."""


FREEZING: tuple[Callable[[Notice, datetime], None], ...] = (
    set_record,
    set_table,
    set_status,
    move_head,
    store_files,
    mark_replaced,
    tell_workers,
)
"""Publishing, step by step. A test stops at each of them and finds nothing half published."""
COMPUTED = 2
"""So many of them only work out what will be frozen; after them the step is written, then the row."""


def _locked_with_head(notice_id: int) -> Notice:
    """The notice, with the end of its district's chain locked before it."""
    district_id = Notice.objects.values_list("district_id", flat=True).get(pk=notice_id)
    lock_head(District.objects.get(pk=district_id))
    return locked(notice_id)


def moment_of_publication(district: District, at: datetime) -> datetime:
    """The database's moment in production, else `at`; never before the district's last one. With its head locked.

    Raises StepRefused where the database's clock stands before the last publication.
    """
    moment = database_clock.moment(at)
    last = Notice.objects.filter(district=district).aggregate(last=Max("published_at"))["last"]
    if last is None or last <= moment.replace(microsecond=0):
        return moment
    if database_clock.is_production():
        raise StepRefused(
            f"数据库服务器的时钟早于上一份公示的发布时间（{last.astimezone(BEIJING):%Y-%m-%d %H:%M}），"
            "请运维人员校准时钟后再发布。"
        )
    return last  # A demo's day may be set back, its time of day begins anew each night.


def lock_head(district: District) -> NoticeHead:
    NoticeHead.objects.get_or_create(district=district)
    return NoticeHead.objects.select_for_update().get(district=district)


@transaction.atomic
def _return_void(notice_id: int, actor: User, at: datetime) -> None:
    notice = locked(notice_id)
    if (
        notice.status != workflow.APPROVED
        or draft_of(notice).digest.sha256 == notice.approved_digest
    ):
        return
    notice.status = workflow.DRAFT
    void_approval(notice)
    notice.edit_version += 1
    notice.save()
    left(notice, "return", by=actor, at=at, was=workflow.APPROVED, note=VOID)
