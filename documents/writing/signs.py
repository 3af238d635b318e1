"""Which signs may stand in a written file, and how wide a text runs."""

from __future__ import annotations

import re
import unicodedata

_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
_BREAKS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")


def writable(text: object) -> str:
    """A value as text that XML, CSV and PDF can all hold: control signs dropped, every line break a \\n.

    None is the empty text. Nothing a reader could see is changed.
    """
    if text is None:
        return ""
    return _FORBIDDEN.sub("", _BREAKS.sub("\n", str(text)))


def width_in_characters(text: str) -> float:
    """How many Chinese characters wide a text runs on one line: Latin letters and figures count half."""
    return sum(1.0 if unicodedata.east_asian_width(sign) in "WFA" else 0.5 for sign in text)


def lines_needed(text: str, characters_per_line: float) -> int:
    """An upper estimate of the lines a text takes in a column; at least 1."""
    room = max(characters_per_line, 1.0)
    return sum(max(1, -int(-width_in_characters(line) // room)) for line in text.split("\n"))
