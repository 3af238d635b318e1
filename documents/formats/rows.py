"""A long plain sheet (a history of many years) as rows of texts, without a cell object for each value.

Reading 50,000 rows this way takes about half the time of `load`; merged cells and printed forms of numbers are left
out, so it is for tables written by a program or an export, with one head row and one line a record.
"""

from __future__ import annotations

import csv
import datetime as dt
from decimal import Decimal
from io import StringIO

from documents.formats.cells import tidy
from documents.formats.dateformats import date_of, shown_date
from documents.formats.delimited import delimiter_of
from documents.formats.encoding import decode
from documents.formats.formatcodes import is_date
from documents.formats.limits import MAX_CELLS, MAX_FILE_BYTES, too_large, too_many_cells
from documents.formats.numberformats import is_percent, plain, shown
from documents.formats.sheets import Budget, Sheet, values
from documents.formats.sniffing import Kind, sniff
from documents.formulas import unguarded
from documents.grids import Mark, SheetRows, UnreadableDocument


def load_rows(data: bytes, filename: str) -> tuple[SheetRows, ...]:
    """The visible sheets of a workbook, or the table of a CSV file. Raises UnreadableDocument for anything else."""
    from documents.formats.workbook import open_xls, open_xlsx  # calamine, only where one is read

    if len(data) > MAX_FILE_BYTES:
        raise too_large()
    sniffed = sniff(data, filename)
    if sniffed.kind is Kind.WORKBOOK and sniffed.package is not None:
        sheets, _ = open_xlsx(sniffed.package, sniffed.part, data)
    elif sniffed.kind is Kind.OLD_WORKBOOK and sniffed.compound is not None:
        sheets, _ = open_xls(sniffed.compound)
    elif sniffed.kind is Kind.DELIMITED:
        return (SheetRows("", _delimited(decode(data))),)
    else:
        raise UnreadableDocument("请上传 .xlsx、.xls 或 .csv 文件。")
    budget = Budget()
    return tuple([_rows(sheet, budget) for sheet in sheets])


_MOST_MARKS = 400
"""Of one sheet: a person reads no more."""
_UNITS = ("亿元", "万元", "千元", "元", "亿", "万")


def _rows(sheet: Sheet, budget: Budget) -> SheetRows:
    texts: dict[str, str] = {}
    formats = sheet.scan.formats
    rows: list[list[str]] = []
    marks: list[Mark] = []
    for at, row_values in enumerate(values(sheet)):
        row = [""] * len(row_values)
        characters = 0
        for column, value in enumerate(row_values):
            if value.__class__ is str:
                if value:
                    text = texts.get(value)
                    if text is None:
                        text = texts[value] = tidy(value)
                    characters += len(text)
                    row[column] = text
            elif value.__class__ is float:
                row[column] = digits = _digits(value)
                code = formats.get((at, column))
                if code is not None:
                    row[column], beside = _formatted(value, digits, code)
                    if beside and len(marks) < _MOST_MARKS:
                        marks.append(Mark("shown_differs", at + 1, column + 1, row[column], beside))
            elif isinstance(value, (dt.date, dt.time, dt.timedelta)):
                row[column] = shown_date(value, formats.get((at, column), "")).text
            else:
                row[column] = str(value)
        budget.take(cells=len(row), characters=characters)
        rows.append(row)
    for (at, column), text in sheet.scan.texts.items():
        if at < len(rows) and column < len(rows[at]):
            rows[at][column] = tidy(text)
    _strike_out(rows, sheet, marks)
    while rows and not any(rows[-1]):
        rows.pop()
    return SheetRows(sheet.name, rows, tuple(marks))


def _digits(value: float) -> str:
    digits = f"{value:.15g}"
    return f"{Decimal(digits):f}" if "e" in digits and abs(value) < 1e300 else digits


def _formatted(value: float, digits: str, code: str) -> tuple[str, str]:
    """A number as a program takes it, in the unit its cell shows, and the other figure where there is one.

    A number only shown rounded stays what was typed.
    """
    number = Decimal(digits)
    if not number.is_finite():
        return digits, ""
    if is_date(code):
        moment = date_of(value)
        return (shown_date(moment, code).text if moment else digits), ""
    if is_percent(code):
        return f"{(number * 100).normalize():f}%", ""
    seen = shown(number, code)
    if not seen.differs or seen.number is None:
        return digits, ""
    if seen.number == number:
        return digits, seen.text
    unit = next((unit for unit in _UNITS if seen.text.endswith(unit)), "")
    return plain(seen.number) + unit, digits


def _strike_out(rows: list[list[str]], sheet: Sheet, marks: list[Mark]) -> None:
    """Leave out what is struck out."""
    left = dict.fromkeys(sheet.scan.struck, ("", ""))
    left.update({place: (runs.kept, runs.struck) for place, runs in sheet.scan.runs.items()})
    for (at, column), (kept, struck) in sorted(left.items()):
        if at < len(rows) and column < len(rows[at]) and rows[at][column]:
            if len(marks) < _MOST_MARKS:
                told = tidy(struck) or rows[at][column]
                marks.append(Mark("struck_out", at + 1, column + 1, told))
            rows[at][column] = tidy(kept)


def _delimited(text: str) -> list[list[str]]:
    delimiter = delimiter_of(text)
    if delimiter is None:
        raise UnreadableDocument("文件里没有用逗号、分号或制表符分开的表格。")
    if text.count(delimiter) + text.count("\n") > MAX_CELLS:
        raise too_many_cells()
    rows = [
        [tidy(unguarded(value)) for value in row]
        for row in csv.reader(StringIO(text, newline=""), delimiter=delimiter)
    ]
    while rows and not any(rows[-1]):
        rows.pop()
    return rows
