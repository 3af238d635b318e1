"""Official tables as workbooks (.xlsx), as an office would make them by hand."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from openpyxl import Workbook
from openpyxl.cell.cell import Cell as SheetCell
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from documents.writing.exact_numbers import put_number
from documents.writing.limits import LONGEST_TEXT, TooLong
from documents.writing.package import core_properties, packed, unpacked
from documents.writing.row_pieces import split_row
from documents.writing.signs import writable
from documents.writing.table import Cell, Row, Table
from documents.writing.widths import broken_heads, column_widths, row_lines

SHEET_MM = 270.0
"""Width of the table: A4 on its side without its margins."""
UPRIGHT_SHEET_MM = 184.0
FONT_PT = 11
TITLE_PT = 20
_MM_PER_WIDTH_UNIT = 1.98
"""A column's width counts figures of the workbook's own font (宋体 11)."""
_LINE_PT = 15.0
_TALLEST_PT = 409.0
"""What Excel allows a row. A text of more lines goes on in rows of its own: else it would be cut off in print."""
_MOST_LINES = int((_TALLEST_PT - 6) // _LINE_PT)
_LINES_OF_A_PIECE = 8
"""Of what goes on: low rows fill the pages, one of the greatest height would leave half of each empty."""
_DECODED_BY_EXCEL = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
"""Excel reads `_x0041_` in a text as the letter A unless its first sign is itself written so."""
_FORBIDDEN_IN_NAMES = str.maketrans(dict.fromkeys("[]:*?/\\'", ""))

_SONG, _HEI, _FANG, _TITLE = "宋体", "黑体", "仿宋", "方正小标宋简体"
_EDGE = Border(
    **{side: Side(style="thin", color="FF000000") for side in ("left", "right", "top", "bottom")}
)


@dataclass(frozen=True, slots=True)
class Sheet:
    name: str
    table: Table
    mark: str = ""
    """A remark over the table, at its left."""
    is_wide: bool = True


def workbook_bytes(
    sheets: Sequence[Sheet], *, title: str, author: str, subject: str, moment: datetime | None
) -> bytes:
    """The sheets as a workbook: the same tables give the same bytes. Raises TooLong."""
    book = Workbook()
    book.remove(book.active)
    normal = book._named_styles["Normal"]  # the font column widths are counted in
    normal.font = Font(name=_SONG, size=11, charset=134)
    for sheet in sheets:
        _fill(book.create_sheet(_sheet_name(sheet.name)), sheet, subject)
    out = io.BytesIO()
    book.save(out)
    properties = core_properties(title=title, author=author, subject=subject, moment=moment)
    return packed(
        (name, properties if name == "docProps/core.xml" else data)
        for name, data in unpacked(out.getvalue())
    )


def _sheet_name(name: str) -> str:
    return writable(name).translate(_FORBIDDEN_IN_NAMES)[:31] or "表"


def _fill(ws: Worksheet, sheet: Sheet, subject: str) -> None:
    table = sheet.table
    total = SHEET_MM if sheet.is_wide else UPRIGHT_SHEET_MM
    widths = column_widths(table, total, FONT_PT)
    last = len(table.columns)
    for position, width in enumerate(widths, start=1):
        ws.column_dimensions[get_column_letter(position)].width = round(
            width / _MM_PER_WIDTH_UNIT, 2
        )
    at = _title_rows(ws, sheet, last)
    head_start = at
    for row in (*broken_heads(table, widths, FONT_PT), *table.rows):
        _refuse_too_long(row)
        pieces = split_row(row, widths, FONT_PT, _MOST_LINES, _LINES_OF_A_PIECE)
        for piece in pieces:
            _row(ws, at, piece, widths, is_split=len(pieces) > 1)
            at += 1
    head_end = head_start + len(table.head) - 1
    ws.print_title_rows = f"{head_start}:{head_end}"
    ws.freeze_panes = f"{'C' if sheet.is_wide and last > 4 else 'A'}{head_end + 1}"
    ws.print_area = f"A1:{get_column_letter(last)}{max(at - 1, head_end)}"
    _page(ws, sheet, subject)


def _title_rows(ws: Worksheet, sheet: Sheet, last: int) -> int:
    """Title, remark and unit line; the row the head begins in."""
    table = sheet.table
    _put(
        ws.cell(1, 1),
        Cell(table.title, "center"),
        Font(name=_TITLE, size=TITLE_PT, charset=134, family=1),
    )
    ws.merge_cells(start_row=1, end_row=1, start_column=1, end_column=last)
    ws.row_dimensions[1].height = 36
    at = 2
    if sheet.mark:
        _put(ws.cell(at, 1), Cell(sheet.mark, "left"), Font(name=_FANG, size=FONT_PT, charset=134))
        ws.merge_cells(start_row=at, end_row=at, start_column=1, end_column=last)
        ws.row_dimensions[at].height = 20
        at += 1
    if table.unit_line:
        _put(
            ws.cell(at, 1),
            Cell(table.unit_line, "right"),
            Font(name=_FANG, size=FONT_PT, charset=134),
        )
        ws.merge_cells(start_row=at, end_row=at, start_column=1, end_column=last)
        ws.row_dimensions[at].height = 20
        at += 1
    return at


def _refuse_too_long(row: Row) -> None:
    for cell in row.cells:
        if cell and len(cell.text) > LONGEST_TEXT:
            raise TooLong(f"有一格文字超过{LONGEST_TEXT}字，电子表格放不下：{cell.text[:20]}……")


def _row(ws: Worksheet, at: int, row: Row, widths: list[float], *, is_split: bool) -> None:
    """One row of the sheet. What goes on in the next row stands from the top, so that it is seen on its first page."""
    for position, cell in enumerate(row.cells, start=1):
        ws.cell(at, position).border = _EDGE
        if cell is None:
            continue
        is_label = row.kind == "head" or (row.kind in ("sum", "category") and not cell.is_figure)
        _put(
            ws.cell(at, position),
            cell,
            Font(name=_HEI if is_label else _FANG, size=FONT_PT, charset=134),
            vertical="top" if is_split else "center",
        )
        if cell.colspan > 1 or cell.rowspan > 1:
            ws.merge_cells(
                start_row=at,
                end_row=at + cell.rowspan - 1,
                start_column=position,
                end_column=position + cell.colspan - 1,
            )
    # Each program breaks figures and signs at a line's end in its own way: what was divided gets lines to spare.
    lines = row_lines(row, widths, FONT_PT) + (2 if is_split else 0)
    height = lines * _LINE_PT + 6
    ws.row_dimensions[at].height = min(max(height, 24.0), _TALLEST_PT)


def _put(target: SheetCell, cell: Cell, font: Font, vertical: str = "center") -> None:
    """A figure as a number that shows the decimals it was printed with; everything else as text, never a formula."""
    target.font = font
    target.alignment = Alignment(horizontal=cell.align, vertical=vertical, wrap_text=True)
    if cell.is_figure:
        put_number(target, Decimal(cell.text))
        decimals = len(cell.text.partition(".")[2])
        target.number_format = "0." + "0" * decimals if decimals else "0"
        return
    if not cell.text:
        return
    target.value = _DECODED_BY_EXCEL.sub("_x005F_", cell.text)
    target.data_type = "s"
    target.number_format = "@"
    if cell.text[0] in "=+-@'\t":
        target.quotePrefix = True


def _page(ws: Worksheet, sheet: Sheet, subject: str) -> None:
    ws.page_setup.orientation = "landscape" if sheet.is_wide else "portrait"
    ws.page_setup.paperSize = ws.PAPERSIZE_A4
    ws.page_setup.fitToWidth, ws.page_setup.fitToHeight = 1, 0
    ws.sheet_properties.pageSetUpPr.fitToPage = True
    ws.print_options.horizontalCentered = True
    margins = ws.page_margins
    margins.left = margins.right = 0.5
    margins.top, margins.bottom, margins.header, margins.footer = 0.7, 0.7, 0.3, 0.35
    ws.oddFooter.center.text = "第 &P 页，共 &N 页"
    if subject:
        ws.oddFooter.left.text = subject.replace("&", "&&")
