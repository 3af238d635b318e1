"""Changes of an account are told to the person concerned, after they sign in next."""

from __future__ import annotations

from datetime import datetime

from accounts.models import AccountNotice, User


def tell(person: User, what: str, *, at: datetime) -> None:
    """Write down a change for the person: who did what, without the closing stop."""
    AccountNotice.objects.create(person=person, at=at, text=f"{what}。"[:300])


def unread(person: User) -> list[AccountNotice]:
    return list(person.account_notices.filter(read_at=None))


def read_all(person: User, *, at: datetime) -> None:
    person.account_notices.filter(read_at=None).update(read_at=at)
