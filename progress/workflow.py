"""The steps of a report (rules.md, Report) as a table. Who may take them stands in `progress.access`."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from projects import workflow as shared
from projects.workflow import Step

NONE = ""
"""No report yet: nobody has saved anything for this task in this round (未报)."""
DRAFT = "draft"
SUBMITTED = "submitted"
RETURNED = "returned"
APPROVED = "approved"

STATES = (NONE, DRAFT, SUBMITTED, RETURNED, APPROVED)
EDITABLE = frozenset({NONE, DRAFT, RETURNED})


def _step(name: str, label: str, **moves: str) -> Step:
    return Step(
        name, label, MappingProxyType({k.replace("none", NONE): v for k, v in moves.items()})
    )


SAVE = _step("save", "保存", none=DRAFT, draft=DRAFT, returned=RETURNED)
SUBMIT = _step("submit", "提交", draft=SUBMITTED, returned=SUBMITTED)
TAKE_BACK = _step("take_back", "撤回", submitted=DRAFT)
RETURN = _step("return", "退回", submitted=RETURNED)
APPROVE = _step("approve", "通过", submitted=APPROVED)
REOPEN = _step("reopen", "退回更正", approved=RETURNED)
TAKE_OVER = _step("take_over", "由旧公示转入", none=APPROVED)

STEPS: Mapping[str, Step] = MappingProxyType(
    {step.name: step for step in (SAVE, SUBMIT, TAKE_BACK, RETURN, APPROVE, REOPEN, TAKE_OVER)}
)

_WHERE_IT_IS = {
    NONE: "这一件还没有填报",
    DRAFT: "这一件还在填报，没有提交",
    SUBMITTED: "这一件已提交，正在等待审核",
    RETURNED: "这一件已退回单位修改",
    APPROVED: "这一件已审核通过",
}
_WHAT_NOW = {
    ("save", SUBMITTED): "要修改请先撤回",
    ("save", APPROVED): "要修改请联系发展改革部门办理更正",
    ("submit", NONE): "请先填写并保存",
    ("submit", SUBMITTED): "不用再次提交",
}


def refusal(step: Step, status: str) -> str:
    """Why the step cannot be taken now, as a sentence for the person who tried."""
    return shared.refusal(step, status, where=_WHERE_IT_IS, hints=_WHAT_NOW)
