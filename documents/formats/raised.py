"""Signs of footnotes that stand raised behind a figure or a word: 120¹处 is 120处, m² is a measure."""

from __future__ import annotations

import re

_SIGN = re.compile(r"\s*[(\[（［〔]?(?:\d{1,2}|[*＊※①-⑳]|注\d{0,2})[)\]）］〕]?\s*")
_POWER = re.compile(r"[A-Za-z]$")
"""What a raised figure is a power of: m², km²."""


def is_note_sign(raised: str, before: str) -> bool:
    """Whether raised text is the sign of a footnote; `before` is the text it stands behind."""
    return (
        bool(before.strip())
        and _SIGN.fullmatch(raised) is not None
        and _POWER.search(before) is None
    )
