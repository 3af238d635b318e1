"""A table of the register as a workbook: what a resource of `projects.resources` gives, texts kept as texts."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any

from django.utils import timezone
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet
from tablib import Dataset

from documents.writing.exact_numbers import put_number
from documents.writing.signs import writable


def workbook(table: Dataset) -> bytes:
    """The table as .xlsx. A text that begins with "=" stays a text: no program that opens the file computes it."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("登记表")
    sheet.freeze_panes = "A2"
    sheet.append([_cell(sheet, head, bold=True) for head in table.headers or []])
    for row in table:
        sheet.append([_cell(sheet, value) for value in row])
    data = BytesIO()
    book.save(data)
    return data.getvalue()


def _cell(sheet: Worksheet, value: Any, *, bold: bool = False) -> WriteOnlyCell:
    if isinstance(value, datetime):
        value = timezone.make_naive(value) if timezone.is_aware(value) else value
        cell = WriteOnlyCell(sheet, value=value)
    elif isinstance(value, (int, Decimal, date)) and not isinstance(value, bool):
        cell = WriteOnlyCell(sheet, value=value)
        if isinstance(value, Decimal):
            put_number(cell, value)
    else:
        text = "是" if value is True else "否" if value is False else writable(value)
        cell = WriteOnlyCell(sheet, value=text)
        cell.data_type = "s"
    if bold:
        cell.font = Font(bold=True)
    return cell
