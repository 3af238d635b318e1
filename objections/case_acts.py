"""The acts on a case, a row each: its step, what it asks for, the service that takes it, and the sentence that says so.

Addresses, the one view that takes them, the forms of the case's page and what is found again after a lost session are
made from this table (`recipes.md`: an act of an objection).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django import forms

from objections import deadlines, desk_forms, selectors, services, workflow
from objections.models import Objection
from objections.sealing import unseal
from projects.workflow import Step

Data = Mapping[str, Any] | None
USUAL_DAYS_TO_REPLY = 10
"""What a unit is usually given; sooner where the objection must be concluded sooner."""


@dataclass(frozen=True)
class CaseAct:
    """One POST below a case.

    `name` names address, form and prefix. `rows` are the fields in the order of the page, those of one row side by
    side; an act with a `title` stands folded under it.
    """

    name: str
    path: str
    step: Step
    service: Callable[..., object]
    button: str
    done: str
    form: type[forms.Form] | None = None
    rows: tuple[tuple[str, ...], ...] = ()
    initial: Callable[[Objection, date], dict[str, Any]] = lambda objection, day: {}
    title: str = ""
    style: str = "btn"

    def made(
        self, objection: Objection, *, data: Data = None, day: date | None = None
    ) -> forms.Form | None:
        """Its form: with what was posted, or fresh on a day. None where it asks for nothing."""
        if self.form is None:
            return None
        initial = self.initial(objection, day) if data is None and day is not None else None
        about: dict[str, Any] = {"objection": objection} if self.form is desk_forms.AskForm else {}
        return self.form(data, prefix=self.name, initial=initial, **about)

    @property
    def holds_text(self) -> bool:
        """Whether a person writes into it what is worth finding again."""
        fields = self.form.base_fields.values() if self.form else ()
        return any(isinstance(field.widget, forms.Textarea) for field in fields)


def _summary(objection: Objection, day: date) -> dict[str, Any]:
    return {"summary": unseal(objection.sealed_summary).get("summary", "")}


def _version(objection: Objection, day: date) -> dict[str, Any]:
    return {"version": objection.answer_version}


def _question(objection: Objection, day: date) -> dict[str, Any]:
    due_on = day + timedelta(days=USUAL_DAYS_TO_REPLY)
    if objection.accepted_on is not None:
        end = deadlines.conclude_by(objection.accepted_on, objection.extended_days)
        due_on = min(due_on, end)
    return {
        "unit": selectors.unit_to_ask(objection),
        "question": unseal(objection.sealed_summary).get("summary", ""),
        "due_on": due_on,
    }


MAIN = "btn btn--main btn--wide"
ACTS = (
    CaseAct(
        "accept", "accept", workflow.ACCEPT, services.accept_objection, "受理",
        "已受理。留了联系方式的，请告知本人并登记。",
        desk_forms.AcceptForm, (("summary",),), style=MAIN,
    ),
    CaseAct(
        "refuse", "refuse", workflow.REFUSE, services.refuse_objection, "不予受理",
        "已登记不予受理，原因写在查询页。留了联系方式的，请告知本人并登记。",
        desk_forms.RefuseForm, (("reason",),), title="不予受理",
    ),
    CaseAct(
        "summarise", "summary", workflow.SUMMARISE, services.change_summary, "保存摘要",
        "摘要已改。",
        desk_forms.AcceptForm, (("summary",),), _summary, title="修改摘要",
    ),
    CaseAct(
        "tell", "tell", workflow.TELL, services.tell_person, "登记告知",
        "已登记告知。",
        desk_forms.TellForm, (("told_on", "told_how"),), lambda _, day: {"told_on": day},
    ),
    CaseAct(
        "check", "check", workflow.CHECK, services.start_check, "开始核查",
        "已开始核查。", style="btn btn--wide",
    ),
    CaseAct(
        "ask", "ask", workflow.ASK, services.ask_unit, "发给单位",
        "核查函已发给单位，单位只看到核查事项。",
        desk_forms.AskForm, (("unit", "due_on"), ("question",)), _question, title="请单位核查",
    ),
    CaseAct(
        "extend", "extend", workflow.ASK_EXTENSION, services.ask_extension, "申请延长",
        "已申请延长，等审核岗或签发人批准。",
        desk_forms.ExtensionForm, (("days",), ("reason",)), title="申请延长",
    ),
    CaseAct(
        "extension-grant", "extend/grant", workflow.GRANT_EXTENSION, services.grant_extension,
        "批准延长", "已批准延长，原因和新的期限写在查询页。", style="btn btn--main",
    ),
    CaseAct(
        "extension-decline", "extend/decline", workflow.DECLINE_EXTENSION,
        services.decline_extension, "不同意", "不同意延长，期限不变。",
    ),
    CaseAct(
        "approve", "answer/approve", workflow.ANSWER, services.approve_answer, "批准答复",
        "答复已批准，本人可以在查询页看到。",
        desk_forms.ApproveForm, (("release",),), _version, style=MAIN,
    ),
    CaseAct(
        "return", "answer/return", workflow.RETURN, services.return_answer, "退回办理人",
        "已退回办理人。",
        desk_forms.ReturnForm, (("reason",),), _version, title="退回修改",
    ),
    CaseAct(
        "deliver", "answer/deliver", workflow.DELIVER, services.deliver_answer, "登记送达",
        "已登记送达。",
        desk_forms.DeliverForm, (("sent_on", "sent_how"),), lambda _, day: {"sent_on": day},
    ),
    CaseAct(
        "reword", "outcome/reword", workflow.REWORD, services.reword_outcome, "保存这一句",
        "公开的处理结果已改写，由另一人公开。",
        desk_forms.LineForm, (("line",),),
        lambda objection, day: {"line": objection.public_outcome, **_version(objection, day)},
    ),
    CaseAct(
        "release", "outcome", workflow.RELEASE, services.release_outcome, "写在公示页上",
        "处理结果已公开在公示页。", desk_forms.ReleaseForm, (), _version,
    ),
    CaseAct(
        "retract", "outcome/retract", workflow.RELEASE, services.retract_outcome,
        "从公示页撤下", "已从公示页撤下。",
    ),
)  # fmt: skip
BY_NAME = {act.name: act for act in ACTS}
