"""What every change of an objection shares: the locked row, the check of post and moment, the trail."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from accounts import audit
from accounts.models import User
from objections import access, workflow
from objections.models import Objection, ObjectionStep
from objections.screening import screen
from objections.sealing import unseal
from projects.access import must
from projects.workflow import Step, StepRefused


class TextRefused(StepRefused):
    """A text is missing or says what it must not; `field` is the one to mend."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


def locked(objection_id: int) -> Objection:
    """The objection under a row lock (the whole file's on SQLite)."""
    return (
        Objection.objects.select_for_update(of=("self",))
        .select_related("district", "notice")
        .get(pk=objection_id)
    )


def for_step(objection_id: int, step: Step, actor: User) -> Objection:
    """The locked objection, for somebody who may take the step, in a state it starts from.

    Raises PermissionDenied or StepRefused, each with a sentence.
    """
    objection = locked(objection_id)
    must(access.can_take(actor, step, objection))
    workflow.must_start(step, objection.status)
    return objection


def record(
    objection: Objection,
    step: Step,
    *,
    actor: User | None,
    was: str,
    at: datetime,
    note: str = "",
) -> None:
    """The step and the audit event of the act. `note` is a sentence of ours: days and numbers, no words, no identity."""
    ObjectionStep.objects.create(
        objection=objection,
        step=step.name,
        from_status=was,
        to_status=objection.status,
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
        detail={"note": note} if note else None,
    )


def move(objection: Objection, step: Step) -> str:
    """Take the step on the unsaved row; gives the state before."""
    was = objection.status
    objection.status = step.target_from(was)
    return was


def identity_of(objection: Objection) -> dict[str, str]:
    """Who objected, for checks inside a service; never for a page."""
    return unseal(objection.sealed_identity)


def without_identity(
    objection: Objection, texts: Mapping[str, str], *, required: Mapping[str, str] | None = None
) -> dict[str, str]:
    """The texts, stripped. Raises TextRefused where a required one is empty or one holds identity."""
    clean = {field: text.strip() for field, text in texts.items()}
    for field, sentence in (required or {}).items():
        if not clean.get(field):
            raise TextRefused(field, sentence)
    identity = identity_of(objection)
    phones = [objection.district.contact_phone]
    if objection.notice:
        phones.append(objection.notice.contact_phone)
    for field, text in clean.items():
        if problems := screen(text, identity, allowed_phones=phones):
            raise TextRefused(field, problems[0])
    return clean
