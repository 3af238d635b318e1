"""The codes of number formats: those a workbook names by number alone, and their parts."""

from __future__ import annotations

import re
from functools import lru_cache

_CHINESE_MONTH = 'yyyy"年"m"月"'
_CHINESE_DAY = 'yyyy"年"m"月"d"日"'
_CHINESE_SHORT = 'm"月"d"日"'
BUILT_IN = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 5: "#,##0", 6: "#,##0", 7: "#,##0.00", 8: "#,##0.00", 9: "0%",
    10: "0.00%", 12: "# ?/?", 13: "# ??/??", 14: "yyyy/m/d", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm",
    19: "h:mm:ss", 20: "h:mm", 21: "h:mm:ss", 22: "yyyy/m/d h:mm", 27: _CHINESE_MONTH, 28: _CHINESE_SHORT,
    29: _CHINESE_SHORT, 30: "m-d-yy", 31: _CHINESE_DAY, 32: 'h"时"mm"分"', 33: 'h"时"mm"分"ss"秒"', 34: "h:mm",
    35: "h:mm:ss", 36: _CHINESE_MONTH, 37: "#,##0", 38: "#,##0", 39: "#,##0.00", 40: "#,##0.00", 41: "#,##0",
    42: "#,##0", 43: "#,##0.00", 44: "#,##0.00", 45: "mm:ss", 47: "mm:ss", 50: _CHINESE_MONTH, 51: _CHINESE_SHORT,
    52: _CHINESE_MONTH, 53: _CHINESE_SHORT, 54: _CHINESE_SHORT, 57: _CHINESE_MONTH, 58: _CHINESE_SHORT,
}  # fmt: skip
"""Formats a workbook names by number alone; those of the Chinese office from 27 on. 0 and 49 are General and text."""
PLAIN = ("General", "@", "G/通用格式", "")
"""Codes that change nothing about how a value looks."""

PART = re.compile(
    r'"([^"]*)"|\\(.)|!(.)|(_.|\*.)|\[([^\]]*)\]|(General|G/通用格式)|(AM/PM|A/P|上午/下午)|([yY]+|[mM]+|[dD]+|[hH]+|[sS]+)'
    r"|([0#?]+(?:,[0#?]+)*(?:\.[0#?]*)?|\.[0#?]+)|(%)|(,+)|(.)",
    re.DOTALL,
)
"""Quoted, escaped, by an exclamation mark, a space or filling, in brackets, General, halves of the day, parts of a
date, digits, percent, commas, anything else."""
_SEMICOLON = re.compile(r'"[^"]*"|\\.|!.|\[[^\]]*\]|_.|\*.|(;)', re.DOTALL)
_DATE_LETTERS = re.compile(
    r'"[^"]*"|\\.|!.|\[(?:[^\]]*[^\]hmsHMS][^\]]*)?\]|_.|\*.|General|([yYmMdDhHsS])', re.DOTALL
)


@lru_cache(maxsize=512)
def split_sections(code: str) -> list[str]:
    """The sections of a format: for positive numbers, negative ones, zero and texts."""
    cuts = [match.start() for match in _SEMICOLON.finditer(code) if match.group(1)]
    return [
        code[start:end]
        for start, end in zip([0, *(at + 1 for at in cuts)], [*cuts, len(code)], strict=True)
    ]


@lru_cache(maxsize=512)
def is_date(code: str) -> bool:
    """Whether a format shows its number as a date or time."""
    return any(match.group(1) for match in _DATE_LETTERS.finditer(split_sections(code)[0]))
