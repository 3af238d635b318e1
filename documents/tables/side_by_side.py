"""Two halves of one list side by side on a sheet, each under the same heads, put one below the other."""

from __future__ import annotations

from dataclasses import replace

from documents.grids import Cell, Grid
from documents.tables.heads import is_head_row, own_cells
from documents.tables.meanings import Meaning, meaning_of
from documents.text import bare

_HEAD_WITHIN = 8


def stacked(grid: Grid) -> tuple[list[str], Grid] | None:
    """The halves as one table, and the lines of title above it; None where no head comes twice in its row."""
    if grid.is_cut or grid.origins is not None or grid.turned_below is not None:
        return None
    for row in range(1, min(len(grid.rows), _HEAD_WITHIN) + 1):
        starts = _starts(grid, row)
        if starts:
            return _below_each_other(grid, row, starts)
    return None


def _starts(grid: Grid, row: int) -> list[int]:
    """The columns in which the heads of each half begin; empty where they do not come again."""
    cells = [cell for cell in own_cells(grid, row) if bare(cell.text)]
    texts = [bare(cell.text) for cell in cells]
    again = [at for at, text in enumerate(texts) if text == texts[0]]
    if len(again) < 2 or len(texts) % len(again):
        return []
    width = len(texts) // len(again)
    halves = [texts[at : at + width] for at in range(0, len(texts), width)]
    if width < 2 or len(set(halves[0])) < width or any(half != halves[0] for half in halves):
        return []
    if not {Meaning.NUMBER, Meaning.NAME} & set(map(meaning_of, halves[0])):
        return []  # 目标, 完成 under each quarter
    starts = [cells[at].column for at in range(0, len(cells), width)]
    places = [
        [cell.column - start for cell in cells[at * width : (at + 1) * width]]
        for at, start in enumerate(starts)
    ]
    if any(place != places[0] for place in places) or not is_head_row(grid, row):
        return []
    last = cells[-1].column - starts[-1]
    crosses = any(
        cell.colspan > 1 or (cell.rowspan > 1 and cell.row <= row)
        for line in range(row, len(grid.rows) + 1)
        for cell in own_cells(grid, line)
        if not _is_inside(cell, starts, last) or cell.row == row
    )
    return [] if crosses else starts


def _is_inside(cell: Cell, starts: list[int], last: int) -> bool:
    end = cell.column + cell.colspan - 1
    return any(start <= cell.column and end <= start + last for start in starts)


def _below_each_other(grid: Grid, head: int, starts: list[int]) -> tuple[list[str], Grid]:
    width = starts[1] - starts[0]
    origins: dict[tuple[int, int], tuple[int, int]] = {}
    rows: list[tuple[Cell | None, ...]] = []
    for half, start in enumerate(starts):
        shift = len(rows) + 1 - (head if half == 0 else head + 1)
        moved: dict[int, Cell] = {}
        for line in range(head if half == 0 else head + 1, len(grid.rows) + 1):
            cells: list[Cell | None] = []
            for column in range(start, start + width):
                cell = grid.cell(line, column)
                if cell is not None and id(cell) not in moved:
                    moved[id(cell)] = replace(
                        cell, row=cell.row + shift, column=cell.column - start + 1
                    )
                    origins[cell.row + shift, cell.column - start + 1] = cell.row, cell.column
                cells.append(moved[id(cell)] if cell is not None else None)
            rows.append(tuple(cells))
    lines = [cell.text for row in range(1, head) for cell in own_cells(grid, row)]
    return [line for line in lines if bare(line)], replace(grid, rows=tuple(rows), origins=origins)
