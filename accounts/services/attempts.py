"""Guessing is slowed down for each account, and never so that a stranger keeps its owner out.

A browser in which the person has signed in before is known by a signed cookie and counts for itself. All others
count twice: at their address, and together for the account. The account's delay grows slowly and is bounded, its
owner's own browser does not feel it, an administrator can end it, and a sign-in link goes past it.
(OWASP ASVS 5.0, 6.3.1; the idea of known devices: OWASP, "Device Cookies")
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from accounts.models import FailedAttempts, User

FORGOTTEN_AFTER = timedelta(days=1)
_UNKNOWN_NAMES = 4096
"""Names that nobody has share so many keys, so that inventing names fills no table."""


@dataclass(frozen=True)
class Rule:
    """How many failures are free, and how long the next attempt waits then. `starts_anew`: after the wait, from nought."""

    free: int
    first: timedelta
    most: timedelta
    starts_anew: bool = False

    def wait(self, failures: int) -> timedelta:
        if failures < self.free:
            return timedelta(0)
        return min(self.first * 2 ** min(failures - self.free, 20), self.most)


@dataclass(frozen=True)
class Counted:
    key: str
    rule: Rule


def one_place() -> Rule:
    """Of one account at one address, or in one known browser."""
    lock = timedelta(minutes=settings.LOCK_MINUTES)
    return Rule(settings.LOGIN_FAILURES, lock, lock, starts_anew=True)


def whole_account() -> Rule:
    """Of one account from everywhere else: half a minute, one, two … never more than the lock."""
    lock = timedelta(minutes=settings.LOCK_MINUTES)
    return Rule(2 * settings.LOGIN_FAILURES, min(timedelta(seconds=30), lock), lock)


def of_signing_in(username: str, *, address: str, device: str) -> list[Counted]:
    """What a password typed for this name counts against. `device`: the mark of a known browser of theirs, or ""."""
    if not User.objects.filter(username=username).exists():
        digest = hashlib.sha256(username.encode()).hexdigest()
        username = f"?{int(digest[:8], 16) % _UNKNOWN_NAMES}"
    if device:
        return [Counted(f"device:{username}|{device}", one_place())]
    return [
        Counted(f"at:{username}|{address}", one_place()),
        Counted(f"name:{username}", whole_account()),
    ]


def of_current_password(user: User) -> list[Counted]:
    return [Counted(f"password:{user.pk}", one_place())]


def of_codes(user: User) -> list[Counted]:
    """One-time codes and enrolment codes alike."""
    return [Counted(f"code:{user.pk}", one_place())]


@transaction.atomic
def begin(counted: Iterable[Counted], *, at: datetime) -> timedelta | None:
    """Count an attempt before it is looked at; None, or how long to wait where it must not be looked at.

    Counting first leaves no gap through which many guesses at once would pass. `forget` after a right one.
    """
    FailedAttempts.objects.filter(last_at__lt=at - FORGOTTEN_AFTER).delete()
    rows = []
    for one in sorted(counted, key=lambda one: one.key):
        FailedAttempts.objects.get_or_create(key=one.key, defaults={"last_at": at})
        rows.append((FailedAttempts.objects.select_for_update().get(key=one.key), one.rule))
    if waits := [row.until - at for row, _ in rows if row.until and row.until > at]:
        return max(waits)
    for row, rule in rows:
        anew = rule.starts_anew and row.until is not None
        row.failures = 1 if anew else row.failures + 1
        wait = rule.wait(row.failures)
        row.last_at, row.until = at, (at + wait if wait else None)
        row.save()
    return None


def waiting(counted: Iterable[Counted], *, at: datetime) -> timedelta | None:
    """How long the next attempt waits, if it does."""
    keys = [one.key for one in counted]
    rows = FailedAttempts.objects.filter(key__in=keys, until__gt=at)
    return max((row.until - at for row in rows if row.until), default=None)


def forget(counted: Iterable[Counted]) -> None:
    """After a right password or code."""
    FailedAttempts.objects.filter(key__in=[one.key for one in counted]).delete()


def keys_of(user: User) -> set[str]:
    """Every key that may hold the person up now."""
    name = user.username
    exact = {f"name:{name}", f"password:{user.pk}", f"code:{user.pk}"}
    many = FailedAttempts.objects.filter(key__startswith=f"at:{name}|") | (
        FailedAttempts.objects.filter(key__startswith=f"device:{name}|")
    )
    return exact | set(many.values_list("key", flat=True))


def held_up(people: Iterable[User], *, at: datetime) -> dict[int, datetime]:
    """Until when the account as a whole is held up, by the person's key; nobody else is named."""
    names = {f"name:{one.username}": one.pk for one in people}
    names |= {f"code:{one.pk}": one.pk for one in people}
    found: dict[int, datetime] = {}
    for row in FailedAttempts.objects.filter(key__in=names, until__gt=at):
        if row.until is not None:
            pk = names[row.key]
            found[pk] = max(found.get(pk, row.until), row.until)
    return found
