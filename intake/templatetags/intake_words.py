"""Small words of the import desk's pages."""

from __future__ import annotations

from typing import Any

from django import template
from django.template import Context
from django.utils.safestring import SafeString, mark_safe

from documents.corrections import cell_key as key_of
from intake.models import Finding
from intake.services import accepting

register = template.Library()

_MARKS = {
    "error": '<path d="M3 3l10 10M13 3L3 13"/>',
    "warning": '<path d="M8 2v7M8 12v2"/>',
    "note": '<circle cx="8" cy="8" r="5"/>',
    "done": '<path d="M2 8l4 4 8-8"/>',
}


@register.filter
def cell_key(place: dict[str, Any]) -> str:
    """A finding's place as the key of a cell: 1,5,3."""
    return key_of(place["table"], place["row"], place["column"])


@register.filter
def cell_anchor(place: dict[str, Any]) -> str:
    return anchor(cell_key(place))


@register.filter
def anchor(key: str) -> str:
    """A cell's key as the end of an anchor: 1-5-3."""
    return key.replace(",", "-")


register.filter(accepting)


@register.simple_tag(takes_context=True)
def chosen(context: Context, name: str, shown: object) -> str:
    """What was chosen in a field of a form that was refused; else what stands."""
    sent = context.get("chosen") or {}
    said: str = sent.get(name, "" if shown is None else str(shown))
    return said


@register.simple_tag
def finding_mark(finding: Finding) -> SafeString:
    """The sign beside a doubt: a tick once it is decided. The words stand beside it."""
    mark = "done" if finding.decision else finding.severity
    return mark_safe(f'<svg viewBox="0 0 16 16" aria-hidden="true">{_MARKS[mark]}</svg>')  # noqa: S308
