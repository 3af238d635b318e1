"""Printed numbers of projects: 1, 1., 01, 一、, (一), ①, 9*, ★3, 第三项, 10-2."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from documents.text import bare, item_value

Style = Literal["arabic", "arabic-bracket", "circle", "chinese", "chinese-bracket", "roman", "sub"]
COARSE_TO_FINE: tuple[Style, ...] = (
    "chinese",
    "chinese-bracket",
    "roman",
    "arabic",
    "arabic-bracket",
    "sub",
    "circle",
)

_MARKS = r"[*★☆◆▲●#※△]*"
_DIGITS = "〇一二三四五六七八九"
_CHINESE = r"[〇零一二三四五六七八九十百]+"
_ROMAN = {"Ⅰ": 1, "Ⅱ": 2, "Ⅲ": 3, "Ⅳ": 4, "Ⅴ": 5, "Ⅵ": 6, "Ⅶ": 7, "Ⅷ": 8, "Ⅸ": 9, "Ⅹ": 10}
_ENCLOSED = {
    **{chr(code): str(code - 0x2460 + 1) for code in range(0x2460, 0x2474)},
    **{chr(code): f"({code - 0x2474 + 1})" for code in range(0x2474, 0x2488)},
    **{chr(code): f"{code - 0x2488 + 1}." for code in range(0x2488, 0x249C)},
    **{chr(code): f"({'一二三四五六七八九十'[code - 0x3220]})" for code in range(0x3220, 0x322A)},
    **{chr(code): str(code - 0x2776 + 1) for code in range(0x2776, 0x2780)},
}
_PATTERNS: tuple[tuple[Style, re.Pattern[str]], ...] = (
    ("sub", re.compile(r"\d{1,3}([-.]\d{1,2})+[.、]?")),
    ("arabic", re.compile(r"(?:第|NO\.?|No\.?)?(\d{1,6})(?:[.、)]|项|件|号)?")),
    ("arabic-bracket", re.compile(r"\((\d{1,3})\)[.、]?")),
    ("chinese", re.compile(rf"第?({_CHINESE})(?:[、.]|项|件)?")),
    ("chinese-bracket", re.compile(rf"\(({_CHINESE})\)[.、]?")),
    ("roman", re.compile(r"([ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ])[、.]?")),
)


@dataclass(frozen=True, slots=True)
class PrintedNumber:
    """A number as it stands in the number column, with its value and how it is written."""

    printed: str
    value: int
    style: Style


def parse_number(text: str) -> PrintedNumber | None:
    """The number that a whole cell prints; None where it prints something else."""
    printed = bare(text)
    core = re.sub(rf"^{_MARKS}|{_MARKS}$", "", printed)
    if not core:
        return None
    if len(core) == 1 and core in _ENCLOSED and not _ENCLOSED[core].startswith("("):
        digits = _ENCLOSED[core]
        style: Style = "arabic" if digits.endswith(".") else "circle"
        return PrintedNumber(printed, int(digits.rstrip(".")), style)
    core = "".join(_ENCLOSED.get(sign, sign) for sign in core)
    if re.fullmatch(r"\d{1,6}\.0+", core):  # a spreadsheet's 1.0
        core = core.split(".")[0]
        printed = core
    for style, pattern in _PATTERNS:
        found = pattern.fullmatch(core)
        if not found:
            continue
        if style == "sub":
            return PrintedNumber(printed, int(re.split(r"[-.、]", core.rstrip(".、"))[-1]), style)
        inner = found.group(1)
        if style == "roman":
            return PrintedNumber(printed, _ROMAN[inner], style)
        value = int(inner) if inner.isdigit() and inner.isascii() else chinese_value(inner)
        return PrintedNumber(printed, value, style) if value is not None else None
    return None


def chinese_value(text: str) -> int | None:
    """二十三 -> 23, 一百零二 -> 102, 二〇 -> 20; None where it is no number."""
    text = text.replace("零", "〇")
    if not text or re.sub(_CHINESE, "", text):
        return None
    if "十" not in text and "百" not in text:
        return int("".join(str(_DIGITS.index(sign)) for sign in text))
    hundreds, has_hundreds, rest = text.rpartition("百")
    total = (chinese_value(hundreds) or 1) * 100 if has_hundreds else 0
    rest = rest.lstrip("〇")
    if "十" in rest:
        tens, _, ones = rest.partition("十")
        if len(tens) > 1 or len(ones) > 1 or ones == "十":
            return None
        return (
            total + (_DIGITS.index(tens) if tens else 1) * 10 + (_DIGITS.index(ones) if ones else 0)
        )
    return total + (item_value(rest) if rest else 0)
