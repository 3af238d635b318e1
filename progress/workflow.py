"""The steps of a report (rules.md, Report) as a table. Who may take them stands in `progress.access`."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from projects.workflow import Sentences, Step

NONE = ""
"""No report yet: nobody has saved anything for this task in this round (未报)."""
DRAFT = "draft"
SUBMITTED = "submitted"
RETURNED = "returned"
APPROVED = "approved"

STATES = (NONE, DRAFT, SUBMITTED, RETURNED, APPROVED)
EDITABLE = frozenset({NONE, DRAFT, RETURNED})


SAVE = Step("save", "保存", MappingProxyType({NONE: DRAFT, DRAFT: DRAFT, RETURNED: RETURNED}))
SUBMIT = Step.to(SUBMITTED, "submit", "提交", DRAFT, RETURNED)
TAKE_BACK = Step.to(DRAFT, "take_back", "撤回", SUBMITTED)
RETURN = Step.to(RETURNED, "return", "退回", SUBMITTED)
APPROVE = Step.to(APPROVED, "approve", "通过", SUBMITTED)
REOPEN = Step.to(RETURNED, "reopen", "退回更正", APPROVED)
TAKE_OVER = Step.to(APPROVED, "take_over", "由旧公示转入", NONE)

STEPS: Mapping[str, Step] = MappingProxyType(
    {step.name: step for step in (SAVE, SUBMIT, TAKE_BACK, RETURN, APPROVE, REOPEN, TAKE_OVER)}
)

_SENTENCES = Sentences(
    where={
        NONE: "这一件还没有填报",
        DRAFT: "这一件还在填报，没有提交",
        SUBMITTED: "这一件已提交，正在等待审核",
        RETURNED: "这一件已退回单位修改",
        APPROVED: "这一件已审核通过",
    },
    hints={
        ("save", SUBMITTED): "要修改请先撤回",
        ("save", APPROVED): "要修改请联系发展改革部门办理更正",
        ("submit", NONE): "请先填写并保存",
        ("submit", SUBMITTED): "不用再次提交",
    },
)
refusal = _SENTENCES.refusal
