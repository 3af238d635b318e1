"""Words of a plan and of the cells made from it."""

from __future__ import annotations

from django import template

from projects import json_values

register = template.Library()


@register.filter
def paragraphs(text: str | None) -> tuple[str, ...]:
    """The lines of a cell, for a loop."""
    return json_values.lines(text or "")
