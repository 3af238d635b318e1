"""The scan of a sheet by a real parse, for sheets written in an unusual way or with cells far out."""

from __future__ import annotations

import re

from documents.formats.cellstyles import CellStyles
from documents.formats.limits import (
    MAX_CELLS,
    MAX_COLUMNS,
    MAX_ROWS,
    MAX_UNUSUAL_BYTES,
    damaged,
    too_many_cells,
)
from documents.formats.sharedtexts import RichText, SharedTexts
from documents.formats.sheetfacts import SheetScan, column_of, odd_text
from documents.formats.xmlparts import attribute, parse

_KIND = "Excel 文件"
_REFERENCE = re.compile(r"([A-Za-z]{1,3})([0-9]{1,7})")
_OFF = ("0", "false", "off")


def scan_slowly(sheet: bytes, styles: CellStyles, shared: SharedTexts) -> SheetScan:
    """What the sheet says beside its values.

    Formatted empty cells may lie anywhere; a cell with a value may not. Raises UnreadableDocument.
    """
    if len(sheet) > MAX_UNUSUAL_BYTES:
        raise too_many_cells()
    reader = _Reader(styles, shared)
    parse(
        sheet, start=reader.start, end=reader.end, text=reader.text, kind=_KIND, any_namespace=True
    )
    return reader.found


class _Reader:
    def __init__(self, styles: CellStyles, shared: SharedTexts) -> None:
        self.found = SheetScan()
        self._styles = styles
        self._shared = shared
        self._row = self._column = 0
        self._width = self._height = 0
        self._style = self._kind = self._formula = self._value = ""
        self._collects = ""
        self._is_inline = False
        self._is_struck: bool | None = None
        self._pieces: list[tuple[str, bool | None]] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "row":
            written = attribute(attributes, "r")
            self._row, self._column = (_integer(written) if written else self._row + 1), 0
        elif name == "c":
            written = attribute(attributes, "r")
            if written:
                self._column, self._row = _place(written)
            else:
                self._column += 1
            self._style = attribute(attributes, "s") or ""
            self._kind = attribute(attributes, "t") or ""
            self._formula = self._value = ""
            self._is_inline, self._pieces = False, []
        elif name in ("v", "f", "t"):
            self._collects = name
        elif name == "is":
            self._is_inline = True
        elif name == "r":
            self._is_struck = None
        elif name == "rPr":
            self._is_struck = False
        elif name == "strike":
            self._is_struck = (attribute(attributes, "val") or "1").lower() not in _OFF

    def text(self, data: str) -> None:
        if self._collects == "v":
            self._value += data
        elif self._collects == "f":
            self._formula += data
        elif self._collects == "t":
            self._pieces.append((data, self._is_struck))

    def end(self, name: str) -> None:
        if name in ("v", "f", "t"):
            self._collects = ""
        elif name == "c" and (self._value or self._formula or self._is_inline):
            self._end_cell()

    def _end_cell(self) -> None:
        row, column = self._row, self._column
        self._width, self._height = max(self._width, column), max(self._height, row)
        if column > MAX_COLUMNS or row > MAX_ROWS or self._width * self._height > MAX_CELLS:
            raise too_many_cells()
        place = (row - 1, column - 1)
        if self._style.isdecimal():
            self.found.put_style(place, int(self._style), self._styles)
        if any(own is not None for _, own in self._pieces):
            self.found.put_rich(place, RichText(tuple(self._pieces)))
        elif self._kind == "s" and self._value.isdecimal():
            rich = self._shared.rich.get(int(self._value[:9]))
            if rich is not None:
                self.found.put_rich(place, rich)
        odd = odd_text(self._kind == "e", self._formula, self._value)
        if odd:
            self.found.texts[place] = odd


def _place(reference: str) -> tuple[int, int]:
    """Column and row, counted from 1."""
    match = _REFERENCE.fullmatch(reference)
    if match is None:
        raise damaged(_KIND)
    return column_of(match.group(1).upper().encode()) + 1, max(1, int(match.group(2)))


def _integer(written: str | None) -> int:
    return int(written[:9]) if written and written.isdecimal() else 0
