"""XML parts of Office files read as a stream of events, with nothing in them able to grow or to reach out."""

from __future__ import annotations

import re
from collections.abc import Callable
from xml.parsers import expat  # document types are refused below, so nothing expands

from documents.formats.limits import MAX_XML_DEPTH, damaged, too_deep
from documents.grids import UnreadableDocument

Start = Callable[[str, dict[str, str]], None]
End = Callable[[str], None]
Text = Callable[[str], None]

_OFFICE = (
    "http://schemas.openxmlformats.org/",
    "http://purl.oclc.org/ooxml/",
    "http://schemas.microsoft.com/office/",
    "urn:schemas-microsoft-com:office:",
)
_FOREIGN = ("drawingml/2006/main", "drawingml/main", "drawingml/2006/chart", "drawingml/chart")
"""Namespaces whose <p>, <r>, <t> are not those of the text."""
_CHUNK = 256 * 1024
_ENCODING = re.compile(rb"""\s*<\?xml[^>]*encoding=["']([^"']*)""")


def parse(
    part: bytes, *, start: Start, end: End, text: Text, kind: str, any_namespace: bool = False
) -> None:
    """Send the part's events with local names (empty for elements of other vocabularies, unless any is wanted).

    A document type is refused outright: Office parts have none, and without one no entity can be defined, expanded
    or fetched. Raises UnreadableDocument for that, for nesting too deep and for broken XML (`kind` names the file).
    """
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    names: dict[str, str] = {}
    depth = 0

    def local(name: str) -> str:
        namespace, _, short = name.rpartition(" ")
        known = (
            any_namespace
            or not namespace
            or (namespace.startswith(_OFFICE) and not namespace.endswith(_FOREIGN))
        )
        names[name] = short if known else ""
        return names[name]

    def on_start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > MAX_XML_DEPTH:
            raise too_deep()
        found = names.get(name)
        start(local(name) if found is None else found, attributes)

    def on_end(name: str) -> None:
        nonlocal depth
        depth -= 1
        end(names[name])

    def on_doctype(*_: object) -> None:
        raise document_type()

    parser.StartElementHandler = on_start
    parser.EndElementHandler = on_end
    parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = on_doctype
    try:
        for at in range(0, len(part), _CHUNK):
            parser.Parse(part[at : at + _CHUNK], False)
        parser.Parse(b"", True)
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise damaged(kind) from error


def attribute(attributes: dict[str, str], name: str) -> str | None:
    """An attribute by its local name, whatever its namespace."""
    if name in attributes:
        return attributes[name]
    ending = f" {name}"
    for key, value in attributes.items():
        if key.endswith(ending):
            return value
    return None


def has_document_type(part: bytes) -> bool:
    """Whether an XML part declares a document type, which no Office file needs and every entity attack does."""
    if b"<!DOCTYPE" in part or b"<!ENTITY" in part:
        return True
    head = part[:4096]
    return b"\0" in head and b"<!DOCTYPE" in head.replace(b"\0", b"")


def check_plain(part: bytes, kind: str) -> None:
    """Refuse an XML part that is not plain UTF-8 XML without a document type."""
    if has_document_type(part):
        raise document_type()
    head = part[:200]
    if b"\0" in head or not head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        raise damaged(kind)
    declared = _ENCODING.match(head.removeprefix(b"\xef\xbb\xbf"))
    if declared is not None and declared.group(1).lower() not in (b"utf-8", b"utf8", b"us-ascii"):
        raise damaged(kind)


def document_type() -> UnreadableDocument:
    return UnreadableDocument("文件里含有不应有的实体定义，可能是有意构造的，已拒绝读取。")
