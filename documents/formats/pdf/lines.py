"""Signs put together to lines, and lines to a text: where a line only ended at the edge, the text goes on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import itemgetter

from documents.formats.pdf.ink import Sign

_MAY_NOT_BEGIN = re.compile(
    r"[,.;:!?%)\]}\u3001\u3002\uff0c\uff1b\uff1a\uff1f\uff01\u300b\u3009\uff09\u3011\u3015\u201d\u2019\uff0e\uff05]*"
)
_WORD = re.compile(r"[A-Za-z0-9.%\-/]+|[\u300a\uff08\u3010\u201c\u2018(]*.", re.DOTALL)
_ITEM = re.compile(r"(\d{1,2})[.\u3001\uff0e](?!\d)|[(\uff08](\d{1,2})[)\uff09]")
_UNIT_END = re.compile(r"(?:[局委办会院府司站所队]|中心|街道|集团)$")
_UNIT_BEGIN = re.compile(r"[区市县省州各]")
"""A list of units, one a line, in a column no wider than their names."""
_CLOSE = 0.12
_LATIN, _MIXED, _WIDE = 0.2, 0.42, 0.7
"""Gaps, in heights of a line, that are a blank: between Latin signs, beside one, between Chinese ones.

Typesetters leave a quarter of a sign between a figure and a Chinese word by themselves.
"""


@dataclass(frozen=True, slots=True)
class Line:
    """Signs that stand on one line, with the gaps between them as blanks."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    size: float
    """Usual height of its signs."""
    signs: tuple[Sign, ...] = ()
    overlaps: int = 0
    """Signs that stand upon another one."""

    @property
    def width(self) -> float:
        return self.x1 - self.x0

    @property
    def middle(self) -> float:
        return (self.y0 + self.y1) / 2


def lines_of(signs: Sequence[Sign]) -> list[Line]:
    """Signs as lines, from the top down."""
    rows: list[list[Sign]] = []
    top = bottom = 0.0
    for sign in sorted(signs, key=lambda sign: (sign[2] + sign[4], sign[1])):
        middle = (sign[2] + sign[4]) / 2
        reach = (sign[4] - sign[2]) * 0.48
        if rows and top < middle < bottom:
            rows[-1].append(sign)
            continue
        rows.append([sign])
        top, bottom = middle - reach, middle + reach
    return [_line(row) for row in rows]


def runs_of(signs: Sequence[Sign]) -> list[list[Sign]]:
    """Signs that stand close together on one line, without a blank between them."""
    runs: list[list[Sign]] = []
    for line in lines_of(signs):
        runs.append([line.signs[0]])
        for before, sign in pairwise(line.signs):
            if sign[1] - before[3] > _CLOSE * line.size or before[3] - sign[1] > line.size:
                runs.append([sign])
            else:
                runs[-1].append(sign)
    return runs


def _line(signs: list[Sign]) -> Line:
    signs.sort(key=itemgetter(1))
    heights = sorted(sign[4] - sign[2] for sign in signs)
    size = heights[len(heights) // 2]
    pieces: list[str] = []
    before: Sign | None = None
    overlaps = 0
    for sign in signs:
        if before is not None:
            gap = sign[1] - before[3]
            room = min(sign[3] - sign[1], before[3] - before[1])
            overlaps += -gap > 0.5 * room and sign[0].isalnum() and before[0].isalnum()
            latin = sign[0].isascii() + before[0].isascii()
            if gap > size * (_WIDE, _MIXED, _LATIN)[latin]:
                pieces.append(" ")
        pieces.append(sign[0])
        before = sign
    return Line(
        "".join(pieces),
        signs[0][1],
        min(sign[2] for sign in signs),
        max(sign[3] for sign in signs),
        max(sign[4] for sign in signs),
        size,
        tuple(signs),
        overlaps,
    )


def joined(lines: Sequence[Line], inner: float) -> str:
    """The text of lines set in a width: a line that had no room for the next word goes on without a break."""
    if not lines:
        return ""
    pieces = [lines[0].text]
    last = _item(lines[0].text)
    for before, line in pairwise(lines):
        item = _item(line.text)
        is_next = item is not None and item == (last or 0) + 1
        last = item if is_next else last
        if is_next or not goes_on(before, line, inner):
            pieces.append("\n" + line.text)
            continue
        if _is_letter(before.text[-1:]) and _is_letter(line.text[:1]):
            pieces.append(" ")
        pieces.append(line.text)
    return "".join(pieces)


def usable(lines: Iterable[Line], inner: float, *, is_ruled: bool = True) -> float:
    """The width that lines fill: that of the longest, where it comes near the room there is.

    Between columns that only stand apart the room is not known: the longest line tells it.
    """
    longest = max(lines, key=lambda line: line.width, default=None)
    least = inner - 1.8 * longest.size if longest is not None and is_ruled else 0.0
    if longest is not None and least <= longest.width < inner:
        return longest.width
    return inner


def goes_on(before: Line, line: Line, inner: float) -> bool:
    """Whether a line ended only because the next word had no room in it."""
    if before.text[-1:].isdigit() and line.text[:1].isdigit() and inner > 6 * before.size:
        return False  # a number is not parted where there is room for it
    if before.text[-1:].isdigit() and not line.text[:1].isascii():
        return True  # nor from what it counts
    if _MAY_NOT_BEGIN.match(line.text, 0, 1).end():  # type: ignore[union-attr]  # it matches nothing, too
        return True
    if _UNIT_END.search(before.text) and _UNIT_BEGIN.match(line.text):
        return False
    return before.width + _first_word(line) > inner - 0.35 * before.size


def _item(text: str) -> int | None:
    """The number of an item that begins a line: 2. or (2), not 2.5."""
    found = _ITEM.match(text)
    return int(found[1] or found[2]) if found else None


def _is_letter(sign: str) -> bool:
    return sign.isascii() and sign.isalpha()


def _first_word(line: Line) -> float:
    """The width of what cannot be parted at the line's beginning."""
    match = _WORD.match(line.text)
    if match is None:
        return 0.0
    end = match.end()
    behind = _MAY_NOT_BEGIN.match(line.text, end)
    length = len(line.text[: behind.end() if behind else end].replace(" ", ""))
    standing = [sign for sign in line.signs if sign[0]]
    return standing[min(length, len(standing)) - 1][3] - line.x0
