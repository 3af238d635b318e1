"""What staff type about an objection. Shape here, rules in services."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms

from look.form_fields import DayField, PlainText
from notices.models import Notice
from objections.deadlines import EXTENSION_AT_MOST
from objections.models import Objection
from objections.services import MOST_WORDS, Arrival, Words
from objections.services.answering import PARTS
from objections.services.scanning import LIMITS, MOST_OF_ONE
from progress.evidence_files import MAX_BYTES
from projects.models import District, ResponsibleUnit


def text(
    label: str,
    ask: str,
    *,
    most: int = 2000,
    rows: int = 4,
    help_text: str = "",
    required: bool = True,
) -> PlainText:
    return PlainText(
        label=label,
        required=required,
        max_length=most,
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": rows}) if rows > 1 else forms.TextInput(),
        error_messages={"required": ask, "max_length": "最多 %(limit_value)d 字。"},
    )


def _how(label: str) -> forms.ChoiceField:
    choices = [choice for choice in Objection.Telling.choices if choice[0] != "page"]
    return forms.ChoiceField(
        label=label,
        choices=choices,
        widget=forms.Select,
        error_messages={"required": f"请选择{label}。"},
    )


class OpenForm(forms.Form):
    reason = text(
        "查看原因", "请写明查看原文和身份的原因。", most=200, rows=2,
        help_text="如“核实反映的地点”。不写姓名、电话，会留在记录里。",
    )  # fmt: skip


class ScanForm(forms.Form):
    scan = forms.FileField(
        label="扫描件",
        help_text=LIMITS,
        widget=forms.ClearableFileInput(attrs={"accept": ".jpg,.jpeg,.png,.pdf"}),
        error_messages={"required": "请选一个文件。", "empty": "这个文件是空的。"},
    )

    def clean_scan(self) -> Any:
        """A file beyond the bound is refused before it is read into memory."""
        upload = self.cleaned_data["scan"]
        if upload.size > MAX_BYTES:
            raise forms.ValidationError(f"扫描件{MOST_OF_ONE}。")
        return upload


class AcceptForm(forms.Form):
    summary = text(
        "摘要", "请写一段不含姓名、电话的摘要。",
        help_text="给责任单位和批准人看，不写是谁提的。",
    )  # fmt: skip


class RefuseForm(forms.Form):
    reason = text("不予受理的原因", "请写明原因，本人会看到。", rows=3)


class TellForm(forms.Form):
    told_on = DayField(label="告知日期")
    told_how = _how("告知方式")


class AskForm(forms.Form):
    unit = forms.ModelChoiceField(
        label="责任单位",
        queryset=ResponsibleUnit.objects.none(),
        empty_label="请选择",
        error_messages={"required": "请选择单位。", "invalid_choice": "请选择本区县的单位。"},
    )
    question = text("核查事项", "请写明要核查什么。", help_text="单位只看到这一段。")
    due_on = DayField(label="限期")

    def __init__(self, *args: Any, objection: Objection, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["unit"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = ResponsibleUnit.objects.filter(district=objection.district_id)


class ReplyForm(forms.Form):
    reply = text(
        "核查情况", "请写明核查的情况。", most=5000, rows=8,
        help_text="写清核实的时间、地点、数字；与填报不符的，说明怎么改。",
    )  # fmt: skip


class ExtensionForm(forms.Form):
    days = forms.IntegerField(
        label="延长天数",
        min_value=1,
        max_value=EXTENSION_AT_MOST,
        error_messages={
            "required": "请填写延长几天。",
            "invalid": "请填写数字，如 15。",
            "min_value": f"延长 1 到 {EXTENSION_AT_MOST} 天。",
            "max_value": f"延长 1 到 {EXTENSION_AT_MOST} 天。",
        },
    )
    reason = text("延长的原因", "请写明原因，本人会看到。", rows=3)


class AnswerForm(forms.Form):
    """The answer in its required parts; a draft may be saved with gaps, only handing it in asks for all."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    request = text("反映的事项", PARTS["request"], rows=3, required=False, most=5000)
    facts = text("查明的事实和理由", PARTS["facts"], rows=6, required=False, most=5000)
    opinion = text("处理意见", PARTS["opinion"], rows=4, required=False, most=5000)
    basis = text("依据", PARTS["basis"], rows=2, required=False, most=5000)
    remedy = text("救济途径", PARTS["remedy"], rows=3, required=False, most=5000)
    outcome = forms.ChoiceField(
        label="结论",
        required=False,
        choices=[choice for choice in Objection.Outcome.choices if choice[0]],
        widget=forms.RadioSelect,
    )
    public_outcome = text(
        "公开的处理结果", "", rows=2, required=False, most=200,
        help_text="一句话，批准后写在公示页上。不写是谁提的；不公开就留空。",
    )  # fmt: skip

    def ask_for_all(self) -> AnswerForm:
        """For the page, after validation: what may stay open in a draft is asked for all the same."""
        self.use_required_attribute = False
        for name in (*PARTS, "outcome"):
            self.fields[name].required = True
        return self

    def parts(self) -> dict[str, str]:
        """What `draft_answer` takes. Call it after `is_valid`."""
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}


class ApproveForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput)
    release = forms.BooleanField(label="同意公开处理结果", required=False)


class ReleaseForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput)


class ReturnForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput)
    reason = text("退回的原因", "请写明退回的原因。", rows=3)


class DeliverForm(forms.Form):
    sent_on = DayField(label="送达日期")
    sent_how = _how("送达方式")


class LineForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput)
    line = text("公开的处理结果", "请写一句公开的处理结果。", most=200, rows=2)


class ReopenForm(forms.Form):
    reason = text("要更正什么", "请写明要更正什么，责任单位会看到。", rows=3)
    due_on = DayField(label="改好的截止日期", required=False)


class ReasonForm(forms.Form):
    reason = text("原因", "请写明原因。", most=200, rows=2)


class LookForm(forms.Form):
    reason = text(
        "看原文的原因", "请写明看原文的原因。", most=200, rows=2,
        help_text="会留在记录里，不写姓名、电话。",
    )  # fmt: skip


class AsideForm(forms.Form):
    """Apart from the reason for looking, which is suggested: this one its sender reads, so somebody writes it."""

    why = text(
        "不作为异议的原因", "请写明为什么不作为异议，本人会看到。", most=200, rows=2,
        help_text="本人在查询页会看到，如“是广告，与公示无关”。",
    )  # fmt: skip


class NoticeChoice(forms.ModelChoiceField):
    def label_from_instance(self, obj: Notice) -> str:
        return f"{obj.number} {obj.title}"


class EntryForm(forms.Form):
    """A letter, a call, a visit. Only the channel and the day are needed for a number; the rest may follow."""

    district = forms.ModelChoiceField(queryset=District.objects.none(), label="区县")
    channel = forms.ChoiceField(
        label="怎么来的",
        choices=[choice for choice in Objection.Channel.choices if choice[0] != "web"],
        widget=forms.RadioSelect,
        error_messages={"required": "请选择来信、来电、来访、传真或邮件。"},
    )
    received_on = DayField(label="收到日期")
    postmark_on = DayField(label="邮戳日期", required=False, help_text="来信填，是否逾期以邮戳为准")
    notice = NoticeChoice(
        label="对哪一份公示",
        required=False,
        queryset=Notice.objects.none(),
        empty_label="还不清楚",
        error_messages={"invalid_choice": "请选择本区县的公示。"},
    )
    project = forms.IntegerField(
        label="第几件",
        required=False,
        min_value=1,
        max_value=9999,
        error_messages={"invalid": "请填写项目序号，如 3。", "min_value": "项目序号从 1 开始。"},
    )
    column = text("哪一栏", "", most=60, rows=1, required=False)
    words = text(
        "异议内容", "", most=MOST_WORDS * 5, rows=7, required=False,
        help_text="照原话如实记，不写身份证号。加密保存。",
    )  # fmt: skip
    name = text("称呼", "", most=40, rows=1, required=False)
    contact = text("电话或地址", "", most=120, rows=1, required=False, help_text="要求答复的才填")

    def __init__(self, districts: Iterable[District], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        keys = [district.pk for district in districts]
        for name, queryset in (
            ("district", District.objects.filter(pk__in=keys).with_shown_names()),
            ("notice", Notice.objects.public().filter(district__in=keys).order_by("-published_at")),
        ):
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)
            field.queryset = queryset
        if len(keys) == 1:
            self.fields["district"].widget = forms.HiddenInput()
            self.fields["district"].initial = keys[0]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        notice, number = cleaned.get("notice"), cleaned.get("project")
        if notice and number and notice.content:
            known = {
                row["number"] for group in notice.content["categories"] for row in group["projects"]
            }
            if known and number not in known:
                self.add_error(
                    "project", f"这份公示没有第 {number} 件，序号从 {min(known)} 到 {max(known)}。"
                )
        return cleaned

    def is_whole(self) -> bool:
        """Whether a registration can be completed; what is missing then stands beside its field."""
        for name, sentence in (
            ("notice", "请选择是对哪一份公示提出的；还不清楚的，先取号，以后补全。"),
            ("words", "请写下异议内容；暂时没有的，先取号，以后补全。"),
        ):
            if not self.cleaned_data.get(name) and name not in self.errors:
                self.add_error(name, sentence)
        return self.is_valid()

    def arrival(self) -> Arrival:
        cleaned = self.cleaned_data
        return Arrival(
            channel=cleaned["channel"],
            received_on=cleaned["received_on"],
            notice=cleaned["notice"],
            postmark_on=cleaned["postmark_on"],
        )

    def typed(self) -> Words:
        cleaned = self.cleaned_data
        return Words(
            text=cleaned["words"],
            name=cleaned["name"],
            contact=cleaned["contact"],
            project_number=cleaned["project"],
            column=cleaned["column"],
        )


def entry_initial(objection: Objection, words: str, name: str, contact: str) -> dict[str, Any]:
    """What an entry that was saved half-filled opens with."""
    return {
        "district": objection.district_id,
        "channel": objection.channel,
        "received_on": objection.received_on,
        "postmark_on": objection.postmark_on,
        "notice": objection.notice_id,
        "project": objection.project_number,
        "column": objection.column,
        "words": words,
        "name": name,
        "contact": contact,
    }


def new_entry_initial(day: date) -> dict[str, Any]:
    return {"received_on": day}
