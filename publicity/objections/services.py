"""What happens to an objection. Words and identity are sealed before they reach the database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from accounts import audit
from accounts.models import User
from projects import access
from publicity.models import IdentityView, Notice, Objection, ObjectionStep
from publicity.objections import receipts, workflow
from publicity.objections.sealing import seal, unseal

PRIVACY_VERSION = "2025-01"


class ObjectionRefused(Exception):
    """The step cannot be taken now; the message is for the person."""


@dataclass(frozen=True)
class Words:
    """What an objector typed. Name and contact only if they want an answer."""

    text: str
    name: str = ""
    contact: str = ""
    project_number: int | None = None
    column: str = ""


@dataclass(frozen=True)
class Receipt:
    number: str
    code: str
    is_late: bool


@transaction.atomic
def receive_web_objection(
    *, notice: Notice, words: Words, token: str, needs_human_check: bool, at: datetime
) -> Receipt:
    """Register an objection from the web form. Sending the same form again gives the same receipt."""
    day = at.date()
    number = receipts.receipt_number(notice.district, day, token)
    code = receipts.secret_code(token)
    known = Objection.objects.filter(form_token=receipts.token_key(token)).first()
    if known:
        return Receipt(known.receipt, code, known.is_late)
    objection = Objection.objects.create(
        district=notice.district,
        notice=notice,
        receipt=number,
        code_hash=receipts.code_hash(number, code),
        form_token=receipts.token_key(token),
        channel=Objection.Channel.WEB,
        project_number=words.project_number,
        column=words.column,
        sealed_words=seal({"text": words.text}),
        sealed_identity=seal({"name": words.name, "contact": words.contact})
        if words.name or words.contact
        else None,
        wants_answer=bool(words.contact),
        privacy_version=PRIVACY_VERSION,
        received_at=at,
        received_on=day,
        is_late=_is_late(notice, day),
        needs_human_check=needs_human_check,
    )
    _record(objection, workflow.RECEIVE, actor=None, from_status="", at=at)
    return Receipt(number, code, objection.is_late)


def _is_late(notice: Notice, day: date) -> bool:
    """After the printed window. A notice without one has no late objections."""
    return notice.closes_on is not None and day > notice.closes_on


def _record(
    objection: Objection,
    step: workflow.Step,
    *,
    actor: User | None,
    from_status: str,
    at: datetime,
    note: str = "",
) -> None:
    ObjectionStep.objects.create(
        objection=objection,
        step=step.name,
        from_status=from_status,
        to_status=step.target,
        by=actor,
        at=at,
        note=note,
    )
    audit.record(
        at=at,
        actor=actor,
        verb=f"objection.{step.name}",
        subject=objection,
        district_code=objection.district.code,
    )


def _handled(objection_id: int, actor: User) -> Objection:
    """The objection, locked, for one of its district's handlers."""
    objection = (
        Objection.objects.select_for_update(of=("self",))
        .select_related("district", "notice")
        .get(pk=objection_id)
    )
    decision = access.can(actor, access.Act.HANDLE_OBJECTION, objection.district)
    if not decision:
        raise PermissionDenied(decision.reason)
    return objection


def _move(objection: Objection, step: workflow.Step) -> str:
    before = objection.status
    if not step.starts_from(before):
        raise ObjectionRefused(
            f"这件异议的状态是“{objection.get_status_display()}”，不能{step.label}。"
        )
    objection.status = step.target
    return before


@transaction.atomic
def accept_objection(*, objection_id: int, actor: User, summary: str, at: datetime) -> Objection:
    """Accept it, with a summary that holds no identity: what a unit is asked is this summary."""
    objection = _handled(objection_id, actor)
    if not summary.strip():
        raise ObjectionRefused("请写一段不含姓名、电话的摘要，核查时给责任单位看。")
    before = _move(objection, workflow.ACCEPT)
    objection.summary = summary.strip()
    objection.accepted_on = at.date()
    objection.told_on = objection.told_on or at.date()
    objection.save()
    _record(objection, workflow.ACCEPT, actor=actor, from_status=before, at=at)
    return objection


@transaction.atomic
def refuse_objection(*, objection_id: int, actor: User, reason: str, at: datetime) -> Objection:
    """Not accepted, with the reason the person reads on the follow-up page."""
    objection = _handled(objection_id, actor)
    if not reason.strip():
        raise ObjectionRefused("请写明不予受理的原因。")
    before = _move(objection, workflow.REFUSE)
    objection.refusal_reason = reason.strip()
    objection.told_on = objection.told_on or at.date()
    objection.save()
    _record(objection, workflow.REFUSE, actor=actor, from_status=before, at=at, note=reason.strip())
    return objection


@transaction.atomic
def open_words(*, objection_id: int, actor: User, reason: str, at: datetime) -> dict[str, str]:
    """The objector's words, name and contact, for a handler, with a reason that is logged."""
    objection = _handled(objection_id, actor)
    if not reason.strip():
        raise ObjectionRefused("请写明查看原文和身份的原因。")
    IdentityView.objects.create(objection=objection, by=actor, at=at, reason=reason.strip()[:200])
    audit.record(
        at=at,
        actor=actor,
        verb="objection.open_words",
        subject=objection,
        district_code=objection.district.code,
        detail={"reason": reason.strip()[:200]},
    )
    return {**unseal(objection.sealed_words), **unseal(objection.sealed_identity)}
