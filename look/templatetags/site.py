"""Links that work under any address, assets, figures and days in the site's way of writing.

{% to "/wanzhou/2025/" %}     the way there from the page being rendered
{% links frame.nav %}         a list's items, each a link from here (Link: label, path, current)
{% tags "name" frame.meta %}  <meta> tags of pairs
{% asset "site.css" %}        a static file, by its hashed name, likewise relative
{{ "182852"|grouped }}        182,852        {{ day|cn_day }}      2025年4月11日
{{ title|kept:name }}         a heading whose figures and name are not parted at a line's end
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime
from functools import lru_cache
from html import escape
from typing import Any, Protocol

from django import template
from django.contrib.staticfiles.storage import staticfiles_storage
from django.template import Context
from django.urls import get_script_prefix
from django.utils.safestring import SafeString, mark_safe

from documents.day_words import day_words
from look import figures, moments
from look.links import page_here, relative
from look.qr import QrCode, qr_code

register = template.Library()
_KEPT = r"\d[\d.,]*(?:\s?(?:年|月|日|季度|件|个|期|号|万元|亿元|%))?|\w·|民生实事"
"""What belongs together in a heading: a figure with its unit; a dot between words never opens a line."""
_BEFORE_A_UNIT = re.compile(r"(?<=\d) (?=件|万元|亿元)")
_CURRENT = ' aria-current="page"'
_PHONE = re.compile(r"\+?\d(?:[\d -]*\d)?")


class _Link(Protocol):
    @property
    def path(self) -> str: ...
    @property
    def label(self) -> str: ...
    @property
    def current(self) -> bool: ...


def _here(context: Context) -> str:
    """The page's own path: of the running render, else of the frame; empty means links start at the root."""
    found = page_here()
    if found:
        return found
    frame = context.get("frame")
    return getattr(frame, "path", "") or ""


def _way(here: str, there: str) -> str:
    if here:
        return relative(here, there)
    return get_script_prefix().rstrip("/") + there if there.startswith("/") else there


@register.simple_tag(takes_context=True)
def to(context: Context, there: Any) -> str:
    """A site path (or something with a `path`) as a link from here."""
    return _way(_here(context), str(getattr(there, "path", there)))


# Half of a page's links and all its head tags are such plain lists; as template loops they take a third of its time.
@register.simple_tag(takes_context=True)
def links(context: Context, found: Iterable[_Link]) -> SafeString:
    """Links as the items of a list; the current one says so."""
    here = _here(context)
    items = [
        f'<li><a href="{escape(_way(here, link.path))}"{_CURRENT if link.current else ""}>{escape(link.label)}</a></li>'
        for link in found
    ]
    return mark_safe("".join(items))  # noqa: S308 - every part is escaped


@register.simple_tag
def tags(kind: str, found: Iterable[tuple[str, str]]) -> SafeString:
    """A <meta> tag for each (name, content); `kind` is the attribute that holds the name."""
    lines = [
        f'<meta {kind}="{escape(name)}" content="{escape(content)}">\n' for name, content in found
    ]
    return mark_safe("".join(lines))  # noqa: S308 - every part is escaped


@register.simple_tag(takes_context=True)
def asset(context: Context, name: str) -> str:
    """A static file as a link from here: /static/<hashed name>."""
    return _way(_here(context), asset_path(name))


@register.simple_tag
def asset_path(name: str) -> str:
    """The site path of a static file; for the few tags that must name the host before it."""
    url = staticfiles_storage.url(name)
    base = getattr(staticfiles_storage, "base_url", None) or "/static/"
    stored = url[len(base) :] if url.startswith(base) else url.rsplit("/", 1)[-1]
    return "/static/" + stored


@register.simple_tag
def qr(address: str) -> QrCode:
    """{% qr frame.canonical as code %}: `code.size` and `code.path` for an SVG."""
    return qr_code(address)


@register.filter
def grouped(printed: Any) -> str:
    """Thousands separators; not inside a notice, where figures stand as printed."""
    return figures.grouped(None if printed is None else str(printed))


@register.filter
def cn_day(day: date | None) -> str:
    """2025年4月11日, without leading zeros (GB/T 9704)."""
    return day_words(day) if day else ""


@register.filter
def cn_month_day(day: date | None) -> str:
    return f"{day.month}月{day.day}日" if day else ""


@register.filter
def iso_day(day: date | None) -> str:
    return day.strftime("%Y-%m-%d") if day else ""


@register.filter
def clock(moment: datetime | None) -> str:
    """YYYY-MM-DD HH:MM, as government sites print it."""
    return moments.clock(moment) if moment else ""


@register.filter
@lru_cache(maxsize=1024)
def kept(title: str, name: str = "") -> SafeString:
    """The title with its figures, and the name in it, whole on a narrow screen, where a line may end after any sign."""
    pattern = f"({re.escape(name)}|{_KEPT})" if name else f"({_KEPT})"
    pieces = [escape(piece) for piece in re.split(pattern, title)]
    pieces[1::2] = [f'<span class="nw">{piece}</span>' for piece in pieces[1::2]]
    return mark_safe("".join(pieces))  # noqa: S308 - every part is escaped


@register.filter
def whole(text: str) -> str:
    """A sentence in which no line ends between a figure and its unit: the space there does not break."""
    return _BEFORE_A_UNIT.sub("\N{NO-BREAK SPACE}", text)


@register.filter
def tel(phone: str) -> str:
    """The first number of a printed one, as a tel: address holds it: of two, a tap calls the first."""
    found = _PHONE.search(phone)
    return "".join(sign for sign in found[0] if sign in "+0123456789") if found else ""
