"""What changes an account."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import F
from django_otp.plugins.otp_totp.models import TOTPDevice

from accounts import audit
from accounts.models import Installation, User


@transaction.atomic
def change_password(*, user: User, password: str, at: datetime) -> None:
    """Set the person's own new password; the caller has checked the old one and the rules."""
    user.set_password(password)
    user.must_change_password = False
    user.save(update_fields=["password", "must_change_password"])
    audit.record(at=at, actor=user, verb="user.change_password", subject=user)


def end_sessions(user: User) -> None:
    """Whoever is signed in as this person signs in anew at the next request."""
    User.objects.filter(pk=user.pk).update(session_number=F("session_number") + 1)
    user.refresh_from_db(fields=["session_number"])


def code_device(user: User) -> TOTPDevice:
    """The person's generator of one-time codes, begun at first use and confirmed by its first code."""
    device = TOTPDevice.objects.filter(user=user).order_by("-confirmed", "pk").first()
    return device or TOTPDevice.objects.create(user=user, name="动态口令", confirmed=False)


@transaction.atomic
def verify_code(*, user: User, code: str, at: datetime) -> TOTPDevice | None:
    """The device if the code is right (each code once), else None. A first right code confirms the device."""
    device = TOTPDevice.objects.select_for_update().get(pk=code_device(user).pk)
    if not device.verify_token(code):
        return None
    if not device.confirmed:
        device.confirmed = True
        device.save(update_fields=["confirmed"])
        audit.record(at=at, actor=user, verb="user.enrol_second_factor", subject=user)
    return device


@transaction.atomic
def mark_production(*, at: datetime) -> bool:
    """Mark the database as that of an installation in production, for good. Gives False where it was already.

    By the tables' owner: the portal's role may not write the mark.
    """
    if Installation.objects.filter(is_production=True).exists():
        return False
    Installation.objects.update_or_create(pk=1, defaults={"is_production": True, "marked_at": at})
    return True
