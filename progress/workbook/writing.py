"""Writing the workbook, prefilled: what is not to be typed is locked, what a cell takes is said."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from io import BytesIO
from typing import Any

from documents.writing.exact_numbers import put_number
from progress.entry import entry
from progress.models import ReportingRound
from progress.report_fields import INVESTED, NOTHING, Field, Kind, value_field
from progress.selectors.task_rows import TaskRow
from progress.sheet import shown_values
from progress.workbook.layout import (
    FIRST_ROW,
    FIXED,
    SHEET,
    TEXTS,
    WIDTH_OF,
    WIDTHS,
    WORDS,
    base_cell,
    mark_of,
)

_MOST_DIGITS = 15
"""What a number in a workbook holds exactly; a longer one is written as text."""


def write(round_: ReportingRound, rows: Sequence[TaskRow], scope: str, *, title: str) -> bytes:
    """The workbook, prefilled with what is stored, or with the last round's numbers before the first save."""
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = SHEET
    _put(sheet, 1, 1, mark_of(round_, scope))
    lead = f"{title}。只填白色格子，数字按格子旁写的单位填1月1日以来的累计数；灰色格子不用改。填好存盘，回到“表格填报”页上传。"
    _put(sheet, 1, 3, lead, font=Font(bold=True), alignment=Alignment(wrap_text=True))
    sheet.row_dimensions[1].height = 32
    widest = max((len(row.task.indicators.all()) for row in rows), default=0)
    keys = _write_heads(sheet, widest)
    for at, row in enumerate(rows, start=FIRST_ROW):
        _write_row(sheet, at, row)
    _finish(sheet, keys, FIRST_ROW + len(rows) - 1)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _put(sheet: Any, at: int, column: int, value: object, **style: Any) -> None:
    """A cell: a text is text, also where it looks like a formula; nothing is an empty cell."""
    from openpyxl.styles import Alignment

    cell = sheet.cell(at, column)
    if isinstance(value, str) and value:
        cell.value = value
        cell.data_type = "s"
        if value[0] in "=+-@":
            cell.quotePrefix = True
    elif isinstance(value, Decimal):
        put_number(cell, value)
    elif value not in (None, ""):
        cell.value = value
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    for name, what in style.items():
        setattr(cell, name, what)


def _quiet() -> Any:
    """The ground of what is not to be filled in."""
    from openpyxl.styles import PatternFill

    return PatternFill("solid", fgColor="F2F4F7")


def _write_heads(sheet: Any, widest: int) -> list[str]:
    """The hidden row of keys and the row of heads, with `widest` indicators; gives the keys."""
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter as letter

    heads = [*FIXED, *(_head(one) for one in TEXTS)]
    keys = ["task", "base", *[""] * (len(FIXED) - 2), *(one.key for one in TEXTS)]
    for number in range(1, widest + 1):
        heads += [f"指标{number}", f"指标{number}上期", f"指标{number}本期累计"]
        keys += ["", "", f"v{number}"]
    widths = [*WIDTHS, *(WIDTH_OF[one] for one in TEXTS), *([20, 10, 12] * widest)]
    for column, (head, key, width) in enumerate(zip(heads, keys, widths, strict=True), start=1):
        _put(sheet, 2, column, key)
        _put(sheet, 3, column, head, font=Font(bold=True), fill=_quiet())
        sheet.column_dimensions[letter(column)].width = width
    return keys


def _write_row(sheet: Any, at: int, row: TaskRow) -> None:
    from openpyxl.styles import Protection

    shown, quiet, open_ = shown_values(row), _quiet(), Protection(locked=False)
    fixed = (
        row.task.pk,
        base_cell(row.report.version if row.report else 0, row),
        row.number,
        row.task.project.name,
        row.unit_names,
        row.task.text,
        row.last_values.get("narrative", ""),
    )
    for column, value in enumerate(fixed, start=1):
        _put(sheet, at, column, value, fill=quiet)
    column = len(FIXED)
    for one in TEXTS:
        column += 1
        _put(sheet, at, column, _cell_value(one, shown.get(one.key, "")), protection=open_)
    for indicator in row.task.indicators.all():
        one = value_field(indicator)
        name = f"{one.label}（{one.entry_unit}）" if one.entry_unit else one.label
        _put(sheet, at, column + 1, name, fill=quiet)
        _put(
            sheet, at, column + 2, _number(entry(one, row.last_values.get(one.key, ""))), fill=quiet
        )
        _put(sheet, at, column + 3, _number(entry(one, shown.get(one.key, ""))), protection=open_)
        column += 3


def _finish(sheet: Any, keys: list[str], last: int) -> None:
    """Hide what is not for people, lock what is not to be typed, and say what a cell takes."""
    from openpyxl.utils import get_column_letter as letter
    from openpyxl.worksheet.datavalidation import DataValidation

    sheet.column_dimensions["A"].hidden = sheet.column_dimensions["B"].hidden = True
    sheet.row_dimensions[2].hidden = True
    sheet.merge_cells(start_row=1, end_row=1, start_column=3, end_column=len(FIXED) + len(TEXTS))
    sheet.freeze_panes = sheet.cell(FIRST_ROW, 5)
    sheet.protection.sheet = True
    sheet.protection.formatColumns = sheet.protection.formatRows = False
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.print_title_rows = "3:3"
    number = DataValidation(
        type="decimal",
        operator="greaterThanOrEqual",
        formula1="0",
        allow_blank=True,
        errorTitle="填数字",
        error="这里填阿拉伯数字，0或正数，最多4位小数。",
        showErrorMessage=True,
    )
    choice = DataValidation(
        type="list",
        formula1='"' + ",".join(WORDS.values()) + '"',
        allow_blank=True,
        errorTitle="请从列表里选",
        error="本期情况请从列表里选。",
        showErrorMessage=True,
    )
    for column, key in enumerate(keys, start=1):
        area = f"{letter(column)}{FIRST_ROW}:{letter(column)}{max(last, FIRST_ROW)}"
        if key == INVESTED.key or key.startswith("v"):
            number.add(area)
        elif key == NOTHING.key:
            choice.add(area)
    sheet.add_data_validation(number)
    sheet.add_data_validation(choice)


def _head(field: Field) -> str:
    unit = f"（{field.unit}）" if field.unit else ""
    private = "" if field.is_public else "（不公开）"
    label = "本期情况" if field is NOTHING else field.label
    return f"{label}{unit}{private}"


def _cell_value(field: Field, text: str) -> object:
    if field.kind is Kind.CAUSE:
        return WORDS[text]
    return _number(text) if field.is_number else text


def _number(text: str) -> object:
    if not text:
        return None
    return Decimal(text) if len(text.replace(".", "")) <= _MOST_DIGITS else text
