"""Workbooks in the XML of Excel 2003, which many systems still write under the name .xls."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal, InvalidOperation

from documents.formats.cells import Span, make_grid, number_grids, tidy
from documents.formats.dateformats import shown_date
from documents.formats.encoding import decode
from documents.formats.limits import MAX_CELLS, MAX_COLUMNS, MAX_ROWS, damaged, too_many_cells
from documents.formats.numberformats import plain, shown
from documents.formats.sheetcells import Marks, mark_hidden
from documents.formats.sheetfacts import SheetScan
from documents.formats.xmlparts import attribute, parse
from documents.grids import Grid, Loaded, Mark, MarkKind

_DECLARATION = re.compile(r"\s*<\?xml[^>]*\?>")
_KIND = "Excel 文件"
_MOST_MARKS = 400
_DATES = {
    "General Date": "yyyy/m/d h:mm",
    "Long Date": 'yyyy"年"m"月"d"日"',
    "Medium Date": "yyyy/m/d",
    "Short Date": "yyyy/m/d",
    "Long Time": "h:mm:ss",
    "Medium Time": "h:mm",
    "Short Time": "h:mm",
}
"""Formats that this kind of workbook names by words."""


def load_xml_workbook(data: bytes) -> Loaded:
    """Read it as a workbook: each visible sheet one grid. Raises UnreadableDocument."""
    reader = _Reader()
    # The parser knows few encodings; the text is decoded here and its declaration dropped.
    page = _DECLARATION.sub("", decode(data, declared_in_page=True), count=1)
    parse(
        page.encode(),
        start=reader.start,
        end=reader.end,
        text=reader.text,
        kind=_KIND,
        any_namespace=True,  # struck words are those of a page
    )
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
        self._struck_styles: set[str] = set()
        self._is_struck = self._is_run_struck = False
        self._struck: list[str] = []
        self._marks: list[Mark] = []
        self._scan = SheetScan()
        self._type = ""
        self._collects = ""
        self._pieces: list[str] = []
        self._cells = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "Style":
            self._style = attribute(attributes, "ID") or ""
        elif name == "NumberFormat":
            self._formats[self._style] = attribute(attributes, "Format") or ""
        elif name == "Font" and (attribute(attributes, "StrikeThrough") or "0") in ("1", "true"):
            self._struck_styles.add(self._style)
        elif name == "Worksheet":
            self._name, self._is_hidden = attribute(attributes, "Name") or "", False
            self._spans, self._row, self._marks = [], 0, []
            self._column, self._scan = 0, SheetScan()
        elif name == "Column":
            first = _next(self._column, attributes, MAX_COLUMNS)
            self._column = first + _count(attributes, "Span", MAX_COLUMNS)
            if attribute(attributes, "Hidden") == "1":
                self._scan.hide_columns(first - 1, self._column - 1)
        elif name == "Row":
            self._row, self._column = _next(self._row, attributes, MAX_ROWS), 0
            if attribute(attributes, "Hidden") == "1":
                self._scan.hidden_rows.add(self._row - 1)
        elif name == "Cell":
            self._column = _next(self._column, attributes, MAX_COLUMNS)
            across = _count(attributes, "MergeAcross", MAX_COLUMNS)
            down = _count(attributes, "MergeDown", MAX_ROWS)
            self._cell = Span(max(1, self._row), self._column, 1 + down, 1 + across)
            style = attribute(attributes, "StyleID") or ""
            self._code, self._is_struck = self._formats.get(style, ""), style in self._struck_styles
            self._column += across
            self._cells += 1
            if self._cells > MAX_CELLS:
                raise too_many_cells()
        elif name == "Data" and self._cell is not None:
            self._collects, self._type = name, attribute(attributes, "Type") or "String"
        elif name == "Visible":
            self._collects = name
        elif name == "S" and self._collects == "Data":
            self._is_run_struck = True

    def text(self, text: str) -> None:
        if self._is_run_struck:
            self._struck.append(text)
        elif self._collects:
            self._pieces.append(text)

    def end(self, name: str) -> None:
        if name == "S":
            self._is_run_struck = False
        elif name == self._collects:
            text = "".join(self._pieces)
            self._collects, self._pieces = "", []
            if name == "Visible":
                self._is_hidden = text.strip() in ("SheetHidden", "SheetVeryHidden")
            elif self._cell is not None:
                self._fill(self._cell, text)
                self._strike_out(self._cell)
        elif name == "Cell" and self._cell is not None:
            if self._cell.text:
                self._spans.append(self._cell)
            self._cell = None
        elif name == "Worksheet":
            self._end_sheet()

    def _fill(self, cell: Span, text: str) -> None:
        cell.text = tidy(text)
        if self._type == "DateTime":
            self._fill_date(cell, text.strip())
        elif self._type == "Number" and len(text) <= 40:
            try:
                number = Decimal(text.strip())
            except InvalidOperation as error:
                raise damaged(_KIND) from error
            if number.is_finite() and abs(number.adjusted()) < 300:
                code = {"Percent": "0.00%", "Fixed": "0.00", "Standard": "#,##0.00"}.get(
                    self._code, self._code
                )
                if not code:
                    cell.number, cell.text = number, plain(number)
                    return
                seen = shown(number, code)
                cell.text, cell.number, cell.is_percent = seen.text, seen.number, seen.is_percent
                if seen.differs:
                    self._mark("shown_differs", cell.text, plain(number))

    def _fill_date(self, cell: Span, written: str) -> None:
        try:
            moment = dt.datetime.fromisoformat(written)
        except ValueError:
            cell.text = written.removesuffix("T00:00:00.000").replace("T", " ")
            return
        is_clock = moment.date() == dt.date(1899, 12, 31)
        seen = shown_date(moment.time() if is_clock else moment, _DATES.get(self._code, self._code))
        cell.text = seen.text
        if seen.is_lone_time or seen.hides_day:
            self._mark("lone_time", seen.text, seen.hides_day)

    def _mark(self, kind: MarkKind, shown_text: str, held: str = "") -> None:
        if self._cell is not None and len(self._marks) < _MOST_MARKS:
            self._marks.append(Mark(kind, self._cell.row, self._cell.column, shown_text, held))

    def _strike_out(self, cell: Span) -> None:
        """Leave out what is struck out: the cell, or the words in it that are."""
        struck = tidy("".join(self._struck))
        self._struck = []
        if self._is_struck:
            struck, cell.text, cell.number = cell.text, "", None
        if struck:
            self._mark("struck_out", struck)

    def _end_sheet(self) -> None:
        if self._is_hidden:
            self.hidden.append(self._name)
            return
        grid = make_grid(
            self._spans, height=max((span.row for span in self._spans), default=0), name=self._name
        )
        if grid is not None:
            marks = Marks()
            marks.extend(self._marks)
            self.grids.append(mark_hidden(grid, self._scan, marks))


def _next(current: int, attributes: dict[str, str], most: int) -> int:
    """The next row or column, or the one the element names."""
    following = _count(attributes, "Index", most + 1) or current + 1
    if following > most:
        raise too_many_cells()
    return following


def _count(attributes: dict[str, str], name: str, most: int) -> int:
    written = attribute(attributes, name) or ""
    return min(int(written[:9]), most) if written.isdecimal() else 0
