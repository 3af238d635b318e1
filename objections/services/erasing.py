"""Erasing identities and words: proposed by a handler, approved by the security administrator; the case stays."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from django.db import transaction

from accounts import audit, erasure_journal, wiping
from accounts.models import User
from objections import workflow
from objections.models import Erasure, Objection
from objections.services.emptying import empty
from objections.services.taking_steps import TextRefused, without_identity
from projects import access
from projects.access import Act, must
from projects.models import District
from projects.workflow import StepRefused, whole


@transaction.atomic
def propose_erasure(
    *,
    district: District,
    objections: Iterable[Objection],
    actor: User,
    reason: str,
    at: datetime,
    operating_user: str = "",
) -> Erasure:
    """Propose which objections' identities and words are to be erased, and why.

    `operating_user` is who ran the command on the server; blank for the desk.

    Raises PermissionDenied, TextRefused without a reason or where it says who somebody is, StepRefused where one is
    still open, erased already, of another district, or proposed already.
    """
    must(access.can(actor, Act.HANDLE_OBJECTION, district))
    if not reason.strip():
        raise TextRefused("reason", "请写明清除的原因，如“办结满24个月”“本人申请”。")
    chosen = list(
        Objection.objects.select_for_update(of=("self",))
        .select_related("district", "notice")
        .filter(pk__in=[one.pk for one in objections], district=district)
        .order_by("pk")
    )
    if not chosen:
        raise StepRefused("没有选中可以清除的异议。")
    for objection in chosen:
        workflow.must_start(workflow.ERASE, objection.status)
        if objection.identity_erased_at:
            raise StepRefused(f"{objection.receipt} 已经清除过。")
        if waiting_proposals(district).filter(objections=objection).exists():
            raise StepRefused(f"{objection.receipt} 已在等待批准的清除申请里。")
        # The reason outlives what is erased: it may name nobody of them.
        without_identity(objection, {"reason": reason})
    erasure = Erasure.objects.create(
        district=district,
        reason=whole(reason, "原因", 200),
        proposed_by=actor,
        proposed_at=at,
        proposed_on_server_by=operating_user,
    )
    erasure.objections.set(chosen)
    audit.record(
        at=at,
        actor=actor,
        verb="objection.propose_erasure",
        subject=erasure,
        district_code=district.code,
        detail={"receipts": [one.receipt for one in chosen], **_on_server(operating_user)},
    )
    return erasure


@transaction.atomic
def approve_erasure(*, erasure_id: int, actor: User, at: datetime, operating_user: str = "") -> int:
    """Erase what was proposed. By the security administrator, who is not the proposer. Gives how many.

    Raises PermissionDenied, or StepRefused: decided already, or the journal of erasures cannot be written.
    """
    erasure = _waiting(erasure_id, actor)
    must(access.another_person(actor, erasure.proposed_by, act="批准清除"))
    if operating_user and operating_user == erasure.proposed_on_server_by:
        # Whoever holds the server's account can write two names; they are one person all the same.
        raise StepRefused(
            f"这份申请也是系统用户 {operating_user} 在服务器上提出的，两个名字出自一人。"
            "请安全管理员在工作台“清除申请”里批准。"
        )
    erasure.approved_by, erasure.approved_at = actor, at
    erasure.save()
    erased = []
    for objection in (
        erasure.objections.select_for_update(of=("self",)).select_related("district").order_by("pk")
    ):
        if objection.identity_erased_at or not workflow.ERASE.starts_from(objection.status):
            continue
        note = f"{erasure.proposed_by} 提出，{actor} 批准"
        entry = empty(objection, erased_at=at, actor=actor, at=at, note=note)
        erased.append(replace(entry, by=(erasure.proposed_by_id, actor.pk)))
    audit.record(
        at=at,
        actor=actor,
        verb="objection.approve_erasure",
        subject=erasure,
        district_code=erasure.district.code,
        detail={
            "many": len(erased),
            "proposed_by": str(erasure.proposed_by),
            **_on_server(operating_user),
        },
    )
    wiping.wipe_after_commit()
    try:
        # Last of all, and before the commit: the journal never knows less than the database.
        erasure_journal.add(erased)
    except OSError as error:
        raise StepRefused(
            "清除日志写不了，没有清除。请运维人员检查 PORTAL_JOURNAL 所在的磁盘。"
        ) from error
    return len(erased)


@transaction.atomic
def decline_erasure(*, erasure_id: int, actor: User, at: datetime) -> Erasure:
    erasure = _waiting(erasure_id, actor)
    erasure.declined_at = at
    erasure.save(update_fields=["declined_at"])
    audit.record(
        at=at,
        actor=actor,
        verb="objection.decline_erasure",
        subject=erasure,
        district_code=erasure.district.code,
    )
    return erasure


def _on_server(operating_user: str) -> dict[str, str]:
    """What the trail tells beside the name that was given."""
    return {"operating_user": operating_user} if operating_user else {}


def waiting_proposals(district: District):  # type: ignore[no-untyped-def]
    return Erasure.objects.filter(
        district=district, approved_at__isnull=True, declined_at__isnull=True
    )


def _waiting(erasure_id: int, actor: User) -> Erasure:
    erasure = (
        Erasure.objects.select_for_update(of=("self",))
        .select_related("district", "proposed_by")
        .get(pk=erasure_id)
    )
    must(access.can(actor, Act.ERASE_IDENTITY, erasure.district))
    if erasure.approved_at:
        raise StepRefused(f"这份清除申请已于 {erasure.approved_at:%Y-%m-%d} 批准。")
    if erasure.declined_at:
        raise StepRefused("这份清除申请已退回。")
    return erasure
