"""Personal data at rest: encrypted with keys that are kept outside the database (rules.md, Objection).

`settings.PORTAL_FIELD_KEYS` holds Fernet keys, newest first. The newest seals, all of them open; `resealed` brings an
old text under the newest key, after which the old key may be taken away.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import unicodedata
from typing import TYPE_CHECKING

from django.conf import settings

if TYPE_CHECKING:
    from cryptography.fernet import MultiFernet


class CannotUnseal(Exception):
    """The key that sealed this is not among the keys the portal was started with."""


def seal(values: dict[str, str]) -> bytes:
    """The values as one sealed text. Seals with the newest key."""
    return _keys().encrypt(json.dumps(values, ensure_ascii=False).encode())


def unseal(sealed: bytes | memoryview | None) -> dict[str, str]:
    """What was sealed; nothing for an erased or absent text. Raises CannotUnseal."""
    if not sealed:
        return {}
    from cryptography.fernet import InvalidToken

    try:
        values: dict[str, str] = json.loads(_keys().decrypt(bytes(sealed)))
    except InvalidToken as error:
        raise CannotUnseal("没有能打开这份内容的密钥") from error
    return values


def shown(sealed: bytes | memoryview | None, key: str) -> str:
    """One value of a sealed text for a page, which says so where an erasure emptied it. Raises CannotUnseal."""
    if sealed is not None and not len(sealed):
        return "（已按规定清除）"
    return unseal(sealed).get(key, "")


def resealed(sealed: bytes | memoryview | None) -> bytes | None:
    """The same content under the newest key; an emptied text stays empty. Raises CannotUnseal."""
    if not sealed:
        return None if sealed is None else b""
    from cryptography.fernet import InvalidToken

    try:
        return _keys().rotate(bytes(sealed))
    except InvalidToken as error:
        raise CannotUnseal("没有能打开这份内容的密钥") from error


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


def _keys() -> MultiFernet:
    """Newest first: old keys still open what they sealed."""
    # Loaded where something is sealed or opened: OpenSSL's bindings would slow every start.
    from cryptography.fernet import Fernet, MultiFernet

    return MultiFernet([Fernet(key) for key in settings.PORTAL_FIELD_KEYS])
