"""Personal data at rest (rules.md, Objection): sealed by `accounts.sealing`, with the marks that tell equal texts apart."""

from __future__ import annotations

import hashlib
import hmac
import unicodedata

from django.conf import settings

from accounts.sealing import CannotUnseal, resealed, seal, unseal

__all__ = ["CannotUnseal", "mark", "resealed", "seal", "shown", "unseal"]


def shown(sealed: bytes | memoryview | None, key: str) -> str:
    """One value of a sealed text for a page, which says so where an erasure emptied it. Raises CannotUnseal."""
    if sealed is not None and not len(sealed):
        return "（已按规定清除）"
    return unseal(sealed).get(key, "")


def mark(purpose: str, text: str) -> str:
    """A keyed digest that tells equal texts apart from others and nothing else; "" for an empty text.

    Spaces, punctuation, width and letter case do not matter.
    """
    plain = "".join(
        sign for sign in unicodedata.normalize("NFKC", text).casefold() if sign.isalnum()
    )
    if not plain:
        return ""
    key = hashlib.sha256(f"objection.mark.{settings.PORTAL_FIELD_KEYS[0]}".encode()).digest()
    return hmac.new(key, f"{purpose}:{plain}".encode(), hashlib.sha256).hexdigest()
