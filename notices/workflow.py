"""The steps of a notice (rules.md, Notice) as a table. Who may take them stands in `notices.access`."""

from __future__ import annotations

from projects.workflow import Sentences, Step

DRAFT = "draft"
IN_REVIEW = "in_review"
APPROVED = "approved"
PUBLISHED = "published"
CORRECTED = "corrected"
WITHDRAWN = "withdrawn"
SEALED = "sealed"
DISCARDED = "discarded"

STATES = (DRAFT, IN_REVIEW, APPROVED, PUBLISHED, CORRECTED, WITHDRAWN, SEALED, DISCARDED)
IN_WORK = frozenset({DRAFT, IN_REVIEW, APPROVED})
PUBLIC = frozenset(STATES) - IN_WORK - {DISCARDED}


EDIT = Step.to(DRAFT, "edit", "修改", *IN_WORK)
"""An edit in review or after approval takes the notice back to the draft: what was read is void."""
VOUCH = Step.to(DRAFT, "vouch", "写明印不出来的字", DRAFT)
"""A person's word that a character no face can draw is meant as it stands (notices.sign_checks)."""
LOOK = Step.to(DRAFT, "look", "核对项目有变动的行", DRAFT)
"""The compiler looked at the rows whose projects changed since they were reported (notices.row_checks)."""
EXPLAIN = Step.to(DRAFT, "explain", "写明数字属实的理由", DRAFT)
"""The compiler says why figures stand that contradict each other or the plan (notices.point_checks)."""
SEND = Step.to(IN_REVIEW, "send", "送审核", DRAFT)
RETURN = Step.to(DRAFT, "return", "退回编制", IN_REVIEW, APPROVED)
APPROVE = Step.to(APPROVED, "approve", "审核通过", IN_REVIEW)
PUBLISH = Step.to(PUBLISHED, "publish", "签发公示", APPROVED)
CONFIRM = Step.to(PUBLISHED, "confirm", "确认转入", IN_REVIEW)
"""Of a notice brought over: it waits in the import desk and is published here as its second person confirms."""
CORRECT = Step.to(CORRECTED, "correct", "更正", PUBLISHED)
"""Taken by the publication of the notice that replaces this one."""
WITHDRAW = Step.to(WITHDRAWN, "withdraw", "撤回", PUBLISHED, CORRECTED)
DISCARD = Step.to(DISCARDED, "discard", "作废", *IN_WORK)
"""A draft nobody wants: it was never published, and its number is free again."""
SEAL = Step.to(SEALED, "seal", "撤回并封存", PUBLISHED, CORRECTED, WITHDRAWN)

STEPS = {
    step.name: step
    for step in (
        EDIT,
        VOUCH,
        LOOK,
        EXPLAIN,
        SEND,
        RETURN,
        APPROVE,
        PUBLISH,
        CONFIRM,
        CORRECT,
        WITHDRAW,
        SEAL,
        DISCARD,
    )
}
CORRECTABLE = PUBLIC - {CORRECTED}
"""States whose notice a correction may replace: a withdrawn or sealed one is followed by a clean one."""

_SENTENCES = Sentences(
    where={
        DRAFT: "这份公示还在编制",
        IN_REVIEW: "这份公示正在审核",
        APPROVED: "这份公示已审核通过，等待签发",
        PUBLISHED: "这份公示已经发布",
        CORRECTED: "这份公示已被更正",
        WITHDRAWN: "这份公示已撤回",
        SEALED: "这份公示已封存",
        DISCARDED: "这份公示已作废",
    },
    hints={
        ("edit", PUBLISHED): "内容已固定，要改请办理更正",
        ("approve", DRAFT): "请编制人先送审核",
        ("approve", APPROVED): "不用再次审核",
        ("publish", DRAFT): "请先送审核",
        ("publish", IN_REVIEW): "审核通过后才能签发",
        ("send", IN_REVIEW): "不用再次送审",
        ("discard", PUBLISHED): "不能作废，有误请更正或撤回",
    },
)
refusal = _SENTENCES.refusal
must_start = _SENTENCES.must_start
