"""`{% csrf_token %}` of every template: Django's check against forged requests, and whose form it is.

A builtin, so that no form can be written without it (`accounts.typed_text` says what it is for).
"""

from __future__ import annotations

from django import template
from django.template.base import Node, Parser, Token
from django.template.defaulttags import CsrfTokenNode
from django.utils.html import format_html
from django.utils.safestring import SafeString

from accounts import typed_text
from accounts.models import User

register = template.Library()


class _FormMarks(CsrfTokenNode):
    def render(self, context: template.Context) -> SafeString:
        check = SafeString(super().render(context))
        person = context.get("user")
        if not check or not isinstance(person, User):
            return check
        # Signed once a page, however many forms stand on it.
        noted = getattr(person, "_note_of_typed_text", None)
        if noted is None:
            noted = typed_text.note(person)
            person._note_of_typed_text = noted  # type: ignore[attr-defined]
        return check + format_html(
            '<input type="hidden" name="{}" value="{}">', typed_text.WRITER, noted
        )


@register.tag
def csrf_token(parser: Parser, token: Token) -> Node:
    return _FormMarks()
