"""What people type into the desk's forms about notices: shape here, rules in services."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms

from publicity import columns
from publicity.drafts import calendar_overrides, rule_of, subject_of
from publicity.models import Notice
from publicity.patterns import pattern_for, unknown_placeholders
from publicity.services.publishing import PaperSignature
from publicity.sources import milestone_months
from publicity.window import CountingRule, DayKind, window_of_length

DATE_FORMATS = ["%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y年%m月%d日"]
MOST_BYTES_OF_A_SCAN = 8 * 1024 * 1024
_SCANS = ((b"%PDF-", "PDF"), (b"\x89PNG\r\n\x1a\n", "PNG"), (b"\xff\xd8\xff", "JPG"))


class DraftText(forms.CharField):
    """A text that a draft may still lack: the checklist asks for it before the review."""

    def validate(self, value: Any) -> None:
        return


class DraftDate(forms.DateField):
    """A date that a draft may still lack."""

    def validate(self, value: Any) -> None:
        return


def date_field(label: str, *, required: bool = False, help_text: str = "") -> forms.DateField:
    kind = forms.DateField if required else DraftDate
    return kind(
        label=label,
        help_text=help_text,
        input_formats=DATE_FORMATS,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"invalid": "日期应像 2025-04-11 这样填写。"},
    )


def text_field(label: str, most: int, *, help_text: str = "", rows: int = 0) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows}) if rows else forms.TextInput()
    return DraftText(label=label, max_length=most, help_text=help_text, widget=widget)


class NoticeForm(forms.Form):
    """The compiler's fields of a notice. Gaps are the checklist's business: a draft may be saved half-filled."""

    use_required_attribute = False

    edit_version = forms.IntegerField(widget=forms.HiddenInput)
    opens_on = date_field("开始")
    closes_on = date_field("结束")
    day_kind = forms.ChoiceField(
        label="计日方式", choices=Notice.DayKind.choices, widget=forms.Select
    )
    first_day_counts = forms.BooleanField(label="首日计入", required=False)
    title = text_field("标题", 200, rows=2)
    lead = text_field(
        "正文", 5000, rows=4, help_text="每段一行。公示期、联系方式不用写，由下面的内容生成。"
    )
    source = text_field("发布机构", 80)
    signed_on = date_field("成文日期")
    contact_name = text_field("联系人", 40)
    contact_phone = text_field("联系电话", 40, help_text="带区号，如 023-12345678")
    postal_address = text_field("通信地址", 120)
    postal_code = text_field("邮政编码", 6)
    visiting_place = text_field("来访地点", 120)
    visiting_hours = text_field("来访时间", 80, help_text="如 工作日9:00—12:00，14:00—17:30")
    missing_rows = forms.ChoiceField(
        label="还没有审核通过的项目",
        choices=Notice.MissingRows.choices,
        widget=forms.RadioSelect,
    )
    correction_reason = text_field(
        "更正说明", 1000, rows=3, help_text="为什么更正，改了什么。会写在公示页上。"
    )
    restarts_window = forms.TypedChoiceField(
        label="公示期",
        choices=[("no", "不重新计算，沿用原公示期"), ("yes", "重新计算，从新的开始日期算起")],
        coerce=lambda value: value == "yes",
        empty_value=None,
        required=False,
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
        if notice.replaces is None:
            del self.fields["correction_reason"], self.fields["restarts_window"]
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
        opens_on, closes_on = cleaned.get("opens_on"), cleaned.get("closes_on")
        if opens_on and closes_on and closes_on < opens_on:
            self.add_error("closes_on", "结束日期不能早于开始日期。")
        if opens_on and not closes_on and "closes_on" not in self.errors:
            cleaned["closes_on"] = self._usual_end(opens_on, cleaned)
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


class PatternForm(forms.Form):
    """A district's own words and window for a kind of notice."""

    title = forms.CharField(
        label="标题", max_length=200, widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "请填写标题。"},
    )  # fmt: skip
    lead = forms.CharField(
        label="正文", max_length=5000, widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "请填写正文。"},
    )  # fmt: skip
    day_kind = forms.ChoiceField(label="计日方式", choices=Notice.DayKind.choices)
    first_day_counts = forms.BooleanField(label="首日计入", required=False)
    usual_days = forms.IntegerField(label="通常天数", min_value=1, max_value=366)
    minimum_days = forms.IntegerField(
        label="最短天数", min_value=0, max_value=366, help_text="没有规定填 0"
    )
    basis = forms.CharField(
        label="依据", max_length=200, required=False, help_text="哪个文件规定的天数，给编制人看"
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for name in ("title", "lead"):
            for sign in unknown_placeholders(cleaned.get(name, "")):
                self.add_error(name, f"没有“{sign}”这个占位词，可用的在右边。")
        usual, least = cleaned.get("usual_days"), cleaned.get("minimum_days")
        if usual is not None and least is not None and usual < least:
            self.add_error("usual_days", "通常天数不能少于最短天数。")
        return cleaned


class ReasonForm(forms.Form):
    """A reason that others will read."""

    reason = forms.CharField(
        label="原因",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "请写明原因。"},
    )


class ApproveForm(forms.Form):
    """Agreement to exactly what was read, with the secrecy review."""

    digest = forms.CharField(widget=forms.HiddenInput, max_length=64)
    secrecy_reviewer = forms.CharField(
        label="保密审查人",
        max_length=40,
        error_messages={"required": "请填写做保密审查的人。"},
    )
    secrecy_reviewed_on = date_field("保密审查日期", required=True)
    note = forms.CharField(
        label="审核意见",
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class PaperForm(forms.Form):
    """A signature on paper: name, date, scan."""

    signer = forms.CharField(
        label="签发人姓名", max_length=40, error_messages={"required": "请填写签发人姓名。"}
    )
    signed_on = date_field("签发日期", required=True)
    scan = forms.FileField(
        label="签发件扫描",
        help_text="PDF、JPG 或 PNG，不超过 8 MB。只在工作台保存，不公开。",
        error_messages={"required": "请附上签发件的扫描件。", "empty": "这个文件是空的。"},
    )

    def clean_scan(self) -> Any:
        upload = self.cleaned_data["scan"]
        if upload.size > MOST_BYTES_OF_A_SCAN:
            raise forms.ValidationError("文件超过 8 MB，请压缩后再传。")
        start = upload.read(16)
        upload.seek(0)
        if not any(start.startswith(sign) for sign, _ in _SCANS):
            raise forms.ValidationError("只收 PDF、JPG、PNG，这个文件不是。")
        return upload

    def signature(self) -> PaperSignature:
        upload = self.cleaned_data["scan"]
        return PaperSignature(
            self.cleaned_data["signer"], self.cleaned_data["signed_on"], upload.read(), upload.name
        )


class WithdrawForm(ReasonForm):
    table_stays_visible = forms.TypedChoiceField(
        label="撤回以后",
        choices=[("yes", "表格仍可见，加注已撤回"), ("no", "表格和文件不再提供，只留说明")],
        coerce=lambda value: value == "yes",
        initial="yes",
        widget=forms.RadioSelect,
    )


class StartForm(forms.Form):
    """From what a notice starts: `round-7-progress`, `round-7-completion` or `plan-3-targets`."""

    origin = forms.RegexField(r"^(?:round-\d+-(?:progress|completion)|plan-\d+-targets)$")


class OneOfTwo(forms.FileField):
    """A file asked for beside something else: which of the two is missing, the form says."""

    def clean(self, data: Any, initial: Any = None) -> Any:
        return super().clean(data, initial) if data else None


class CheckForm(forms.Form):
    """A digest pasted, or a file: which notice is it?"""

    use_required_attribute = False

    digest = text_field("摘要", 200, help_text="64 位的 SHA-256 或 SM3，空格和换行不要紧。")
    file = OneOfTwo(
        label="文件",
        help_text="从本站下载的 Word、PDF、Excel、CSV 或 JSON，不超过 8 MB。文件不会保存。",
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        upload = cleaned.get("file")
        if upload and upload.size > MOST_BYTES_OF_A_SCAN:
            self.add_error("file", "文件超过 8 MB，不是本站的公示文件。")
        elif not upload and not (cleaned.get("digest") or "").strip() and not self.errors:
            self.add_error("digest", "请粘贴摘要，或选一个文件。")
        return cleaned
