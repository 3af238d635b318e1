"""Word files: what Word prints, nothing more and nothing less."""

from __future__ import annotations

from io import BytesIO

import docx
import pytest

from documents.formats.opening import load
from documents.grids import Grid, Loaded, Paragraph

from .builders import cell, paragraph, table, word
from .grids import only_grid, texts


def read(body: str, **parts: str) -> Loaded:
    return load(word(body, **parts), "通知.docx")


def run(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def test_paragraphs_and_tables_stand_in_document_order() -> None:
    loaded = read(
        paragraph("附件1")
        + table(["1", "修路"], ["2", "修桥"])
        + paragraph("附件2")
        + table(["3", "x"])
    )
    assert [type(block) for block in loaded.blocks] == [Paragraph, Grid, Paragraph, Grid]
    assert [grid.index for grid in loaded.grids] == [1, 2]
    assert loaded.format == "docx"


def test_a_file_of_python_docx_with_merged_cells_is_resolved() -> None:
    document = docx.Document()
    made = document.add_table(rows=3, cols=3)
    made.cell(0, 0).merge(made.cell(0, 2)).text = "一、市级"
    made.cell(1, 0).merge(made.cell(2, 0)).text = "1"
    for row, column, text in ((1, 1, "修路"), (1, 2, "区教委"), (2, 1, "修桥"), (2, 2, "区水利局")):
        made.cell(row, column).text = text
    buffer = BytesIO()
    document.save(buffer)
    grid = only_grid(load(buffer.getvalue(), "a.docx"))
    assert texts(grid) == [["一、市级"] * 3, ["1", "修路", "区教委"], ["1", "修桥", "区水利局"]]
    merged = grid.cell(3, 1)
    assert merged is grid.cell(2, 1)
    assert merged is not None
    assert (merged.row, merged.rowspan, merged.colspan) == (2, 2, 1)


def test_columns_left_out_before_a_row_are_no_cells() -> None:
    rows = '<w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr>' + cell("x") + cell("y") + "</w:tr>"
    grid = only_grid(
        read("<w:tbl>" + rows + "<w:tr>" + cell("1") + cell("2") + cell("3") + "</w:tr></w:tbl>")
    )
    assert grid.cell(1, 1) is None
    assert texts(grid) == [["", "x", "y"], ["1", "2", "3"]]


def test_old_horizontal_merges_are_resolved() -> None:
    row = [cell("合计", '<w:hMerge w:val="restart"/>'), cell("", "<w:hMerge/>"), cell("5")]
    assert texts(only_grid(read(table(row, ["1", "2", "3"])))) == [
        ["合计", "合计", "5"],
        ["1", "2", "3"],
    ]


def test_a_vertical_merge_that_continues_nothing_is_a_cell_of_its_own() -> None:
    grid = only_grid(read(table([cell("甲", "<w:vMerge/>"), "x"], ["乙", "y"])))
    assert texts(grid) == [["甲", "x"], ["乙", "y"]]


def test_manual_breaks_and_paragraphs_in_a_cell_are_line_breaks() -> None:
    inner = "<w:p><w:r><w:t>区交通</w:t><w:br/><w:t>运输委</w:t></w:r></w:p>" + paragraph(
        "区农业农村委"
    )
    grid = only_grid(read(table(["1", cell(inner)])))
    assert texts(grid) == [["1", "区交通\n运输委\n区农业农村委"]]


def test_insertions_stay_and_deletions_go() -> None:
    body = (
        "<w:p>" + run("新建") + "<w:ins>" + run("三格式") + "</w:ins>"
        "<w:del><w:r><w:delText>两格式</w:delText></w:r></w:del>"
        "<w:moveFrom>" + run("旧处") + "</w:moveFrom>" + run("化粪池") + "</w:p>"
    )
    loaded = read(body)
    assert [block.text for block in loaded.paragraphs] == ["新建三格式化粪池"]
    assert loaded.notes == ("文件中有修订痕迹：已按接受全部修订读取。",)


def test_a_deleted_row_goes_and_a_deleted_paragraph_mark_joins_paragraphs() -> None:
    deleted = "<w:tr><w:trPr><w:del/></w:trPr>" + cell("旧") + cell("旧") + "</w:tr>"
    kept = "<w:tr>" + cell("1") + cell("修路") + "</w:tr>"
    assert texts(only_grid(read(f"<w:tbl>{kept}{deleted}{kept}</w:tbl>"))) == [
        ["1", "修路"],
        ["1", "修路"],
    ]
    joined = paragraph("年度目标", "<w:rPr><w:del/></w:rPr>") + paragraph("任务")
    assert [block.text for block in read(joined).paragraphs] == ["年度目标任务"]


def test_properties_from_before_a_change_do_not_count() -> None:
    changed = "<w:rPrChange><w:rPr><w:vanish/></w:rPr></w:rPrChange>"
    assert [b.text for b in read("<w:p>" + run("看得见", changed) + "</w:p>").paragraphs] == [
        "看得见"
    ]


@pytest.mark.parametrize(
    "hiding", ["<w:vanish/>", '<w:vanish w:val="1"/>', '<w:rStyle w:val="h"/>']
)
def test_hidden_text_is_dropped(hiding: str) -> None:
    styles = '<w:style w:styleId="h"><w:name w:val="Hidden"/><w:rPr><w:vanish/></w:rPr></w:style>'
    body = (
        "<w:p>"
        + run("公开")
        + run("内部", hiding)
        + run("内容", '<w:vanish w:val="0"/>')
        + "</w:p>"
    )
    assert [b.text for b in read(body, styles=styles).paragraphs] == ["公开内容"]


def test_a_text_box_is_read_once() -> None:
    inner = f"<w:txbxContent>{paragraph('框内')}</w:txbxContent>"
    body = (
        "<w:p>" + run("前") + "<w:r><mc:AlternateContent><mc:Choice>"
        f"<w:drawing><wps:txbx>{inner}</wps:txbx></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{inner}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
        + run("后") + "</w:p>"
    )  # fmt: skip
    assert [b.text for b in read(body).paragraphs] == ["前后", "框内"]


def test_a_table_inside_a_cell_stays_in_that_cell() -> None:
    inner = table(["一季度", "3个"], ["二季度", "5个"])
    rows = [[str(at), "项目名称" * 4, "目标任务" * 8] for at in range(1, 5)]
    rows[1][2] = cell(paragraph("分季度：") + inner + paragraph(""))
    grid = only_grid(read(table(*rows)))
    assert texts(grid)[1][2] == "分季度：\n一季度 3个\n二季度 5个"


def test_a_frame_of_one_cell_around_everything_is_looked_through() -> None:
    body = table([cell(paragraph("通知") + table(["1", "修路"], ["2", "修桥"]))])
    loaded = read(body)
    assert [b.text for b in loaded.paragraphs] == ["通知"]
    assert texts(only_grid(loaded)) == [["1", "修路"], ["2", "修桥"]]


def test_automatic_numbers_are_printed_as_word_prints_them() -> None:
    level = '<w:lvl w:ilvl="{}"><w:start w:val="1"/><w:numFmt w:val="{}"/><w:lvlText w:val="{}"/></w:lvl>'
    numbering = (
        '<w:abstractNum w:abstractNumId="7">' + level.format(0, "chineseCounting", "%1、")
        + level.format(1, "decimal", "%2.") + '</w:abstractNum><w:num w:numId="3">'
        '<w:abstractNumId w:val="7"/></w:num>'
    )  # fmt: skip
    numbered = '<w:numPr><w:ilvl w:val="{}"/><w:numId w:val="3"/></w:numPr>'
    body = paragraph("市级", numbered.format(0)) + table(
        [cell(f"<w:p><w:pPr>{numbered.format(1)}</w:pPr></w:p>"), "修路"],
        [cell(f"<w:p><w:pPr>{numbered.format(1)}</w:pPr></w:p>"), "修桥"],
    )
    loaded = read(body + paragraph("区级", numbered.format(0)), numbering=numbering)
    assert [b.text for b in loaded.paragraphs] == ["一、 市级", "二、 区级"]
    assert texts(only_grid(loaded)) == [["1.", "修路"], ["2.", "修桥"]]


def test_headings_are_told_by_style_level_or_print() -> None:
    styles = (
        '<w:style w:styleId="2"><w:name w:val="heading 1"/></w:style>'
        '<w:style w:styleId="3"><w:basedOn w:val="2"/><w:name w:val="我的标题"/></w:style>'
    )
    body = (
        paragraph("甲", '<w:pStyle w:val="3"/>') + paragraph("乙", '<w:outlineLvl w:val="0"/>')
        + "<w:p><w:pPr><w:jc w:val=\"center\"/></w:pPr>" + run("丙", '<w:sz w:val="44"/>') + "</w:p>"
        + paragraph("丁", '<w:jc w:val="center"/>')
    )  # fmt: skip
    loaded = read(body, styles=styles)
    assert [(b.text, b.is_heading) for b in loaded.paragraphs] == [
        ("甲", True), ("乙", True), ("丙", True), ("丁", False)]  # fmt: skip


def test_empty_rows_and_columns_at_the_end_are_left_out() -> None:
    rows = [["1", "修路", ""], *[["", "", ""]] * 30]
    grid = only_grid(read(table(*rows)))
    assert texts(grid) == [["1", "修路"]]


def test_field_codes_and_page_breaks_are_no_text() -> None:
    body = (
        "<w:p><w:r><w:instrText>PAGE</w:instrText></w:r>" + run("第1页")
        + '<w:r><w:br w:type="page"/></w:r></w:p><w:p><w:pPr><w:tabs><w:tab w:val="left"/></w:tabs></w:pPr>'
        + run("后文") + "</w:p>"
    )  # fmt: skip
    assert [b.text for b in read(body).paragraphs] == ["第1页", "后文"]


def test_markup_in_a_cell_is_text() -> None:
    grid = only_grid(read(table(["&lt;script&gt;alert(1)&lt;/script&gt;", "=1+1"])))
    assert texts(grid) == [["<script>alert(1)</script>", "=1+1"]]


def test_the_strict_form_of_the_format_is_read_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    from . import builders

    body = table(["1", "修路"], ["2", "修桥"])
    expected = read(body)
    monkeypatch.setattr(
        builders, "WORD_NAMESPACE", "http://purl.oclc.org/ooxml/wordprocessingml/main"
    )
    assert read(body) == expected
