"""The sheets of an opened workbook as grids, each value as a person sees it in its cell."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from documents.formats.cells import number_grids, tidy
from documents.formats.limits import (
    MAX_CELL_CHARACTERS,
    MAX_CELLS,
    MAX_COLUMNS,
    MAX_ROWS,
    MAX_TEXT_CHARACTERS,
    too_many_cells,
)
from documents.formats.serials import with_days
from documents.formats.sheetcells import (
    Marks,
    Value,
    label_texts,
    mark_hidden,
    strike_out,
    value_cell,
)
from documents.formats.sheetfacts import SheetScan
from documents.grids import Cell, Grid, Paragraph

if TYPE_CHECKING:
    from python_calamine import CalamineSheet

_MANY_ROWS = 3_000


@dataclass(slots=True)
class Sheet:
    """A visible sheet, opened: its rows are read when asked for."""

    name: str
    source: CalamineSheet
    scan: SheetScan = field(default_factory=SheetScan)


def grids_of(sheets: Sequence[Sheet]) -> tuple[Paragraph | Grid, ...]:
    budget = Budget()
    with _collector_resting(sheets):
        grids = [_grid(sheet, budget) for sheet in sheets]
    return number_grids([grid for grid in grids if grid is not None])


@contextmanager
def _collector_resting(sheets: Sequence[Sheet]) -> Iterator[None]:
    """Large sheets are read without the cycle collector, which would walk all cells again and again in vain."""
    is_large = any((sheet.source.total_height + 1) > _MANY_ROWS for sheet in sheets)
    if not is_large or not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


class Budget:
    """What all sheets together may still hold."""

    def __init__(self) -> None:
        self.cells = MAX_CELLS
        self.characters = MAX_TEXT_CHARACTERS

    def take(self, *, cells: int, characters: int = 0) -> None:
        self.cells -= cells
        self.characters -= characters
        if self.cells < 0 or self.characters < 0:
            raise too_many_cells()


def values(sheet: Sheet) -> Iterator[list[Value]]:
    """The sheet's rows from its first one, each a list from column A; empty cells are empty texts."""
    height, width = sheet.source.total_height + 1, sheet.source.total_width + 1
    if height > MAX_ROWS or width > MAX_COLUMNS or height * width > MAX_CELLS:
        raise too_many_cells()
    if sheet.source.start is None:
        return
    # The reader's rows begin with the first row of the sheet, but with the first used column.
    left: list[Value] = [""] * sheet.source.start[1]
    if not left:
        yield from sheet.source.iter_rows()
        return
    for row in sheet.source.iter_rows():
        yield left + row


def _grid(sheet: Sheet, budget: Budget) -> Grid | None:
    texts: dict[str, str] = {}
    scan = sheet.scan
    formats = scan.formats
    marks = Marks()
    bare_numbers: set[tuple[int, int]] = set()
    rows: list[list[Cell | None]] = []
    for at, row_values in enumerate(values(sheet), 1):
        row: list[Cell | None] = [None] * len(row_values)
        characters = 0
        for column, value in enumerate(row_values):
            if value.__class__ is str:
                if not value:
                    continue
                text = texts.get(value)
                if text is None:
                    text = texts[value] = tidy(value[:MAX_CELL_CHARACTERS])
                if text:
                    characters += len(text)
                    row[column] = Cell(text, at, column + 1)
                continue
            code = formats.get((at - 1, column), "")
            cell, mark = value_cell(value, code, at, column + 1, from_1904=scan.from_1904)
            row[column] = cell
            if mark is not None:
                marks.add(mark)
            elif not code and cell.number is not None:
                bare_numbers.add((at - 1, column))
        budget.take(cells=len(row), characters=characters)
        rows.append(row)
    _add_odd(rows, scan.texts, budget)
    label_texts(rows, formats)
    strike_out(rows, scan, marks)
    if len(bare_numbers) <= _MANY_ROWS:
        marks.extend(with_days(rows, bare_numbers, from_1904=scan.from_1904))
    has_merged = _merge(rows, sheet.source, budget)
    grid = _trimmed(rows, sheet.name, has_merged=has_merged)
    return mark_hidden(grid, scan, marks) if grid is not None else None


def _add_odd(
    rows: list[list[Cell | None]], odd: dict[tuple[int, int], str], budget: Budget
) -> None:
    for (row, column), text in odd.items():
        if row >= MAX_ROWS or column >= MAX_COLUMNS:
            raise too_many_cells()
        while len(rows) <= row:
            rows.append([])
        cells = rows[row]
        if len(cells) <= column:
            budget.take(cells=column + 1 - len(cells))
            cells.extend([None] * (column + 1 - len(cells)))
        if cells[column] is None:
            shortened = tidy(text[:MAX_CELL_CHARACTERS])
            budget.take(cells=0, characters=len(shortened))
            cells[column] = Cell(shortened, row + 1, column + 1)


def _merge(rows: list[list[Cell | None]], source: CalamineSheet, budget: Budget) -> bool:
    """Put each merged cell at every position it covers; whether there was one."""
    height = len(rows)
    has_merged = False
    width = max(map(len, rows), default=0)
    for (top, left), (bottom, right) in source.merged_cell_ranges or []:
        bottom, right = min(bottom, height - 1), min(right, width - 1)
        if top > bottom or left > right or (top, left) == (bottom, right):
            continue
        budget.take(cells=(bottom - top + 1) * (right - left + 1))
        anchor = rows[top][left] if left < len(rows[top]) else None
        if anchor is None:
            continue
        has_merged = True
        cell = Cell(
            anchor.text,
            top + 1,
            left + 1,
            bottom - top + 1,
            right - left + 1,
            anchor.number,
            anchor.is_percent,
        )
        for row in rows[top : bottom + 1]:
            if len(row) <= right:
                row.extend([None] * (right + 1 - len(row)))
            row[left : right + 1] = [cell] * (right - left + 1)
    return has_merged


def _trimmed(rows: list[list[Cell | None]], name: str, *, has_merged: bool) -> Grid | None:
    """The grid without trailing rows and columns in which no printed cell begins."""
    height = width = 0
    for at, row in enumerate(rows, 1):
        for column in range(len(row), 0, -1):
            cell = row[column - 1]
            if cell is not None and cell.text and cell.row == at and cell.column == column:
                height, width = at, max(width, column)
                break
    if height == 0:
        return None
    if not has_merged and all(len(row) >= width for row in rows[:height]):
        return Grid(0, name, tuple([tuple(row[:width]) for row in rows[:height]]))
    clipped: dict[int, Cell] = {}

    def clip(cell: Cell | None) -> Cell | None:
        if cell is None or (
            cell.row + cell.rowspan <= height + 1 and cell.column + cell.colspan <= width + 1
        ):
            return cell
        found = clipped.get(id(cell))
        if found is None:
            rowspan, colspan = (
                min(cell.rowspan, height - cell.row + 1),
                min(cell.colspan, width - cell.column + 1),
            )
            found = clipped[id(cell)] = Cell(
                cell.text, cell.row, cell.column, rowspan, colspan, cell.number, cell.is_percent
            )
        return found

    whole = [tuple(map(clip, row[:width])) + (None,) * (width - len(row)) for row in rows[:height]]
    return Grid(0, name, tuple(whole))
