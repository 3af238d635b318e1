"""What a test says about a grid, in few words."""

from __future__ import annotations

from documents.grids import Grid, Loaded


def texts(grid: Grid) -> list[list[str]]:
    """The printed texts by row; positions without a cell are empty, a merged cell stands at each it covers."""
    return [[cell.text if cell else "" for cell in row] for row in grid.rows]


def only_grid(loaded: Loaded) -> Grid:
    (grid,) = loaded.grids
    return grid


def flat(text: str) -> str:
    """A text without its spaces and line breaks, which each format sets in its own way."""
    return "".join(text.split())


def places(grid: Grid, *, first_row: int = 1) -> list[tuple[str, int, int, int, int]]:
    """Every printed cell with its place and the positions it covers."""
    return [
        (flat(cell.text), cell.row - first_row + 1, cell.column, cell.rowspan, cell.colspan)
        for at, row in enumerate(grid.rows, 1)
        for column, cell in enumerate(row, 1)
        if cell is not None
        and cell.text
        and (cell.row, cell.column) == (at, column)
        and at >= first_row
    ]
