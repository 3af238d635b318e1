"""Lines of a text with the number they begin with and the labels in them (责任单位: …)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from documents.numbers import chinese_value
from documents.prose.labels import Labelled, labels_in
from documents.text import clean, fold, item_value, plain_spaces

RANKS: dict[str, int] = {
    style: rank
    for rank, style in enumerate(
        (
            "chinese",
            "chinese-bracket",
            "item",
            "roman",
            "arabic",
            "arabic-bracket",
            "sub",
            "circle",
            "ordinal",
        )
    )
}
"""From coarse to fine: 第一项 and 项目一 are items even under 一、; 一是 is the finest."""
NUMERALS = r"[一二三四五六七八九十]{1,3}"
WORK = r"(?:项目|实事|事项|任务|工程|民生实事|民生项目|实事项目)"
_MARKS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("ordinal", re.compile(rf"({NUMERALS})是[,:]?\s?")),
    (
        "chinese",
        re.compile(
            rf"({NUMERALS})[、.]\s?|第({NUMERALS})[、,:]\s?|第({NUMERALS})(?:类|部分)[、,:.\s]?"
        ),
    ),
    ("item", re.compile(rf"第({NUMERALS}|\d{{1,3}})(?:项|件)(?!目)[、,:.\s]?")),
    ("chinese-bracket", re.compile(rf"\(({NUMERALS})\)[、.]?\s?")),
    (
        "arabic",
        re.compile(
            r"(\d{1,3})\s?(?:\.(?!\d(?!\d{3}年|[Gg]|\d?月))|、)\s?"
            r"|(0\d)[:\s]?(?=[\u4e00-\u9fff“\"【(])|(?:NO|No|no|PART|Part)\.?\s?(\d{1,2})[.、:\s]?"
            r"|[【\[](\d{1,2})[】\]]\s?|(\d{1,2})号(?:项目|实事)[、.:\s]?|(\d{1,2})[ ](?![年月日个所件项户人处座万亿元号])(?=[\u4e00-\u9fff“\"【]{2})"
        ),
    ),
    (
        "item",
        re.compile(rf"[【\[]?{WORK}(?:之)?((?:{NUMERALS})|\d{{1,3}})(?:[】\]]|[、.:\s])[、.:]?\s?"),
    ),
    ("arabic-bracket", re.compile(r"\((\d{1,3})\)[、.]?\s?|(\d{1,3})\)\s?")),
    ("circle", re.compile(r"([①-⑳])[、.]?\s?")),
)
_BULLET = re.compile(
    r"^(?:([-*•●■◆▪◇○□➢➤▶►✓·★☆▲△◎※\uf06c\uf075\uf0b7\uf0d8])+\s+|([•●■◆▪➢➤▶►★☆▲△◎\uf06c\uf075\uf0b7\uf0d8]))"
)


@dataclass(slots=True)
class Line:
    """One printed line: its number, its words before any label, its labelled parts."""

    text: str
    style: str | None = None
    value: int | None = None
    printed: str = ""
    """The number as printed."""
    words: str = ""
    labelled: list[Labelled] = field(default_factory=list)
    is_heading: bool = False
    bullet: str = ""
    """The sign before it, where it has no number."""

    @property
    def rank(self) -> int:
        """How fine its number is; large for a line without one."""
        return RANKS[self.style] if self.style else len(RANKS)


def read_line(text: str) -> Line:
    """A line with its number and labels told apart."""
    text = plain_spaces(text).strip()
    sign = _BULLET.match(text)
    text = text[sign.end() :] if sign else text
    line = Line(clean(text), bullet=(sign[1] or sign[2]) if sign else "")
    folded = fold(text)
    start = 0
    for style, pattern in _MARKS:
        found = pattern.match(folded)
        if not found:
            continue
        figure = next(group for group in found.groups() if group)
        value = int(figure) if figure.isdecimal() and figure.isascii() else item_value(figure)
        line.style, line.value = style, value or chinese_value(figure)
        line.printed = text[: found.end()].strip()
        start = found.end()
        break
    line.words, line.labelled = labels_in(text[start:].strip())
    return line
