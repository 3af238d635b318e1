"""Opened files as plain values and back: for the way between the server and the process that reads."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from documents.grids import Cell, Grid, Loaded, Mark, Paragraph


def pack(loaded: Loaded) -> dict[str, Any]:
    """A `Loaded` as plain values, for the way between the processes."""
    return {
        "format": loaded.format,
        "meta": dict(loaded.meta),
        "notes": list(loaded.notes),
        "blocks": [_pack_grid(block) if isinstance(block, Grid) else [block.text, block.is_heading]
                   for block in loaded.blocks],
    }  # fmt: skip


def unpack(packed: dict[str, Any]) -> Loaded:
    """The `Loaded` that was packed."""
    blocks = tuple(
        _unpack_grid(block) if isinstance(block, dict) else Paragraph(*block)
        for block in packed["blocks"]
    )
    return Loaded(packed["format"], blocks, packed["meta"], tuple(packed["notes"]))


def _pack_grid(grid: Grid) -> dict[str, Any]:
    cells = [
        _pack_cell(cell)
        for at, row in enumerate(grid.rows, 1)
        for column, cell in enumerate(row, 1)
        if cell is not None and cell.row == at and cell.column == column
    ]
    return {
        "index": grid.index,
        "name": grid.name,
        "is_cut": grid.is_cut,
        "height": len(grid.rows),
        "width": grid.width,
        "cells": cells,
        "marks": pack_marks(grid.marks),
    }


def pack_marks(marks: Sequence[Mark]) -> list[list[str | int]]:
    """Marks as plain values."""
    return [[mark.kind, mark.row, mark.column, mark.shown, mark.held] for mark in marks]


def unpack_marks(packed: Sequence[Sequence[Any]]) -> tuple[Mark, ...]:
    """The marks that were packed."""
    return tuple([Mark(*values) for values in packed])


def _pack_cell(cell: Cell) -> Sequence[str | int | bool | None]:
    if cell.number is None and cell.rowspan == cell.colspan == 1:
        return (cell.text, cell.row, cell.column)
    number = None if cell.number is None else str(cell.number)
    return (cell.text, cell.row, cell.column, cell.rowspan, cell.colspan, number, cell.is_percent)


def _unpack_grid(packed: dict[str, Any]) -> Grid:
    rows: list[list[Cell | None]] = [[None] * packed["width"] for _ in range(packed["height"])]
    for values in packed["cells"]:
        if len(values) == 3:
            rows[values[1] - 1][values[2] - 1] = Cell(*values)
            continue
        text, at, column, rowspan, colspan, digits, is_percent = values
        number = None if digits is None else Decimal(digits)
        cell = Cell(text, at, column, rowspan, colspan, number, is_percent)
        for row in rows[cell.row - 1 : cell.row - 1 + cell.rowspan]:
            row[cell.column - 1 : cell.column - 1 + cell.colspan] = [cell] * cell.colspan
    return Grid(
        packed["index"],
        packed["name"],
        tuple([tuple(row) for row in rows]),
        packed["is_cut"],
        marks=unpack_marks(packed["marks"]),
    )
