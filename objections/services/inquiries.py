"""Asking a responsible unit. The question is the handler's summary: never the words, never who wrote them."""

from __future__ import annotations

from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from accounts.models import User
from objections import workflow
from objections.deadlines import conclude_by
from objections.models import Objection, UnitInquiry
from objections.sealing import seal
from objections.services.taking_steps import (
    TextRefused,
    for_step,
    locked,
    move,
    record,
    without_identity,
)
from projects import access
from projects.models import ResponsibleUnit
from projects.workflow import StepRefused


@transaction.atomic
def ask_unit(
    *,
    objection_id: int,
    actor: User,
    unit: ResponsibleUnit,
    question: str,
    due_on: date,
    at: datetime,
) -> UnitInquiry:
    """Send a unit a question. Raises TextRefused where it says who objected, or the day does not fit."""
    objection = for_step(objection_id, workflow.ASK, actor)
    if unit.district_id != objection.district_id:
        raise TextRefused("unit", "请选择本区县的单位。")
    clean = without_identity(
        objection, {"question": question}, required={"question": "请写明要核查什么。"}
    )
    assert objection.accepted_on is not None
    last = conclude_by(objection.accepted_on, objection.extended_days)
    if due_on < at.date():
        raise TextRefused("due_on", "限期不能早于今天。")
    if due_on > last:
        raise TextRefused("due_on", f"限期不能晚于办结期限 {last:%Y-%m-%d}。")
    try:
        with transaction.atomic():
            inquiry = UnitInquiry.objects.create(
                objection=objection,
                unit=unit,
                sealed_question=seal(clean),
                asked_by=actor,
                asked_at=at,
                due_on=due_on,
            )
    except IntegrityError:
        raise StepRefused(f"{unit}还有一份没有答复的核查函，请等答复后再问。") from None
    was = move(objection, workflow.ASK)
    objection.save(update_fields=["status"])
    record(
        objection,
        workflow.ASK,
        actor=actor,
        was=was,
        at=at,
        note=f"{unit}，限{due_on:%Y-%m-%d}答复",
    )
    return inquiry


@transaction.atomic
def reply_to_inquiry(*, inquiry_id: int, actor: User, reply: str, at: datetime) -> UnitInquiry:
    """The unit's answer, by its people; or entered by a handler for a unit without an account.

    Raises PermissionDenied, StepRefused once answered or ended, TextRefused without a text.
    """
    inquiry = UnitInquiry.objects.select_related("unit").get(pk=inquiry_id)
    objection = locked(inquiry.objection_id)
    _may_reply(actor, inquiry, objection)
    inquiry = UnitInquiry.objects.select_related("unit").get(pk=inquiry_id)
    if inquiry.replied_at:
        raise StepRefused(f"这份核查函已于 {inquiry.replied_at:%Y-%m-%d} 答复。")
    if inquiry.closed_at:
        raise StepRefused("这件异议已经办结或撤回，不用再答复。")
    workflow.must_start(workflow.REPLY, objection.status)
    if not reply.strip():
        raise TextRefused("reply", "请写明核查的情况。")
    inquiry.sealed_reply = seal({"reply": reply.strip()})
    inquiry.replied_by, inquiry.replied_at = actor, at
    inquiry.save()
    record(
        objection,
        workflow.REPLY,
        actor=actor,
        was=objection.status,
        at=at,
        note=str(inquiry.unit),
    )
    return inquiry


def close_inquiries(objection: Objection, at: datetime) -> None:
    """Questions still open when an objection ends need no answer any more."""
    UnitInquiry.objects.filter(objection=objection).waiting().update(closed_at=at)


def _may_reply(actor: User, inquiry: UnitInquiry, objection: Objection) -> None:
    if access.own_units(actor).filter(pk=inquiry.unit.successor_id or inquiry.unit_id).exists():
        return
    decision = access.can(actor, access.Act.HANDLE_OBJECTION, objection.district)
    if not decision:
        raise PermissionDenied(f"这份核查函由{inquiry.unit}答复，您不在这个单位。")
