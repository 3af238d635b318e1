"""The steps of an objection (rules.md, Objection) as a table. Who may take them stands in `objections.access`."""

from __future__ import annotations

from projects.workflow import Sentences, Step

NONE = ""
"""Nothing in the register yet."""
RECEIVED = "received"
ACCEPTED = "accepted"
NOT_ACCEPTED = "not_accepted"
UNDER_CHECK = "under_check"
ANSWERED = "answered"
WITHDRAWN = "withdrawn"

STATES = (NONE, RECEIVED, ACCEPTED, NOT_ACCEPTED, UNDER_CHECK, ANSWERED, WITHDRAWN)
IN_WORK = (ACCEPTED, UNDER_CHECK)
OPEN = (RECEIVED, *IN_WORK)
DECIDED = (NOT_ACCEPTED, ANSWERED)
ENDED = (*DECIDED, WITHDRAWN)

RECEIVE = Step.to(RECEIVED, "receive", "登记", NONE)
COMPLETE = Step.within("complete", "补全登记", RECEIVED)
PASS_CHECK = Step.within("pass_check", "核对后转入登记册", RECEIVED)
SET_ASIDE = Step.to(NOT_ACCEPTED, "set_aside", "核对后不作为异议", RECEIVED)
ADD_SCAN = Step.within("add_scan", "添加扫描件", *OPEN)
REMOVE_SCAN = Step.within("remove_scan", "删去扫描件", *OPEN)
ACCEPT = Step.to(ACCEPTED, "accept", "受理", RECEIVED)
REFUSE = Step.to(NOT_ACCEPTED, "refuse", "不予受理", RECEIVED)
TELL = Step.within("tell", "登记告知", *OPEN, *DECIDED)
SUMMARISE = Step.within("summarise", "修改摘要", *IN_WORK)
CHECK = Step.to(UNDER_CHECK, "check", "开始核查", ACCEPTED)
ASK = Step.to(UNDER_CHECK, "ask", "请责任单位核查", *IN_WORK)
REPLY = Step.within("reply", "单位答复核查", UNDER_CHECK)
ASK_EXTENSION = Step.within("ask_extension", "申请延长", *IN_WORK)
GRANT_EXTENSION = Step.within("grant_extension", "批准延长", *IN_WORK)
DECLINE_EXTENSION = Step.within("decline_extension", "不同意延长", *IN_WORK)
DRAFT = Step.within("draft", "起草答复", *IN_WORK)
SUBMIT = Step.within("submit", "答复送批准", *IN_WORK)
RETURN = Step.within("return", "退回答复", *IN_WORK)
ANSWER = Step.to(ANSWERED, "answer", "批准答复", *IN_WORK)
DELIVER = Step.within("deliver", "登记送达", ANSWERED)
REWORD = Step.within("reword", "改写公开的处理结果", ANSWERED)
RELEASE = Step.within("release", "公开处理结果", ANSWERED)
CORRECT = Step.within("correct", "启动更正公示", ANSWERED)
REOPEN = Step.within("reopen", "退回进展报告更正", ANSWERED)
WITHDRAW = Step.to(WITHDRAWN, "withdraw", "本人撤回", *OPEN)
RATE = Step.within("rate", "本人评价", ANSWERED)
ASK_ERASURE = Step.within("ask_erasure", "本人申请删除个人信息", *ENDED)
ERASE = Step.within("erase", "清除身份和原文", *ENDED)

STEPS = {
    step.name: step
    for step in (
        RECEIVE, COMPLETE, PASS_CHECK, SET_ASIDE, ADD_SCAN, REMOVE_SCAN, ACCEPT, REFUSE, TELL,
        SUMMARISE, CHECK, ASK, REPLY, ASK_EXTENSION, GRANT_EXTENSION, DECLINE_EXTENSION, DRAFT,
        SUBMIT, RETURN, ANSWER, DELIVER, REWORD, RELEASE, CORRECT, REOPEN, WITHDRAW, RATE, ASK_ERASURE,
        ERASE,
    )
}  # fmt: skip

_BEFORE_ACCEPTANCE = (SUMMARISE, CHECK, ASK, ASK_EXTENSION, DRAFT, SUBMIT)
_SENTENCES = Sentences(
    where={
        NONE: "这件异议还没有登记",
        RECEIVED: "这件异议还没有受理",
        ACCEPTED: "这件异议已受理",
        NOT_ACCEPTED: "这件异议已决定不予受理",
        UNDER_CHECK: "这件异议正在核查",
        ANSWERED: "这件异议已答复",
        WITHDRAWN: "这件异议已由本人撤回",
    },
    hints={
        **{(step.name, RECEIVED): "请先受理" for step in _BEFORE_ACCEPTANCE},
        ("pass_check", "*"): "不用再核对",
        ("set_aside", "*"): "不用再核对",
        ("accept", ACCEPTED): "不用再次受理",
        ("refuse", NOT_ACCEPTED): "不用再次登记",
        ("check", UNDER_CHECK): "不用再次开始",
        ("answer", ANSWERED): "不用再次批准",
        ("reply", "*"): "不用再答复核查",
        ("tell", WITHDRAWN): "不用再告知",
        ("withdraw", "*"): "不能再撤回",
        ("rate", "*"): "有了答复才能评价",
        ("ask_erasure", "*"): "办结以后才能申请删除个人信息",
        ("erase", "*"): "办结以后才能清除身份和原文",
    },
)
refusal = _SENTENCES.refusal
must_start = _SENTENCES.must_start
