"""Signs of note programs taken out of a text: **bold**, <br>, links, headings; what they mark stays."""

from __future__ import annotations

import re

_STRONG = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")
_LINK = re.compile(r"!?\[([^\]\n]*)\]\((?:https?:|/|#|mailto:)[^()\s]*\)")
_CODE = re.compile(r"`([^`\n]+)`")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_ESCAPED = re.compile(r"\\([*_#|\-.()\[\]~])")
_STRUCK = re.compile(r"~~(?=\S)[^~\n]+~~")
_HEADING = re.compile(r"#{1,6}\s+(\S.*)")
_RULE = re.compile(r"(?m)^\s*(?:-{3,}|\*{3,}|_{3,})\s*$")
_ENTITY = {"&nbsp;": " ", "&amp;": "&", "&lt;": "<", "&gt;": ">", "&#124;": "｜"}
BREAK = "\u2028"
"""Stands for a line break inside a cell while the text is read line by line."""


def is_marked(text: str) -> bool:
    """Whether a text has signs of a note program in it."""
    return bool(
        _STRONG.search(text)
        or _BREAK.search(text)
        or re.search(r"(?m)^#{1,6}\s|^\|?\s*:?-{2,}:?\s*\|", text)
    )


def unmarked(text: str) -> str:
    """The text without the signs; what is struck out (~~…~~) is out."""
    text = _STRUCK.sub("", text)
    text = _BREAK.sub(BREAK, text)
    text = _STRONG.sub(r"\2", text)
    text = _CODE.sub(r"\1", _LINK.sub(r"\1", text))
    for entity, sign in _ENTITY.items():
        text = text.replace(entity, sign)
    return _RULE.sub("", _ESCAPED.sub(r"\1", text))


def heading_in(line: str) -> str | None:
    """The words of a heading as note programs write it; None for another line."""
    found = _HEADING.match(line)
    return found[1].rstrip("# ") if found else None
