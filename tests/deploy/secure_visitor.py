"""A visitor over https at the address production serves, who uses no button or link that the manual does not name."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.test import Client
from django_otp.oath import totp
from django_otp.plugins.otp_totp.models import TOTPDevice

from tests.journeys.visitor import Visitor

OWN_NAMES = ("校园路灯", "平安校园")
"""Rows of the office's own plan: not words of the portal."""


class SecureClient(Client):
    """As a browser at the public address: https, its name, and where it came from."""

    def generic(self, method: str, path: str, *args: Any, **more: Any) -> Any:
        address = urlsplit(settings.PORTAL_BASE_URL)
        more["secure"] = True
        more.setdefault("SERVER_NAME", address.hostname)
        more.setdefault("HTTP_REFERER", f"{settings.PORTAL_BASE_URL}/")
        return super().generic(method, path, *args, **more)


class SecureVisitor(Visitor):
    def __init__(self, manual: str) -> None:
        super().__init__()
        self.client = SecureClient(enforce_csrf_checks=True)
        self.manual = manual

    def press(self, button: str, **values: str) -> str:
        self._must_be_told(button)
        return super().press(button, **values)

    def follow(self, words: str) -> str:
        self._must_be_told(words)
        return super().follow(words)

    def _must_be_told(self, words: str) -> None:
        told = re.sub(r"20\d\d", "2026", words)
        if words not in OWN_NAMES:
            assert told in self.manual, f"the manual does not name “{told}”"

    def code_of(self, username: str) -> str:
        """What the person's telephone shows now."""
        device = TOTPDevice.objects.get(user__username=username)
        return f"{totp(device.bin_key):06}"

    def fields_of_figures(self) -> list[str]:
        """Names of the indicators' fields on the form in front."""
        names = [control.get("name") or "" for control in self._tree().iter("input")]
        return [name for name in names if name.startswith("value")]
