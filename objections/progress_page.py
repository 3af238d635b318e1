"""What the objector is told about their objection: the stages with their days, what comes next, and by when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from documents.day_words import day_words
from objections import deadlines, workflow
from objections.models import Objection
from objections.sealing import unseal

Status = Objection.Status

ANSWER_PARTS = (
    ("request", "您反映的事项"),
    ("facts", "查明的事实和理由"),
    ("opinion", "处理意见"),
    ("basis", "依据"),
    ("remedy", "不服怎么办"),
)
"""The parts of an answer (信访工作条例 art. 32, 35, 36), in the order they are read."""


@dataclass(frozen=True)
class Stage:
    """One stage of the way. `on` is the day it was reached; `by` the day it is due."""

    title: str
    note: str = ""
    on: date | None = None
    by: date | None = None
    is_now: bool = False


@dataclass(frozen=True)
class Course:
    """Where an objection stands, in the objector's words."""

    word: str
    says: str
    stages: tuple[Stage, ...]
    reason: str = ""
    answer: tuple[tuple[str, str], ...] = ()
    can_withdraw: bool = False
    can_rate: bool = False
    can_ask_erasure: bool = False


def course_of(objection: Objection) -> Course:
    """What the follow-up page says. Opens the answer or the refusal, never the words or the identity."""
    status = objection.status
    return Course(
        word=_WORDS[Status(status)],
        says=_says(objection),
        stages=tuple(_stages(objection)),
        reason=unseal(objection.sealed_refusal).get("reason", "")
        if status == Status.NOT_ACCEPTED
        else "",
        answer=_answer(objection) if status == Status.ANSWERED else (),
        can_withdraw=workflow.WITHDRAW.starts_from(status),
        can_rate=workflow.RATE.starts_from(status),
        can_ask_erasure=workflow.ASK_ERASURE.starts_from(status)
        and objection.erasure_asked_at is None
        and objection.identity_erased_at is None,
    )


_WORDS = {
    Status.RECEIVED: "已收到，等待受理",
    Status.ACCEPTED: "已受理",
    Status.NOT_ACCEPTED: "不予受理",
    Status.UNDER_CHECK: "正在核查",
    Status.ANSWERED: "已答复",
    Status.WITHDRAWN: "您已撤回",
}


def _says(objection: Objection) -> str:
    if objection.status == Status.RECEIVED:
        return (
            f"接下来决定是否受理，最晚{day_words(deadlines.tell_by(objection.received_on))}告知。"
        )
    if objection.status in (Status.ACCEPTED, Status.UNDER_CHECK):
        assert objection.accepted_on is not None
        due = deadlines.conclude_by(objection.accepted_on, objection.extended_days)
        says = f"接下来核查并答复，最晚{day_words(due)}办结。"
        if objection.extended_days:
            reason = unseal(objection.sealed_extension).get("reason", "")
            says += f"已延长 {objection.extended_days} 天，原因：{reason}"
        return says
    if objection.status == Status.ANSWERED:
        return f"结论：{objection.get_outcome_display()}。"
    if objection.status == Status.WITHDRAWN:
        return "不再办理。要重新提出，请再填一次。"
    return "原因写在下面。"


def _stages(objection: Objection) -> list[Stage]:
    status = objection.status
    late = "公示期过后收到，照常办理、答复" if objection.is_late else ""
    stages = [Stage("已收到", late, on=objection.received_on, is_now=status == Status.RECEIVED)]
    if status == Status.WITHDRAWN:
        return [*stages, Stage("您已撤回", is_now=True)]
    if status == Status.NOT_ACCEPTED:
        return [*stages, Stage("不予受理", on=objection.concluded_on, is_now=True)]
    told_by = deadlines.tell_by(objection.received_on)
    stages.append(
        Stage("受理", on=objection.accepted_on, is_now=status == Status.ACCEPTED)
        if objection.accepted_on
        else Stage("决定是否受理", f"收到后 {deadlines.TELL_WITHIN} 天内", by=told_by)
    )
    # Accepted is not told: what nobody has done yet is not shown as done.
    if objection.told_on:
        stages.append(Stage("已告知您", on=objection.told_on))
    elif objection.accepted_on:
        stages.append(Stage("告知您", f"收到后 {deadlines.TELL_WITHIN} 天内", by=told_by))
    stages.append(
        Stage(
            "核查",
            "请责任单位说明情况时，只给不含您身份的摘要",
            is_now=status == Status.UNDER_CHECK,
        )
    )
    within = f"受理后 {deadlines.CONCLUDE_WITHIN} 天内"
    if objection.concluded_on:
        stages.append(Stage("答复", on=objection.concluded_on, is_now=True))
    elif objection.accepted_on:
        due = deadlines.conclude_by(objection.accepted_on, objection.extended_days)
        stages.append(Stage("答复", within, by=due))
    else:
        stages.append(Stage("答复", within))
    return stages


def _answer(objection: Objection) -> tuple[tuple[str, str], ...]:
    parts = unseal(objection.sealed_answer)
    return tuple((title, parts[key]) for key, title in ANSWER_PARTS if parts.get(key))
