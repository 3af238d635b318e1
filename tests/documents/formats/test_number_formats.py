"""What Excel shows is what the clerk means: shown figures with their unit, days as days, the rest told."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import openpyxl
import pytest

from documents.formats.opening import load
from documents.formats.rows import load_rows
from documents.reader import read

from .builders import package, workbook, workbook_parts
from .grids import only_grid, texts
from .test_workbook import saved, sheet_of


def shown_as(value: object, code: str) -> tuple[str, Decimal | None, list[tuple[str, str, str]]]:
    book = sheet_of(["x"], [value])
    book.active["A2"].number_format = code
    grid = only_grid(load(saved(book), "a.xlsx"))
    cell = grid.cell(2, 1)
    marks = [(mark.kind, mark.shown, mark.held) for mark in grid.marks]
    return (cell.text if cell else ""), (cell.number if cell else None), marks


@pytest.mark.parametrize(
    ("value", "code", "text", "number"),
    [
        (30_000_000, "0!.0,", "3000.0", "3000"), (30_000_000, "0\\.0,", "3000.0", "3000"),
        (30_000_000, '0"."0,', "3000.0", "3000"), (30_000_000, "#!.0,", "3000.0", "3000"),
        (30_000_000, "0\\!.0,", "3000.0", "3000"), (12.5, '0"个"0.0', "12.5", "12.5"),
        (30_000_000, "#,##0!.0,", "3000.0", "3000"), (30_000_000, "0!.0000", "3000.0000", "3000"),
        (30_000_000, '0!.0,"万元"', "3000.0万元", "3000"), (30_000_000, '0!.0000"万元"', "3000.0000万元", "3000"),
        (30_000_000, "0.00,,", "30.00", "30"), (30_000_000, '0.00,,"百万元"', "30.00百万元", "30"),
        (30_000_000, "#,##0.00,", "30,000.00", "30000"), (30_000_000, "#,##0,.0", "30,000.0", "30000"),
        (30_000_000, "[Red]0!.0,;[Blue]-0!.0,", "3000.0", "3000"), (-45_000, "0!.0,;-0!.0,", "-4.5", "-4.5"),
        (-45_000, "0!.0,", "-4.5", "-4.5"), (4_000, "#!.0,", "0.4", "0.4"), (300, "0!.0,", "0.0", "0.03"),
        (30_000_000, '[>=100000000]0!.00,,"亿元";[>=10000]0!.0,"万元";0"元"', "3000.0万元", "3000"),
        (1_230_000_000, '[>=100000000]0!.00,,"亿元";[>=10000]0!.0,"万元";0"元"', "12.30亿元", "12.3"),
        (900, '[>=100000000]0!.00,,"亿元";[>=10000]0!.0,"万元";0"元"', "900元", "900"),
        (30_000_000, '[$-804]0!.0,"万元"', "3000.0万元", "3000"), (30_000_000, "[DBNum1]0!.0,", "3000.0", "3000"),
        (0.5, "# ?/?", "0.5", "0.5"), (2.25, "# ??/??", "2.25", "2.25"), (3000, 'General"万元"', "3000万元", "3000"),
        (3000, 'G/通用格式"万元"', "3000万元", "3000"), (12345, '0"亿"0000"万元"', "1亿2345万元", "12345"),
        (-3, "0.0;[Red]0.0", "-3.0", "-3"), (0.3025, "0.0%", "30.3%", "0.3025"), (12, "0.00E+00", "12", "12"),
    ],
)  # fmt: skip
def test_a_number_is_read_as_its_format_shows_it(
    value: float, code: str, text: str, number: str
) -> None:
    assert shown_as(value, code)[:2] == (text, Decimal(number))


@pytest.mark.parametrize(
    ("value", "code", "marks"),
    [
        (30_000_000, "0!.0,", [("shown_differs", "3000.0", "30000000")]),
        (3150.5, "0", [("shown_differs", "3151", "3150.5")]),
        (3150.5, ";;;", [("shown_differs", "", "3150.5")]), (1, '[=1]"是";[=0]"否";0', [("shown_differs", "是", "1")]),
        (3150.5, "#,##0.00", []), (1 / 3, "0.0", []), (55219.100000000006, "0.0", []), (0.302, "0%", []), (0, "0;;", []),
    ],
)  # fmt: skip
def test_a_shown_figure_that_is_not_the_stored_one_is_told(
    value: float, code: str, marks: list[tuple[str, str, str]]
) -> None:
    """What a formula computed to many digits is shown rounded everywhere: that needs no word."""
    assert shown_as(value, code)[2] == marks


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        (dt.datetime(2026, 6, 30), "yyyy-mm-dd h:mm:ss", "2026-06-30"),
        (dt.datetime(2026, 6, 30), 'yyyy"年"m"月"d"日" h"时"mm"分"', "2026年6月30日"),
        (dt.datetime(2026, 6, 30), "yyyy/m/d 上午/下午 h:mm", "2026/6/30"),
        (dt.datetime(2026, 6, 30), "h:mm yyyy-mm-dd", "2026-06-30"),
        (dt.datetime(2026, 6, 30, 9, 5), "yyyy-mm-dd h:mm:ss", "2026-06-30 9:05:00"),
        (dt.datetime(2026, 6, 30), "[$-F800]dddd, mmmm dd, yyyy", "星期二, 6 30, 2026"),
        (dt.date(2026, 6, 30), '[DBNum1][$-804]yyyy"年"m"月"d"日";@', "2026年6月30日"),
    ],
)  # fmt: skip
def test_midnight_behind_a_day_is_not_told(value: object, code: str, text: str) -> None:
    assert shown_as(value, code) == (text, None, [])


def test_a_day_shown_as_a_clock_is_read_as_the_day_and_told() -> None:
    assert shown_as(dt.datetime(2026, 6, 30), "h:mm") == (
        "2026-06-30", None, [("lone_time", "2026-06-30", "0:00")]
    )  # fmt: skip


def test_a_time_without_a_day_is_told() -> None:
    assert shown_as(dt.time(8, 30), "h:mm") == ("8:30", None, [("lone_time", "8:30", "")])


def test_words_that_a_format_puts_around_a_text_are_read() -> None:
    assert shown_as("约3000", '0.0;-0.0;0;@"万元"')[0] == "约3000万元"
    assert shown_as("约3000", "_ * #,##0.00_ ;_ @_ ")[0] == "约3000"


def test_days_counted_from_1904_are_the_days_they_show() -> None:
    book = sheet_of(["完成时间", "日"], [44561, dt.date(2026, 6, 30)])
    book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    book.active["B2"].number_format = "yyyy-mm-dd"
    grid = only_grid(load(saved(book), "a.xlsx"))
    assert texts(grid)[1] == ["2026-01-01", "2026-06-30"]


PLAN = ["序号", "项目名称", "目标任务", "完成时间", "投资（万元）"]


def test_days_that_stand_as_bare_numbers_are_read_under_a_head_of_time_and_told() -> None:
    book = sheet_of(
        PLAN,
        [1, "修路", "新建道路3公里", 45930, 45930],
        [2, "修桥", "新建桥梁2座", "2025年10月", 620],
    )
    grid = only_grid(load(saved(book), "a.xlsx"))
    assert [row[3:] for row in texts(grid)[1:]] == [["2025-09-30", "45930"], ["2025年10月", "620"]]
    assert [(mark.kind, mark.row, mark.shown, mark.held) for mark in grid.marks] == [
        ("date_serial", 2, "2025-09-30", "45930")
    ]


@pytest.mark.parametrize(
    "head", ["投资（万元）", "工期（天）", "受益人数", "计划完成投资时间进度（万元）"]
)
def test_numbers_under_another_head_stay_numbers(head: str) -> None:
    assert texts(only_grid(load(saved(sheet_of(["序号", head], [1, 45930])), "a.xlsx")))[1] == [
        "1",
        "45930",
    ]


def test_a_number_that_can_be_no_day_keeps_its_column_as_it_is() -> None:
    grid = only_grid(load(saved(sheet_of(["完成时间"], [45930], [300])), "a.xlsx"))
    assert [row[0] for row in texts(grid)] == ["完成时间", "45930", "300"]


def test_what_is_told_of_a_cell_names_its_project() -> None:
    book = sheet_of(
        ["某区2025年民生实事"],
        PLAN,
        [1, "修路", "新建道路3公里", "12月", 1],
        [2, "修桥", "新建桥梁2座", "12月", 30_000_000],
    )
    book.active["E4"].number_format = "0!.0,"
    book.active.row_dimensions[3].hidden = True
    book.active.column_dimensions["C"].hidden = True
    reading = read(saved(book), "a.xlsx")
    assert [project.investment_plan for project in reading.projects] == ["1", "3000.0"]
    told = [(finding.code, finding.severity, finding.project) for finding in reading.findings]
    assert ("shown_differs", "note", 2) in told
    assert ("hidden_row", "note", 1) in told
    assert ("hidden_column", "note", None) in told


@pytest.mark.parametrize(
    "written", ['<row r="2" hidden="1">', '<row r="2" ht="0" customHeight="1">', '<row hidden="true" r="2" outlineLevel="1">']
)  # fmt: skip
def test_a_row_hidden_in_any_way_is_read_and_told(written: str) -> None:
    data = workbook(f'<row r="1"><c r="A1"><v>1</v></c></row>{written}<c r="A2"><v>2</v></c></row>')
    grid = only_grid(load(data, "a.xlsx"))
    assert texts(grid) == [["1"], ["2"]]
    assert [(mark.kind, mark.row, mark.shown) for mark in grid.marks] == [("hidden_row", 2, "2")]


def test_a_column_folded_away_is_read_and_told() -> None:
    columns = '<cols><col min="2" max="3" width="0" outlineLevel="1" hidden="1"/></cols>'
    row = '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row>'
    data = package(workbook_parts(f"{columns}<sheetData>{row}</sheetData>"))
    grid = only_grid(load(data, "a.xlsx"))
    assert [(mark.kind, mark.column) for mark in grid.marks] == [("hidden_column", 2)]


def test_a_workbook_whose_sheets_are_all_hidden_says_so() -> None:
    from documents.grids import UnreadableDocument

    parts = workbook_parts('<sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData>')
    book = str(parts["xl/workbook.xml"]).replace("<sheet ", '<sheet state="veryHidden" ')
    with pytest.raises(UnreadableDocument, match="隐藏"):
        load(package({**parts, "xl/workbook.xml": book}), "a.xlsx")


def test_the_quick_way_takes_a_scaled_figure_as_shown_with_its_unit() -> None:
    book = sheet_of(["额"], [30_000_000], [30_000_000], [12.34])
    book.active["A2"].number_format = "0!.0,"
    book.active["A3"].number_format = '0!.0,"万元"'
    book.active["A4"].number_format = "0"
    (sheet,) = load_rows(saved(book), "a.xlsx")
    assert sheet.rows == [["额"], ["3000"], ["3000万元"], ["12.34"]]
    assert [(mark.row, mark.shown, mark.held) for mark in sheet.marks] == [
        (2, "3000", "30000000"), (3, "3000万元", "30000000"), (4, "12.34", "12")
    ]  # fmt: skip


def test_a_clock_that_stands_as_a_bare_number_is_told_and_no_day_is_made_of_it() -> None:
    book = sheet_of(
        PLAN,
        [1, "修路", "新建道路3公里", 45930, 1],
        [2, "修桥", "新建桥梁2座", 0.6041666666666666, 0.5],
    )
    grid = only_grid(load(saved(book), "a.xlsx"))
    assert texts(grid)[1][3] == "2025-09-30" and texts(grid)[2][3].startswith("0.604")
    ((kind, row, column, shown),) = [
        (mark.kind, mark.row, mark.column, mark.shown)
        for mark in grid.marks
        if mark.kind == "lone_time"
    ]
    assert (kind, row, column) == ("lone_time", 3, 4) and "14:30" in shown
