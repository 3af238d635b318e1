"""Atom (RFC 4287) from entries. Knows the format, nothing of notices."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from xml.etree import ElementTree as ET

NAMESPACE = "http://www.w3.org/2005/Atom"
CONTENT_TYPE = "application/atom+xml; charset=utf-8"
_NOT_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
ET.register_namespace("", NAMESPACE)


@dataclass(frozen=True)
class Link:
    rel: str
    href: str
    kind: str = ""
    title: str = ""


@dataclass(frozen=True)
class Entry:
    """`lines` are the paragraphs of the text; of a tombstone, what became of it."""

    id: str
    title: str
    updated: datetime
    published: datetime | None
    author: str
    lines: tuple[str, ...]
    links: tuple[Link, ...]
    category: str = ""


@dataclass(frozen=True)
class Feed:
    id: str
    title: str
    subtitle: str
    author: str
    updated: datetime
    links: tuple[Link, ...]
    entries: Sequence[Entry]


def stamp(moment: datetime) -> str:
    """2025-04-11T02:05:00Z: RFC 3339 in UTC, the same text from any time zone."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def xml_text(text: str) -> str:
    """The text without signs that XML cannot hold."""
    return _NOT_XML.sub("", text)


def _add(parent: ET.Element, name: str, text: str, **attributes: str) -> None:
    element = ET.SubElement(parent, f"{{{NAMESPACE}}}{name}", attributes)
    element.text = xml_text(text)


def _add_links(parent: ET.Element, links: Sequence[Link]) -> None:
    for link in links:
        attributes = {"rel": link.rel, "href": link.href}
        if link.kind:
            attributes["type"] = link.kind
        if link.title:
            attributes["title"] = xml_text(link.title)
        ET.SubElement(parent, f"{{{NAMESPACE}}}link", attributes)


def _add_author(parent: ET.Element, name: str) -> None:
    author = ET.SubElement(parent, f"{{{NAMESPACE}}}author")
    _add(author, "name", name)


def _add_entry(root: ET.Element, entry: Entry) -> None:
    element = ET.SubElement(root, f"{{{NAMESPACE}}}entry")
    _add(element, "id", entry.id)
    _add(element, "title", entry.title)
    _add(element, "updated", stamp(entry.updated))
    if entry.published:
        _add(element, "published", stamp(entry.published))
    _add_author(element, entry.author)
    if entry.category:
        ET.SubElement(element, f"{{{NAMESPACE}}}category", {"term": xml_text(entry.category)})
    _add_links(element, entry.links)
    _add(element, "content", "\n".join(entry.lines), type="text")


def feed_bytes(feed: Feed) -> bytes:
    """The feed as UTF-8, newest change first. Equal feeds give equal bytes."""
    root = ET.Element(
        f"{{{NAMESPACE}}}feed", {"{http://www.w3.org/XML/1998/namespace}lang": "zh-CN"}
    )
    _add(root, "id", feed.id)
    _add(root, "title", feed.title)
    if feed.subtitle:
        _add(root, "subtitle", feed.subtitle)
    _add(root, "updated", stamp(feed.updated))
    _add_author(root, feed.author)
    _add_links(root, feed.links)
    for entry in sorted(feed.entries, key=lambda entry: (entry.updated, entry.id), reverse=True):
        _add_entry(root, entry)
    ET.indent(root, space=" ")
    text = ET.tostring(root, encoding="unicode")
    return ('<?xml version="1.0" encoding="utf-8"?>\n' + text + "\n").encode()
