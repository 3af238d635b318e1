"""What the objector does with number and code: withdraw, rate the answer, ask for erasure. Nobody is named as actor."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from accounts import audit
from objections import workflow
from objections.models import Objection
from objections.services.inquiries import close_inquiries
from objections.services.taking_steps import locked, move, record
from projects.workflow import StepRefused


@transaction.atomic
def withdraw_objection(*, objection_id: int, at: datetime) -> Objection:
    """The person takes it back, while it is open. Doing it again changes nothing."""
    objection = locked(objection_id)
    if objection.status == Objection.Status.WITHDRAWN:
        return objection
    workflow.must_start(workflow.WITHDRAW, objection.status)
    was = move(objection, workflow.WITHDRAW)
    objection.concluded_on = at.date()
    objection.source_mark = ""
    objection.extension_asked_days = 0
    objection.save()
    close_inquiries(objection, at)
    record(objection, workflow.WITHDRAW, actor=None, was=was, at=at)
    return objection


@transaction.atomic
def rate_answer(*, objection_id: int, rating: str, at: datetime) -> Objection:
    """Say what the answer was worth. May be changed; each rating is a step."""
    objection = locked(objection_id)
    workflow.must_start(workflow.RATE, objection.status)
    if rating not in Objection.Rating.values:
        raise StepRefused("请选择满意、基本满意或不满意。")
    if objection.rating == rating:
        return objection
    objection.rating, objection.rated_at = rating, at
    objection.save(update_fields=["rating", "rated_at"])
    record(
        objection,
        workflow.RATE,
        actor=None,
        was=objection.status,
        at=at,
        note=objection.get_rating_display(),
    )
    return objection


@transaction.atomic
def ask_erasure(*, objection_id: int, at: datetime) -> Objection:
    """The person asks to have name, contact and words erased before their time."""
    objection = locked(objection_id)
    workflow.must_start(workflow.ASK_ERASURE, objection.status)
    if objection.erasure_asked_at is None and objection.identity_erased_at is None:
        objection.erasure_asked_at = at
        objection.save(update_fields=["erasure_asked_at"])
        record(objection, workflow.ASK_ERASURE, actor=None, was=objection.status, at=at)
    return objection


def note_export(*, objection: Objection, at: datetime) -> None:
    """Somebody with number and code took the person's data out."""
    audit.record(
        at=at,
        actor=None,
        verb="objection.export",
        subject=objection,
        district_code=objection.district.code,
    )
