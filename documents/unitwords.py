"""Words in a cell of units that are no units: 无, —, 同上, measure words, dates, sums."""

from __future__ import annotations

import re

from documents.quantities.units import ALL_WORDS, SCALES
from documents.text import fold

_NOTHING = re.compile(
    r"[-~/\\.*·…_〃″\"]*|无|暂无|没有|空|空白|不涉及|同上|待定|未定|待明确|另行确定|(?:详?见)?附[件表注]\d*|单位|各单位名称|责任人|联系人"
)
_MEASURES = frozenset(ALL_WORDS) | {scale + word for scale in SCALES for word in ALL_WORDS}
_DATED = re.compile(r"\d{1,2}月|(?:年|月)[底末]|\d+日|季度|万元|亿元|\d{5}")


def is_nothing(name: str) -> bool:
    """Whether a cell of units says that there is none (无, —, /), or holds a measure word (座, 万人次)."""
    bare_name = fold(name).replace(" ", "")
    return (
        _NOTHING.fullmatch(bare_name) is not None
        or bare_name in _MEASURES
        or (len(bare_name) < 2 and bare_name not in "局委")
        or not re.search(r"[\u4e00-\u9fffA-Za-z]", bare_name)
        or _DATED.search(bare_name) is not None
    )
