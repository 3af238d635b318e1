"""The steps of an objection (rules.md, Objection) as a table. Who may take them stands beside each."""

from __future__ import annotations

from dataclasses import dataclass

from objections.models import Objection
from projects.access import Act

Status = Objection.Status

RECEIVED = frozenset({Status.RECEIVED})
IN_WORK = frozenset({Status.ACCEPTED, Status.UNDER_CHECK})
OPEN = RECEIVED | IN_WORK
DECIDED = frozenset({Status.NOT_ACCEPTED, Status.ANSWERED})
ENDED = frozenset(set(Status) - OPEN)


@dataclass(frozen=True)
class Step:
    """One step: from which states, to which (None: the state stays), and the act of rules.md, Powers it is.

    `act` is None for what the objector or the asked unit does.
    """

    name: str
    label: str
    starts: frozenset[str]
    target: str | None
    act: Act | None = Act.HANDLE_OBJECTION

    def starts_from(self, status: str) -> bool:
        return status in self.starts

    def leads_to(self, status: str) -> str:
        return status if self.target is None else self.target


RECEIVE = Step("receive", "登记", frozenset({""}), Status.RECEIVED, None)
COMPLETE = Step("complete", "补全登记", RECEIVED, None)
PASS_CHECK = Step("pass_check", "核对后转入登记册", RECEIVED, None)
SET_ASIDE = Step("set_aside", "核对后不作为异议", RECEIVED, Status.NOT_ACCEPTED)
ADD_SCAN = Step("add_scan", "添加扫描件", OPEN, None)
REMOVE_SCAN = Step("remove_scan", "删去扫描件", OPEN, None)
ACCEPT = Step("accept", "受理", RECEIVED, Status.ACCEPTED)
REFUSE = Step("refuse", "不予受理", RECEIVED, Status.NOT_ACCEPTED)
TELL = Step("tell", "登记告知", OPEN | DECIDED, None)
SUMMARISE = Step("summarise", "修改摘要", IN_WORK, None)
CHECK = Step("check", "开始核查", frozenset({Status.ACCEPTED}), Status.UNDER_CHECK)
ASK = Step("ask", "请责任单位核查", IN_WORK, Status.UNDER_CHECK)
REPLY = Step("reply", "单位答复核查", frozenset({Status.UNDER_CHECK}), None, None)
ASK_EXTENSION = Step("ask_extension", "申请延长", IN_WORK, None)
GRANT_EXTENSION = Step("grant_extension", "批准延长", IN_WORK, None, Act.APPROVE_ANSWER)
DECLINE_EXTENSION = Step("decline_extension", "不同意延长", IN_WORK, None, Act.APPROVE_ANSWER)
DRAFT = Step("draft", "起草答复", IN_WORK, None)
SUBMIT = Step("submit", "答复送批准", IN_WORK, None)
RETURN = Step("return", "退回答复", IN_WORK, None, Act.APPROVE_ANSWER)
ANSWER = Step("answer", "批准答复", IN_WORK, Status.ANSWERED, Act.APPROVE_ANSWER)
DELIVER = Step("deliver", "登记送达", frozenset({Status.ANSWERED}), None)
RELEASE = Step("release", "公开处理结果", frozenset({Status.ANSWERED}), None, Act.APPROVE_ANSWER)
CORRECT = Step("correct", "启动更正公示", frozenset({Status.ANSWERED}), None, Act.COMPILE_NOTICE)
REOPEN = Step("reopen", "退回进展报告更正", frozenset({Status.ANSWERED}), None, Act.REVIEW_REPORT)
WITHDRAW = Step("withdraw", "本人撤回", OPEN, Status.WITHDRAWN, None)
RATE = Step("rate", "本人评价", frozenset({Status.ANSWERED}), None, None)
ASK_ERASURE = Step("ask_erasure", "本人申请删除个人信息", ENDED, None, None)
ERASE = Step("erase", "清除身份和原文", ENDED, None, Act.ERASE_IDENTITY)

STEPS = (
    RECEIVE, COMPLETE, PASS_CHECK, SET_ASIDE, ADD_SCAN, REMOVE_SCAN, ACCEPT, REFUSE, TELL, SUMMARISE, CHECK, ASK, REPLY,
    ASK_EXTENSION, GRANT_EXTENSION, DECLINE_EXTENSION, DRAFT, SUBMIT, RETURN, ANSWER, DELIVER,
    RELEASE, CORRECT, REOPEN, WITHDRAW, RATE, ASK_ERASURE, ERASE,
)  # fmt: skip

_BY_NAME = {step.name: step for step in STEPS}


def step_named(name: str) -> Step:
    return _BY_NAME[name]


def refusal(step: Step, objection: Objection) -> str:
    """Why the step cannot be taken now, for the person who tried."""
    return f"这件异议现在是“{objection.get_status_display()}”，不能{step.label}。"
