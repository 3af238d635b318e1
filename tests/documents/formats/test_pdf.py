"""PDF files with text: tables by ruled lines and by columns that stand apart, over pages, in the bounded process."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from documents.bounded import load_bounded, read_bounded
from documents.formats.opening import load
from documents.grids import UnreadableDocument
from documents.reader import read

from .grids import only_grid, texts
from .pages import by_hand, printed, table

HEAD = ["序号", "项目名称", "年度目标任务", "责任单位"]
ROWS = [
    ["1", "老旧小区改造", "改造老旧小区28个、3640户，更新电梯50部，完成电动车充电端口设施建设509个。", "区住房城乡建设委"],
    ["2", "农村饮水提质", "新建集中供水工程6处，受益群众1.8万人。", "区水利局#linebreak()区财政局"],
    ["3", "社区食堂", "新增社区食堂15家。", "区民政局"],
]  # fmt: skip
READ = [[cell.replace("#linebreak()", "\n") for cell in row] for row in [HEAD, *ROWS]]
WIDTHS = "1.2cm, 3cm, 6cm, 3cm"
TITLE = "#align(center, text(size: 18pt)[某区2025年民生实事项目表])\n"


def plan(rows: Sequence[Sequence[str]] = ROWS, *, more: str = "", title: str = TITLE) -> bytes:
    return printed(title + table([HEAD, *rows], columns=WIDTHS, more=more))


def test_a_ruled_table_is_read_with_its_title() -> None:
    loaded = load(plan(), "计划.pdf")
    assert loaded.format == "pdf"
    assert [(p.text, p.is_heading) for p in loaded.paragraphs] == [
        ("某区2025年民生实事项目表", True)
    ]
    assert texts(only_grid(loaded)) == READ


@pytest.mark.parametrize(
    "more",
    [
        "align: center + horizon, ", "align: right + bottom, ", "stroke: 0.3pt, ", "stroke: 2pt, ",
        'stroke: (paint: gray, dash: "dashed"), ', "inset: 2pt, ", "inset: 10pt, ",
        "stroke: (x: 1pt, y: 0.5pt), ", "fill: (_, y) => if calc.odd(y) { luma(230) }, ",
        "stroke: (x, y) => (left: if x > 0 { 1pt }, top: 1pt, bottom: 1pt), ",
    ],
)  # fmt: skip
def test_a_table_ruled_in_any_way_is_read_alike(more: str) -> None:
    assert texts(only_grid(load(plan(more=more), "a.pdf"))) == READ


def test_a_table_without_ruled_lines_is_read_by_its_columns() -> None:
    loaded = load(plan(more="stroke: none, "), "a.pdf")
    assert texts(only_grid(loaded)) == READ


def test_a_table_with_three_lines_only_is_read_by_its_columns() -> None:
    more = "stroke: (_, y) => (top: if y < 2 { 1pt }, bottom: 1pt), "
    assert texts(only_grid(load(plan(more=more), "a.pdf"))) == READ


@pytest.mark.parametrize("align", ["horizon", "bottom"])
def test_numbers_in_the_middle_or_at_the_bottom_of_their_rows_tell_rows_apart(align: str) -> None:
    data = plan(more=f"stroke: none, align: {align} + left, ")
    assert texts(only_grid(load(data, "a.pdf"))) == READ


def test_merged_cells_are_one() -> None:
    cells = (
        "table.cell(rowspan: 2)[序号], table.cell(rowspan: 2)[项目], table.cell(colspan: 2)[投资（万元）], "
        "[计划], [完成], table.cell(rowspan: 2)[1], table.cell(rowspan: 2)[修路], [3], [4], [5], [6]"
    )
    grid = only_grid(load(printed(f"#table(columns: (2cm, 3cm, 3cm, 3cm), {cells})"), "a.pdf"))
    assert texts(grid) == [
        ["序号", "项目", "投资（万元）", "投资（万元）"], ["序号", "项目", "计划", "完成"],
        ["1", "修路", "3", "4"], ["1", "修路", "5", "6"],
    ]  # fmt: skip
    assert grid.cell(1, 3) is grid.cell(1, 4)
    assert grid.cell(3, 1) is grid.cell(4, 1)


def long_rows(count: int) -> list[list[str]]:
    return [
        [str(n), f"第{n}件实事", f"新建道路{n}公里，改造小区{n + 3}个，新增车位{n * 10}个，惠及群众{n * 1000}人。", "区交通局"]
        for n in range(1, count + 1)
    ]  # fmt: skip


HEADER = ", ".join(f"[{cell}]" for cell in HEAD)


@pytest.mark.parametrize("repeat", [True, False])
@pytest.mark.parametrize("stroke", ["1pt", "none"])
def test_a_table_over_pages_is_one_with_one_head(repeat: bool, stroke: str) -> None:
    rows = long_rows(90)
    cells = ", ".join(f"[{cell}]" for row in rows for cell in row)
    body = (
        '#set page(numbering: "— 1 —")\n' + TITLE
        + f"#table(columns: ({WIDTHS}), stroke: {stroke}, table.header(repeat: {str(repeat).lower()}, {HEADER}), {cells})"
    )  # fmt: skip
    loaded = load(printed(body), "a.pdf")
    assert texts(only_grid(loaded)) == [HEAD, *rows]
    assert [p.text for p in loaded.paragraphs] == ["某区2025年民生实事项目表"]


def test_a_row_that_a_page_broke_is_whole_again() -> None:
    long = "".join(f"第{n}处完成选址、立项和勘察设计，正在办理施工许可；" for n in range(1, 150))
    rows = [["1", "修路", long, "区交通局"], ["2", "修桥", "新建桥梁2座。", "区交通局"]]
    grid = only_grid(load(plan(rows), "a.pdf"))
    assert [row[0] for row in texts(grid)] == ["序号", "1", "2"]
    assert texts(grid)[1][2].replace("\n", "") == long


def test_a_running_head_and_page_numbers_are_no_rows() -> None:
    body = (
        "#set page(header: [某区发展和改革委员会文件], footer: context [第#counter(page).display()页 共3页])\n"
        + "".join(f"{n}. 第{n}项工程：新建道路{n}公里，改造小区{n}个。\n\n" for n in range(1, 90))
    )
    texts_ = [paragraph.text for paragraph in load(printed(body), "a.pdf").paragraphs]
    assert len(texts_) == 89
    assert not any("文件" in text or "共3页" in text for text in texts_)


@pytest.mark.parametrize("rotation", [90, 180, 270])
def test_a_page_stored_turned_is_read_as_it_is_shown(rotation: int) -> None:
    import pypdf

    reader = pypdf.PdfReader(BytesIO(plan()))
    writer = pypdf.PdfWriter()
    page = writer.add_page(reader.pages[0])
    page.rotate(rotation)
    page.transfer_rotation_to_content() if rotation == 180 else None
    buffer = BytesIO()
    # The content is turned the other way, as a scanner's or printer's driver stores a broad page.
    page.add_transformation(_turned_back(rotation, page)) if rotation != 180 else None
    writer.write(buffer)
    assert texts(only_grid(load(buffer.getvalue(), "a.pdf"))) == READ


def _turned_back(rotation: int, page: object) -> object:
    import pypdf

    width, height = (float(side) for side in (page.mediabox.width, page.mediabox.height))  # type: ignore[attr-defined]
    turn = pypdf.Transformation().rotate(rotation)
    return turn.translate(height, 0) if rotation == 90 else turn.translate(0, width)


def test_a_table_turned_aside_on_an_upright_page_is_read() -> None:
    body = f"#rotate(-90deg, reflow: true)[{TITLE}{table([HEAD, *ROWS], columns=WIDTHS)}]"
    assert texts(only_grid(load(printed(body), "a.pdf"))) == READ


def test_a_watermark_is_not_read() -> None:
    mark = "#set page(background: rotate(24deg, text(60pt, fill: luma(200))[内部资料]))\n"
    loaded = load(printed(mark + TITLE + table([HEAD, *ROWS], columns=WIDTHS)), "a.pdf")
    assert texts(only_grid(loaded)) == READ


def test_words_struck_out_are_left_out_and_told() -> None:
    rows = [
        ["1", "#strike[旧名称]修路", "#underline[新建]道路3公里。", "#strike[区水利局、]区交通局"]
    ]
    loaded = load(plan(rows), "a.pdf")
    assert texts(only_grid(loaded))[1] == ["1", "修路", "新建道路3公里。", "区交通局"]
    assert loaded.notes == ("有删除线的文字没有读取：旧名称 区水利局、。",)


def test_a_frame_around_a_text_is_no_table() -> None:
    loaded = load(
        printed("#rect(width: 10cm)[1. 修路：新建道路3公里。]\n2. 修桥：新建桥梁2座。"), "a.pdf"
    )
    assert list(loaded.grids) == []
    assert [p.text for p in loaded.paragraphs] == [
        "1. 修路：新建道路3公里。",
        "2. 修桥：新建桥梁2座。",
    ]


def test_lines_that_ended_at_the_margin_are_one_paragraph() -> None:
    first = "为做好2025年民生实事工作，切实增进民生福祉，经区政府同意，现将有关事项通知如下，请各单位结合实际抓好贯彻落实，按月报送进展情况。"
    body = (
        "#set par(first-line-indent: (amount: 2em, all: true))\n"
        + f"{first}\n\n一、修路：新建道路3公里。\n\n二、修桥：新建桥梁2座。"
    )
    assert [p.text for p in load(printed(body), "a.pdf").paragraphs] == [
        first, "一、修路：新建道路3公里。", "二、修桥：新建桥梁2座。"
    ]  # fmt: skip


def scan(pages: int = 1, *, text: str = "") -> bytes:
    buffer = BytesIO()
    first, *rest = [Image.new("L", (400, 600), 200 - at) for at in range(pages)]
    first.save(buffer, "PDF", save_all=True, append_images=rest)
    return buffer.getvalue()


def test_a_scan_is_refused_with_what_to_do() -> None:
    with pytest.raises(UnreadableDocument, match=r"扫描.*原来的 Word 或 Excel"):
        load(scan(3), "a.pdf")


def test_a_scanned_page_among_others_is_told() -> None:
    import pypdf

    writer = pypdf.PdfWriter()
    for data in (plan(), scan()):
        writer.append(BytesIO(data))
    buffer = BytesIO()
    writer.write(buffer)
    loaded = load(buffer.getvalue(), "a.pdf")
    assert texts(only_grid(loaded)) == READ
    assert loaded.notes == ("第2页只有图片，没有读取，请核对。",)


def test_texts_over_one_another_are_refused() -> None:
    over = "#place(dx: 0pt)[改造老旧小区二十八个三千六百四十户]#place(dx: 3pt)[新建集中供水工程六处受益群众一万人]\n"
    with pytest.raises(UnreadableDocument, match="重叠"):
        load(printed(over), "a.pdf")


def test_a_password_is_asked_away() -> None:
    import pypdf

    writer = pypdf.PdfWriter()
    writer.append(BytesIO(plan()))
    writer.encrypt("geheim", algorithm="AES-128")
    buffer = BytesIO()
    writer.write(buffer)
    with pytest.raises(UnreadableDocument, match="密码"):
        load(buffer.getvalue(), "a.pdf")


def test_a_pdf_without_a_table_or_text_is_refused() -> None:
    with pytest.raises(UnreadableDocument, match="没有表格"):
        load(by_hand(b""), "a.pdf")


@pytest.mark.parametrize("name", ["a.docx", "a.xls", "a.txt", ""])
def test_a_pdf_is_read_whatever_its_name(name: str) -> None:
    assert load(plan(), name).format == "pdf"
    assert load(b"\n\n" + plan(), name).format == "pdf"


def test_the_bounded_process_gives_the_same() -> None:
    assert load_bounded(plan(), "a.pdf") == load(plan(), "a.pdf")
    _, reading = read_bounded(plan(), "a.pdf")
    assert reading == read(plan(), "a.pdf")
    assert [project.name for project in reading.projects] == [
        "老旧小区改造",
        "农村饮水提质",
        "社区食堂",
    ]


def test_a_pdf_of_the_same_table_in_the_order_of_its_cells_says_the_same_as_its_page() -> None:
    page = "<table>" + "".join(
        "<tr>" + "".join(f"<td>{cell.replace('#linebreak()', '<br>')}" for cell in row) for row in [HEAD, *ROWS]
    )  # fmt: skip
    html = f"<h1>某区2025年民生实事项目表</h1>{page}</table>".encode()
    assert read(plan(), "a.pdf").projects == read(html, "a.html").projects


def test_the_server_never_loads_the_library_that_looks_into_a_pdf() -> None:
    code = (
        "import sys, documents.bounded as b\n"
        "b.load_bounded(open(sys.argv[1], 'rb').read(), 'a.pdf')\n"
        "assert not any(name.startswith('pypdfium2') for name in sys.modules)"
    )
    path = Path(__file__).with_name("_plan.pdf")
    try:
        path.write_bytes(plan())
        subprocess.run(
            [sys.executable, "-c", code, str(path)], check=True, cwd=Path(__file__).parents[3]
        )
    finally:
        path.unlink(missing_ok=True)
