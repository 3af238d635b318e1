"""A table's row too tall for one row of a sheet, as several rows that a reader takes for one."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby, pairwise

from documents.writing.signs import width_in_characters
from documents.writing.table import Cell, Row
from documents.writing.widths import cell_lines, room_for, row_lines

_WORD_SIGNS = frozenset("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.,%-/")
_LONGEST_WORD = 12
"""Signs of a figure or a Latin word that are kept together where a text is divided."""


def split_row(
    row: Row, widths: list[float], font_pt: float, most_lines: int, lines_of_a_piece: int
) -> tuple[Row, ...]:
    """The row itself, or, where it has more than `most_lines`, rows of `lines_of_a_piece`: long texts go on from one to
    the next, other cells span them all and stand (and count) once. Nothing is left out but line breaks where a
    text is divided.
    """
    if row_lines(row, widths, font_pt) <= most_lines or any(
        cell and cell.rowspan > 1 for cell in row.cells
    ):
        return (row,)
    divided = {
        position: pieces
        for position, cell in enumerate(row.cells)
        if cell
        and not cell.is_figure
        and len(pieces := _pieces(cell, _width(row, widths, position), font_pt, lines_of_a_piece))
        > 1
    }
    many = max(map(len, divided.values()))
    rows: list[list[Cell | None]] = [[None] * len(row.cells) for _ in range(many)]
    for position, cell in enumerate(row.cells):
        if cell is None:
            continue
        pieces = divided.get(position, [cell.text])
        for number, text in enumerate(pieces):
            span = many - number if number == len(pieces) - 1 else 1
            rows[number][position] = replace(cell, text=text, rowspan=span)
    return tuple(replace(row, cells=tuple(cells)) for cells in rows)


def _width(row: Row, widths: list[float], position: int) -> float:
    cell = row.cells[position]
    return sum(widths[position : position + (cell.colspan if cell else 1)])


def _pieces(cell: Cell, width_mm: float, font_pt: float, most_lines: int) -> list[str]:
    if cell_lines(cell, width_mm, font_pt) <= most_lines:
        return [cell.text]
    lines = [
        (number, line)
        for number, text in enumerate(cell.text.split("\n"))
        for line in _wrapped(text, room_for(width_mm, font_pt))
    ]
    edges = [*range(0, len(lines), most_lines), len(lines)]
    return [
        "\n".join(
            "".join(line for _, line in same)
            for _, same in groupby(lines[first:last], key=lambda one: one[0])
        )
        for first, last in pairwise(edges)
    ]


def _wrapped(text: str, room: float) -> list[str]:
    """The text in lines of a width, as a program that draws it would break it: a word or a figure stays whole."""
    lines, start, width = [], 0, 0.0
    for at, sign in enumerate(text):
        wide = width_in_characters(sign)
        if width + wide > max(room, 1.0) and at > start:
            end = at
            while (
                at - end < _LONGEST_WORD
                and end - start > 1
                and {text[end - 1], text[end]} <= _WORD_SIGNS
            ):
                end -= 1
            if end - start <= 1 or {text[end - 1], text[end]} <= _WORD_SIGNS:
                end = at
            lines.append(text[start:end])
            width = width_in_characters(text[end:at])
            start = end
        width += wide
    return [*lines, text[start:]]
