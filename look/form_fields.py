"""Fields that forms of several apps share: a text as it was meant, a day as it may be written."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from documents.day_ranges import ANY_DAY
from documents.signs import has_nothing_to_see

DAY_FORMATS = ["%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y年%m月%d日"]
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2066-\u2069]")


class PlainText(forms.CharField):
    """Text without control signs, its line ends counted once. Too long a text is refused with its length, never cut
    off by the browser. Signs that nobody sees are no text: a field of nothing else is an empty one."""

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {k: v for k, v in super().widget_attrs(widget).items() if k != "maxlength"}

    def to_python(self, value: Any) -> str:
        text = super().to_python(value) or ""
        text = _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
        return "" if has_nothing_to_see(text) else text


class DayField(forms.DateField):
    """A day, chosen in the browser's calendar or typed in one of the usual ways.

    Which days a field can mean is said by its service; what no field can mean (`ANY_DAY`) is refused here.
    """

    def __init__(self, *, label: str, css: str = "", **more: Any) -> None:
        attrs = {"type": "date", "min": str(ANY_DAY.first), "max": str(ANY_DAY.last)}
        attrs |= {"class": css} if css else {}
        said = {"required": f"请填写{label}。", "invalid": "日期应像 2025-04-11 这样填写。"}
        super().__init__(
            label=label,
            input_formats=DAY_FORMATS,
            widget=forms.DateInput(attrs, "%Y-%m-%d"),
            error_messages=said | more.pop("error_messages", {}),
            **more,
        )
        self.called = label

    def to_python(self, value: Any) -> date | None:
        day: date | None = super().to_python(value)
        if wrong := ANY_DAY.refusal(self.called, day):
            raise ValidationError(wrong, code="beyond")
        return day


def one_of(form: forms.Form, *names: str) -> None:
    """Say beside each of these fields that one of them is needed: none is 可不填. That one is given, the form checks."""
    for name in names:
        others = "、".join(f"“{form.fields[other].label}”" for other in names if other != name)
        form.fields[name].optional_words = f"和{others}填一项"  # type: ignore[attr-defined]
