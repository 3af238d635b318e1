"""Personal data at rest: encrypted with a key that is kept outside the database (design, invariant 13)."""

from __future__ import annotations

import json

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings


class CannotUnseal(Exception):
    """The key that sealed this is not among the keys the portal was started with."""


def seal(values: dict[str, str]) -> bytes:
    """The values as one sealed text. Seals with the newest key."""
    return _keys().encrypt(json.dumps(values, ensure_ascii=False).encode())


def unseal(sealed: bytes | memoryview | None) -> dict[str, str]:
    """What was sealed; nothing for an erased or absent text. Raises CannotUnseal."""
    if not sealed:
        return {}
    try:
        values: dict[str, str] = json.loads(_keys().decrypt(bytes(sealed)))
    except InvalidToken as error:
        raise CannotUnseal("没有能打开这份内容的密钥") from error
    return values


def _keys() -> MultiFernet:
    """Newest first: old keys still open what they sealed."""
    return MultiFernet([Fernet(key) for key in settings.PORTAL_FIELD_KEYS])
