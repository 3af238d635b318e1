"""Months named in a target itself: 6月底前完成60个,12月底前完成120个 is one promise with two dates."""

from __future__ import annotations

import re

_DEADLINE = re.compile(
    r"(?<!\d)(?P<month>1[0-2]|[1-9])月(?:\d{1,2}日|份|底|末)*(?:之前|以前|前|底|末)"
    r"|(?P<word>一季度|上半年|二季度|三季度|四季度|年底|年末|全年)"
)
_MONTHS = {
    "一季度": 3,
    "二季度": 6,
    "上半年": 6,
    "三季度": 9,
    "四季度": 12,
    "年底": 12,
    "年末": 12,
    "全年": 12,
}


def month_of(text: str) -> int | None:
    """The month by whose end the last deadline of a phrase falls; None where it names none."""
    found = list(_DEADLINE.finditer(text))
    if not found:
        return None
    last = found[-1]
    return int(last["month"]) if last["month"] else _MONTHS[last["word"]]
