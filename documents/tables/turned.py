"""Tables whose heads stand in the first column: projects side by side, or a card of its own for each."""

from __future__ import annotations

from dataclasses import replace

from documents.dates import months_in
from documents.grids import Cell, Grid
from documents.tables.heads import find_head, own_cells
from documents.tables.meanings import Meaning, meaning_of
from documents.text import bare

_LONGEST_LABEL = 14


def upright(grid: Grid) -> tuple[list[str], Grid] | None:
    """The same table with its rows as columns, and the lines of title above it; None where heads stand in a row.

    Only what its first column says counts: it must name the parts of a project as a row of heads would.
    """
    if grid.is_cut or grid.width < 2:
        return None
    if (card := _card(grid)) is not None:
        return card
    if find_head(grid) is not None:
        return None
    above = _rows_above(grid)
    height = len(grid.rows) - above
    if height < 2:
        return None
    cells: dict[int, Cell] = {}
    rows = tuple(
        tuple(_turned(grid.rows[row][column], above, cells) for row in range(above, len(grid.rows)))
        for column in range(grid.width)
    )
    turned = Grid(grid.index, grid.name, rows, turned_below=above)
    if find_head(turned, stop=1) is None:
        return None
    lines = [cell.text for row in range(1, above + 1) for cell in own_cells(grid, row)]
    return [line for line in lines if bare(line)], turned


def _card(grid: Grid) -> tuple[list[str], Grid] | None:
    """A card of a project, 项目名称 | … | 责任单位 | …, its heads beside what they say: one row under its heads."""
    above = _rows_above(grid)
    pairs: list[tuple[Cell, Cell | None]] = []
    for row in range(above + 1, len(grid.rows) + 1):
        cells = own_cells(grid, row)
        if len(cells) % 2 or not cells:
            return None
        pairs += zip(cells[::2], cells[1::2], strict=True)
    labels = [bare(label.text) for label, _ in pairs]
    if len(pairs) < 4 or len(set(labels)) < len(labels) or len(pairs) == len(grid.rows) - above:
        return None
    known = sum(meaning_of(label) is not None or months_in(label) is not None for label in labels)
    if known < len(labels) or any(len(label) > _LONGEST_LABEL for label in labels):
        return None
    if not any(meaning_of(label) in {Meaning.NAME, Meaning.TARGET} for label in labels):
        return None
    if sum(meaning_of(value.text) is not None for _, value in pairs if value) * 2 > len(pairs):
        return None
    origins: dict[tuple[int, int], tuple[int, int]] = {}
    rows: list[list[Cell | None]] = [[], []]
    for column, pair in enumerate(pairs, start=1):
        for row, cell in enumerate(pair, start=1):
            assert cell is not None
            origins[row, column] = cell.row, cell.column
            rows[row - 1].append(Cell(cell.text, row, column, 1, 1, cell.number, cell.is_percent))
    card = replace(grid, rows=tuple(map(tuple, rows)), origins=origins)
    if find_head(card, stop=1) is None:
        return None
    lines = [cell.text for row in range(1, above + 1) for cell in own_cells(grid, row)]
    return [line for line in lines if bare(line)], card


def _rows_above(grid: Grid) -> int:
    """How many rows at the top hold one text only: a title, a unit line."""
    above = 0
    while above < len(grid.rows):
        texts = {id(cell) for cell in grid.rows[above] if cell is not None and bare(cell.text)}
        first = grid.rows[above][0]
        is_head = first is not None and bare(first.text) and first.colspan == 1
        if len(texts) > 1 or is_head:
            break
        above += 1
    return above


def _turned(cell: Cell | None, above: int, known: dict[int, Cell]) -> Cell | None:
    """The cell with rows and columns changed over; a merged one stays one."""
    if cell is None:
        return None
    if id(cell) not in known:
        row = max(cell.row - above, 1)
        span = cell.row + cell.rowspan - above - row
        known[id(cell)] = Cell(
            cell.text, cell.column, row, cell.colspan, span, cell.number, cell.is_percent
        )
    return known[id(cell)]
