"""Workbooks: the values as a person sees them in the cells."""

from __future__ import annotations

import datetime as dt
import struct
from decimal import Decimal
from io import BytesIO

import openpyxl
import pytest
from openpyxl.styles import PatternFill

from documents.formats.opening import load
from documents.grids import Cell, Grid

from .builders import label, number, old_workbook, package, workbook, workbook_parts
from .grids import only_grid, texts


def saved(book: openpyxl.Workbook) -> bytes:
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def sheet_of(*rows: list[object]) -> openpyxl.Workbook:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    return book


def at(grid: Grid, row: int, column: int) -> Cell:
    cell = grid.cell(row, column)
    assert cell is not None
    return cell


def test_numbers_keep_their_value_and_are_printed_plainly() -> None:
    grid = only_grid(
        load(saved(sheet_of([1, 3417, 55219.100000000006, 0.1 + 0.2, 12345678901, -2.5])), "a.xlsx")
    )
    assert texts(grid) == [["1", "3417", "55219.1", "0.3", "12345678901", "-2.5"]]
    assert [at(grid, 1, c).number for c in (1, 3, 4)] == [
        Decimal("1"),
        Decimal("55219.1"),
        Decimal("0.3"),
    ]


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        (0.302, "0.0%", "30.2%"), (1, "0%", "100%"), (100, "0.0", "100.0"), (12345.678, "#,##0.00", "12,345.68"),
        (0.125, "0.00", "0.13"), (12.5, '0.00"万元"', "12.50万元"), (-5, "0.00_);(0.00)", "-5.00"),
        (1.5, "0.##", "1.5"), (7, "000", "007"), (5, '[Red]0.0;[Blue]"负"0.0', "5.0"), (0, "0.0%", "0.0%"),
        (1e300, "0.00", "1" + "0" * 300), (1e-9, "0.00", "0.00"),
        (0, '_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * "-"??_ ;_ @_ ', "0"), (3.14, "# ?/?", "3.14"), (8, "General", "8"),
    ],
)  # fmt: skip
def test_a_number_is_printed_in_its_format(value: float, code: str, shown: str) -> None:
    book = sheet_of(["x"], [value])
    book.active["A2"].number_format = code
    cell = at(only_grid(load(saved(book), "a.xlsx")), 2, 1)
    assert cell.text == shown
    assert cell.number == Decimal(str(value))
    assert cell.is_percent == ("%" in code)


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        (dt.date(2025, 6, 1), 'yyyy"年"m"月"', "2025年6月"), (dt.date(2025, 6, 1), "yyyy-mm-dd", "2025-06-01"),
        (dt.date(2025, 6, 30), '[$-804]yyyy"年"m"月"d"日";@', "2025年6月30日"), (dt.date(2025, 6, 1), 'm"月"', "6月"),
        (dt.datetime(2025, 6, 1, 8, 5), "yyyy/m/d h:mm", "2025/6/1 8:05"), (dt.time(10, 30), "hh:mm:ss", "10:30:00"),
        (dt.date(2025, 6, 1), "aaaa", "2025-06-01"),
    ],
)  # fmt: skip
def test_a_date_is_printed_in_its_format(value: object, code: str, shown: str) -> None:
    book = sheet_of(["x"], [value])
    book.active["A2"].number_format = code
    cell = at(only_grid(load(saved(book), "a.xlsx")), 2, 1)
    assert (cell.text, cell.number) == (shown, None) or code == "aaaa"


def test_a_month_told_by_a_built_in_chinese_format_is_printed_so() -> None:
    styles = '<cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="57"/></cellXfs>'
    data = workbook('<row r="1"><c r="A1" s="1"><v>45809</v></c></row>', styles=styles)
    assert texts(only_grid(load(data, "a.xlsx"))) == [["2025年6月"]]


def test_merged_cells_stand_at_every_position_they_cover() -> None:
    book = sheet_of(["表题", None, None], ["1", "a", "b"], [None, "c", "d"])
    book.active.merge_cells("A1:C1")
    book.active.merge_cells("A2:A3")
    grid = only_grid(load(saved(book), "a.xlsx"))
    assert texts(grid) == [["表题"] * 3, ["1", "a", "b"], ["1", "c", "d"]]
    assert at(grid, 3, 1) is at(grid, 2, 1)
    assert (at(grid, 1, 3).column, at(grid, 1, 1).colspan, at(grid, 2, 1).rowspan) == (1, 3, 2)


def test_formatted_empty_rows_and_columns_at_the_end_are_left_out() -> None:
    book = sheet_of(["序号", "项目"], [1, "修路"])
    for row in range(3, 33):
        for column in range(1, 12):
            book.active.cell(row, column).fill = PatternFill("solid", fgColor="FFFF00")
    book.active["K1"] = " "
    assert texts(only_grid(load(saved(book), "a.xlsx"))) == [["序号", "项目"], ["1", "修路"]]


def test_rows_formatted_down_to_the_last_one_do_not_matter() -> None:
    far = '<row r="1048576"><c r="A1048576" s="1"/><c r="XFD1048576" s="1"></c></row>'
    data = workbook(f'<row r="1"><c r="A1"><v>1</v></c></row>{far}')
    assert texts(only_grid(load(data, "a.xlsx"))) == [["1"]]


def test_places_are_those_of_the_sheet() -> None:
    book = openpyxl.Workbook()
    book.active["C3"] = "x"
    grid = only_grid(load(saved(book), "a.xlsx"))
    assert (len(grid.rows), grid.width) == (3, 3)
    assert (at(grid, 3, 3).row, at(grid, 3, 3).column) == (3, 3)


def test_hidden_sheets_are_left_out_and_told() -> None:
    book = sheet_of(["甲"])
    book.active.title = "附件1"
    hidden = book.create_sheet("底稿")
    hidden["A1"], hidden.sheet_state = "密", "hidden"
    very = book.create_sheet("参数")
    very["A1"], very.sheet_state = "密", "veryHidden"
    book.create_sheet("空表")
    book.create_sheet("附件2")["A1"] = "乙"
    book.create_chartsheet("图")
    loaded = load(saved(book), "a.xlsx")
    assert [(grid.index, grid.name, texts(grid)) for grid in loaded.grids] == [
        (1, "附件1", [["甲"]]), (2, "附件2", [["乙"]])]  # fmt: skip
    assert loaded.notes == ("隐藏的工作表没有读取：底稿、参数。",)


def test_a_formula_is_its_stored_result_or_its_text_and_never_computed() -> None:
    data = workbook(
        '<row r="1"><c r="A1"><f>1+1</f><v>3</v></c><c r="B1"><f>SUM(A1:A2)&amp;"x"</f></c>'
        '<c r="C1" t="str"><f>HYPERLINK("http://x","点")</f><v>点</v></c><c r="D1" t="e"><f>1/0</f><v>#DIV/0!</v></c>'
        '<c r="E1" t="b"><v>1</v></c></row>'
    )
    assert texts(only_grid(load(data, "a.xlsx"))) == [
        ["3", '=SUM(A1:A2)&"x"', "点", "#DIV/0!", "TRUE"]
    ]


def test_markup_in_a_cell_is_text_and_line_breaks_stay() -> None:
    book = sheet_of(["<b>x</b>", "1.修路\r\n2.修桥\n\n3.", "=1+1 "])
    book.active["C1"].data_type = "s"
    assert texts(only_grid(load(saved(book), "a.xlsx"))) == [
        ["<b>x</b>", "1.修路\n2.修桥\n3.", "=1+1"]
    ]


def test_a_sheet_written_under_a_prefix_is_read_alike() -> None:
    cells = '<c r="A1" s="1"><v>0.5</v></c><c r="B1" t="inlineStr"><is><t>修路</t></is></c>'
    styles = '<cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="9"/></cellXfs>'
    plain = load(workbook(f'<row r="1">{cells}</row>', styles=styles), "a.xlsx")
    parts = workbook_parts("", styles=styles)
    prefixed = (
        cells.replace("</", "</x:")
        .replace("<c", "<x:c")
        .replace("<v", "<x:v")
        .replace("<is><t", "<x:is><x:t")
    )
    parts["xl/worksheets/sheet1.xml"] = (
        '<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><x:sheetData>'
        f'<x:row r="1">{prefixed}</x:row></x:sheetData></x:worksheet>'
    )
    assert load(package(parts), "a.xlsx") == plain
    assert texts(only_grid(plain)) == [["50%", "修路"]]


def test_cells_without_places_are_counted() -> None:
    styles = '<cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="9"/></cellXfs>'
    data = workbook(
        '<row><c><v>1</v></c><c s="1"><v>0.5</v></c></row><row><c t="e"><v>#N/A</v></c></row>',
        styles=styles,
    )
    assert texts(only_grid(load(data, "a.xlsx"))) == [["1", "50%"], ["#N/A", ""]]


# .xls


def test_an_old_workbook_is_read_with_its_formats_errors_and_merges() -> None:
    error = (0x205, struct.pack("<HHHBB", 1, 4, 0, 0x07, 1))
    merged = (0xE5, struct.pack("<HHHHH", 1, 0, 0, 1, 2))
    packed = (0xBD, struct.pack("<HHHiHiH", 2, 1, 1, (302 << 2) | 3, 0, 7 << 2 | 2, 2))
    data = old_workbook([
        label(0, 0, "序号"), label(0, 1, "占比"), number(1, 0, 1), number(1, 1, 0.302, 1), number(1, 2, 1234.5, 2),
        number(1, 3, 45809, 3), error, packed, merged,
    ])  # fmt: skip
    loaded = load(data, "a.xls")
    grid = only_grid(loaded)
    assert loaded.format == "xls"
    assert texts(grid) == [
        ["序号", "占比", "占比", "", ""],
        ["1", "30.2%", "1,234.50", "2025年6月", "#DIV/0!"],
        ["", "302.0%", "7", "", ""],
    ]
    assert (at(grid, 2, 2).number, at(grid, 2, 2).is_percent) == (Decimal("0.302"), True)


def test_a_workbook_in_the_xml_of_2003_is_read() -> None:
    data = """<?xml version="1.0" encoding="GB2312"?><?mso-application progid="Excel.Sheet"?>
    <Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
    <Styles><Style ss:ID="p"><NumberFormat ss:Format="0.0%"/></Style></Styles>
    <Worksheet ss:Name="计划"><Table><Row><Cell ss:MergeAcross="2"><Data ss:Type="String">表题</Data></Cell></Row>
    <Row ss:Index="3"><Cell ss:MergeDown="1"><Data ss:Type="Number">1</Data></Cell>
    <Cell><Data ss:Type="String">修路&#10;修桥</Data></Cell><Cell ss:StyleID="p"><Data ss:Type="Number">0.302</Data></Cell></Row>
    <Row><Cell ss:Index="2"><Data ss:Type="DateTime">2025-06-01T00:00:00.000</Data></Cell></Row></Table></Worksheet>
    <Worksheet ss:Name="底稿"><Table><Row><Cell><Data ss:Type="String">密</Data></Cell></Row></Table>
    <WorksheetOptions xmlns="urn:schemas-microsoft-com:office:excel"><Visible>SheetHidden</Visible></WorksheetOptions>
    </Worksheet></Workbook>""".encode("gb18030")  # fmt: skip
    loaded = load(data, "导出.xls")
    grid = only_grid(loaded)
    assert texts(grid) == [
        ["表题"] * 3,
        [""] * 3,
        ["1", "修路\n修桥", "30.2%"],
        ["1", "2025-06-01", ""],
    ]
    assert grid.name == "计划"
    assert loaded.notes == ("隐藏的工作表没有读取：底稿。",)


def test_hidden_rows_are_read_and_told() -> None:
    book = sheet_of(["序号", "项目"], [1, "修路"], [2, "修桥"])
    book.active.title = "计划"
    book.active.row_dimensions[2].hidden = True
    loaded = load(saved(book), "a.xlsx")
    assert texts(only_grid(loaded)) == [["序号", "项目"], ["1", "修路"], ["2", "修桥"]]
    assert loaded.notes == ("工作表有隐藏的行或列，已一并读取：计划。",)


def test_an_extent_that_claims_too_much_is_not_believed() -> None:
    extent = (0x200, struct.pack("<IIHHH", 0, 0xFFFFFFFF, 0, 0xFFFF, 0))
    grid = only_grid(load(old_workbook([extent, number(0, 0, 1), label(1, 1, "修路")]), "a.xls"))
    assert texts(grid) == [["1", ""], ["", "修路"]]
    sheet = '<dimension ref="A1:XFD1048576"/><sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData>'
    styles = (
        '<numFmts count="99999999999"/><cellXfs count="99999999999"><xf numFmtId="0"/></cellXfs>'
    )
    merges = '<mergeCells count="99999999999"><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    data = package(workbook_parts(sheet + merges, styles=styles))
    assert texts(only_grid(load(data, "a.xlsx"))) == [["1"]]


def test_a_large_old_workbook_is_read_whole() -> None:
    grid = only_grid(
        load(old_workbook([number(at // 20, at % 20, at) for at in range(2500)]), "a.xls")
    )
    assert (len(grid.rows), grid.width, at(grid, 125, 20).text) == (125, 20, "2499")


def test_computed_cells_are_read_as_saved_and_that_is_told() -> None:
    cell = '<c r="A1"><f>SUM(B1:B2)</f><v>7</v></c>'
    loaded = load(workbook(f'<row r="1">{cell}</row>'), "a.xlsx")
    assert loaded.notes == ("有公式的格按文件保存时的结果读取：表。",)
    assert next(loaded.grids).cell(1, 1).text == "7"
