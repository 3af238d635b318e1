"""What did not succeed at the door: on the trail where it is about somebody's account, counted apart where it is not."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import F

from accounts import audit
from accounts.asking import present
from accounts.models import StrangeSignIn, User

ADDRESSES_A_DAY = 200
"""So many addresses are told apart on a day; what comes from further ones is counted together."""
KEPT = timedelta(days=400)
"""Longer than the 180 days that logs of a network are kept at least (conventions 2.14)."""
NOBODY = "未登录"


def sign_in_failed(username: str, *, at: datetime, moment: datetime) -> None:
    """A wrong password. `at` is the business clock of the trail, `moment` the real one.

    How many of them one account can have is bounded by `accounts.services.attempts`: what has to wait is not looked at.
    """
    person = User.objects.filter(username=username).first()
    if person:
        _record(person, "user.sign_in_failed", at)
    else:
        _count(present().address, moment)


def code_failed(person: User, *, at: datetime) -> None:
    """A wrong one-time code, or a wrong code that allows to enrol."""
    _record(person, "user.code_failed", at)


def _record(person: User, verb: str, at: datetime) -> None:
    """About a person, by nobody knows whom: with the address, but without an actor."""
    event = audit.event(at=at, actor=None, verb=verb, subject=person)
    event.actor_label, event.address = NOBODY, present().address
    event.save()


def _count(address: str, moment: datetime) -> None:
    today = StrangeSignIn.objects.filter(day=moment.date())
    again = {"count": F("count") + 1, "last_at": moment}
    if today.filter(address=address).update(**again):
        return
    if today.count() >= ADDRESSES_A_DAY:
        address = ""
        if today.filter(address=address).update(**again):
            return
    StrangeSignIn.objects.filter(day__lt=(moment - KEPT).date()).delete()
    try:
        with transaction.atomic():
            StrangeSignIn.objects.create(
                day=moment.date(), address=address, count=1, last_at=moment
            )
    except IntegrityError:
        today.filter(address=address).update(**again)
