"""The workbook is one an office would send: figures are numbers, texts are texts, it prints as it should."""

from __future__ import annotations

import io
import re
import zipfile
from itertools import pairwise
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.cell import MergedCell
from openpyxl.worksheet.worksheet import Worksheet
from python_calamine import CalamineWorkbook

from documents.writing.files import TooLong, notice_xlsx
from tests.documents.writing.samples import (
    WANZHOU_TABLE_TITLE,
    projects_of,
    shuffled,
    wanzhou_content,
    with_rows,
)


def written(content: dict[str, Any] | None = None) -> bytes:
    return notice_xlsx(content or wanzhou_content(), table_title=WANZHOU_TABLE_TITLE)


def sheet(content: dict[str, Any] | None = None) -> Worksheet:
    return openpyxl.load_workbook(io.BytesIO(written(content))).active


def test_every_figure_of_the_notice_is_read_back() -> None:
    content = wanzhou_content()
    ws = sheet(content)
    assert [ws.cell(5, column).value for column in (1, 4, 7, 8)] == ["合计", 182852, 55219.1, 30.2]
    entries = [row for row in ws.iter_rows(min_row=5, values_only=True) if isinstance(row[0], int)]
    assert len(entries) == 20
    for row, project in zip(entries, projects_of(content), strict=True):
        number, name, target, plan, units, progress, invested, ratio, remark = row
        assert (number, name, target, progress) == tuple(
            project[key] for key in ("number", "name", "target", "progress")
        )
        assert units == "、".join(project["units"])
        assert remark is None
        for value, printed in ((plan, "investment_plan"), (invested, "invested"), (ratio, "ratio")):
            assert value == (None if project[printed] is None else float(project[printed]))


def test_figures_show_the_decimals_they_were_published_with() -> None:
    content = wanzhou_content()
    projects_of(content)[0]["invested"] = "3500.50"
    ws = sheet(content)
    assert ws["H13"].value == 100
    assert ws["H13"].number_format == "0.0"
    assert ws["G7"].number_format == "0.00"
    assert ws["D7"].number_format == "0"


def test_a_plan_of_0_is_a_number_and_blank_money_an_empty_cell() -> None:
    ws = sheet()
    assert ws["A14"].value == 8
    assert ws["D14"].value == 0
    assert ws["G14"].value is None
    assert ws["H14"].value is None


def test_title_unit_line_and_heads_are_merged_as_an_office_does() -> None:
    ws = sheet()
    merged = {str(area) for area in ws.merged_cells.ranges}
    assert {"A1:I1", "A2:I2", "A3:A4", "B3:B4", "G3:H3", "I3:I4", "A5:C5", "A6:C6"} <= merged
    assert ws["A1"].value == WANZHOU_TABLE_TITLE
    assert ws["A2"].value == "单位：万元"
    assert ws["A2"].alignment.horizontal == "right"
    assert ws["G3"].value == "投资完成情况"


def test_it_prints_on_a4_turned_with_its_heads_on_every_page() -> None:
    ws = sheet()
    assert ws.print_title_rows == "$3:$4"
    assert ws.page_setup.orientation == "landscape"
    assert str(ws.page_setup.paperSize) == "9"
    assert (ws.page_setup.fitToWidth, ws.page_setup.fitToHeight) == (1, 0)
    assert ws.sheet_properties.pageSetUpPr.fitToPage
    assert ws.freeze_panes == "C5"
    assert ws.oddFooter.center.text == "第 &P 页，共 &N 页"


def test_money_stands_right_text_wraps_and_every_cell_has_its_edges() -> None:
    ws = sheet()
    assert ws["G7"].alignment.horizontal == "right"
    assert ws["F7"].alignment.wrap_text
    for row in ws.iter_rows(min_row=3):
        for cell in row:
            if isinstance(cell, MergedCell):
                continue
            assert cell.border.left.style == "thin"
            assert cell.border.bottom.style == "thin"


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+1", "-2+3+cmd|' /C calc'!A0", "@SUM(A1)", "\t=1", "'=1", '=HYPERLINK("http://x")'],
)
def test_a_text_is_never_a_formula(text: str) -> None:
    content = wanzhou_content()
    projects_of(content)[0].update(name=text, progress=text, remark=text)
    ws = sheet(content)
    for cell in (ws["B7"], ws["F7"], ws["I7"]):
        assert cell.data_type == "s"
        assert cell.value == text
        assert cell.quotePrefix
    with zipfile.ZipFile(io.BytesIO(written(content))) as package:
        assert b"<f>" not in package.read("xl/worksheets/sheet1.xml")


def test_a_negative_amount_is_a_number() -> None:
    content = wanzhou_content()
    projects_of(content)[0]["invested"] = "-12.5"
    cell = sheet(content)["G7"]
    assert cell.data_type == "n"
    assert cell.value == -12.5


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=40))
def test_any_text_is_kept_but_for_signs_no_file_can_hold(text: str) -> None:
    content = with_rows(1)
    projects_of(content)[0].update(progress=text)
    cells = (
        CalamineWorkbook.from_filelike(io.BytesIO(written(content)))
        .get_sheet_by_index(0)
        .to_python()
    )
    printable = "".join(sign for sign in text if sign.isprintable())
    assert "".join(sign for sign in str(cells[6][5]) if sign.isprintable()) == printable


def test_text_that_excel_would_decode_is_kept_as_it_is() -> None:
    content = with_rows(1)
    projects_of(content)[0].update(progress="编号_x0041_结束")
    cells = (
        CalamineWorkbook.from_filelike(io.BytesIO(written(content)))
        .get_sheet_by_index(0)
        .to_python()
    )
    assert cells[6][5] == "编号_x0041_结束"


def test_a_text_no_cell_can_hold_is_refused_and_not_cut() -> None:
    content = wanzhou_content()
    projects_of(content)[0]["progress"] = "长" * 32_768
    with pytest.raises(TooLong, match="超过32767字"):
        written(content)


def test_a_text_taller_than_a_row_may_be_goes_on_in_rows_of_its_own() -> None:
    """4,000 signs: each row within what a sheet allows, figures once, nothing lost, no figure torn apart."""
    content = wanzhou_content()
    words = "".join(
        f"第{number}批完成投资{number * 1234.5:.1f}万元，正在推进前期工作。"
        for number in range(1, 140)
    )
    projects_of(content)[0]["progress"] = words
    ws = sheet(content)
    (number,) = [one for one in ws.merged_cells.ranges if one.min_row == 7 and one.min_col == 1]
    rows = range(7, number.max_row + 1)
    assert len(rows) > 3
    assert all(ws.row_dimensions[at].height <= 409 for at in rows)
    pieces = [ws.cell(at, 6).value for at in rows]
    assert "".join(pieces) == words and len(words) > 3500
    assert not any(one[-1].isdigit() and two[0] in "0123456789." for one, two in pairwise(pieces))
    for column in (1, 2, 4, 7, 8):
        values = [ws.cell(at, column).value for at in rows]
        assert values[1:] == [None] * (len(rows) - 1)
    assert ws.cell(rows[-1] + 1, 1).value == 2


def test_two_hundred_rows_and_none() -> None:
    assert sheet(with_rows(200)).max_row == 4 + 2 + 200
    assert sheet(with_rows(0)).max_row == 5


def test_titles_with_signs_of_markup_are_kept() -> None:
    content = wanzhou_content()
    title = 'A&B<C>"D"：[一]/二*?'
    ws = openpyxl.load_workbook(io.BytesIO(notice_xlsx(content, table_title=title))).active
    assert ws["A1"].value == title


def test_a_notice_taken_over_is_marked_over_the_table() -> None:
    content = wanzhou_content()
    content["brought_over"] = {
        "source": "万州区人民政府网",
        "published_on": None,
        "file_sha256": "0" * 64,
    }
    ws = sheet(content)
    assert ws["A2"].value == "（转录件：原载万州区人民政府网）"
    assert ws["A3"].value == "单位：万元"
    assert ws.print_title_rows == "$4:$5"


def test_the_same_content_gives_the_same_bytes_whatever_the_order_of_its_keys() -> None:
    assert written() == written(shuffled(wanzhou_content()))


def test_no_time_and_no_machine_is_written_into_it() -> None:
    with zipfile.ZipFile(io.BytesIO(written())) as package:
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        core = package.read("docProps/core.xml").decode()
    assert "2025-04-11T02:00:00Z" in core
    assert "openpyxl" not in core


def stored(workbook: bytes) -> list[str]:
    """The digits of every number as they stand in the file."""
    with zipfile.ZipFile(io.BytesIO(workbook)) as package:
        texts = [
            package.read(name).decode()
            for name in package.namelist()
            if name.startswith("xl/worksheets/")
        ]
    return [digits for text in texts for digits in re.findall(r"<v>([^<]*)</v>", text)]


def test_a_number_stands_in_the_file_with_the_digits_it_was_printed_with() -> None:
    content = wanzhou_content()
    projects_of(content)[0] |= {"invested": "65.6", "ratio": "65.6"}
    digits = stored(written(content))
    assert digits.count("65.6") >= 2
    assert max(map(len, digits)) < 12, "no 65.59999999999999"
