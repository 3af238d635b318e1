"""The form's one-time token, the receipt number and the secret code.

Number and code both come from the token, so that a form sent twice is known by its number; the code is told once. Together they
hold about 100 bits; neither can be guessed from the other.
"""

from __future__ import annotations

import base64
import hashlib
import re
import secrets
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.core import signing
from django.utils.crypto import constant_time_compare, salted_hmac

from projects.models import District

_FORM_SALT = "objections.form"
_NO_LOOK_ALIKES = str.maketrans("OI01LU", "234589")
_CODE_ROUNDS = 10_000

TOKEN_HOURS = 12
"""After this a form asks to be looked at once more; what was typed stays."""


@dataclass(frozen=True)
class Token:
    """What a signed form token says: when the person began, and when this token was given out (seconds since 1970)."""

    began: int
    issued: int

    def seconds_filling(self, now: datetime) -> float:
        return now.timestamp() - self.began

    def is_expired(self, now: datetime) -> bool:
        return now.timestamp() - self.issued > TOKEN_HOURS * 3600


def new_token(subject: str, now: datetime, *, began: int | None = None) -> str:
    """A signed one-time token for one form about `subject` (a notice's key). `began` goes on from an expired one."""
    issued = int(now.timestamp())
    value = f"{subject}.{began or issued}.{issued}.{secrets.token_urlsafe(12)}"
    return signing.Signer(salt=_FORM_SALT).sign(value)


def read_token(token: str, *, subject: str) -> Token | None:
    """What the token says; None where it is not of this portal or about something else."""
    try:
        value = signing.Signer(salt=_FORM_SALT).unsign(token)
    except signing.BadSignature:
        return None
    about, began, issued, _ = value.split(".", 3)
    return Token(int(began), int(issued)) if about == subject else None


def token_key(token: str) -> str:
    """What the register keeps of a token: enough to know it again."""
    return salted_hmac("objection.token", token, algorithm="sha256").hexdigest()


def token_of_change(token: str, content: str) -> str:
    """The mark of a form that was sent before and now says something else; the same for the same content."""
    return f"{token}#{salted_hmac('objection.change', content, algorithm='sha256').hexdigest()}"


def receipt_number(district: District, day: date, token: str) -> str:
    """For example WZ-20250420-7K3Q9MXA: the district, the day, and eight signs that say nothing."""
    letters = district.receipt_letters or district.slug[:2]
    return f"{letters}-{day:%Y%m%d}-{_signs('receipt', token, 8)}".upper()


def secret_code(token: str) -> str:
    """Twelve signs in groups of four, shown once."""
    signs = _signs("code", token, 12)
    return "-".join(signs[i : i + 4] for i in range(0, 12, 4))


def as_number(typed: str) -> str:
    """A receipt number as it stands in the register, from what a person typed or pasted."""
    plain = _plain(typed)
    found = re.fullmatch(r"(.{2})(\d{8})(.{8})", plain)
    return "-".join(found.groups()) if found else plain[:32]


def code_hash(receipt: str, code: str) -> str:
    """What the register keeps of a secret code. Spaces, dashes, width and letter case do not matter.

    Independent of every key, so that a change of keys locks nobody out; slow, so that a stolen register gives no codes.
    """
    salt = f"objection.code:{receipt}".encode()
    return hashlib.pbkdf2_hmac("sha256", _plain(code).encode(), salt, _CODE_ROUNDS).hex()


def code_matches(receipt: str, code: str, kept: str) -> bool:
    """Takes the same time whether or not there is something to compare with."""
    return constant_time_compare(code_hash(receipt, code), kept or "-")


def follows_here() -> bool:
    """Whether objections are followed on this very site, so that a secret code is of use."""
    return bool(settings.OBJECTION_URL == "portal")


def _plain(typed: str) -> str:
    wide = unicodedata.normalize("NFKC", typed).upper()
    return "".join(sign for sign in wide if sign.isascii() and sign.isalnum())[:80]


def _signs(purpose: str, token: str, count: int) -> str:
    digest = salted_hmac(f"objection.{purpose}", token, algorithm="sha256").digest()
    return base64.b32encode(digest).decode().translate(_NO_LOOK_ALIKES)[:count]
