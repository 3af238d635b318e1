"""The quick way for long plain sheets."""

from __future__ import annotations

import datetime as dt

import pytest

from documents.formats.rows import load_rows
from documents.grids import Mark, SheetRows, UnreadableDocument

from . import builders as b
from .test_workbook import saved, sheet_of


def test_a_long_sheet_is_read_as_rows_of_texts() -> None:
    book = sheet_of(
        ["序号", "占比", "日期", "额"],
        [1, 0.302, dt.date(2025, 6, 1), 55219.100000000006],
        [None, "x\r\ny"],
    )
    book.active["B2"].number_format = "0.0%"
    book.active["C2"].number_format = 'yyyy"年"m"月"'
    book.active["D2"].number_format = "#,##0"
    for row in range(4, 20):
        book.active.cell(row, 1).value = ""
    (sheet,) = load_rows(saved(book), "历史.xlsx")
    assert sheet == SheetRows("Sheet", [
        ["序号", "占比", "日期", "额"], ["1", "30.2%", "2025年6月", "55219.1"], ["", "x\ny", "", ""]],
        (Mark("shown_differs", 2, 4, "55219.1", "55,219"),))  # fmt: skip


def test_an_old_workbook_is_read_alike() -> None:
    (sheet,) = load_rows(b.old_workbook([b.label(0, 0, "占比"), b.number(1, 0, 0.5, 1)]), "a.xls")
    assert sheet.rows == [["占比"], ["50%"]]


def test_what_is_no_sheet_is_refused() -> None:
    with pytest.raises(UnreadableDocument, match=r"\.xlsx"):
        load_rows(b.word(b.paragraph("x")), "a.docx")


def test_a_hostile_workbook_is_refused_here_too() -> None:
    with pytest.raises(UnreadableDocument, match="太大"):
        load_rows(b.workbook('<row r="1"><c r="XFD1048576"><v>1</v></c></row>'), "a.xlsx")
