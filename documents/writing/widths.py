"""How wide each column of a table stands: room for its figures first, the rest shared by how much there is to say."""

from __future__ import annotations

from dataclasses import replace
from math import sqrt

from documents.writing.signs import lines_needed, width_in_characters
from documents.writing.table import Cell, Row, Table
from documents.writing.titles import title_lines

PT_MM = 25.4 / 72
_WIDE_FIGURES = 1.27
"""Where Times New Roman is not installed, the figures of what stands in for it are wider."""
_TALLEST_WHOLE_ROW = 6
"""Lines."""
PADDING_MM = 2.0
"""Left and right together."""


def column_widths(table: Table, total_mm: float, font_pt: float) -> list[float]:
    """Widths in millimetres, with one decimal, that fill the total exactly."""
    character = font_pt * PT_MM
    least: list[float] = []
    shares: list[float] = []
    for position, column in enumerate(table.columns):
        texts = [row.cells[position] for row in table.rows if row.kind == "entry"]
        filled = [cell.text for cell in texts if cell and cell.text]
        kind = column.kind
        narrowest = kind.narrowest_mm
        if kind.align == "right" or kind.key == "number":
            everything = [
                cell.text
                for row in table.rows
                if (cell := row.cells[position]) and cell.colspan == 1
            ]
            longest = max(map(width_in_characters, everything), default=0.0)
            narrowest = max(narrowest, longest * character * _WIDE_FIGURES + PADDING_MM)
        least.append(narrowest)
        share = 0.0
        if kind.most_share and filled:
            share = sqrt(sum(map(width_in_characters, filled)) / len(filled))
            share = min(share, kind.most_share)
        shares.append(share)
    return _shared_out(least, shares, total_mm)


def _shared_out(least: list[float], shares: list[float], total_mm: float) -> list[float]:
    rest = total_mm - sum(least)
    if rest < 0:
        widths = [width * total_mm / sum(least) for width in least]
    else:
        weights = shares if any(shares) else [1.0] * len(least)
        widths = [
            width + rest * weight / sum(weights)
            for width, weight in zip(least, weights, strict=True)
        ]
    widths = [round(width, 1) for width in widths]
    widest = max(range(len(widths)), key=widths.__getitem__)
    widths[widest] = round(widths[widest] + total_mm - sum(widths), 1)
    return widths


def broken_heads(table: Table, widths: list[float], font_pt: float) -> tuple[Row, ...]:
    """The head rows with each head broken by meaning where its column is too narrow for one line."""
    return tuple(
        Row(
            "head",
            tuple(
                cell
                and replace(
                    cell,
                    text="\n".join(
                        title_lines(
                            cell.text,
                            room_for(sum(widths[position : position + cell.colspan]), font_pt),
                        )
                    ),
                )
                for position, cell in enumerate(row.cells)
            ),
        )
        for row in table.head
    )


def stays_whole(row: Row, widths: list[float], font_pt: float) -> bool:
    """Whether a row is short enough to be kept on one page; a longer one may go on at the top of the next page.

    A page on its side holds about 27 lines of the table: what stays free at its end is less than a quarter.
    """
    return row_lines(row, widths, font_pt) <= _TALLEST_WHOLE_ROW


def row_lines(row: Row, widths: list[float], font_pt: float) -> int:
    """An upper estimate of how many lines a row takes."""
    most = 1
    for position, cell in enumerate(row.cells):
        if cell is None or cell.rowspan > 1:
            continue
        most = max(most, cell_lines(cell, sum(widths[position : position + cell.colspan]), font_pt))
    return most


def cell_lines(cell: Cell, width_mm: float, font_pt: float) -> int:
    """An upper estimate of how many lines a cell's text takes in a column of this width."""
    return lines_needed(cell.text, room_for(width_mm, font_pt))


def room_for(width_mm: float, font_pt: float) -> float:
    """How many Chinese characters stand on one line of a column of this width."""
    return (width_mm - PADDING_MM) / (font_pt * PT_MM)
