"""What a person corrected in a file before it is read again: cell by cell, the file itself staying as it came.

A column whose head was misunderstood is corrected by writing its head: the meaning follows the words.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from documents.grids import Cell, Grid, Loaded, Paragraph

Place = tuple[int, int, int]
"""Table, row and column of a cell, each counted from 1."""


def cell_key(table: int, row: int, column: int) -> str:
    """A place as the key of a correction: "1,5,3"."""
    return f"{table},{row},{column}"


def corrected(loaded: Loaded, cells: Mapping[str, str]) -> Loaded:
    """The opened file with the corrected texts in place. A merged cell changes at every place it covers."""
    if not cells:
        return loaded
    return replace(loaded, blocks=tuple(_block(block, cells) for block in loaded.blocks))


def _block(block: Paragraph | Grid, cells: Mapping[str, str]) -> Paragraph | Grid:
    if isinstance(block, Paragraph):
        return block
    changed: dict[Cell, Cell] = {}
    for row in block.rows:
        for cell in row:
            if cell is None or cell in changed:
                continue
            text = cells.get(cell_key(block.index, cell.row, cell.column))
            if text is not None and text != cell.text:
                changed[cell] = replace(cell, text=text, number=None, is_percent=False)
    if not changed:
        return block
    rows = tuple(
        tuple(changed.get(cell, cell) if cell else None for cell in row) for row in block.rows
    )
    places = {(cell.row, cell.column) for cell in changed}
    marks = tuple(mark for mark in block.marks if (mark.row, mark.column) not in places)
    return replace(block, rows=rows, marks=marks)
