"""What is struck out or hidden inside a text is not read, and a person is told what it was."""

from __future__ import annotations

import struct

import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font

from documents.formats.opening import load
from documents.formats.rows import load_rows
from documents.grids import Grid, Loaded
from documents.reader import read

from . import builders as b
from .grids import only_grid, texts
from .test_workbook import saved, sheet_of


def told(loaded: Loaded) -> list[tuple[str, int, int, str]]:
    return [(mark.kind, mark.row, mark.column, mark.shown) for mark in only_grid(loaded).marks]


def struck(text: str) -> TextBlock:
    return TextBlock(InlineFont(strike=True), text)


# Workbooks


def test_a_cell_whose_font_is_struck_out_is_left_out() -> None:
    book = sheet_of(["序号", "项目"], [1, "修路"], [2, "修桥"])
    for cell in book.active[3]:
        cell.font = Font(strike=True)
    book.active["A2"].font = Font(strike=False)
    loaded = load(saved(book), "a.xlsx")
    assert texts(only_grid(loaded)) == [["序号", "项目"], ["1", "修路"]]
    assert told(loaded) == [("struck_out", 3, 1, "2"), ("struck_out", 3, 2, "修桥")]


def test_words_struck_out_inside_a_cell_are_left_out() -> None:
    book = sheet_of(
        ["序号", "项目"],
        [1, CellRichText(struck("旧名称"), "修路"), CellRichText("区水利局", struck("、区发改委"))],
    )
    loaded = load(saved(book), "a.xlsx")
    assert texts(only_grid(loaded))[1] == ["1", "修路", "区水利局"]
    assert told(loaded) == [("struck_out", 2, 2, "旧名称"), ("struck_out", 2, 3, "、区发改委")]
    assert load_rows(saved(book), "a.xlsx")[0].rows[1] == ["1", "修路", "区水利局"]


RUNS = "<r><t>修路</t></r><r><rPr><strike{}/><sz val='11'/></rPr><t>修桥</t></r><r><rPr><b/></rPr><t>修园</t></r>"


@pytest.mark.parametrize("value", ["", " val='1'", ' val="true"'])
def test_struck_words_of_a_shared_text_are_left_out_in_each_of_its_cells(value: str) -> None:
    shared = f"<si><t>一</t></si><si>{RUNS.format(value)}<rPh sb='0' eb='1'><t>xiu</t></rPh></si>"
    cells = '<c r="A{0}" s="0" t="s"><v>1</v></c><c r="B{0}" t="s"><v>0</v></c>'
    rows = "".join(f'<row r="{at}">{cells.format(at)}</row>' for at in (1, 2))
    loaded = load(b.workbook(rows, shared=shared), "a.xlsx")
    assert texts(only_grid(loaded)) == [["修路修园", "一"]] * 2
    assert told(loaded) == [("struck_out", 1, 1, "修桥"), ("struck_out", 2, 1, "修桥")]


def test_words_no_longer_struck_out_are_read() -> None:
    shared = "<si>" + RUNS.format(" val='0'") + "</si>"
    loaded = load(
        b.workbook('<row r="1"><c r="A1" t="s"><v>0</v></c></row>', shared=shared), "a.xlsx"
    )
    assert texts(only_grid(loaded)) == [["修路修桥修园"]]
    assert told(loaded) == []


def test_an_oddly_written_sheet_leaves_the_same_out() -> None:
    parts = b.workbook_parts(
        "",
        styles="<fonts><font/><font><strike/></font></fonts><cellXfs><xf fontId='0'/><xf fontId='1'/></cellXfs>",
    )
    rows = (
        "<x:row><x:c t='inlineStr'><x:is><x:r><x:rPr><x:strike/></x:rPr><x:t>修桥</x:t></x:r>"
        "<x:r><x:t>修路</x:t></x:r></x:is></x:c><x:c s='1'><x:v>7</x:v></x:c><x:c><x:v>8</x:v></x:c></x:row>"
    )
    parts["xl/worksheets/sheet1.xml"] = (
        f'<x:worksheet xmlns:x="{b.SHEET_NAMESPACE}"><x:sheetData>{rows}</x:sheetData></x:worksheet>'
    )
    loaded = load(b.package(parts), "a.xlsx")
    assert texts(only_grid(loaded)) == [["修路", "", "8"]]
    assert told(loaded) == [("struck_out", 1, 2, "7"), ("struck_out", 1, 1, "修桥")]


def old_book(*cells: tuple[int, bytes], extra: tuple[tuple[int, bytes], ...] = ()) -> bytes:
    """An .xls whose fonts 0 to 3 stand, 5 is struck out (no font has the number 4), and style 4 uses it."""
    fonts = [
        (0x31, struct.pack("<HHHHHBBBB", 200, flags, 0, 400, 0, 0, 0, 0, 0))
        for flags in (0, 0, 0, 0, 8)
    ]
    data = b.old_workbook(list(cells), extra=[*fonts, *extra])
    # The first style of the builder takes the struck font.
    return data.replace(
        struct.pack("<HHHH16x", 0xE0, 20, 0, 0), struct.pack("<HHHH16x", 0xE0, 20, 5, 0), 1
    )


def test_a_struck_cell_of_an_old_workbook_is_left_out() -> None:
    loaded = load(old_book(b.number(0, 0, 7), b.number(1, 0, 0.5, 1)), "a.xls")
    assert texts(only_grid(loaded)) == [[""], ["50.0%"]]
    assert told(loaded) == [("struck_out", 1, 1, "7")]


def test_struck_words_of_an_old_workbook_are_left_out() -> None:
    text = "修路修桥"
    item = struct.pack("<HBH", 4, 9, 1) + text.encode("utf-16-le") + struct.pack("<HH", 2, 5)
    shared = (0xFC, struct.pack("<II", 1, 1) + item)
    cell = (0xFD, struct.pack("<HHHI", 0, 0, 1, 0))
    loaded = load(old_book(cell, extra=(shared,)), "a.xls")
    assert texts(only_grid(loaded)) == [["修路"]]
    assert told(loaded) == [("struck_out", 1, 1, "修桥")]


def test_words_that_are_not_struck_stand_in_a_cell_whose_font_is() -> None:
    """The beginning of a text looks as its cell does; an old workbook's first run is its cell's font."""
    text = "旧名修路"
    item = struct.pack("<HBH", 4, 9, 1) + text.encode("utf-16-le") + struct.pack("<HH", 2, 0)
    shared = (0xFC, struct.pack("<II", 1, 1) + item)
    loaded = load(old_book((0xFD, struct.pack("<HHHI", 0, 0, 0, 0)), extra=(shared,)), "a.xls")
    assert texts(only_grid(loaded)) == [["修路"]]
    assert told(loaded) == [("struck_out", 1, 1, "旧名")]
    styles = "<fonts><font/><font><strike/></font></fonts><cellXfs><xf fontId='1'/></cellXfs>"
    runs = "<si><r><t>旧名</t></r><r><rPr><b/></rPr><t>修路</t></r></si>"
    row = '<row r="1"><c r="A1" s="0" t="s"><v>0</v></c></row>'
    loaded = load(b.workbook(row, shared=runs, styles=styles), "a.xlsx")
    assert texts(only_grid(loaded)) == [["修路"]]
    assert told(loaded) == [("struck_out", 1, 1, "旧名")]


def test_hidden_rows_and_columns_of_an_old_workbook_are_told() -> None:
    row = (0x208, struct.pack("<HHHHHHH", 1, 0, 1, 0, 0, 0, 0x20) + b"\0\0")
    column = (0x7D, struct.pack("<HHHHHH", 1, 1, 2000, 0, 1, 0))
    loaded = load(
        b.old_workbook([column, row, b.number(0, 0, 1), b.number(1, 0, 2), b.number(0, 1, 3)]),
        "a.xls",
    )
    assert told(loaded) == [("hidden_row", 2, 1, "2"), ("hidden_column", 1, 2, "3")]


def test_a_workbook_in_the_xml_of_2003_leaves_out_and_tells_alike() -> None:
    book = """<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"
     xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet" xmlns:html="http://www.w3.org/TR/REC-html40"><Styles>
     <Style ss:ID="a"><Font ss:StrikeThrough="1"/></Style><Style ss:ID="b"><NumberFormat ss:Format="0!.0,"/></Style></Styles>
     <Worksheet ss:Name="x"><Table><Column ss:Index="2" ss:Hidden="1"/><Row><Cell ss:StyleID="a"><Data ss:Type="String">旧</Data></Cell>
     <Cell ss:StyleID="b"><Data ss:Type="Number">30000000</Data></Cell></Row>
     <Row ss:Hidden="1"><Cell><ss:Data ss:Type="String" xmlns="http://www.w3.org/TR/REC-html40"><S>旧名</S>修路</ss:Data></Cell></Row>
     </Table></Worksheet></Workbook>"""
    loaded = load(book.encode(), "a.xls")
    assert texts(only_grid(loaded)) == [["", "3000.0"], ["修路", ""]]
    assert [mark[0] for mark in told(loaded)] == [
        "struck_out",
        "shown_differs",
        "struck_out",
        "hidden_row",
        "hidden_column",
    ]


# Word files

STRUCK_STYLES = (
    '<w:style w:styleId="Gone"><w:rPr><w:strike/></w:rPr></w:style>'
    '<w:style w:styleId="Child"><w:basedOn w:val="Gone"/></w:style>'
    '<w:style w:styleId="Back"><w:basedOn w:val="Gone"/><w:rPr><w:strike w:val="0"/></w:rPr></w:style>'
    '<w:style w:styleId="Secret"><w:rPr><w:vanish/></w:rPr></w:style>'
)


def run(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


@pytest.mark.parametrize(
    ("properties", "kept"),
    [
        ("<w:strike/>", ""), ('<w:strike w:val="true"/>', ""), ('<w:strike w:val="0"/>', "乙"), ("<w:dstrike/>", ""),
        ('<w:dstrike w:val="off"/>', "乙"), ("<w:vanish/>", ""), ('<w:rStyle w:val="Gone"/>', ""),
        ('<w:rStyle w:val="Child"/>', ""), ('<w:rStyle w:val="Back"/>', "乙"), ('<w:rStyle w:val="Secret"/>', ""),
        ('<w:rStyle w:val="Gone"/><w:strike w:val="false"/>', "乙"), ("<w:dstrike/><w:strike w:val='0'/>", ""),
    ],
)  # fmt: skip
def test_a_struck_or_hidden_run_is_left_out(properties: str, kept: str) -> None:
    cell = b.cell(f"<w:p>{run('甲')}{run('乙', properties)}{run('丙')}</w:p>")
    loaded = load(b.word(b.table([cell, "x"]), styles=STRUCK_STYLES), "a.docx")
    assert texts(only_grid(loaded)) == [[f"甲{kept}丙", "x"]]
    kind = "hidden_text" if "vanish" in properties or "Secret" in properties else "struck_out"
    assert told(loaded) == ([] if kept else [(kind, 1, 1, "乙")])


def test_a_row_whose_paragraphs_are_struck_out_by_their_style_is_left_out() -> None:
    gone = [
        b.cell(b.paragraph(text, '<w:pStyle w:val="Child"/>')) for text in ("2", "修桥", "区水利局")
    ]
    rows = [
        ["序号", "项目名称", "责任单位"],
        ["1", "修路", "区交通局"],
        gone,
        ["3", "修园", "区园林局"],
    ]
    data = b.word(b.paragraph("某区2025年民生实事") + b.table(*rows), styles=STRUCK_STYLES)
    reading = read(data, "a.docx")
    assert [project.name for project in reading.projects] == ["修路", "修园"]
    assert {f.printed for f in reading.findings if f.code == "struck_out"} == {
        "2",
        "修桥",
        "区水利局",
    }


def test_the_automatic_number_of_a_struck_row_counts_and_is_left_out() -> None:
    numbering = (
        '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
        '<w:lvlText w:val="%1"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    )
    number = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'

    def row(text: str, *, out: bool = False) -> list[str]:
        mark = "<w:rPr><w:strike/></w:rPr>" if out else ""
        return [
            b.cell(f"<w:p><w:pPr>{number}{mark}</w:pPr></w:p>"),
            b.cell(f"<w:p>{run(text, '<w:strike/>' if out else '')}</w:p>"),
        ]  # fmt: skip

    loaded = load(
        b.word(b.table(row("甲"), row("乙", out=True), row("丙")), numbering=numbering), "a.docx"
    )
    assert texts(only_grid(loaded)) == [["1", "甲"], ["", ""], ["3", "丙"]]


def test_a_hidden_table_row_is_left_out_and_told() -> None:
    hidden = "<w:tr><w:trPr><w:hidden/></w:trPr>" + b.cell("乙") + b.cell("y") + "</w:tr>"
    body = b.table(["甲", "x"]).replace("</w:tbl>", hidden + "</w:tbl>")
    loaded = load(b.word(body), "a.docx")
    assert texts(only_grid(loaded)) == [["甲", "x"]]
    assert any("隐藏的1行" in note for note in loaded.notes)


def test_what_is_struck_out_between_tables_is_told_in_a_sentence() -> None:
    loaded = load(
        b.word(f"<w:p>{run('甲')}{run('乙', '<w:strike/>')}{run('丁', '<w:vanish/>')}</w:p>"),
        "a.docx",
    )
    assert [paragraph.text for paragraph in loaded.paragraphs] == ["甲"]
    assert loaded.notes == ("有删除线的文字没有读取：乙。", "隐藏的文字没有读取：丁。")


# Pages


@pytest.mark.parametrize(
    "out", ["<s>旧</s>", "<del>旧</del>", "<strike>旧</strike>", "<span style='text-decoration: line-through'>旧</span>"]
)  # fmt: skip
def test_struck_words_of_a_page_are_left_out_and_told(out: str) -> None:
    loaded = load(f"<table><tr><td>修{out}路<td>x</table>".encode(), "a.html")
    (grid,) = loaded.grids
    assert isinstance(grid, Grid)
    assert texts(grid) == [["修路", "x"]]
    assert loaded.notes == ("有删除线的文字没有读取：旧。",)
