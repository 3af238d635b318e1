"""Links that sign in once and the codes that go with them: handed out by one person to another, kept as digests."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.crypto import salted_hmac

from accounts import audit
from accounts.models import OneTimeSecret, User
from accounts.services.telling import tell

_SIGNS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""Without those that are mistaken for one another when read out on the telephone."""
_CODE_LENGTH = 10


def hand_out_link(
    *, person: User, actor: User | None, at: datetime, asks_code: bool, district_code: str = ""
) -> str:
    """A token that signs the person in once; an older one ends. The old password ends with its first use.

    Raises PermissionDenied where the actor is the person, or handed out the code that goes with it.
    """
    token = secrets.token_urlsafe(32)
    _hand_out(
        OneTimeSecret.Kind.LINK, token, person, actor, at, asks_code, district_code=district_code
    )
    return token


def hand_out_code(
    *, person: User, actor: User | None, at: datetime, district_code: str = ""
) -> str:
    """A code that enrols the person's second factor, or goes with a link. Raises PermissionDenied likewise."""
    code = "".join(secrets.choice(_SIGNS) for _ in range(_CODE_LENGTH))
    _hand_out(OneTimeSecret.Kind.CODE, code, person, actor, at, district_code=district_code)
    return f"{code[:5]}-{code[5:]}"


@transaction.atomic
def _hand_out(
    kind: OneTimeSecret.Kind,
    secret: str,
    person: User,
    actor: User | None,
    at: datetime,
    asks_code: bool = False,
    *,
    district_code: str,
) -> None:
    User.objects.select_for_update().get(pk=person.pk)
    if actor is not None and actor.pk == person.pk:
        raise PermissionDenied("自己的登录链接和绑定码由别人发放。")
    other = OneTimeSecret.Kind.CODE if kind == OneTimeSecret.Kind.LINK else OneTimeSecret.Kind.LINK
    last = person.secrets.filter(kind=other).order_by("-made_at", "-pk").first()
    both = last is not None and last.made_by_id is not None and actor is not None
    if both and last is not None and actor is not None and last.made_by_id == actor.pk:
        raise PermissionDenied("登录链接和绑定码要由两个人分别发放，另一个已经由您发出。")
    person.secrets.filter(kind=kind, ended_at=None).update(ended_at=at)
    OneTimeSecret.objects.create(
        person=person,
        kind=kind,
        digest=_digest(secret),
        asks_code=asks_code,
        made_by=actor,
        made_at=at,
        expires_at=at + timedelta(hours=settings.LINK_HOURS),
    )
    audit.record(
        at=at,
        actor=actor,
        verb=f"user.hand_out_{kind}",
        subject=person,
        district_code=district_code,
    )
    tell(person, f"{audit.label(actor)}给您发了新的{kind.label}", at=at)


def end_plain_links(person: User, *, at: datetime) -> None:
    """Links that would open alone end: what the account may do has grown since they were handed out."""
    person.secrets.filter(kind=OneTimeSecret.Kind.LINK, asks_code=False, ended_at=None).update(
        ended_at=at
    )


def open_link(token: str, *, at: datetime) -> OneTimeSecret | None:
    """The link if it still opens, without using it."""
    found = (
        OneTimeSecret.objects.select_related("person")
        .filter(
            kind=OneTimeSecret.Kind.LINK,
            digest=_digest(token),
            ended_at=None,
            expires_at__gt=at,
            person__is_active=True,
        )
        .first()
    )
    return (
        None if found is None or (settings.IS_PRODUCTION and found.person.is_superuser) else found
    )


@transaction.atomic
def use_link(token: str, *, code: str, at: datetime) -> User | None:
    """Sign-in by a link, once. The old password is gone with it; the next step is one's own.

    None where the link does not open any more or the code that goes with it is wrong (then the link stays).
    """
    link = open_link(token, at=at)
    if link is None:
        return None
    person = User.objects.select_for_update().get(pk=link.person_id)
    if open_link(token, at=at) is None or (link.asks_code and not use_code(person, code, at=at)):
        return None
    person.secrets.filter(pk=link.pk).update(ended_at=at)
    person.set_unusable_password()
    person.must_change_password = True
    person.save(update_fields=["password", "must_change_password"])
    audit.record(at=at, actor=person, verb="user.use_link", subject=person)
    return person


@transaction.atomic
def use_code(person: User, code: str, *, at: datetime) -> bool:
    """Whether this is the person's open code; it is used up if so."""
    plain = "".join(sign for sign in code.upper() if sign.isalnum())
    used = person.secrets.filter(
        kind=OneTimeSecret.Kind.CODE, digest=_digest(plain), ended_at=None, expires_at__gt=at
    ).update(ended_at=at)
    return bool(used)


def _digest(secret: str) -> str:
    """Keyed, so that the database alone does not tell which code was handed out."""
    digest: str = salted_hmac("accounts.one-time", secret, algorithm="sha256").hexdigest()
    return digest
