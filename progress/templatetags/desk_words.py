"""Words and figures of the desk's pages."""

from __future__ import annotations

from decimal import Decimal

from django import template

from look.figures import grouped
from progress import workflow
from progress.models import ReportStep
from progress.report_lines import Line
from projects import printed_units
from projects.models import Indicator
from projects.money import printed
from projects.printed_units import in_shown_unit

register = template.Library()

_STEP_WORDS = {
    "save": "保存",
    "submit": "提交审核",
    "take_back": "撤回",
    "return": "退回",
    "approve": "审核通过",
    "reopen": "退回更正",
    "take_over": "由旧公示转入",
}


@register.filter
def step_label(step: ReportStep) -> str:
    """What was done, in the words of the thread."""
    return _STEP_WORDS.get(step.step, workflow.STEPS[step.step].label)


@register.filter
def line_value(line: Line) -> str:
    return _with_unit(line, line.value) if line.value else line.field.shown("")


@register.filter
def line_last(line: Line) -> str:
    return _with_unit(line, line.last) if line.last else "--"


def _with_unit(line: Line, text: str) -> str:
    field = line.field
    return f"{grouped(text)}{field.entry_unit}" if field.is_number else field.shown(text)


_STEP_STATES = {
    "reached": "已达到",
    "made_up": "当时未到，已补齐",
    "short": "未到",
    "early": "已提前达到",
    "coming": "还没到时间",
    "unknown": "没有填数",
}


@register.filter
def step_state(state: str) -> str:
    """How one promised step stands."""
    return _STEP_STATES.get(state, state)


@register.filter
def wan(amount: Decimal | None) -> str:
    """An amount in 万元 with thousands separators ("11,604", "411.5"); "--" where there is none."""
    return "--" if amount is None else grouped(printed(amount))


@register.filter
def of_indicator(value: Decimal | None, indicator: Indicator) -> str:
    """A value as `wan`, in the unit the indicator is printed in."""
    if value is None:
        return "--"
    return grouped(printed(in_shown_unit(value, indicator.unit, indicator.unit_printed)))


@register.filter
def shown_unit(indicator: Indicator) -> str:
    """The unit its values are shown in."""
    return printed_units.shown_unit(indicator.unit, indicator.unit_printed)
