"""Words at rest that are not for everybody who reads the database: encrypted with keys kept outside it.

`settings.PORTAL_FIELD_KEYS` holds Fernet keys, newest first. The newest seals, all of them open; `resealed` brings an
old text under the newest key, after which the old key may be taken away.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.conf import settings

if TYPE_CHECKING:
    from cryptography.fernet import MultiFernet


class CannotUnseal(Exception):
    """The key that sealed this is not among the keys the portal was started with."""


def seal(values: Mapping[str, str | list[str]]) -> bytes:
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


def resealed(sealed: bytes | memoryview | None) -> bytes | None:
    """The same content under the newest key; an emptied text stays empty. Raises CannotUnseal."""
    if not sealed:
        return None if sealed is None else b""
    from cryptography.fernet import InvalidToken

    try:
        return _keys().rotate(bytes(sealed))
    except InvalidToken as error:
        raise CannotUnseal("没有能打开这份内容的密钥") from error


def _keys() -> MultiFernet:
    """Newest first: old keys still open what they sealed."""
    # Loaded where something is sealed or opened: OpenSSL's bindings would slow every start.
    from cryptography.fernet import Fernet, MultiFernet

    return MultiFernet([Fernet(key) for key in settings.PORTAL_FIELD_KEYS])
