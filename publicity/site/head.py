"""What the head of a page tells machines: the tags of government sites (conventions 1.2), sharing, linked data.

Nothing is invented and nothing empty is written. Linked data is a data block, no script: a browser runs nothing of it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from look.moments import clock

Tags = tuple[tuple[str, str], ...]
Linked = Mapping[str, Any]


@dataclass(frozen=True)
class Article:
    """What the head tags of a detail page say. Empty ones are left out."""

    title: str
    published_at: datetime | None = None
    source: str = ""
    keywords: tuple[str, ...] = ()


@dataclass(frozen=True)
class Column:
    """The column a page belongs to."""

    name: str
    kind: str
    description: str = ""
    keywords: str = ""


def tags(
    *,
    site_name: str,
    domain: str,
    id_code: str,
    description: str,
    column: Column | None,
    article: Article | None,
    canonical: str,
) -> Tags:
    """The meta tags in the order of the official list: site, column, article; those without a value left out."""
    found = [
        ("description", description),
        ("SiteName", site_name),
        ("SiteDomain", domain),
        ("SiteIDCode", id_code),
    ]
    if column:
        found += [
            ("ColumnName", column.name),
            ("ColumnType", column.kind),
            ("ColumnDescription", column.description),
            ("ColumnKeywords", column.keywords),
        ]
    if article:
        found += [
            ("ArticleTitle", article.title),
            ("PubDate", clock(article.published_at) if article.published_at else ""),
            ("ContentSource", article.source),
            ("Keywords", ",".join(article.keywords)),
            ("Description", description),
            ("Url", canonical),
        ]
    return tuple((name, content) for name, content in found if content)


def sharing(
    *, title: str, description: str, site_name: str, canonical: str, is_article: bool
) -> Tags:
    """og: tags, for those who share the page; none on a page without an address of its own."""
    if not canonical:
        return ()
    found = (
        ("og:type", "article" if is_article else "website"),
        ("og:title", title),
        ("og:description", description),
        ("og:url", canonical),
        ("og:site_name", site_name),
        ("og:locale", "zh_CN"),
    )
    return tuple((name, content) for name, content in found if content)


_ESCAPES = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


def linked_data(things: tuple[Linked, ...]) -> SafeString:
    """JSON-LD for a data block: no text in it can end the block or begin another element. Empty when nothing is said."""
    told = [kept for thing in things if (kept := _without_blanks(thing))]
    if not told:
        return SafeString("")
    whole = {"@context": "https://schema.org", "@graph": told}
    text = json.dumps(whole, ensure_ascii=False, separators=(",", ":"))
    return mark_safe(text.translate(_ESCAPES))  # noqa: S308 - every sign that HTML could read is escaped


def _without_blanks(value: Any) -> Any:
    if isinstance(value, Mapping):
        kept = {key: inner for key, raw in value.items() if (inner := _without_blanks(raw))}
        return kept if set(kept) - {"@type"} else {}
    if isinstance(value, list | tuple):
        return [inner for raw in value if (inner := _without_blanks(raw))]
    return value
