"""Writing the audit trail.

The address an act is asked from is kept with it for as long as the trail is (conventions 2.14 ask for 180 days at least;
nothing of the trail is ever removed). Of an objector's own acts, which have no actor, no address is kept.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import models

from accounts.asking import present
from accounts.models import AuditEvent, User


def label(actor: User | None) -> str:
    """Who did it, in words; the installation itself where nobody did."""
    return (actor.name or actor.username) if actor else "系统"


def event(
    *,
    at: datetime,
    actor: User | None,
    verb: str,
    subject: models.Model,
    district_code: str = "",
    detail: dict[str, Any] | None = None,
) -> AuditEvent:
    """An event, not yet written: for acts on many subjects, written together. Never objectors' words in `detail`."""
    asking = present()
    asking.verbs.append(verb)
    return AuditEvent(
        at=at,
        address=asking.address if actor else "",
        actor=actor,
        actor_label=label(actor),
        verb=verb,
        subject_label=str(subject)[:200],
        subject_key=f"{subject._meta.label_lower}:{subject.pk}",
        district_code=district_code,
        detail=detail or {},
    )


def record(
    *,
    at: datetime,
    actor: User | None,
    verb: str,
    subject: models.Model,
    district_code: str = "",
    detail: dict[str, Any] | None = None,
) -> AuditEvent:
    """Add one event. Call it inside the transaction of the act; never put objectors' words into `detail`."""
    made = event(
        at=at, actor=actor, verb=verb, subject=subject, district_code=district_code, detail=detail
    )
    made.save()
    return made
