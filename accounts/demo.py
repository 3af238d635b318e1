"""What demo mode shows on the sign-in pages, and nothing else shows ever: accounts and codes."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass

from django.conf import settings
from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice

from accounts.models import User


@dataclass(frozen=True)
class DemoAccount:
    username: str
    password: str
    post: str
    """What the person is, in words: 区教委 填报岗."""
    can: str
    """What to try with it."""


def accounts() -> list[DemoAccount]:
    """The demo's people with their passwords; empty outside demo mode or before the demo is loaded."""
    path = settings.VAR_DIR / "demo-accounts.json"
    if not settings.IS_DEMO or not path.exists():
        return []
    return [DemoAccount(**row) for row in json.loads(path.read_text(encoding="utf-8"))]


def code(device: TOTPDevice) -> str | None:
    """The one-time code of this moment, in demo mode only. A code used already gives way to the next."""
    if not settings.IS_DEMO:
        return None
    totp = TOTP(device.bin_key, device.step, device.t0, device.digits, device.drift)
    totp.time = time.time()
    if device.last_t >= totp.t():
        totp.time += device.step
    return f"{totp.token():0{device.digits}d}"


def enrolled(user: User) -> None:
    """A generator of codes for a demo person, as if a telephone had been enrolled: the demo shows its codes."""
    if settings.IS_DEMO and not TOTPDevice.objects.filter(user=user, confirmed=True).exists():
        TOTPDevice.objects.create(user=user, name="演示", confirmed=True)


@dataclass(frozen=True)
class Enrolment:
    svg: str
    secret: str


def enrolment(device: TOTPDevice) -> Enrolment:
    """The picture to scan with a phone, and the same secret as text, while a telephone is being enrolled."""
    import segno  # once a person, at enrolment

    picture = segno.make(device.config_url, error="m").svg_inline(
        scale=4, dark="#1a2230", border=2, svgclass=None, lineclass=None, omitsize=False
    )
    return Enrolment(svg=picture, secret=device.config_url.split("secret=")[1].split("&")[0])
