"""Footnotes of a text: a sign that stands behind words in a line, and again before a line of its own below."""

from __future__ import annotations

import re
from collections.abc import Sequence

from documents.prose.lines import Line

_SIGN = r"(?:\[\d{1,2}\]|［\d{1,2}］|〔\d{1,2}〕|[①-⑳])"
_BEHIND = re.compile(rf"(?<=[^\s，。；、,;:：])({_SIGN})(?=[，。；、,;）)]|$)")
_BEFORE = re.compile(rf"\s*({_SIGN})")


def without_footnotes(lines: Sequence[Line]) -> list[Line]:
    """The lines without those that a sign in a line above makes footnotes: they are no items of a list."""
    referred: set[str] = set()
    kept: list[Line] = []
    for line in lines:
        begins = _BEFORE.match(line.text)
        if begins and begins[1] in referred:
            continue
        referred.update(_BEHIND.findall(line.text))
        kept.append(line)
    return kept
