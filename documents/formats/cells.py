"""Cells while their table is read: merged ones placed, printed text tidied, a grid made of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from documents.formats.limits import (
    MAX_CELLS,
    MAX_COLUMNS,
    MAX_ROWS,
    too_many_cells,
)
from documents.grids import Cell, Grid, Mark, MarkKind, Paragraph

_MOST_MARKS = 400
"""Of one table: a person reads no more."""
Content = list["Paragraph | Table"]

_ODD_SPACES = {
    ord(c): " " for c in "\t\xa0\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f"
}
_INVISIBLE = dict.fromkeys([*range(0x09), *range(0x0B, 0x20), 0x7F, 0xAD, 0x200B, 0x200C, 0x200D,
                            0x2060, 0xFEFF])  # fmt: skip
_CLEAN = {**_INVISIBLE, **_ODD_SPACES}
_LINE_ENDS = re.compile(r"\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")


def tidy(text: str) -> str:
    """Text as printed: line breaks as \\n without blank lines, odd spaces as plain ones, nothing invisible.

    Spaces inside a line stay (the ideographic space too), those at its ends go.
    """
    if text.isalnum():
        return text
    text = _LINE_ENDS.sub("\n", text).translate(_CLEAN).strip(" \n\u3000")
    if "\n" not in text:
        return text
    lines = (line.strip(" \u3000") for line in text.split("\n"))
    return "\n".join([line for line in lines if line])


@dataclass(slots=True)
class Span:
    """A cell while its table is read; row and column counted from 1."""

    row: int
    column: int
    rowspan: int = 1
    colspan: int = 1
    content: Content = field(default_factory=list)
    text: str = ""
    number: Decimal | None = None
    is_percent: bool = False
    left_out: list[tuple[MarkKind, str]] = field(default_factory=list)
    """What stands in the file but is struck out or hidden."""


@dataclass(slots=True)
class Table:
    """A table while it is read, row by row."""

    spans: list[Span] = field(default_factory=list)
    row: int = 0
    _column: int = 1
    _covered_until: dict[int, int] = field(default_factory=dict)
    """Column to the last row that a cell above covers there."""
    _passed: int = 0
    """Positions under cells from above that were passed over."""
    _open: dict[int, Span] = field(default_factory=dict)
    """First column to the cell that a vertically merged cell below would continue."""

    def next_row(self) -> None:
        self.row += 1
        self._column = 1
        if self.row > MAX_ROWS:
            raise too_many_cells()

    def skip(self, columns: int) -> None:
        """Leave columns of this row without a cell."""
        self._advance(columns)

    def place(self, *, rowspan: int = 1, colspan: int = 1) -> Span:
        """The next free cell of the row, covering rows below (as a web page says it)."""
        if self.row == 0:
            self.next_row()
        while self._covered_until.get(self._column, 0) >= self.row:
            self._column += 1
            self._passed += 1
        if self._passed > MAX_CELLS:
            raise too_many_cells()
        span = Span(self.row, self._column, max(1, rowspan), max(1, colspan))
        self._advance(span.colspan)
        if span.rowspan > 1:
            for column in range(span.column, self._column):
                self._covered_until[column] = span.row + span.rowspan - 1
        self.spans.append(span)
        return span

    def place_merged(
        self, *, continues: bool, restarts: bool, colspan: int = 1, joins_left: bool = False
    ) -> Span:
        """The next cell of the row, which may continue the one above or to its left (as a Word file says it).

        The text of a continuing cell is not shown in Word: the span given for it belongs to no table.
        """
        column = self._column
        if joins_left and self.spans and self.spans[-1].row == self.row:
            self.spans[-1].colspan += max(1, colspan)
            self._advance(max(1, colspan))
            return Span(self.row, column)
        above = self._open.get(column) if continues else None
        self._advance(max(1, colspan))
        if above is not None and above.row + above.rowspan == self.row:
            above.rowspan += 1
            return Span(self.row, column)
        for covered in range(column, self._column):
            self._open.pop(covered, None)
        span = Span(self.row, column, 1, max(1, colspan))
        if restarts or continues:
            self._open[column] = span
        self.spans.append(span)
        return span

    def _advance(self, columns: int) -> None:
        self._column += columns
        if self._column > MAX_COLUMNS + 1:
            raise too_many_cells()

    def drop_row(self) -> None:
        """Forget the row being read (a tracked deletion)."""
        self.spans = [span for span in self.spans if span.row != self.row]
        for span in self.spans:
            span.rowspan = min(span.rowspan, self.row - span.row)
        self.row -= 1


def make_grid(
    spans: Sequence[Span], *, height: int, name: str = "", is_cut: bool = False
) -> Grid | None:
    """The grid of placed cells, trailing empty rows and columns dropped; None when nothing is printed in it.

    Leading empty rows and columns stay, so that a place is the place in the source.
    """
    printed = [span for span in spans if span.text]
    if not printed:
        return None
    height = min(height, max(span.row for span in printed))
    width = max(span.column for span in printed)
    covered = sum(min(span.rowspan, height) * min(span.colspan, width) for span in spans)
    if height * width > MAX_CELLS or covered > 2 * MAX_CELLS:
        raise too_many_cells()
    rows: list[list[Cell | None]] = [[None] * width for _ in range(height)]
    for span in spans:
        if span.row > height or span.column > width:
            continue
        rowspan = min(span.rowspan, height - span.row + 1)
        colspan = min(span.colspan, width - span.column + 1)
        cell = Cell(
            span.text, span.row, span.column, rowspan, colspan, span.number, span.is_percent
        )
        if rowspan == colspan == 1:
            rows[span.row - 1][span.column - 1] = cell
            continue
        for row in rows[span.row - 1 : span.row - 1 + rowspan]:
            row[span.column - 1 : span.column - 1 + colspan] = [cell] * colspan
    marks = [
        Mark(kind, span.row, span.column, text)
        for span in spans
        for kind, told in span.left_out
        if (text := tidy(told))
    ]
    return Grid(0, name, tuple(map(tuple, rows)), is_cut, marks=tuple(marks[:_MOST_MARKS]))


def number_grids(blocks: Sequence[Paragraph | Grid]) -> tuple[Paragraph | Grid, ...]:
    """The same blocks with each grid's index counted over the document."""
    numbered: list[Paragraph | Grid] = []
    index = 0
    for block in blocks:
        if isinstance(block, Grid):
            index += 1
            block = replace(block, index=index)
        numbered.append(block)
    return tuple(numbered)
