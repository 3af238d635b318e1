"""How a project stands and where a report is, each as colour, word and shape.

{% standing "slow" %}  {% standing "slow" "偏慢" bare=True %}   亮灯 (rules.md, Lights); a word replaces the usual one
{% standing "made_up" "2025年6月补齐" %}                        the mark of a milestone made up later
{% state "returned" "已退回" %}                                 where a report is in the flow
"""

from __future__ import annotations

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from look.templatetags.look import icon
from progress.standing import MADE_UP as MADE_UP_LOOK
from progress.standing import Look, Value

register = template.Library()

MADE_UP = "made_up"
_VALUES = {str(value): value for value in Value}

# Status of a report (rules.md, Report): css class, icon, word.
STATES: dict[str, tuple[str, str, str]] = {
    "none": ("todo", "todo", "未填"),
    "draft": ("draft", "draft", "填报中"),
    "submitted": ("review", "review", "待审核"),
    "returned": ("back", "back", "已退回"),
    "approved": ("ok", "check", "已通过"),
    "nothing": ("nothing", "nothing", "本期无进展"),
}


def look_of(value: str) -> Look:
    """How a value is shown. One unknown here (of a foreign content) is its own word."""
    if value == MADE_UP:
        return MADE_UP_LOOK
    known = _VALUES.get(value)
    return Look(known.word, known.css, known.shape) if known else Look(value, "none", "none")


@register.simple_tag
def standing(value: str, word: str = "", bare: bool = False) -> SafeString:
    """A chip of colour, word and shape. `word` replaces the usual one, as 补齐 with its month."""
    look = look_of(str(value))
    return format_html(
        '<span class="standing standing--{}{}">{}{}</span>',
        look.css,
        " standing--bare" if bare else "",
        icon(look.shape),
        word or look.word,
    )


@register.simple_tag
def state(value: str, word: str = "", nothing: bool = False) -> SafeString:
    """Where a report is. `nothing`: 本期无进展 replaces the words of a submitted or approved one, its mark stays."""
    css, drawing, usual = STATES.get(str(value), ("todo", "todo", str(value)))
    if nothing and value in {"submitted", "approved"}:
        usual = STATES["nothing"][2]
    return format_html(
        '<span class="state state--{}">{}{}</span>', css, icon(drawing), word or usual
    )
