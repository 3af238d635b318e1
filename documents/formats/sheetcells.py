"""Single cells of a sheet as a person sees them, and what must be told about them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal

from documents.formats.cells import tidy
from documents.formats.dateformats import ShownDate, date_of, shown_date
from documents.formats.formatcodes import is_date
from documents.formats.numberformats import as_text, plain, shown
from documents.formats.sheetfacts import SheetScan
from documents.grids import Cell, Grid, Mark

Value = str | float | bool | dt.date | dt.time | dt.timedelta
_SHORT = 10
"""Characters of a number that a cell without a format shows as they are."""
_MOST_MARKS = 400
"""Of one sheet: a person reads no more."""


class Marks:
    """What must be told of a sheet's cells, bounded."""

    def __init__(self) -> None:
        self.found: list[Mark] = []

    def add(self, mark: Mark) -> None:
        if len(self.found) < _MOST_MARKS:
            self.found.append(mark)

    def extend(self, marks: Iterable[Mark]) -> None:
        for mark in marks:
            self.add(mark)


def value_cell(
    value: Value, code: str, row: int, column: int, *, from_1904: bool = False
) -> tuple[Cell, Mark | None]:
    """The cell of a value that is not text, in its number format, and what its text does not tell."""
    if isinstance(value, bool):
        return Cell("TRUE" if value else "FALSE", row, column), None
    if isinstance(value, (int, float)):
        if code and is_date(code) and (moment := date_of(value, from_1904=from_1904)) is not None:
            return _date_cell(shown_date(moment, code), row, column)
        return _number_cell(value, code, row, column)
    if isinstance(value, (dt.date, dt.time, dt.timedelta)):
        return _date_cell(shown_date(value, code), row, column)
    return Cell(str(value), row, column), None


def _number_cell(value: float, code: str, row: int, column: int) -> tuple[Cell, Mark | None]:
    # Fifteen significant digits are what Excel keeps: the rest of a stored double is noise.
    digits = f"{value:.15g}"
    number = Decimal(digits)
    if not number.is_finite():
        return Cell(digits, row, column), None
    if not code:
        is_short = len(digits) <= _SHORT and "e" not in digits
        return Cell(digits if is_short else plain(number), row, column, 1, 1, number), None
    seen = shown(number, code)
    cell = Cell(seen.text, row, column, 1, 1, seen.number, seen.is_percent)
    mark = Mark("shown_differs", row, column, seen.text, plain(number)) if seen.differs else None
    return cell, mark


def _date_cell(seen: ShownDate, row: int, column: int) -> tuple[Cell, Mark | None]:
    cell = Cell(seen.text, row, column)
    if seen.is_lone_time or seen.hides_day:
        return cell, Mark("lone_time", row, column, seen.text, seen.hides_day)
    return cell, None


def label_texts(rows: list[list[Cell | None]], formats: Mapping[tuple[int, int], str]) -> None:
    """Put the words of a format around the texts it shows: 3000 in `@"万元"`."""
    labelling = {
        code for code in set(formats.values()) if "@" in code and as_text("\0", code) != "\0"
    }
    if not labelling:
        return
    for (row, column), code in formats.items():
        if code not in labelling or row >= len(rows) or column >= len(rows[row]):
            continue
        cell = rows[row][column]
        if cell is not None and cell.number is None:
            rows[row][column] = replace(cell, text=tidy(as_text(cell.text, code)))


def strike_out(rows: list[list[Cell | None]], scan: SheetScan, marks: Marks) -> None:
    """Leave out what is struck out, whole cells and words in them."""
    for row, column in sorted(scan.struck):
        cell = rows[row][column] if row < len(rows) and column < len(rows[row]) else None
        if cell is not None and cell.text:
            marks.add(Mark("struck_out", cell.row, cell.column, cell.text))
            rows[row][column] = None
    for (row, column), runs in sorted(scan.runs.items()):
        cell = rows[row][column] if row < len(rows) and column < len(rows[row]) else None
        if cell is None:
            continue
        if struck := tidy(runs.struck):
            marks.add(Mark("struck_out", cell.row, cell.column, struck))
        if runs.notes:
            marks.add(Mark("note_sign", cell.row, cell.column, runs.notes))
        kept = tidy(runs.kept)
        rows[row][column] = replace(cell, text=kept) if kept else None


def mark_hidden(grid: Grid, scan: SheetScan, marks: Marks) -> Grid:
    """The grid with all that must be told of it: a line for each hidden row and column that holds something."""
    told: list[Mark] = []
    for row in sorted(scan.hidden_rows):
        cells = grid.rows[row] if row < len(grid.rows) else ()
        own = [cell for cell in cells if cell is not None and cell.row == row + 1 and cell.text]
        if own:
            words = " ".join(cell.text for cell in own[:2])
            told.append(Mark("hidden_row", row + 1, own[0].column, words))
    for column in sorted(scan.hidden_columns):
        own = [
            cell
            for cells in grid.rows
            if column < len(cells)
            and (cell := cells[column]) is not None
            and cell.column == column + 1
            and cell.text
        ]
        if own:
            told.append(Mark("hidden_column", own[0].row, column + 1, own[0].text))
    marks.extend(told)
    return replace(grid, marks=tuple(marks.found)) if marks.found else grid
