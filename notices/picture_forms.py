"""What people type about a picture: shape here, rules in services."""

from __future__ import annotations

from typing import Any

from django import forms

from look.form_fields import DayField, PlainText
from notices.models import Picture
from notices.services import Words

NO_FACES, AGREED = "none", "agreed"
NO_FACES_SAID = "没有可辨认的人脸"


class OfferForm(forms.Form):
    """The unit's words for a photo it would like to be public."""

    stage = forms.ChoiceField(
        label="阶段",
        choices=Picture.Stage.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "请选施工前、施工中或完工。"},
    )
    text = PlainText(
        label="说明",
        max_length=120,
        help_text="一两句话写出图上能看到什么，看不见图片的人听到的就是它。例：新铺的柏油路面，两侧装了路灯。",
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "请写说明：看不见图片的人靠它知道图片上是什么。"},
    )
    taken_on = DayField(label="拍摄日期")

    @property
    def words(self) -> Words:
        return Words(**self.cleaned_data)


class ReleaseForm(forms.Form):
    """What the reviewer saw of people in the picture, with the digest of what was looked at."""

    digest = forms.CharField(widget=forms.HiddenInput)
    people = forms.ChoiceField(
        label="图上的人",
        choices=[(NO_FACES, NO_FACES_SAID), (AGREED, "有可辨认的人，已取得本人同意")],
        widget=forms.RadioSelect,
        error_messages={"required": "请看清楚图上有没有可辨认的人脸，再选一项。"},
    )
    basis = PlainText(
        label="同意的依据",
        max_length=300,
        required=False,
        help_text="有可辨认的人时要写：谁、何时、以什么方式同意，凭据存在哪里。只在内部保存，不公开。",
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("people") == AGREED and not cleaned.get("basis"):
            self.add_error("basis", "请写明本人同意的依据。")
        return cleaned

    @property
    def note(self) -> str:
        if self.cleaned_data["people"] == NO_FACES:
            return "。".join(part for part in (NO_FACES_SAID, self.cleaned_data["basis"]) if part)
        return f"已取得本人同意：{self.cleaned_data['basis']}"
