"""What a person gets of their own objection, by number and code (PIPL art. 45): everything kept, in plain words."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from objections import workflow
from objections.models import Objection
from objections.privacy_text import text_of
from objections.progress_page import ANSWER_PARTS
from objections.sealing import unseal

_OF_THE_PERSON = {
    step.name
    for step in (
        workflow.RECEIVE, workflow.ACCEPT, workflow.REFUSE, workflow.SET_ASIDE, workflow.CHECK,
        workflow.GRANT_EXTENSION, workflow.ANSWER, workflow.WITHDRAW, workflow.RATE,
        workflow.ASK_ERASURE, workflow.ERASE, workflow.TELL, workflow.DELIVER,
    )
}  # fmt: skip
"""Steps that concern the person; what goes on inside the office is not their data."""


def own_data(objection: Objection) -> dict[str, Any]:
    """The objection as its writer may have it. Whoever calls has checked number and code."""
    identity, answer = unseal(objection.sealed_identity), unseal(objection.sealed_answer)
    read = text_of(objection.privacy_version)
    is_answered = objection.status == Objection.Status.ANSWERED
    return {
        "回执编号": objection.receipt,
        "公示": objection.notice.title if objection.notice else None,
        "公示编号": objection.notice.number if objection.notice else None,
        "哪一件": objection.project_number,
        "哪一栏": objection.column or None,
        "提出方式": objection.get_channel_display(),
        "异议内容": unseal(objection.sealed_words).get("text"),
        "称呼": identity.get("name") or None,
        "电话或地址": identity.get("contact") or None,
        "个人信息说明版本": objection.privacy_version or None,
        "个人信息说明": read.for_commission(objection.district.commission_name) if read else None,
        "收到日期": _day(objection.received_on),
        "邮戳日期": _day(objection.postmark_on),
        "逾期提出": objection.is_late,
        "状态": objection.get_status_display(),
        "受理日期": _day(objection.accepted_on),
        "告知日期": _day(objection.told_on),
        "不予受理的原因": unseal(objection.sealed_refusal).get("reason"),
        "延长天数": objection.extended_days,
        "延长的原因": unseal(objection.sealed_extension).get("reason")
        if objection.extended_days
        else None,
        "办结日期": _day(objection.concluded_on),
        "结论": objection.get_outcome_display() if is_answered else None,
        "答复": {title: answer[key] for key, title in ANSWER_PARTS if answer.get(key)}
        if is_answered
        else None,
        "评价": objection.get_rating_display() or None,
        "申请删除": _moment(objection.erasure_asked_at),
        "已清除": _moment(objection.identity_erased_at),
        "来信扫描件": [
            {"名称": opened["name"], "内容（base64）": opened["data"]}
            for opened in (unseal(scan.sealed_file) for scan in objection.scans.all())
        ],
        "经过": [
            {"时间": _moment(step.at), "事项": workflow.STEPS[step.step].label}
            for step in objection.steps.all()
            if step.step in _OF_THE_PERSON
        ],
        "原文和身份被查看": [
            {"时间": _moment(view.at), "原因": view.reason}
            for view in objection.identity_views.order_by("at", "pk")
        ],
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _moment(at: datetime | None) -> str | None:
    return at.astimezone().isoformat(timespec="seconds") if at else None
