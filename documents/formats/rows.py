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
from documents.formats.delimited import delimiter_of
from documents.formats.encoding import decode
from documents.formats.limits import MAX_CELLS, MAX_FILE_BYTES, too_large, too_many_cells
from documents.formats.numberformats import is_percent, shown_date
from documents.formats.sheets import Budget, Sheet, values
from documents.formats.sniffing import Kind, sniff
from documents.formulas import unguarded
from documents.grids import SheetRows, UnreadableDocument


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
    return tuple([SheetRows(sheet.name, _rows(sheet, budget)) for sheet in sheets])


def _rows(sheet: Sheet, budget: Budget) -> list[list[str]]:
    texts: dict[str, str] = {}
    formats = sheet.scan.formats
    rows: list[list[str]] = []
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
                code = formats.get((at, column))
                digits = f"{value:.15g}"
                if code is not None and is_percent(code):
                    digits = f"{(Decimal(digits) * 100).normalize():f}%"
                elif "e" in digits:
                    digits = f"{Decimal(digits):f}" if abs(value) < 1e300 else digits
                row[column] = digits
            elif isinstance(value, (dt.date, dt.time, dt.timedelta)):
                row[column] = shown_date(value, formats.get((at, column), ""))
            else:
                row[column] = str(value)
        budget.take(cells=len(row), characters=characters)
        rows.append(row)
    for (at, column), text in sheet.scan.texts.items():
        if at < len(rows) and column < len(rows[at]):
            rows[at][column] = tidy(text)
    while rows and not any(rows[-1]):
        rows.pop()
    return rows


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
