"""What every form of the register shares: plain text, and whether a code is of use."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.conf import settings

MOST_WORDS = 2000
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2066-\u2069]")


class PlainText(forms.CharField):
    """Text without control signs, its line ends counted once. Too long a text is refused with its length, never cut
    off by the browser."""

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {k: v for k, v in super().widget_attrs(widget).items() if k != "maxlength"}

    def to_python(self, value: Any) -> str:
        text = super().to_python(value) or ""
        return _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def follows_here() -> bool:
    """Whether objections are followed on this very site, so that a secret code is of use."""
    return bool(settings.OBJECTION_URL == "portal")
