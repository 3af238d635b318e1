"""Tables copied as text with a bar after every cell, one cell a line.

Rows are complete in bars: a row with merged cells is filled up with bars at its end ("合计 | |||"). So the rows
are certain; where a merged row's cells stand is found from what the columns look like.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from documents.formats.alignment import Piece, Sort, fit, place
from documents.formats.cells import Span, make_grid, tidy
from documents.formats.effort import Effort
from documents.formats.heads import Head, best_head, flat_head, two_row_heads
from documents.grids import Grid

_MOST_COLUMNS = 30
_INDEX = re.compile(r"[（(]?\d{1,3}[)）.、*]{0,2}")
_SPANNING = re.compile(
    r"[（(]?[一二三四五六七八九十]{1,3}[)）、.．]\s*\S.{0,60}|(?:合|总|小)\s*计.{0,20}|第[一二三四五六七八九十]+[类部章].{0,40}"
)
Row = list[str]


@dataclass(frozen=True, slots=True)
class Read:
    """A table found in lines of text, and the line after it."""

    grid: Grid | None
    following: int


def is_spanning(text: str) -> bool:
    """Whether a text alone in its row is a category or a total over the whole width."""
    return "。" not in text and _SPANNING.fullmatch(text.strip()) is not None


def read_barred(lines: Sequence[str], start: int, effort: Effort) -> Read | None:
    """The table that begins at a line, or None where no table in this form does."""
    if not _ends_in_bar(lines[start]):
        return None
    found: tuple[float, int, list[Row], int] | None = None
    for width in range(_MOST_COLUMNS, 1, -1):
        rows, following = _rows(lines, start, width, effort)
        if len(rows) < 3:
            continue
        whole = sum(1 for row in rows if _INDEX.fullmatch(row[0]) or _is_alone(row)) / len(rows)
        if whole >= 0.4 and (found is None or (whole, len(rows)) > (found[0], len(found[2]))):
            found = (whole, width, rows, following)
    if found is None:
        return None
    _, width, rows, following = found
    return Read(_grid(rows, width), following)


def _ends_in_bar(line: str) -> bool:
    return line.rstrip().endswith("|")


def _is_alone(row: Row) -> bool:
    return not any(row[1:]) and is_spanning(row[0])


def _rows(lines: Sequence[str], start: int, width: int, effort: Effort) -> tuple[list[Row], int]:
    """Rows of exactly so many cells, up to where the text goes on; none where some row does not come out even.

    A last row that is not complete (a copy that was cut off) is left to the text after the table.
    """
    rows: list[Row] = []
    row: Row = []
    waiting: list[str] = []
    following = start
    for at in range(start, len(lines)):
        effort.spend(1)
        line = lines[at].strip()
        if not line:
            continue
        if not line.endswith("|"):
            if not row:
                break
            waiting.append(line)
            continue
        cells = [tidy(cell) for cell in line.split("|")[:-1]]
        cells[0] = "\n".join([*waiting, cells[0]])
        waiting = []
        row.extend(cells)
        if len(row) > width:
            return [], start
        if len(row) == width:
            rows.append(row)
            row, following = [], at + 1
    return rows, following


def _grid(rows: list[Row], width: int) -> Grid | None:
    first = next(
        (at for at, row in enumerate(rows) if _INDEX.fullmatch(row[0]) or _is_alone(row)), len(rows)
    )
    full = [row for row in rows[first:] if all(row)]
    head = _head([_cells(row) for row in rows[:first]], width, full)
    if head is None:
        spans = [Span(at, column, text=text) for at, row in enumerate(rows, 1) for column, text in enumerate(row, 1)
                 if text]  # fmt: skip
        return make_grid(spans, height=len(rows), is_cut=True)
    spans = head_spans(head)
    table = Body(head, spans)
    for row in rows[first:]:
        table.add(row)
    return make_grid(spans, height=table.row, is_cut=not table.is_certain)


def _cells(row: Row) -> Row:
    """A row without the bars that fill it up."""
    end = len(row)
    while end and not row[end - 1]:
        end -= 1
    return row[:end]


def _head(rows: list[Row], width: int, full: list[Row]) -> Head | None:
    def score(head: Head) -> float:
        return sum(
            fit(text, sort) for row in full[:20] for text, sort in zip(row, head.sorts, strict=True)
        )

    if len(rows) == 1 and len(rows[0]) == width:
        return flat_head(rows[0])
    if len(rows) == 2:
        return best_head(two_row_heads(rows[0], rows[1], width=width), score)
    return None


def head_spans(head: Head) -> list[Span]:
    """The head's cells: upper ones without lower ones cover both rows."""
    spans = [
        Span(1, column + 1, head.height if span == 1 else 1, span, text=text)
        for text, column, span in head.upper
    ]
    return spans + [Span(2, column + 1, text=text) for text, column in head.lower]


class Body:
    """Rows below a head, put into its columns one by one."""

    def __init__(self, head: Head, spans: list[Span]) -> None:
        self.head = head
        self.spans = spans
        self.row = head.height
        self.is_certain = True
        self._above: list[Span | None] = [None] * head.width

    def add(self, row: Row) -> None:
        """A row with its blank cells in place, filled up at its end."""
        cells = _cells(row)
        if not cells:
            return  # nothing but bars
        self.row += 1
        if len(cells) == 1 and is_spanning(cells[0]):
            self._put(cells[0], 0, self.head.width)
        elif is_spanning(cells[0]) and self.head.sorts[0] is Sort.INDEX:
            self._add_sum(cells)
        elif len(cells) == self.head.width or fit(cells[0], self.head.sorts[0]) > 0:
            self._add_whole(cells)
        else:
            self._add_part(cells)

    def _put(self, text: str, column: int, colspan: int = 1) -> None:
        span = Span(self.row, column + 1, 1, colspan, text=text)
        self.spans.append(span)
        for covered in range(column, min(column + colspan, self.head.width)):
            self._above[covered] = span if colspan == 1 else None

    def _add_sum(self, cells: Row) -> None:
        """A total or category with figures: its first cell covers columns up to where the figures fit."""
        sorts = self.head.sorts
        most = self.head.width - len(cells) + 1

        def score(span: int) -> float:
            return sum(fit(text, sorts[span + at]) for at, text in enumerate(cells[1:]) if text)

        span = max(range(1, most + 1), key=score)
        self._put(cells[0], 0, span)
        for at, text in enumerate(cells[1:]):
            if text:
                self._put(text, span + at)
                self.is_certain &= fit(text, sorts[span + at]) >= 0

    def _add_whole(self, cells: Row) -> None:
        """A row of its own. Cells it lacks at its end are blank, or merged into the ones above if they fit so."""
        if len(cells) == self.head.width or all(
            fit(text, sort) >= 0 for text, sort in zip(cells, self.head.sorts, strict=False) if text
        ):
            for column, text in enumerate(cells):
                if text:
                    self._put(text, column)
                else:
                    self._above[column] = None
            for column in range(len(cells), self.head.width):
                self._above[column] = None
            return
        self._add_part(cells)

    def _add_part(self, cells: Row) -> None:
        """A further row of a merged one: the columns it leaves out belong to the cells above."""
        pieces = [Piece(text, "cell") for text in cells if text]
        placed = place(pieces, self.head.sorts, leading=0.0)
        self.is_certain &= len(placed) == len(pieces) and all(cell.fits for cell in placed)
        taken = {cell.column for cell in placed}
        for column, above in enumerate(self._above):
            if column not in taken and above is not None and above.row + above.rowspan == self.row:
                above.rowspan += 1
        for cell in placed:
            self._put(cell.text, cell.column)
