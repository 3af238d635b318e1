"""The rows and cells of Word's tables while they are read.

A cell's settings (columns spanned, merged with the one above) come inside it, before its text: it is placed when
the first paragraph begins.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from documents.formats.cells import Span
from documents.formats.layout import Layout
from documents.formats.limits import MAX_COLUMNS


@dataclass(slots=True)
class _Cell:
    settings: dict[str, str] = field(default_factory=dict)
    is_placed: bool = False
    span: Span | None = None


class WordCells:
    """The cells being read, the innermost last: tables may stand inside cells."""

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        self._open: list[_Cell] = []
        self._deleted_rows: list[bool] = []

    @property
    def is_inside(self) -> bool:
        return bool(self._open)

    @property
    def span(self) -> Span | None:
        """The innermost cell being read."""
        return self._open[-1].span if self._open else None

    def start_row(self) -> None:
        if self._layout.table is not None:
            self._layout.table.next_row()
            self._deleted_rows.append(False)

    def delete_row(self) -> None:
        """The row being read was deleted in a tracked change."""
        if self._deleted_rows:
            self._deleted_rows[-1] = True

    def end_row(self) -> None:
        if self._layout.table is not None and self._deleted_rows and self._deleted_rows.pop():
            self._layout.table.drop_row()

    def skip(self, columns: str | None) -> None:
        """Leave out so many columns at the row's beginning."""
        if self._layout.table is not None:
            self._layout.table.skip(_columns(columns))

    def start(self) -> None:
        self._open.append(_Cell())

    def set(self, name: str, value: str) -> None:
        if self._open:
            self._open[-1].settings[name] = value

    def place(self) -> None:
        """Text begins: if a cell is open and not yet placed, its settings are complete."""
        if not self._open or self._open[-1].is_placed or self._layout.table is None:
            return
        cell = self._open[-1]
        cell.is_placed = True
        vertical, horizontal = cell.settings.get("vMerge"), cell.settings.get("hMerge")
        span = self._layout.table.place_merged(
            continues=vertical is not None and vertical != "restart",
            restarts=vertical == "restart",
            colspan=_columns(cell.settings.get("gridSpan")),
            joins_left=horizontal is not None and horizontal != "restart",
        )
        cell.span = span
        self._layout.open_cell(span)

    def end(self) -> None:
        if self._open:
            self.place()
            self._layout.close_cell()
            self._open.pop()


def _columns(written: str | None) -> int:
    """A number of columns as written, 1 where it says nothing usable, bounded."""
    return min(int(written[:6]), MAX_COLUMNS + 1) if written and written.isdecimal() else 1
