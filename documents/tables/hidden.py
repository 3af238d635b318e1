"""Columns of a sheet that are hidden and say over again what a shown one says: an earlier draft, not this table's."""

from __future__ import annotations

from documents.grids import Grid
from documents.tables.columns import Column, Head, set_meaning
from documents.tables.meanings import Meaning

_ONCE = {
    Meaning.NAME,
    Meaning.TARGET,
    Meaning.PLAN,
    Meaning.INVESTED,
    Meaning.RATIO,
    Meaning.UNIT,
    Meaning.LEAD,
    Meaning.COOPERATING,
    Meaning.PROGRESS,
    Meaning.DEADLINE,
    Meaning.SCHEDULE,
    Meaning.REMARK,
}
"""What a table says in one column as a rule: of a shown and a hidden one the shown is meant."""


def without_hidden_twins(grid: Grid, head: Head) -> Head:
    """The head with each hidden column passed over that means the same as one that is shown."""
    hidden = {mark.column for mark in grid.marks if mark.kind == "hidden_column"}
    if not hidden or grid.turned_below is not None:
        return head
    shown = {
        column.meaning for column in head.columns if not _is_hidden(grid, head, column, hidden)
    }
    columns = list(head.columns)
    for column in head.columns:
        if column.meaning in _ONCE & shown and _is_hidden(grid, head, column, hidden):
            set_meaning(columns, column, Meaning.IGNORED)
    return Head(head.top, head.bottom, tuple(columns))


def _is_hidden(grid: Grid, head: Head, column: Column, hidden: set[int]) -> bool:
    cell = grid.cell(head.bottom, column.position)
    return (grid.place_of(cell)[1] if cell else column.position) in hidden
