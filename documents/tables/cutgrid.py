"""Rows found in bare lines as an ordinary grid."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from documents.grids import Cell, Grid
from documents.tables.columns import Head
from documents.tables.cutfit import Fit
from documents.tables.cuthead import head_grid
from documents.tables.meanings import Meaning

_MONEY = {Meaning.PLAN, Meaning.INVESTED, Meaning.RATIO}

Row = tuple[str, Fit]
"""row, heading or total; and for each column the lines that stand in it, sub-row by sub-row."""


def cut_grid(
    upper: Sequence[str], lower: dict[int, list[str]], head: Head, rows: Sequence[Row]
) -> Grid:
    whole: list[tuple[Cell | None, ...]] = list(head_grid(upper, lower).rows)
    width = len(head.columns)
    for kind, fit in rows:
        for part in fit.rows:
            at = len(whole) + 1
            line: list[Cell | None] = [None] * width
            for column, texts in part.items():
                cell = Cell("\n".join(texts), at, column)
                if kind != "row" and column == first_words(head):
                    reach = _reach(head, column)
                    cell = replace(cell, colspan=reach)
                    line[column - 1 : column - 1 + reach] = [cell] * reach
                else:
                    line[column - 1] = cell
            whole.append(tuple(line))
        if len(fit.rows) > 1:
            _merge_number(whole, len(fit.rows), head)
    return Grid(0, "", tuple(whole))


def _merge_number(whole: list[tuple[Cell | None, ...]], height: int, head: Head) -> None:
    """The number of a row stands over all its parts."""
    column = head.first(Meaning.NUMBER)
    number = whole[-height][column.position - 1] if column else None
    if column is None or number is None:
        return
    merged = replace(number, rowspan=height)
    for at in range(len(whole) - height, len(whole)):
        line = list(whole[at])
        line[column.position - 1] = merged
        whole[at] = tuple(line)


def _reach(head: Head, column: int) -> int:
    """How many columns the words of a heading or total cover: up to the first sum."""
    reach = 0
    for other in head.columns[column - 1 :]:
        if other.meaning in _MONEY:
            break
        reach += 1
    return max(reach, 1)


def first_words(head: Head) -> int:
    return next(column.position for column in head.columns if column.meaning not in _MONEY)
