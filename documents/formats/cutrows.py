"""Tables copied as text with their empty cells lost and no borders: rows are told by their numbers.

Each row begins on a line with the next number; its cells follow, divided by spaces or lines. Which column a cell
belongs to is found from what the columns look like. A table in which some piece fits nowhere is marked as cut.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

from documents.formats.alignment import Piece, Placed, Sort, fit, is_number, place
from documents.formats.barred import Read, head_spans, is_spanning
from documents.formats.cells import Span, make_grid, tidy
from documents.formats.effort import Effort
from documents.formats.heads import Head, best_head, flat_head, two_row_heads
from documents.furniture import begins_tail

_BLANK_LINES_AT_END = 3
_MOST_PIECES = 120
_MOST_ROWS = 2_000
_LOOK_BACK = 60
_NUMBER = re.compile(r"(\d{1,3})\*?")
_FURNITURE = re.compile(
    r"[【\[]?(?:打印|关闭|扫一扫|分享到|上一篇|下一篇|责任编辑|版权所有|主办单位|网站地图|联系我们|附件[:：\d]|附件$|相关链接|返回顶部)"
)
_INDEX_HEADS = ("序号", "编号", "项次")
_PREFIX_SIGNS = ("(", "（", "%", "％", "、", "/")


@dataclass(frozen=True, slots=True)
class _Start:
    """A line on which a row begins: its number, or None for a category or total."""

    line: int
    number: int | None


def read_cut(lines: Sequence[str], start: int, effort: Effort) -> Read | None:
    """The table whose head begins at a line, or None where no table in this form does."""
    if not lines[start].lstrip().startswith(_INDEX_HEADS):
        return None
    end = _end(lines, start)
    effort.spend(3 * (end - start))
    numbered = _numbered(lines, start, end)
    if len(numbered) < 2:
        return None
    starts = _with_spanning(lines, start, end, numbered)
    # A line that is only the number tells that every line is a cell: spaces then lie inside the cells.
    by_lines = sum(
        _NUMBER.fullmatch(lines[s.line].strip()) is not None for s in numbered
    ) * 2 > len(numbered)
    heads = _heads(_pieces(lines, start, starts[0].line, by_lines=by_lines))
    if not 3 <= len(heads) <= 40:
        return None
    borders = [s.line for s in starts] + [end]
    rows = [
        _without_heads(_pieces(lines, borders[at], borders[at + 1], by_lines=by_lines), heads)
        for at in range(len(starts))
    ]
    numbered_rows = [row for row, s in zip(rows, starts, strict=True) if s.number is not None]
    head = _head(heads, numbered_rows, effort)
    if head is None:
        return None
    effort.spend(_cost(rows, head.width))
    rows, following = _without_tail(rows, starts, head, lines, end)
    spans = head_spans(head)
    table = _Rows(head, spans)
    for row, begun in zip(rows, starts, strict=True):
        table.add(row, is_spanning=begun.number is None)
    return Read(make_grid(spans, height=table.row, is_cut=not table.is_certain), following)


def _end(lines: Sequence[str], start: int) -> int:
    """The line after the last one that can belong to the table: before a run of blank lines or the page's foot."""
    blank = 0
    for at in range(start, len(lines)):
        text = lines[at].strip()
        if _FURNITURE.match(text) or (len(text) > 1 and begins_tail(text)):
            return at
        blank = 0 if lines[at].strip() else blank + 1
        if blank >= _BLANK_LINES_AT_END and _only_leftovers(lines, at):
            return at - blank + 1
    return len(lines)


def _only_leftovers(lines: Sequence[str], at: int) -> bool:
    """Whether no further row begins soon after a run of blank lines."""
    following = [line.strip() for line in lines[at : at + 12] if line.strip()]
    return not following or _NUMBER.match(following[0]) is None


def _numbered(lines: Sequence[str], start: int, end: int) -> list[_Start]:
    """The lines that begin rows: the longest chain of numbers that count up."""
    candidates: list[_Start] = []
    for at in range(start + 1, end):
        line = lines[at].strip()
        match = _NUMBER.match(line)
        if match is None or len(candidates) >= _MOST_ROWS:
            continue
        rest = line[match.end() :]
        if rest and not rest[0].isspace():
            continue
        following = rest.split()[0] if rest.split() else _next_text(lines, at + 1, end)
        if following and not is_number(following) and following[0] not in "、.)）%":
            candidates.append(_Start(at, int(match.group(1))))
    best: list[tuple[float, int]] = []
    for at, candidate in enumerate(candidates):
        found = (1.0 if candidate.number == 1 else -1.0, -1)
        for before in range(max(0, at - _LOOK_BACK), at):
            step = (candidate.number or 0) - (candidates[before].number or 0)
            cost = {1: 0.0, 0: 0.7, 2: 0.7}.get(step, 1.2 if candidate.number == 1 else None)
            if cost is not None and best[before][0] + 1.0 - cost > found[0]:
                found = (best[before][0] + 1.0 - cost, before)
        best.append(found)
    if not best:
        return []
    at = max(range(len(best)), key=lambda index: best[index][0])
    chain: list[_Start] = []
    while at >= 0:
        chain.append(candidates[at])
        at = best[at][1]
    return chain[::-1]


def _next_text(lines: Sequence[str], at: int, end: int) -> str:
    return next((line.strip() for line in lines[at:end] if line.strip()), "")


def _with_spanning(
    lines: Sequence[str], start: int, end: int, numbered: list[_Start]
) -> list[_Start]:
    """The row starts together with those of categories and totals between them."""
    found = list(numbered)
    for at in range(start + 1, end):
        words = lines[at].split()
        if words and is_spanning(words[0]) and all(map(is_number, words[1:])):
            found.append(_Start(at, None))
    return sorted(found, key=lambda begun: begun.line)


def _pieces(lines: Sequence[str], start: int, end: int, *, by_lines: bool) -> list[Piece]:
    pieces: list[Piece] = []
    for at in range(start, end):
        line = tidy(lines[at])
        for nth, word in enumerate([line] if by_lines else line.split()):
            if word:
                pieces.append(Piece(word, "space" if nth else "line"))
    return pieces[:_MOST_PIECES]


def _heads(pieces: Sequence[Piece]) -> list[str]:
    """The heads, those broken over lines put together: 责任 + 单位, 完成额度 + (万元)."""
    heads: list[str] = []
    for piece in pieces:
        is_rest = heads and piece.before == "line" and (
            piece.text.startswith(_PREFIX_SIGNS) or (len(heads[-1]) <= 2 and len(piece.text) <= 3 and
                                                     heads[-1] not in ("序号", "备注"))
        )  # fmt: skip
        if is_rest:
            heads[-1] += piece.text
        else:
            heads.append(piece.text)
    return heads


def _without_tail(
    rows: list[list[Piece]], starts: list[_Start], head: Head, lines: Sequence[str], end: int
) -> tuple[list[list[Piece]], int]:
    """The rows without what follows the table in its last row.

    Where most rows have equally many pieces and the last one more, pieces at its end that only go on with its
    last cell do not belong to the table.
    """
    counts = Counter(
        len(row) for row, begun in zip(rows, starts, strict=True) if begun.number is not None
    )
    most, times = counts.most_common(1)[0]
    last = rows[-1]
    if len(last) <= most or times * 5 < sum(counts.values()) * 3:
        return rows, end
    kept = len(last)
    while kept > most and len(place(last[:kept], head.sorts)) == len(
        place(last[: kept - 1], head.sorts)
    ):
        kept -= 1
    left_over = len(last) - kept
    at = end
    while left_over > 0 and at > starts[-1].line + 1:
        at -= 1
        left_over -= sum(
            piece.before == "line" for piece in _pieces(lines, at, at + 1, by_lines=True)
        )
    return [*rows[:-1], last[:kept]], at


def _without_heads(pieces: list[Piece], heads: list[str]) -> list[Piece]:
    """A row's pieces without the head repeated at a page break after it."""
    for at in range(1, len(pieces) - 1):
        if pieces[at].text == heads[0] and pieces[at + 1].text in heads[1]:
            return pieces[:at]
    return pieces


def _head(heads: list[str], rows: list[list[Piece]], effort: Effort) -> Head | None:
    sample = (rows[:3] + rows[3::5])[:8]

    def score(head: Head) -> float:
        effort.spend(_cost(sample, head.width))
        return sum(_fit_of(place(row, head.sorts, may_restart=True), head) for row in sample)

    split_heads = (
        two_row_heads(heads[:split], heads[split:]) for split in range(2, len(heads) - 1)
    )
    return best_head(chain([flat_head(heads)], chain.from_iterable(split_heads)), score)


def _cost(rows: Sequence[Sequence[Piece]], width: int) -> int:
    """What laying rows over so many columns costs, in lines looked at."""
    return sum(map(len, rows)) * width * width // 5


def _fit_of(cells: Sequence[Placed], head: Head) -> float:
    """How well a row lies in the columns of a head; columns left empty count against it."""
    used = {cell.column for cell in cells}
    empty = sum(sort is not Sort.REMARK for at, sort in enumerate(head.sorts) if at not in used)
    return sum(fit(cell.text, head.sorts[cell.column]) for cell in cells) - 1.5 * empty


class _Rows:
    """Rows below a head, each given as its pieces."""

    def __init__(self, head: Head, spans: list[Span]) -> None:
        self.head = head
        self.spans = spans
        self.row = head.height
        self.is_certain = True

    def add(self, pieces: list[Piece], *, is_spanning: bool) -> None:
        if is_spanning:
            self._add_spanning(pieces)
            return
        cells = place(pieces, self.head.sorts, may_restart=True)
        self.is_certain &= bool(cells) and all(cell.fits for cell in cells)
        self.row += 1
        first_row = self.row
        parts = max((cell.subrow for cell in cells), default=0)
        begin = min((cell.column for cell in cells if cell.subrow), default=0)
        for cell in cells:
            is_common = parts and cell.subrow == 0 and cell.column < begin
            rowspan = parts + 1 if is_common else 1
            self.spans.append(
                Span(first_row + cell.subrow, cell.column + 1, rowspan, text=cell.text)
            )
        self.row += parts

    def _add_spanning(self, pieces: list[Piece]) -> None:
        """A category or total: its figures stand in the columns of amounts, in order."""
        self.row += 1
        amounts = [at for at, sort in enumerate(self.head.sorts) if sort is Sort.AMOUNT]
        figures = [piece.text for piece in pieces[1:] if is_number(piece.text)]
        if not figures:
            self.spans.append(Span(self.row, 1, 1, self.head.width, text=pieces[0].text))
            return
        self.is_certain &= len(figures) == len(amounts)
        colspan = amounts[0] if amounts and len(figures) == len(amounts) else 1
        self.spans.append(Span(self.row, 1, 1, max(1, colspan), text=pieces[0].text))
        for column, figure in zip(amounts or range(1, len(figures) + 1), figures, strict=False):
            self.spans.append(Span(self.row, column + 1, text=figure))
