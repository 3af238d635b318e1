"""Opening what is sealed: for a handler, with a reason that is kept."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from accounts import audit
from accounts.models import User
from objections.models import IdentityView, Objection
from objections.sealing import unseal
from objections.services.taking_steps import TextRefused, without_identity
from projects import access
from projects.access import must


@dataclass(frozen=True)
class Opened:
    """What the person wrote, and who they are. Never kept, never logged."""

    objection: Objection
    text: str
    name: str = ""
    contact: str = ""


@transaction.atomic
def open_words(*, objection_id: int, actor: User, reason: str, at: datetime) -> Opened:
    """The words, name and contact, for a handler. The view is recorded with its reason before anything is shown.

    Raises PermissionDenied, or TextRefused without a reason or where the reason itself says who it is.
    """
    return _open([objection_id], actor, reason, at, with_identity=True)[0]


@transaction.atomic
def open_words_of(
    *, objection_ids: Iterable[int], actor: User, reason: str, at: datetime
) -> list[Opened]:
    """The words alone of several, to tell objections from advertising. Each view is recorded."""
    return _open(sorted(set(objection_ids)), actor, reason, at, with_identity=False)


def _open(
    objection_ids: list[int], actor: User, reason: str, at: datetime, *, with_identity: bool
) -> list[Opened]:
    found = Objection.objects.select_related("district", "notice").in_bulk(objection_ids)
    opened = []
    for objection_id in objection_ids:
        objection = found[objection_id]
        note_view(objection, actor, reason, at, with_identity=with_identity)
        words = unseal(objection.sealed_words)
        identity = unseal(objection.sealed_identity) if with_identity else {}
        opened.append(
            Opened(
                objection,
                words.get("text", ""),
                identity.get("name", ""),
                identity.get("contact", ""),
            )
        )
    return opened


def note_view(
    objection: Objection, actor: User, reason: str, at: datetime, *, with_identity: bool
) -> None:
    """Record that a handler looks at what is sealed, before it is shown. Raises PermissionDenied or TextRefused."""
    decision = access.can(actor, access.Act.HANDLE_OBJECTION, objection.district)
    must(decision)
    if len(reason.strip()) > 200:
        raise TextRefused("reason", "原因最多200个字。")
    clean = without_identity(
        objection, {"reason": reason}, required={"reason": "请写明查看原文和身份的原因。"}
    )
    IdentityView.objects.create(objection=objection, by=actor, at=at, reason=clean["reason"])
    audit.record(
        at=at,
        actor=actor,
        verb="objection.open_words",
        subject=objection,
        district_code=objection.district.code,
        detail={"reason": clean["reason"], "identity": with_identity},
    )
