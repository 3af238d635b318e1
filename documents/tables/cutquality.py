"""How well the cells of a grid fit the columns they stand in."""

from __future__ import annotations

from dataclasses import dataclass

from documents.grids import Grid
from documents.numbers import parse_number
from documents.tables.cutfit import blank_cost, cell_value
from documents.tables.heads import find_head
from documents.tables.meanings import Meaning
from documents.text import bare

_MANY_CELLS = 1_000
"""A long table whose cells all fit was pasted with its columns: not worth trying again."""


def stands_well(grid: Grid, form: str) -> bool:
    """Whether a grid is to be believed: it came with its cells, or its cells fit their columns."""
    if form != "text" or grid.has_borders:
        return True
    quality = _quality(grid)
    return quality is not None and quality.misplaced == 0 and quality.cells > _MANY_CELLS


def score_of(grid: Grid) -> float:
    quality = _quality(grid)
    return quality.score if quality else -50.0


@dataclass(frozen=True, slots=True)
class _Quality:
    """How well the cells of a grid fit their columns, how many there are, how many cannot stand there."""

    score: float
    cells: int
    misplaced: int


def _quality(grid: Grid) -> _Quality | None:
    """How well a grid's rows fit its head; None without a head."""
    head = find_head(grid)
    if head is None or not head.of(Meaning.NAME, Meaning.TARGET):
        return None
    total = 0.0
    cells = misplaced = 0
    number = head.first(Meaning.NUMBER)
    for row in range(head.bottom + 1, len(grid.rows) + 1):
        is_numbered = False
        for column in head.columns:
            cell = grid.cell(row, column.position)
            own = cell is not None and (cell.row, cell.column) == (row, column.position)
            if column is number:
                is_numbered = own and cell is not None and parse_number(cell.text) is not None
                continue
            if cell is None or (own and not bare(cell.text)):
                total -= blank_cost(column.meaning) if is_numbered else 0.0
            elif own and cell.colspan == 1:
                value = cell_value(column.meaning, cell.text)
                cells += 1
                misplaced += value is None
                total += value if value is not None else -4.0
    return _Quality(total, cells, misplaced)
