"""What people type when they decide about a notice, start one, or check one: shape here, rules in services."""

from __future__ import annotations

from typing import Any

from django import forms

from accounts.models import User
from look.file_sizes import MEGABYTE, megabytes
from look.form_fields import DayField
from notices import access
from notices.models import Notice
from notices.services import PaperSignature
from notices.text_patterns import unknown_placeholders

MOST_BYTES_OF_A_SCAN = 8 * MEGABYTE


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
    secrecy_reviewed_on = DayField(label="保密审查日期")
    note = forms.CharField(
        label="审核意见",
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class PaperForm(forms.Form):
    """A signature on paper: who of the post's holders signed, when, and the scan."""

    signer = forms.ModelChoiceField(
        label="签发人",
        queryset=User.objects.none(),
        empty_label="请选择",
        error_messages={
            "required": "请选择在纸上签发的人。",
            "invalid_choice": "签发人要从名单里选，编制、审核过这份公示的人不能签发。",
        },
    )
    signed_on = DayField(label="签发日期")
    scan = forms.FileField(
        label="签发件扫描",
        help_text=f"PDF、JPG 或 PNG，不超过 {megabytes(MOST_BYTES_OF_A_SCAN)} MB。只在工作台保存，不公开；扫描件是图像，里面的号码系统查不出。",
        error_messages={"required": "请附上签发件的扫描件。", "empty": "这个文件是空的。"},
    )

    def __init__(self, notice: Notice, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["signer"].queryset = access.paper_signers(notice)  # type: ignore[attr-defined]

    def clean_scan(self) -> Any:
        upload = self.cleaned_data["scan"]
        if upload.size > MOST_BYTES_OF_A_SCAN:
            raise forms.ValidationError(
                f"文件超过 {megabytes(MOST_BYTES_OF_A_SCAN)} MB，请压缩后再传。"
            )
        return upload

    def signature(self) -> PaperSignature:
        given = self.cleaned_data
        upload = given["scan"]
        return PaperSignature(given["signer"].pk, given["signed_on"], upload.read(), upload.name)


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
