"""Tags of the look, for public pages and the desk alike.

{% icon "check" %}                                       a small drawing, hidden from screen readers
{% alert "warn" "比上期少了。" %}…{% endalert %}            a note where the thing is
{% sheet "公示期" aside="31 天" %}…{% endsheet %}           a white sheet of the desk
{% panel "其他方式" %}…{% endpanel %}                       a ruled box of the public pages
{% ask_once "删去" "删去后不能恢复。" %}                    the button of an act that cannot be undone: it asks once, in the page
{% error_summary form %}                                 all errors of a form, linked to their fields
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import template
from django.forms import BaseForm, BoundField, CheckboxInput, RadioSelect
from django.template.base import Node, NodeList, Parser, Token, token_kwargs
from django.utils.safestring import SafeString, mark_safe

from look.topic_drawings import TOPIC_DRAWINGS

register = template.Library()

# name: (size of the box, shapes). What stands for a value differs in shape, so that grey paper tells it apart.
ICONS: dict[str, tuple[int, str]] = {
    "ahead": (12, '<path d="M6 1l5 5H1zM6 6l5 5H1z"/>'),
    "ok": (12, '<circle cx="6" cy="6" r="5"/>'),
    "slow": (12, '<path d="M6 0l6 6-6 6-6-6z"/>'),
    "behind": (12, '<path d="M0 1h12L6 12z"/>'),
    "done": (
        12,
        '<path d="M6 0a6 6 0 100 12A6 6 0 006 0zM5.2 9L2.4 6.2l1-1 1.8 1.7 3.5-3.6 1 1z"/>',
    ),
    "madeup": (
        12,
        '<path d="M6 0a6 6 0 100 12V10.6A4.6 4.6 0 016 1.4z"/><path d="M6 0a6 6 0 010 12z"/>',
    ),
    "none": (
        12,
        '<path d="M6 0a6 6 0 100 12A6 6 0 006 0zm0 1.6a4.4 4.4 0 110 8.8 4.4 4.4 0 010-8.8z"/>',
    ),
    "notdue": (12, '<path d="M1 5.2h10v1.6H1z"/>'),
    "unknown": (12, '<path d="M1 1h10v10H1zm1.6 1.6v6.8h6.8V2.6z"/>'),
    "stopped": (12, '<path d="M2 1h3v10H2zM7 1h3v10H7z"/>'),
    "todo": (14, '<circle cx="7" cy="7" r="5" stroke-dasharray="2 2"/>'),
    "draft": (14, '<path d="M2 12l1-4 6-6 3 3-6 6z"/>'),
    "review": (14, '<circle cx="7" cy="7" r="5"/><path d="M7 4v3l2 2"/>'),
    "back": (14, '<path d="M6 3L2 7l4 4M2 7h10"/>'),
    "check": (14, '<path d="M2 7l3 3 7-7"/>'),
    "nothing": (14, '<path d="M3 7h8"/><circle cx="7" cy="7" r="6"/>'),
    "no": (16, '<path d="M4 4l8 8M12 4l-8 8"/>'),
    "see": (16, '<path d="M8 3v6M8 11.5v1"/><circle cx="8" cy="8" r="7"/>'),
    "fine": (16, '<path d="M2 8l4 4 8-8"/>'),
    "care": (
        20,
        '<circle cx="10" cy="5" r="2.4"/><path d="M4.5 9h11M10 9v4M10 13l-3 5M10 13l3 5"/>',
    ),
    **TOPIC_DRAWINGS,
}


@register.simple_tag
def icon(name: str) -> SafeString:
    """An inline SVG; an unknown name draws nothing."""
    if name not in ICONS:
        return SafeString("")
    size, shapes = ICONS[name]
    box = f'<svg viewBox="0 0 {size} {size}" width="{size}" height="{size}" aria-hidden="true">'
    return mark_safe(f"{box}{shapes}</svg>")  # noqa: S308 - our own drawings


@register.inclusion_tag("components/error_summary.html")
def error_summary(
    form: BaseForm, *more: BaseForm, level: int = 2, focus: bool = True
) -> dict[str, Any]:
    """All errors of one or more forms, each linked to its field, and those that belong to none.

    `focus`: the reader starts here, as after a refusal.
    """
    found: list[tuple[str, str]] = []
    for one in (form, *more):
        found += [("", str(error)) for error in one.non_field_errors()]
        for name in one.errors:
            if name in one.fields:
                field = one[name]
                found += [
                    (field.id_for_label or field.auto_id, str(error)) for error in field.errors
                ]
    return {"found": found, "level": level, "focus": focus}


@register.inclusion_tag("components/ask_once.html")
def ask_once(act: str, text: str, of: str = "", **more: str) -> dict[str, str]:
    """The button of an act that cannot be undone, folded behind a first one of the same name: no script, no page more.

    `of`: what it is about, where several stand on a page (read out only). `more`: name and value of the button, the
    `form` it belongs to where it stands outside, the `style` of the first one.
    """
    return {"act": act, "text": text, "of": of, **more}


@dataclass(frozen=True)
class FieldParts:
    """A field taken apart for its template. `kind` is choices, checkbox or control."""

    kind: str
    control: SafeString
    is_hidden: bool
    described_by: str
    optional: str
    """What stands behind the label of one that is not required."""


@register.simple_tag
def field_parts(field: BoundField) -> FieldParts:
    """The control with its class and the ids of hint and error it is described by; a number keeps right."""
    widget = field.field.widget
    described = " ".join(
        f"{field.auto_id}_{name}"
        for name, there in (("helptext", field.help_text), ("error", field.errors))
        if there
    )
    optional = getattr(field.field, "optional_words", "可不填")
    if isinstance(widget, RadioSelect):
        return FieldParts("choices", SafeString(""), field.is_hidden, described, optional)
    attributes: dict[str, str | bool] = {"aria-describedby": described} if described else {}
    if field.errors:
        attributes["aria-invalid"] = "true"
    is_box = isinstance(widget, CheckboxInput)
    if not is_box and "class" not in widget.attrs:
        attributes["class"] = "control"
    control = (
        SafeString(field.as_widget(attrs=attributes)) if not field.is_hidden else SafeString("")
    )
    kind = "checkbox" if is_box else "control"
    return FieldParts(kind, control, field.is_hidden, described, optional)


class _Wrapper(Node):
    """A component around content: renders `template` with the arguments and `body`."""

    def __init__(
        self, name: str, names: list[str], values: list[Any], extra: dict[str, Any], body: NodeList
    ):
        self.name, self.names, self.values, self.extra, self.body = name, names, values, extra, body
        self.nodelist = body

    def render(self, context: template.Context) -> SafeString:
        given = {
            name: value.resolve(context)
            for name, value in zip(self.names, self.values, strict=False)
        }
        given |= {name: value.resolve(context) for name, value in self.extra.items()}
        with context.push():
            body = self.body.render(context)
        assert context.template is not None
        component = context.template.engine.get_template(f"components/{self.name}.html")
        return component.render(context.new({**given, "body": body}))


def _wrapper(name: str, *names: str) -> None:
    def compile_tag(parser: Parser, token: Token) -> _Wrapper:
        bits = token.split_contents()[1:]
        extra = {}
        positional = []
        while bits:
            pair = token_kwargs(bits, parser)
            if pair:
                extra.update(pair)
            else:
                positional.append(parser.compile_filter(bits.pop(0)))
        if len(positional) > len(names):
            raise template.TemplateSyntaxError(
                f"{name} takes at most {len(names)} plain values: {', '.join(names)}"
            )
        body = parser.parse((f"end{name}",))
        parser.delete_first_token()
        return _Wrapper(name, list(names), positional, extra, body)

    register.tag(name, compile_tag)


_wrapper("alert", "kind", "title")
_wrapper("panel", "title")
_wrapper("sheet", "title")
