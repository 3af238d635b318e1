"""What changes an account: its password, its second factor, whether it is open. Each is audited and told."""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F
from django_otp.plugins.otp_totp.models import TOTPDevice

from accounts import audit
from accounts.models import FailedAttempts, User
from accounts.services import attempts
from accounts.services.telling import tell


@transaction.atomic
def change_password(*, user: User, password: str, at: datetime) -> None:
    """Set the person's own new password; the caller has checked the old one and the rules."""
    user.set_password(password)
    user.must_change_password = False
    user.save(update_fields=["password", "must_change_password"])
    audit.record(at=at, actor=user, verb="user.change_password", subject=user)
    tell(user, "您的登录密码改过了，是用您的账号改的", at=at)


def wrong_current_password(*, user: User, at: datetime) -> None:
    """Somebody who is signed in as this person did not know the password: written down."""
    audit.record(at=at, actor=user, verb="user.wrong_current_password", subject=user)


def end_sessions(user: User) -> None:
    """Whoever is signed in as this person signs in anew at the next request."""
    User.objects.filter(pk=user.pk).update(session_number=F("session_number") + 1)
    user.refresh_from_db(fields=["session_number"])


# ------------------------------------------------------------------ the second factor


def code_device(user: User) -> TOTPDevice | None:
    """The person's generator of one-time codes, once it is enrolled."""
    return TOTPDevice.objects.filter(user=user, confirmed=True).order_by("pk").first()


def device_to_enrol(user: User, key: int | None) -> TOTPDevice | None:
    """The generator that is being enrolled in a session that was allowed to (`begin_enrolment`)."""
    return TOTPDevice.objects.filter(user=user, confirmed=False, pk=key).first() if key else None


@transaction.atomic
def begin_enrolment(user: User) -> TOTPDevice:
    """A new generator with a key of its own, good once its first code was typed. Earlier attempts end."""
    TOTPDevice.objects.filter(user=user, confirmed=False).delete()
    return TOTPDevice.objects.create(user=user, name="动态口令", confirmed=False)


@transaction.atomic
def verify_code(*, device: TOTPDevice, code: str, at: datetime) -> TOTPDevice | None:
    """The device if the code is right (each code once), else None. A first right code enrols it in place of others."""
    device = TOTPDevice.objects.select_for_update().select_related("user").get(pk=device.pk)
    if not device.verify_token(code):
        return None
    if not device.confirmed:
        TOTPDevice.objects.filter(user=device.user).exclude(pk=device.pk).delete()
        device.confirmed = True
        device.save(update_fields=["confirmed"])
        audit.record(at=at, actor=device.user, verb="user.enrol_second_factor", subject=device.user)
        tell(device.user, "您的动态口令绑定了新的手机", at=at)
    return device


# ------------------------------------------------------------------ by an administrator
# Who may is decided above, by posts (`projects.access`); nobody does these to themselves.


@transaction.atomic
def void_password(*, person: User, actor: User | None, at: datetime, district_code: str) -> None:
    """The password opens nothing any more; a sign-in link leads to a new one."""
    _not_oneself(person, actor)
    person.set_unusable_password()
    person.must_change_password = True
    person.save(update_fields=["password", "must_change_password"])
    end_sessions(person)
    _done(person, actor, "user.reset_password", "停用了您原来的登录密码", at, district_code)


@transaction.atomic
def reset_second_factor(
    *, person: User, actor: User | None, at: datetime, district_code: str
) -> None:
    """The enrolled telephone opens nothing any more; the code to enrol another comes from another person."""
    _not_oneself(person, actor)
    TOTPDevice.objects.filter(user=person).delete()
    end_sessions(person)
    _done(
        person, actor, "user.reset_second_factor", "解除了您动态口令绑定的手机", at, district_code
    )


@transaction.atomic
def unlock(*, person: User, actor: User, at: datetime, district_code: str) -> None:
    """Forget the wrong passwords and codes that hold the account up."""
    FailedAttempts.objects.filter(key__in=attempts.keys_of(person)).delete()
    _done(person, actor, "user.unlock", "解除了您账号的输错锁定", at, district_code)


@transaction.atomic
def close_account(*, person: User, actor: User, at: datetime, district_code: str) -> None:
    """Nobody signs in with it any more; what it did stays under its name."""
    _not_oneself(person, actor)
    person.is_active = False
    person.save(update_fields=["is_active"])
    person.secrets.filter(ended_at=None).update(ended_at=at)
    end_sessions(person)
    _done(person, actor, "user.close", "停用了您的账号", at, district_code)


@transaction.atomic
def open_account(*, person: User, actor: User, at: datetime, district_code: str) -> None:
    """It may sign in again, with a new link: the password of before stays gone."""
    _not_oneself(person, actor)
    person.is_active = True
    person.set_unusable_password()
    person.must_change_password = True
    person.save(update_fields=["is_active", "password", "must_change_password"])
    _done(person, actor, "user.open", "重新启用了您的账号", at, district_code)


def _not_oneself(person: User, actor: User | None) -> None:
    if actor is not None and actor.pk == person.pk:
        raise PermissionDenied("自己的账号由别人管理：停用、重设要由另一位管理员办理。")


def _done(
    person: User, actor: User | None, verb: str, what: str, at: datetime, district_code: str
) -> None:
    audit.record(at=at, actor=actor, verb=verb, subject=person, district_code=district_code)
    tell(person, f"{audit.label(actor)}{what}", at=at)
