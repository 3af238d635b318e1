"""What people type into the desk's forms about notices: shape here, rules in services."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.db.models import Field

from accounts.names import validate_title
from documents import day_ranges
from look.form_fields import DayField
from notices import columns
from notices.approved_rows import milestone_months
from notices.asked_texts import ASKED
from notices.contacts import taken_over
from notices.drafts import calendar_overrides, rule_of, subject_of
from notices.models import Notice
from notices.text_patterns import pattern_for
from notices.window import CountingRule, DayKind, window_of_length

_ROWS_OF_A_TITLE = 2
_MOST_OF_A_TEXT = {"lead": 5000, "correction_reason": 1000}
"""Of the columns without a length of their own."""


class DraftText(forms.CharField):
    """A text that a draft may still lack: the checklist asks for it before the review."""

    def validate(self, value: Any) -> None:
        return


class DraftDate(DayField):
    """A date that a draft may still lack."""

    def validate(self, value: Any) -> None:
        return


class DraftChoice(forms.TypedChoiceField):
    """A choice that a draft may still lack. It is not optional: the checklist asks for it."""

    def validate(self, value: Any) -> None:
        if value:
            super().validate(value)


def text_field(name: str, *, rows: int = 0, help_text: str = "") -> forms.CharField:
    """The field of a column: its label and length are the column's, what is asked for stands in `asked_texts`."""
    column = Notice._meta.get_field(name)
    assert isinstance(column, Field)
    most = column.max_length or _MOST_OF_A_TEXT[name]
    widget = forms.Textarea(attrs={"rows": rows}) if rows else forms.TextInput()
    return DraftText(
        label=column.verbose_name,
        max_length=most,
        help_text=help_text or ASKED.get(name, ""),
        widget=widget,
        validators=[] if rows > _ROWS_OF_A_TITLE else [validate_title],
    )


class NoticeForm(forms.Form):
    """The compiler's fields of a notice. Gaps are the checklist's business: a draft may be saved half-filled."""

    use_required_attribute = False

    edit_version = forms.IntegerField(widget=forms.HiddenInput)
    opens_on = DraftDate(label="开始")
    closes_on = DraftDate(label="结束")
    day_kind = forms.ChoiceField(
        label="计日方式", choices=Notice.DayKind.choices, widget=forms.Select
    )
    first_day_counts = forms.BooleanField(label="首日计入", required=False)
    title = text_field("title", rows=2)
    lead = text_field(
        "lead", rows=4, help_text="每段一行。公示期、联系方式不用写，由下面的内容生成。"
    )
    source = text_field("source")
    signed_on = DraftDate(label="成文日期", help_text=ASKED["signed_on"])
    contact_name = text_field("contact_name")
    contact_phone = text_field("contact_phone")
    postal_address = text_field("postal_address")
    postal_code = text_field("postal_code")
    visiting_place = text_field("visiting_place")
    visiting_hours = text_field("visiting_hours")
    missing_rows = forms.ChoiceField(
        label="还没有审核通过的项目",
        choices=Notice.MissingRows.choices,
        widget=forms.RadioSelect,
    )
    correction_reason = text_field("correction_reason", rows=3)
    restarts_window = DraftChoice(
        label="公示期",
        choices=[("no", "不重新计算，沿用原公示期"), ("yes", "重新计算，从新的开始日期算起")],
        coerce=lambda value: value == "yes",
        empty_value=None,
        widget=forms.RadioSelect,
    )

    def __init__(self, notice: Notice, data: Any = None) -> None:
        self.notice = notice
        self.subject = subject_of(notice)
        super().__init__(data, initial=self._initial())
        self.columns = columns.choices(self.subject, milestone_months(notice.plan))
        self.categories = list(notice.plan.categories.order_by("order"))
        for choice in self.columns:
            self.fields[f"column_{choice.key}"] = _place(choice.label)
        for category in self.categories:
            self.fields[f"category_{category.pk}"] = _place(category.name)
        for name, (known, source) in taken_over(notice.district).items():
            stands = getattr(notice, name) if data is None else str(data.get(name, "")).strip()
            if known and stands == known:
                asked = str(self.fields[name].help_text)
                self.fields[name].help_text = "。".join(filter(None, [f"沿用{source}", asked]))
        if notice.replaces is None:
            del self.fields["correction_reason"], self.fields["restarts_window"]
            self.fields["signed_on"].help_text = f"{ASKED['signed_on']}，不填就是公示开始那天"
        if notice.round is None:
            del self.fields["missing_rows"]

    @property
    def column_fields(self) -> list[forms.BoundField]:
        return [self[f"column_{choice.key}"] for choice in self.columns]

    @property
    def category_fields(self) -> list[forms.BoundField]:
        return [self[f"category_{category.pk}"] for category in self.categories]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        sane = day_ranges.of_window(self.notice.plan.year)
        for name in ("opens_on", "closes_on", "signed_on"):
            if wrong := sane.refusal(str(self.fields[name].label), cleaned.get(name)):
                self.add_error(name, wrong)
        opens_on, closes_on = cleaned.get("opens_on"), cleaned.get("closes_on")
        if opens_on and closes_on and (wrong := day_ranges.window_refusal(opens_on, closes_on)):
            self.add_error("closes_on", wrong)
        if opens_on and not closes_on and "closes_on" not in self.errors:
            cleaned["closes_on"] = self._usual_end(opens_on, cleaned)
        # A correction may keep the window of what it replaces: its own day is asked for.
        if self.notice.replaces is None and not cleaned.get("signed_on"):
            cleaned["signed_on"] = None if "signed_on" in self.errors else opens_on
        chosen = self._in_order([(c.key, f"column_{c.key}") for c in self.columns], cleaned)
        if missing := [key for key in columns.REQUIRED if key not in chosen]:
            self.add_error(f"column_{missing[0]}", "序号和项目名称两栏不能去掉。")
        return cleaned

    def values(self) -> dict[str, Any]:
        """What `edit_notice` takes. Call it after `is_valid`."""
        cleaned = self.cleaned_data
        chosen = self._in_order([(c.key, f"column_{c.key}") for c in self.columns], cleaned)
        categories = self._in_order(
            [(c.name, f"category_{c.pk}") for c in self.categories], cleaned
        )
        plain = {
            name: value
            for name, value in cleaned.items()
            if name != "edit_version" and not name.startswith(("column_", "category_"))
        }
        in_plan_order = [category.name for category in self.categories]
        return {
            **plain,
            "columns": chosen,
            "categories": [] if categories == in_plan_order else categories,
        }

    def readable_values(self) -> dict[str, Any]:
        """What can be shown of what is typed: all of it, or the texts where something beside them is wrong."""
        if self.is_valid():
            return self.values()
        texts = ("title", "lead", "source", "contact_name", "contact_phone")
        return {name: self.cleaned_data[name] for name in texts if name in self.cleaned_data}

    def _usual_end(self, opens_on: date, cleaned: dict[str, Any]) -> date:
        """The last day of a window of the usual length; the compiler may change it."""
        pattern = pattern_for(self.notice.district, self.subject)
        kind: DayKind = (
            "working" if cleaned.get("day_kind") == Notice.DayKind.WORKING else "natural"
        )
        rule = CountingRule(
            kind, bool(cleaned.get("first_day_counts")), rule_of(self.notice).minimum
        )
        overrides = calendar_overrides() if kind == "working" else {}
        return window_of_length(opens_on, pattern.usual_days, rule, overrides).closes_on

    @staticmethod
    def _in_order(places: Sequence[tuple[str, str]], cleaned: dict[str, Any]) -> list[str]:
        """Keys by the number typed beside them; a blank leaves the key out."""
        numbered = [(cleaned.get(name), at, key) for at, (key, name) in enumerate(places)]
        return [
            key for _, _, key in sorted((n, at, key) for n, at, key in numbered if n is not None)
        ]

    def _initial(self) -> dict[str, Any]:
        notice = self.notice
        initial = {name: getattr(notice, name) for name in _PLAIN_FIELDS}
        initial["restarts_window"] = {None: None, True: "yes", False: "no"}[notice.restarts_window]
        for place, key in enumerate(notice.columns, start=1):
            initial[f"column_{key}"] = place
        chosen = notice.categories or [c.name for c in notice.plan.categories.order_by("order")]
        for category in notice.plan.categories.all():
            if category.name in chosen:
                initial[f"category_{category.pk}"] = chosen.index(category.name) + 1
        return initial


_PLAIN_FIELDS = (
    "edit_version", "opens_on", "closes_on", "day_kind", "first_day_counts", "title", "lead",
    "source", "signed_on", "contact_name", "contact_phone", "postal_address", "postal_code",
    "visiting_place", "visiting_hours", "missing_rows", "correction_reason",
)  # fmt: skip


def _place(label: str) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        required=False,
        min_value=1,
        max_value=99,
        widget=forms.NumberInput(attrs={"min": 1, "max": 99}),
        error_messages={"invalid": "次序填 1 到 99 的数字，不显示就留空。"},
    )
