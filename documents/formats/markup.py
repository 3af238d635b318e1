"""A web page cut into tags and text, tolerant and in linear time.

The standard library's HTMLParser rescans the rest of the page for every unclosed comment or tag in this Python
version, so a page of a few MB made for it takes hours. Here every search either moves on or ends the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape as _unescape

_RAW_TEXT = frozenset({"script", "style", "xmp", "noembed", "noframes"})
_TAG = re.compile(r"""<(/?)([a-zA-Z][^\s/>]*)((?:[^>"']|"[^"]*"|'[^']*')*)>""")
_ATTRIBUTE = re.compile(r"""([^\s/=>"']+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?""")
_MAX_TAG = 20_000
"""Characters of one tag; longer ones (pictures written into the page) lose their attributes."""

_MOST_BROKEN = 200
"""Tags with broken quotes after which quotes are no longer looked at."""

Token = tuple[str, str, str]
"""("text", text, ""), ("start", tag name in lower case, attributes as written) or ("end", tag name, "")."""


def unescape(text: str) -> str:
    """Text with its character references resolved; one with an absurd number keeps them as written."""
    if "&" not in text:
        return text
    try:
        return _unescape(text)
    except ValueError:
        return text


def tokens(page: str) -> Iterator[Token]:
    """The page's tags and texts in order; comments, declarations, scripts and styles are left out."""
    position, end = 0, len(page)
    broken = 0
    while position < end:
        at = page.find("<", position)
        if at < 0:
            yield "text", unescape(page[position:]), ""
            return
        if at > position:
            yield "text", unescape(page[position:at]), ""
        following = page[at + 1 : at + 2]
        if following in ("!", "?"):
            position = _after_declaration(page, at)
            continue
        match = _TAG.match(page, at, at + _MAX_TAG) if broken < _MOST_BROKEN else None
        if match is None:
            broken += 1
            if following.isalpha() or following == "/":
                closing = page.find(">", at)
                if closing < 0:
                    return
                name = re.match(r"/?([a-zA-Z][^\s/>]*)?", page[at + 1 : at + 40])
                tag = (name.group(1) or "").lower() if name else ""
                if tag:
                    yield ("end" if following == "/" else "start"), tag, ""
                position = closing + 1
            else:
                yield "text", "<", ""
                position = at + 1
            continue
        slash, tag, attributes = match.groups()
        tag = tag.lower()
        position = match.end()
        if slash:
            yield "end", tag, ""
            continue
        yield "start", tag, attributes
        if tag in _RAW_TEXT and not attributes.endswith("/"):
            raw_end = re.compile(rf"</{tag}\b[^>]{{0,200}}>?", re.IGNORECASE).search(page, position)
            if raw_end is None:
                return
            yield "end", tag, ""
            position = raw_end.end()


def _after_declaration(page: str, at: int) -> int:
    """Where the page goes on after a comment, a conditional comment or a declaration."""
    if page.startswith("<!--", at):
        closing = page.find("-->", at + 4)
        # A comment that is never closed ends with its first tag mark, as browsers' recovery does for "<!-->".
        if closing >= 0:
            return closing + 3
    closing = page.find(">", at)
    return len(page) if closing < 0 else closing + 1


def attributes_of(written: str) -> dict[str, str]:
    """A tag's attributes, names in lower case; the first of equal names counts."""
    found: dict[str, str] = {}
    for name, double, single, bare in _ATTRIBUTE.findall(written):
        found.setdefault(name.lower(), unescape(double or single or bare))
    return found
