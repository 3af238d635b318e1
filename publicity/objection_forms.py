"""What a citizen types. Shape here, rules in the services of the register."""

from __future__ import annotations

from typing import Any

from django import forms

from look.form_fields import PlainText
from look.whole_numbers import whole_number
from notices.content_reading import NoticeContent
from notices.privacy import scan
from objections import privacy_text
from objections.services import MOST_WORDS, Words

_NEVER_ASKED = ("identity_card", "identity_card_old", "bank_card")


class ObjectionForm(forms.Form):
    """Five fields, one of them required. `web` is the trap: no person sees it."""

    project = forms.ChoiceField(label="对哪一件", required=False, help_text="不确定就选“整个公示”")
    column = forms.ChoiceField(label="对哪一栏", required=False)
    words = PlainText(
        label="哪里不对",
        max_length=MOST_WORDS,
        help_text=f"写清时间、地点和您看到的情况，最多 {MOST_WORDS} 字。不要写身份证号、银行卡号。",
        widget=forms.Textarea(attrs={"data-most": MOST_WORDS}),
        error_messages={
            "required": "请写明哪里不对。",
            "max_length": "最多写 %(limit_value)d 字，现在是 %(show_value)d 字，请删短一些。",
        },
    )
    name = PlainText(
        label="怎么称呼您",
        required=False,
        max_length=40,
        help_text="例如“陈女士”",
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"max_length": "称呼最多 %(limit_value)d 字。"},
    )
    contact = PlainText(
        label="电话或地址",
        required=False,
        max_length=120,
        help_text="留下才能单独答复您；不留也同样登记、核查，凭回执可以查结果",
        widget=forms.TextInput(attrs={"autocomplete": "tel"}),
        error_messages={"max_length": "电话或地址最多 %(limit_value)d 字。"},
    )
    web = forms.CharField(required=False, max_length=200)

    def __init__(
        self, said: NoticeContent, data: Any = None, *, initial: dict[str, str] | None = None
    ) -> None:
        super().__init__(data, initial=initial)
        self.said = said
        rows = [(str(n), f"第 {n} 件 {row.name}") for n, row in said.rows.items()]
        columns = [(column, column) for column in said.columns if column != "序号"]
        self._offer("project", [("", "整个公示"), *rows])
        self._offer("column", [("", "不限哪一栏"), *columns])
        if not rows:
            del self.fields["project"]
        if not columns:
            del self.fields["column"]

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices
        field.error_messages["invalid_choice"] = "请从列出的选项里选。"

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for name in ("words", "name", "contact"):
            hits = [hit for hit in scan(cleaned.get(name, "")) if hit.kind in _NEVER_ASKED]
            if hits:
                self.add_error(
                    name, f"{hits[0].sentence.removesuffix('再公开。')}，办理异议不需要。"
                )
        return cleaned

    @property
    def fell_into_the_trap(self) -> bool:
        return bool(self.data.get("web", "").strip())

    def typed(self) -> Words:
        """What was typed, as the register takes it. Call it after `is_valid`."""
        cleaned = self.cleaned_data
        project = cleaned.get("project", "")
        return Words(
            text=cleaned["words"],
            name=cleaned["name"],
            contact=cleaned["contact"],
            project_number=whole_number(project),
            column=cleaned.get("column", ""),
        )

    def kept(self) -> list[tuple[str, str]]:
        """What a page that shows no fields carries on, as hidden ones."""
        names = ("project", "column", "words", "name", "contact", "web")
        return [(name, self.data.get(name, "")) for name in names]


def is_current_privacy(data: Any) -> bool:
    """Whether the person saw the privacy text that holds now."""
    return bool(data.get("privacy") == privacy_text.current().version)


class FollowForm(forms.Form):
    number = forms.CharField(
        label="回执编号",
        max_length=80,
        help_text="例如 WZ-20250420-7K3Q9MXA",
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": "请填写回执编号。", "max_length": "回执编号没有这么长。"},
    )
    code = forms.CharField(
        label="查询码",
        max_length=80,
        help_text="三组，每组四位，和回执编号在同一张回执上",
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": "请填写查询码。", "max_length": "查询码没有这么长。"},
    )
