"""The one extension of up to 30 days: asked by a handler with a reason, granted by another person."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from accounts.models import User
from objections import deadlines, workflow
from objections.models import Objection
from objections.sealing import seal
from objections.services.taking_steps import TextRefused, for_step, record, without_identity
from projects.workflow import StepRefused


@transaction.atomic
def ask_extension(
    *, objection_id: int, actor: User, days: int, reason: str, at: datetime
) -> Objection:
    """Ask for more time. The person reads days and reason once it is granted.

    Raises StepRefused where it was extended before or the day has passed, TextRefused for days or reason.
    """
    objection = for_step(objection_id, workflow.ASK_EXTENSION, actor)
    if objection.extended_days:
        raise StepRefused("只能延长一次，这件异议已经延长过。")
    assert objection.accepted_on is not None
    if at.date() > deadlines.conclude_by(objection.accepted_on):
        raise StepRefused("办结期限已过，不能再申请延长。")
    if not 1 <= days <= deadlines.EXTENSION_AT_MOST:
        raise TextRefused("days", f"延长 1 到 {deadlines.EXTENSION_AT_MOST} 天。")
    clean = without_identity(
        objection, {"reason": reason}, required={"reason": "请写明延长的原因，本人会看到。"}
    )
    objection.extension_asked_days = days
    objection.sealed_extension = seal(clean)
    objection.extension_asked_by = actor
    objection.save()
    record(
        objection,
        workflow.ASK_EXTENSION,
        actor=actor,
        was=objection.status,
        at=at,
        note=f"{days} 天",
    )
    return objection


@transaction.atomic
def grant_extension(*, objection_id: int, actor: User, at: datetime) -> Objection:
    objection = _asked(objection_id, workflow.GRANT_EXTENSION, actor)
    objection.extended_days = objection.extension_asked_days
    objection.extension_asked_days = 0
    objection.extension_approved_by = actor
    objection.save()
    assert objection.accepted_on is not None
    due = deadlines.conclude_by(objection.accepted_on, objection.extended_days)
    record(
        objection,
        workflow.GRANT_EXTENSION,
        actor=actor,
        was=objection.status,
        at=at,
        note=f"{objection.extended_days} 天，至 {due:%Y-%m-%d}",
    )
    return objection


@transaction.atomic
def decline_extension(*, objection_id: int, actor: User, at: datetime) -> Objection:
    objection = _asked(objection_id, workflow.DECLINE_EXTENSION, actor)
    objection.extension_asked_days, objection.sealed_extension = 0, None
    objection.save()
    record(objection, workflow.DECLINE_EXTENSION, actor=actor, was=objection.status, at=at)
    return objection


def _asked(objection_id: int, step: workflow.Step, actor: User) -> Objection:
    objection = for_step(objection_id, step, actor)
    if not objection.extension_asked_days:
        raise StepRefused("没有等待批准的延长申请。")
    return objection
