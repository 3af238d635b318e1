"""Workbooks in the XML of Excel 2003, which many systems still write under the name .xls."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

from documents.formats.cells import Span, make_grid, number_grids, tidy
from documents.formats.encoding import decode
from documents.formats.limits import MAX_CELLS, MAX_COLUMNS, MAX_ROWS, damaged, too_many_cells
from documents.formats.numberformats import is_percent, plain, shown
from documents.formats.xmlparts import attribute, parse
from documents.grids import Grid, Loaded

_DECLARATION = re.compile(r"\s*<\?xml[^>]*\?>")
_KIND = "Excel 文件"


def load_xml_workbook(data: bytes) -> Loaded:
    """Read it as a workbook: each visible sheet one grid. Raises UnreadableDocument."""
    reader = _Reader()
    # The parser knows few encodings; the text is decoded here and its declaration dropped.
    page = _DECLARATION.sub("", decode(data, declared_in_page=True), count=1)
    parse(page.encode(), start=reader.start, end=reader.end, text=reader.text, kind=_KIND)
    notes = (f"隐藏的工作表没有读取：{'、'.join(reader.hidden)}。",) if reader.hidden else ()
    return Loaded("xls", number_grids(reader.grids), notes=notes)


class _Reader:
    def __init__(self) -> None:
        self.grids: list[Grid] = []
        self.hidden: list[str] = []
        self._formats: dict[str, str] = {}
        self._style = ""
        self._name = ""
        self._is_hidden = False
        self._spans: list[Span] = []
        self._row = self._column = 0
        self._cell: Span | None = None
        self._code = ""
        self._type = ""
        self._collects = ""
        self._pieces: list[str] = []
        self._cells = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "Style":
            self._style = attribute(attributes, "ID") or ""
        elif name == "NumberFormat":
            self._formats[self._style] = attribute(attributes, "Format") or ""
        elif name == "Worksheet":
            self._name, self._is_hidden = attribute(attributes, "Name") or "", False
            self._spans, self._row = [], 0
        elif name == "Row":
            self._row, self._column = _next(self._row, attributes, MAX_ROWS), 0
        elif name == "Cell":
            self._column = _next(self._column, attributes, MAX_COLUMNS)
            across = _count(attributes, "MergeAcross", MAX_COLUMNS)
            down = _count(attributes, "MergeDown", MAX_ROWS)
            self._cell = Span(max(1, self._row), self._column, 1 + down, 1 + across)
            self._code = self._formats.get(attribute(attributes, "StyleID") or "", "")
            self._column += across
            self._cells += 1
            if self._cells > MAX_CELLS:
                raise too_many_cells()
        elif name == "Data" and self._cell is not None:
            self._collects, self._type = name, attribute(attributes, "Type") or "String"
        elif name == "Visible":
            self._collects = name

    def text(self, text: str) -> None:
        if self._collects:
            self._pieces.append(text)

    def end(self, name: str) -> None:
        if name == self._collects:
            text = "".join(self._pieces)
            self._collects, self._pieces = "", []
            if name == "Visible":
                self._is_hidden = text.strip() in ("SheetHidden", "SheetVeryHidden")
            elif self._cell is not None:
                self._fill(self._cell, text)
        elif name == "Cell" and self._cell is not None:
            if self._cell.text:
                self._spans.append(self._cell)
            self._cell = None
        elif name == "Worksheet":
            self._end_sheet()

    def _fill(self, cell: Span, text: str) -> None:
        cell.text = tidy(text)
        if self._type == "DateTime":
            cell.text = (
                text.strip().removesuffix("T00:00:00.000").replace("T", " ").removesuffix(".000")
            )
        elif self._type == "Number" and len(text) <= 40:
            try:
                number = Decimal(text.strip())
            except InvalidOperation as error:
                raise damaged(_KIND) from error
            if number.is_finite() and abs(number.adjusted()) < 300:
                code = {"Percent": "0.00%", "Fixed": "0.00", "Standard": "#,##0.00"}.get(
                    self._code, self._code
                )
                cell.number, cell.is_percent = number, is_percent(code)
                cell.text = shown(number, code) if code else plain(number)

    def _end_sheet(self) -> None:
        if self._is_hidden:
            self.hidden.append(self._name)
            return
        grid = make_grid(
            self._spans, height=max((span.row for span in self._spans), default=0), name=self._name
        )
        if grid is not None:
            self.grids.append(grid)


def _next(current: int, attributes: dict[str, str], most: int) -> int:
    """The next row or column, or the one the element names."""
    following = _count(attributes, "Index", most + 1) or current + 1
    if following > most:
        raise too_many_cells()
    return following


def _count(attributes: dict[str, str], name: str, most: int) -> int:
    written = attribute(attributes, name) or ""
    return min(int(written[:9]), most) if written.isdecimal() else 0
