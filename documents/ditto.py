"""Cells that only repeat the one above: 同上, 〃."""

from __future__ import annotations

import re
from dataclasses import replace

from documents.grids import Cell, Grid, Loaded
from documents.text import bare

_DITTO = re.compile(r"(?:同上(?:栏|行|格|项|款)?|[〃″]|〃〃|\"|”|“|\"\")[。.]?")
_FIGURE = re.compile(r"[-+]?[\d,.]+%?(?:亿元|万元|元)?")


def with_dittos(loaded: Loaded) -> Loaded:
    """The same document with the words above in place of 同上; figures are never repeated."""
    blocks = tuple(
        _filled(block) if isinstance(block, Grid) and _has_any(block) else block
        for block in loaded.blocks
    )
    return replace(loaded, blocks=blocks)


def is_ditto(text: str) -> bool:
    """Whether a cell says nothing but that it is as the one above."""
    return _DITTO.fullmatch(bare(text)) is not None


def _has_any(grid: Grid) -> bool:
    return any(
        len(cell.text) <= 8 and is_ditto(cell.text) for row in grid.rows for cell in row if cell
    )


def _filled(grid: Grid) -> Grid:
    changed: dict[Cell, Cell] = {}
    above: dict[int, str] = {}
    for row in grid.rows:
        for cell in row:
            if cell is None or cell in changed:
                continue
            if is_ditto(cell.text):
                text = above.get(cell.column, "")
                if not _FIGURE.fullmatch(bare(text)):
                    changed[cell] = replace(cell, text=text)
            elif bare(cell.text):
                above[cell.column] = cell.text
    rows = tuple(
        tuple(changed.get(cell, cell) if cell else None for cell in row) for row in grid.rows
    )
    return replace(grid, rows=rows)
