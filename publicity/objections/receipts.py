"""The receipt number and the secret code: together over 80 bits, neither guessable from another.

Both come from the form's one-time token, so that sending the same form twice gives the same receipt.
"""

from __future__ import annotations

import base64
import secrets
from datetime import date

from django.core import signing
from django.utils.crypto import constant_time_compare, salted_hmac

from projects.models import District

_FORM_SALT = "publicity.objections.form"
_NO_LOOK_ALIKES = str.maketrans("OI01LU", "234589")


def new_token(notice_id: int) -> str:
    """A signed one-time token for one form of one notice. Its age is read back with `token_age`."""
    return signing.TimestampSigner(salt=_FORM_SALT).sign(f"{notice_id}-{secrets.token_urlsafe(12)}")


def read_token(token: str, *, notice_id: int) -> float | None:
    """The form's age in seconds; None where the token is not of this portal or of another notice."""
    signer = signing.TimestampSigner(salt=_FORM_SALT)
    try:
        value = signer.unsign(token)
    except signing.BadSignature:
        return None
    if value.split("-", 1)[0] != str(notice_id):
        return None
    stamp = token.rsplit(":", 2)[1]
    now = signing.TimestampSigner(salt=_FORM_SALT).timestamp()
    return float(signing.b62_decode(now) - signing.b62_decode(stamp))


def token_key(token: str) -> str:
    """What the register keeps of a token: enough to know it again."""
    return salted_hmac("objection.token", token, algorithm="sha256").hexdigest()


def receipt_number(district: District, day: date, token: str) -> str:
    """For example WZ-20250420-7K3Q9M: the district, the day, and six signs that say nothing."""
    letters = "".join(part[0] for part in district.slug.split("-"))[:2] or "d"
    return f"{district.slug[:2] or letters}-{day:%Y%m%d}-{_signs('receipt', token, 8)}".upper()


def secret_code(token: str) -> str:
    """Twelve signs in groups of four, shown once."""
    signs = _signs("code", token, 12)
    return "-".join(signs[i : i + 4] for i in range(0, 12, 4))


def code_hash(receipt: str, code: str) -> str:
    """What the register keeps of a secret code. Spaces, dashes and letter case do not matter."""
    plain = "".join(c for c in code.upper() if c.isalnum())
    return salted_hmac("objection.code", f"{receipt}:{plain}", algorithm="sha256").hexdigest()


def code_matches(receipt: str, code: str, kept: str) -> bool:
    return bool(kept) and constant_time_compare(code_hash(receipt, code), kept)


def _signs(purpose: str, token: str, count: int) -> str:
    digest = salted_hmac(f"objection.{purpose}", token, algorithm="sha256").digest()
    return base64.b32encode(digest).decode().translate(_NO_LOOK_ALIKES)[:count]
