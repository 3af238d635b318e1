from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from documents.day_ranges import FIRST_YEAR, LAST_YEAR
from documents.formats.sniffing import READABLE
from look.file_sizes import MEGABYTE
from look.form_fields import one_of
from projects.models import District

LIMIT_MB = 20


class ReceiveForm(forms.Form):
    """A file, or pasted text: one of the two."""

    district = forms.ModelChoiceField(label="区县", queryset=District.objects.none())
    file = forms.FileField(
        label="选择文件",
        required=False,
        help_text=f"{READABLE}，不超过 {LIMIT_MB} MB",
        error_messages={"empty": "文件是空的（0 字节），请重新选择文件。"},
    )
    text = forms.CharField(
        label="粘贴文字",
        required=False,
        help_text="从 Word、Excel 或网页上复制表格，粘到这里",
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=2_000_000,
    )
    year = forms.IntegerField(
        label="年度",
        required=False,
        min_value=FIRST_YEAR,
        max_value=LAST_YEAR,
        help_text="文件里写了年度的不用填",
        widget=forms.NumberInput(attrs={"class": "control control--short"}),
    )

    def __init__(self, *args: Any, districts: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        one_of(self, "file", "text")
        field = self.fields["district"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = districts
        only = list(districts[:2])
        if len(only) == 1:
            field.initial = only[0]
            field.widget = forms.HiddenInput()

    def clean_file(self) -> UploadedFile | None:
        file: UploadedFile | None = self.cleaned_data["file"]
        if file and (file.size or 0) > LIMIT_MB * MEGABYTE:
            raise forms.ValidationError(
                f"文件有 {(file.size or 0) / MEGABYTE:.1f} MB，超过 {LIMIT_MB} MB，请去掉图片后再传。"
            )
        return file

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if not self.errors and bool(values.get("file")) == bool(values.get("text", "").strip()):
            both = "文件和粘贴的文字只能用一样，请去掉一样。"
            self.add_error("file", both if values.get("file") else "请选择文件，或者粘贴文字。")
        return values


ANSWERS = "answers"
"""The one form of a preview: its fields stand all over the page and are sent together."""


class YearForm(forms.Form):
    year = forms.IntegerField(
        label="年度",
        required=False,
        min_value=FIRST_YEAR,
        max_value=LAST_YEAR,
        widget=forms.NumberInput(attrs={"class": "control control--short", "form": ANSWERS}),
        error_messages={"invalid": "年度是四位数字，如 2025。"},
    )


class CellForm(forms.Form):
    """One cell of the table, or the meaning of a column by its head."""

    table = forms.IntegerField(min_value=1, widget=forms.HiddenInput({"form": ANSWERS}))
    row = forms.IntegerField(min_value=1, widget=forms.HiddenInput({"form": ANSWERS}))
    column = forms.IntegerField(min_value=1, widget=forms.HiddenInput({"form": ANSWERS}))
    seen = forms.CharField(required=False, widget=forms.HiddenInput({"form": ANSWERS}))
    """Whose text it was opened with, so that one left as it is corrects nothing."""
    text = forms.CharField(
        label="应为",
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 4, "form": ANSWERS}),
    )
    head = forms.CharField(required=False)


COLUMN_WORDS = [
    "序号",
    "项目名称",
    "类别",
    "年度目标任务",
    "年度投资计划(万元)",
    "完成投资(万元)",
    "占比(%)",
    "责任单位",
    "牵头单位",
    "配合单位",
    "6月底阶段性目标",
    "9月底阶段性目标",
    "12月底阶段性目标",
    "完成时限",
    "进展情况",
    "备注",
]
"""Heads the reader understands, offered where a column was misunderstood."""

COLUMN_MEANINGS = [
    "年度目标任务",
    "进展情况",
    "责任单位",
    "完成时限",
    "年度投资计划(万元)",
    "完成投资(万元)",
    "备注",
]
"""Those offered at once, a click each, for a column nothing was taken from."""
