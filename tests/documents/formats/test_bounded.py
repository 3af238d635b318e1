"""The outer guard: whatever a file does to the reader, the caller gets a value or a sentence, in time."""

from __future__ import annotations

import pytest

from documents.formats import load, load_rows
from documents.formats.bounded import load_bounded, load_rows_bounded, pack, unpack
from documents.grids import UnreadableDocument

from . import builders as b
from .test_workbook import saved, sheet_of


def plan() -> bytes:
    book = sheet_of(["表题", None], ["序号", "占比"], [1, 0.302], ["2", "🌳修路\n修桥"])
    book.active["B3"].number_format = "0.0%"
    book.active.merge_cells("A1:B1")
    return saved(book)


def test_reading_in_a_process_of_its_own_gives_the_same() -> None:
    data = plan()
    assert load_bounded(data, "计划.xlsx") == load(data, "计划.xlsx")
    assert load_rows_bounded(data, "计划.xlsx") == load_rows(data, "计划.xlsx")


def test_a_merged_cell_is_one_object_again() -> None:
    (grid,) = load_bounded(plan(), "a.xlsx").grids
    assert grid.cell(1, 1) is grid.cell(1, 2)


def test_what_goes_between_the_processes_loses_nothing() -> None:
    page = "<html><head><title>公示</title></head><h1>标题</h1><p>文</p><table><tr><td rowspan=2>1<td>修路<tr><td>x</table>"
    loaded = load(page.encode(), "a.html")
    assert unpack(pack(loaded)) == loaded


def test_a_refusal_comes_through_with_its_sentence() -> None:
    with pytest.raises(UnreadableDocument, match="密码"):
        load_bounded(b.compound(["EncryptedPackage"]), "a.xlsx")


def test_a_file_that_takes_too_much_memory_is_refused() -> None:
    text = "".join(map(chr, range(0x4E00, 0x4E00 + 400)))
    rows = "".join(
        f'<row r="{at}"><c r="A{at}" t="inlineStr"><is><t>{at}{text}</t></is></c></row>'
        for at in range(1, 30_000)
    )
    with pytest.raises(UnreadableDocument, match="内存"):
        load_bounded(b.workbook(rows), "a.xlsx", megabytes=150)


def test_a_file_that_takes_too_long_is_refused() -> None:
    with pytest.raises(UnreadableDocument, match="超时"):
        load_bounded(plan(), "a.xlsx", seconds=0.01)
