"""The steps of a notice (rules.md, Notice) as a table. Who may take them stands in `notices.access`."""

from __future__ import annotations

from types import MappingProxyType

from projects import workflow as shared
from projects.workflow import Step

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


def _step(name: str, label: str, target: str, *starts: str) -> Step:
    return Step(name, label, MappingProxyType(dict.fromkeys(starts, target)))


EDIT = _step("edit", "修改", DRAFT, *IN_WORK)
"""An edit in review or after approval takes the notice back to the draft: what was read is void."""
SEND = _step("send", "送审核", IN_REVIEW, DRAFT)
RETURN = _step("return", "退回编制", DRAFT, IN_REVIEW, APPROVED)
APPROVE = _step("approve", "审核通过", APPROVED, IN_REVIEW)
PUBLISH = _step("publish", "签发公示", PUBLISHED, APPROVED)
CONFIRM = _step("confirm", "确认转入", PUBLISHED, IN_REVIEW)
"""Of a notice brought over: it waits in the import desk and is published here as its second person confirms."""
CORRECT = _step("correct", "更正", CORRECTED, PUBLISHED)
"""Taken by the publication of the notice that replaces this one."""
WITHDRAW = _step("withdraw", "撤回", WITHDRAWN, PUBLISHED, CORRECTED)
DISCARD = _step("discard", "作废", DISCARDED, *IN_WORK)
"""A draft nobody wants: it was never published, and its number is free again."""
SEAL = _step("seal", "撤回并封存", SEALED, PUBLISHED, CORRECTED, WITHDRAWN)

STEPS = {
    step.name: step
    for step in (EDIT, SEND, RETURN, APPROVE, PUBLISH, CONFIRM, CORRECT, WITHDRAW, SEAL, DISCARD)
}
CORRECTABLE = PUBLIC - {CORRECTED}
"""States whose notice a correction may replace: a withdrawn or sealed one is followed by a clean one."""

_WHERE_IT_IS = {
    DRAFT: "这份公示还在编制",
    IN_REVIEW: "这份公示正在审核",
    APPROVED: "这份公示已审核通过，等待签发",
    PUBLISHED: "这份公示已经发布",
    CORRECTED: "这份公示已被更正",
    WITHDRAWN: "这份公示已撤回",
    SEALED: "这份公示已封存",
    DISCARDED: "这份公示已作废",
}
_WHAT_NOW = {
    ("edit", PUBLISHED): "内容已固定，要改请办理更正",
    ("approve", DRAFT): "请编制人先送审核",
    ("approve", APPROVED): "不用再次审核",
    ("publish", DRAFT): "请先送审核",
    ("publish", IN_REVIEW): "审核通过后才能签发",
    ("send", IN_REVIEW): "不用再次送审",
    ("discard", PUBLISHED): "不能作废，有误请更正或撤回",
}


def refusal(step: Step, status: str) -> str:
    """Why the step cannot be taken now, as a sentence for the person who tried."""
    return shared.refusal(step, status, where=_WHERE_IT_IS, hints=_WHAT_NOW)
