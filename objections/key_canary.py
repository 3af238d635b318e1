"""Are the keys of personal data at hand the ones this database was sealed with?

A Fernet key that is well formed and wrong would be taken without a word: old texts would not open, new ones would be
sealed with a key nobody keeps. So a known text lies sealed in the database; resealing brings it under the new key.
"""

from __future__ import annotations

import hashlib
from datetime import datetime

from django.conf import settings

from objections.models import KeyCanary
from objections.sealing import CannotUnseal, seal, unseal

KNOWN = {"canary": "民生实事"}


def fingerprints() -> list[str]:
    """Of the keys the portal was started with, newest first: 16 signs that tell keys apart and nothing of them."""
    return [
        hashlib.sha256(f"portal.field-key.{key}".encode()).hexdigest()[:16]
        for key in settings.PORTAL_FIELD_KEYS
    ]


def lay_canary(*, at: datetime) -> bool:
    """Lay the canary where there is none; whether one was laid. Safe to repeat, never replaces one that does not open."""
    _, made = KeyCanary.objects.get_or_create(
        pk=1, defaults={"sealed_text": seal(KNOWN), "made_at": at}
    )
    return made


def canary_opens() -> bool | None:
    """Whether the keys at hand open it; None where none was laid."""
    canary = KeyCanary.objects.first()
    if canary is None:
        return None
    try:
        return unseal(canary.sealed_text) == KNOWN
    except CannotUnseal:
        return False
