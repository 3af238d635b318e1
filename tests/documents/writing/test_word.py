"""The Word file is an official document of GB/T 9704-2012, measured in its XML, with the figures of the notice."""

from __future__ import annotations

import io
import zipfile
from typing import Any
from xml.etree import ElementTree as Tree

import docx
import pytest

from documents.writing.files import notice_docx
from tests.documents.writing.samples import (
    WANZHOU_TABLE_TITLE,
    projects_of,
    shuffled,
    wanzhou_content,
    with_rows,
)
from tests.documents.writing.test_fonts import level_2

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
MM = 1440 / 25.4


def written(content: dict[str, Any] | None = None, **more: Any) -> bytes:
    return notice_docx(content or wanzhou_content(), table_title=WANZHOU_TABLE_TITLE, **more)


def part(data: bytes, name: str) -> Tree.Element:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return Tree.fromstring(package.read(name))


def attributes(element: Tree.Element | None) -> dict[str, str]:
    assert element is not None
    return {name.partition("}")[2] or name: value for name, value in element.attrib.items()}


def sections(data: bytes) -> list[Tree.Element]:
    return list(part(data, "word/document.xml").iter(f"{W}sectPr"))


def styles(data: bytes) -> dict[str, Tree.Element]:
    return {
        style.get(f"{W}styleId", ""): style
        for style in part(data, "word/styles.xml").iter(f"{W}style")
    }


def paragraphs(data: bytes) -> list[tuple[str, str, Tree.Element]]:
    """Style, text and element of each paragraph outside the table."""
    found = []
    for element in part(data, "word/document.xml").find(f"{W}body").findall(f"{W}p"):  # type: ignore[union-attr]
        style = element.find(f"{W}pPr/{W}pStyle")
        text = "".join(
            "\n" if node.tag == f"{W}br" else node.text or ""
            for node in element.iter()
            if node.tag in (f"{W}t", f"{W}br")
        )
        found.append((style.get(f"{W}val", "") if style is not None else "", text, element))
    return found


def table_rows(data: bytes) -> list[list[str]]:
    """Each row's texts, a merged cell once."""
    table = docx.Document(io.BytesIO(data)).tables[0]
    return [
        [
            "\n".join("".join(t.text or "" for t in p.iter(f"{W}t")) for p in cell.p_lst)
            for cell in row._tr.tc_lst
        ]
        for row in table.rows
    ]


# --- the page ---------------------------------------------------------------------------------------------------


def test_the_page_is_a4_with_the_margins_of_the_standard() -> None:
    upright, _ = sections(written())
    size, margins = attributes(upright.find(f"{W}pgSz")), attributes(upright.find(f"{W}pgMar"))
    assert size == {"w": "11906", "h": "16838"}
    for edge, millimetres in (("top", 37), ("right", 26), ("bottom", 35), ("left", 28)):
        assert int(margins[edge]) == round(millimetres * MM)


def test_the_grid_holds_22_lines_of_28_characters() -> None:
    grid = attributes(sections(written())[0].find(f"{W}docGrid"))
    assert grid["type"] == "linesAndChars"
    line, character = int(grid["linePitch"]) / 20, 16 + int(grid["charSpace"]) / 4096
    assert int(225 / 25.4 * 72 / line) == 22
    assert int(156 / 25.4 * 72 / character + 0.01) == 28
    assert line == pytest.approx(28.95, abs=0.01)


def test_running_text_keeps_the_lines_and_characters_of_the_grid_without_asking_for_it() -> None:
    body = styles(written())["Body"]
    assert attributes(body.find(f"{W}pPr/{W}snapToGrid")) == {"val": "0"}
    assert attributes(body.find(f"{W}pPr/{W}spacing")) == {"line": "579", "lineRule": "exact"}
    tighter = int(attributes(body.find(f"{W}rPr/{W}spacing"))["val"])
    width = 16 * 20 + tighter
    assert width * 28 <= 156 * MM < width * 29


def test_the_attachment_stands_on_the_same_sheet_turned() -> None:
    _, wide = sections(written())
    assert attributes(wide.find(f"{W}pgSz")) == {"w": "16838", "h": "11906", "orient": "landscape"}
    margins = attributes(wide.find(f"{W}pgMar"))
    for edge, millimetres in (("top", 28), ("right", 37), ("bottom", 26), ("left", 35)):
        assert int(margins[edge]) == round(millimetres * MM)


def test_page_numbers_stand_right_on_odd_and_left_on_even_pages() -> None:
    data = written()
    assert part(data, "word/settings.xml").find(f"{W}evenAndOddHeaders") is not None
    targets = {
        rel.get("Id"): rel.get("Target") for rel in part(data, "word/_rels/document.xml.rels")
    }
    for section, expected in zip(sections(data), ("upright", "wide"), strict=True):
        for reference in section.findall(f"{W}footerReference"):
            footer = part(data, f"word/{targets[reference.get(f'{R}id')]}")
            side = "left" if reference.get(f"{W}type") == "even" else "right"
            texts = "".join(t.text or "" for t in footer.iter(f"{W}t"))
            assert texts == "— 1 —"
            assert [field.get(f"{W}instr") for field in footer.iter(f"{W}fldSimple")] == [" PAGE "]
            assert side in [jc.get(f"{W}val") for jc in footer.iter(f"{W}jc")]
            turned = [node.get(f"{W}val") for node in footer.iter(f"{W}textDirection")]
            assert turned == (["tbRl"] if expected == "wide" else [])
    number = styles(data)["PageNumber"].find(f"{W}rPr")
    assert attributes(number.find(f"{W}rFonts"))["eastAsia"] == "宋体"  # type: ignore[union-attr]
    assert attributes(number.find(f"{W}sz"))["val"] == "28"  # type: ignore[union-attr]


# --- the faces --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("style", "face", "half_points", "align"),
    [
        ("Title1", "方正小标宋简体", "44", "center"),
        ("Heading1", "黑体", None, None),
        ("AttachmentLabel", "黑体", None, "left"),
        ("AttachmentTitle", "方正小标宋简体", "44", "center"),
        ("TableHead", "黑体", None, "center"),
        ("TableText", None, "21", "left"),
        ("TableFigure", None, None, "right"),
        ("UnitLine", None, "24", "right"),
    ],
)
def test_each_style_has_its_face_size_and_side(
    style: str, face: str | None, half_points: str | None, align: str | None
) -> None:
    element = styles(written())[style]
    if face:
        assert attributes(element.find(f"{W}rPr/{W}rFonts"))["eastAsia"] == face
    if half_points:
        assert attributes(element.find(f"{W}rPr/{W}sz"))["val"] == half_points
    if align:
        assert attributes(element.find(f"{W}pPr/{W}jc"))["val"] == align


def test_text_is_fangsong_three_with_latin_in_times() -> None:
    defaults = part(written(), "word/styles.xml").find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
    assert defaults is not None
    assert attributes(defaults.find(f"{W}rFonts"))["eastAsia"] == "仿宋_GB2312"
    assert attributes(defaults.find(f"{W}rFonts"))["ascii"] == "Times New Roman"
    assert attributes(defaults.find(f"{W}sz"))["val"] == "32"
    assert attributes(defaults.find(f"{W}lang"))["eastAsia"] == "zh-CN"


def test_every_face_named_has_other_names_to_fall_back_on() -> None:
    data = written()
    table = {
        font.get(f"{W}name"): attributes(font.find(f"{W}altName"))["val"].split(",")
        for font in part(data, "word/fontTable.xml")
    }
    named = {
        value
        for name in ("word/styles.xml", "word/document.xml")
        for node in part(data, name).iter(f"{W}rFonts")
        for key, value in attributes(node).items()
        if key != "hint"
    }
    assert named <= set(table)
    assert "仿宋" in table["仿宋_GB2312"]
    assert "宋体" in table["方正小标宋简体"]


def test_quotes_and_dashes_are_set_in_the_chinese_face() -> None:
    runs = part(written(), "word/document.xml").iter(f"{W}r")
    assert all(attributes(run.find(f"{W}rPr/{W}rFonts"))["hint"] == "eastAsia" for run in runs)


# --- the text ---------------------------------------------------------------------------------------------------


def test_the_blocks_of_the_notice_stand_each_once_and_in_order() -> None:
    told = [(style, text) for style, text, _ in paragraphs(written()) if text]
    assert told == [
        ("Title1", "关于2025年万州区重点民生实事\n1季度推进情况公示"),
        ("Body", "现将2025年全区重点民生实事1季度推进情况公示如下。"),
        ("Body", "公示时间：2025年4月11日—2025年5月11日（共31个自然日，首尾两日均计算在内）。"),
        ("Body", "如对公示内容有异议，可在公示期内通过来电等方式向万州区发展和改革委员会反映。"),
        ("Body", "（联系人：胡蕾；联系电话：58258735）"),
        ("AttachmentNote", f"附件：{WANZHOU_TABLE_TITLE}"),
        ("Signature", "万州区发展和改革委员会"),
        ("Signature", "2025年4月11日"),
        ("AttachmentLabel", "附件"),
        ("AttachmentTitle", WANZHOU_TABLE_TITLE),
        ("UnitLine", "单位：万元"),
        ("Closing", f"公示编号：万州区 2025-q1（第1版）　内容摘要（SHA-256）：{'5f' * 32}"),
    ]


def test_the_body_is_centred_over_the_date_which_leaves_four_characters() -> None:
    body, day = (element for style, _, element in paragraphs(written()) if style == "Signature")
    indents = [
        int(attributes(element.find(f"{W}pPr/{W}ind"))["rightChars"]) for element in (body, day)
    ]
    name, date = 11.0, 6.5
    assert indents[1] == 400
    assert indents[0] / 100 + name / 2 == pytest.approx(4 + date / 2, abs=0.02)


def test_without_a_seal_the_date_begins_two_characters_right_of_the_body() -> None:
    data = written(leaves_room_for_seal=False)
    body, day = (element for style, _, element in paragraphs(data) if style == "Signature")
    indents = [
        int(attributes(element.find(f"{W}pPr/{W}ind"))["rightChars"]) / 100
        for element in (body, day)
    ]
    assert indents[0] == 2
    assert indents[1] + 6.5 == pytest.approx(indents[0] + 11 - 2)


def test_a_lead_that_says_it_all_is_not_said_again() -> None:
    content = wanzhou_content()
    content["lead"] = (
        "公示内容:2025年全区重点民生实事1季度推进情况。\n公示时间:2025年4月11日—2025年5月11日。\n"
        "如有异议可向万州区发展和改革委员会反映。\n(联系人:胡蕾;联系电话:58258735)"
    )
    told = [text for style, text, _ in paragraphs(written(content)) if style == "Body" and text]
    assert told == content["lead"].split("\n")


def test_what_is_not_known_is_left_out_and_never_made_up() -> None:
    content = wanzhou_content()
    content.update(signed_on=None, source=None, window=None, lead=None, contact=None, digest=None)
    told = [style for style, text, _ in paragraphs(written(content)) if text]
    assert told == ["Title1", "AttachmentNote", "AttachmentLabel", "AttachmentTitle", "UnitLine"]


def test_address_and_visiting_hours_are_told_where_known() -> None:
    content = wanzhou_content()
    content["contact"].update(address="万州区江南大道30号，404100", hours="工作日9:00—17:00，302室")
    told = [text for style, text, _ in paragraphs(written(content)) if style == "Body"]
    assert (
        "如对公示内容有异议，可在公示期内通过来信、来电、来访等方式向万州区发展和改革委员会反映。"
        in told
    )
    assert "通信地址：万州区江南大道30号，404100" in told
    assert "来访接待：工作日9:00—17:00，302室" in told


def test_a_notice_taken_over_is_marked_with_its_source_and_that_sources_date() -> None:
    content = wanzhou_content()
    content["brought_over"] = {
        "source": "万州区人民政府网",
        "published_on": "2025-04-11",
        "file_sha256": "0" * 64,
    }
    told = [text for style, text, _ in paragraphs(written(content)) if style == "Mark"]
    assert told == ["（转录件：原载万州区人民政府网，原文标注日期2025年4月11日）"]


def test_a_correction_names_what_it_replaces() -> None:
    content = wanzhou_content()
    content.update(number="2025-q1-r1", version=2, replaces="2025-q1")
    told = [text for style, text, _ in paragraphs(written(content)) if style == "Closing" and text]
    assert told[1] == "本公示更正并替代公示 2025-q1。"


# --- the table --------------------------------------------------------------------------------------------------


def test_every_figure_of_the_notice_is_read_back() -> None:
    content = wanzhou_content()
    rows = table_rows(written(content))
    assert rows[2] == ["合计", "182852", "", "", "55219.1", "30.2", ""]
    entries = [row for row in rows if row[0].isdigit()]
    assert len(entries) == 20
    for row, project in zip(entries, projects_of(content), strict=True):
        assert row == [
            str(project["number"]),
            project["name"],
            project["target"],
            project["investment_plan"] or "",
            "、".join(project["units"]),
            project["progress"],
            project["invested"] or "",
            project["ratio"] or "",
            "",
        ]


def test_the_head_is_two_merged_rows_repeated_on_every_page() -> None:
    table = part(written(), "word/document.xml").find(f"{W}body/{W}tbl")
    assert table is not None
    rows = table.findall(f"{W}tr")
    repeated = [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows]
    assert repeated == [True, True] + [False] * 23
    group = [
        cell for cell in rows[0].findall(f"{W}tc") if cell.find(f"{W}tcPr/{W}gridSpan") is not None
    ]
    assert ["".join(t.text or "" for t in cell.iter(f"{W}t")) for cell in group] == ["投资完成情况"]
    merged = rows[1].findall(f"{W}tc/{W}tcPr/{W}vMerge")
    assert len(merged) == 7


def rows_of(data: bytes) -> list[Tree.Element]:
    table = part(data, "word/document.xml").find(f"{W}body/{W}tbl")
    assert table is not None
    return table.findall(f"{W}tr")


def is_kept_with_next(row: Tree.Element) -> bool:
    """In every paragraph, since Word, WPS and LibreOffice each look at another one."""
    kept = [paragraph.find(f"{W}pPr/{W}keepNext") is not None for paragraph in row.iter(f"{W}p")]
    assert len(set(kept)) == 1
    return kept[0]


def test_a_short_row_stays_whole_and_a_long_one_may_go_on_over_the_page() -> None:
    rows = rows_of(written())
    whole = [row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows]
    lines = [number for number, is_whole in enumerate(whole) if not is_whole]
    numbers = ["".join(t.text or "" for t in rows[line].iter(f"{W}t"))[:2] for line in lines]
    assert numbers == ["3关", "5打", "7开", "10", "14", "17", "18"]
    text = styles(written())["TableText"]
    assert attributes(text.find(f"{W}pPr/{W}widowControl")) == {}, "no single line at a break"


def test_a_category_stays_with_its_first_project_and_the_last_row_with_the_lines_below() -> None:
    rows = rows_of(written())
    kept = [number for number, row in enumerate(rows[2:], start=2) if is_kept_with_next(row)]
    labels = ["".join(t.text or "" for t in rows[number].iter(f"{W}t"))[:4] for number in kept]
    assert labels == ["一、市级", "二、区级", "20失智"]


def test_after_a_full_page_no_empty_one_follows() -> None:
    """Word asks for a paragraph after a table; a draft has nothing to say there, so it has no height."""
    content = wanzhou_content()
    content["digest"] = None
    style, text, last = paragraphs(written(content))[-1]
    assert (style, text) == ("Closing", "")
    assert attributes(last.find(f"{W}pPr/{W}spacing"))["line"] == "20"
    assert attributes(last.find(f"{W}pPr/{W}spacing"))["lineRule"] == "exact"


def test_money_is_set_to_the_right_and_the_columns_fill_the_page() -> None:
    table = part(written(), "word/document.xml").find(f"{W}body/{W}tbl")
    assert table is not None
    first = table.findall(f"{W}tr")[4]
    sides = [
        attributes(cell.find(f"{W}p/{W}pPr/{W}pStyle"))["val"] for cell in first.findall(f"{W}tc")
    ]
    assert [sides[position] for position in (3, 6, 7)] == ["TableFigure"] * 3
    widths = [int(attributes(column)["w"]) for column in table.iter(f"{W}gridCol")]
    assert abs(sum(widths) - round(225 * MM)) <= len(widths)


# --- hostile and odd contents -----------------------------------------------------------------------------------


def test_markup_in_texts_stays_text() -> None:
    content = wanzhou_content()
    evil = '<w:p/>&amp;]]> "引号" \x00\x0b{{7*7}} <script>alert(1)</script>'
    content["title"] = evil
    content["categories"][0]["name"] = "A&B<类>"
    projects_of(content)[0].update(name=evil, progress=evil, remark="=HYPERLINK(1)")
    data = notice_docx(content, table_title=evil)
    rows = table_rows(data)
    assert rows[3][0] == "一、A&B<类>"
    assert rows[4][1].replace("\n", "") == evil.replace("\x00", "").replace("\x0b", "")
    assert rows[4][8] == "=HYPERLINK(1)"


def test_two_hundred_rows_and_none() -> None:
    assert len(table_rows(written(with_rows(200)))) == 2 + 2 + 200
    assert len(table_rows(written(with_rows(0)))) == 2 + 1


def test_the_same_content_gives_the_same_bytes_whatever_the_order_of_its_keys() -> None:
    assert written() == written(shuffled(wanzhou_content()))


def test_the_files_properties_tell_the_notice_and_no_machine() -> None:
    with zipfile.ZipFile(io.BytesIO(written())) as package:
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        core = package.read("docProps/core.xml").decode()
    assert "2025-04-11T02:00:00Z" in core
    assert "公示编号：万州区 2025-q1（第1版）" in core
    assert "万州区发展和改革委员会" in core


# --- what Word asks of its XML ----------------------------------------------------------------------------------

_ORDER = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore widowControl autoSpaceDE autoSpaceDN snapToGrid "
    "spacing ind jc textDirection outlineLvl rPr sectPr",
    "rPr": "rFonts b color spacing sz szCs lang",
    "tblPr": "tblStyle tblpPr tblW jc tblInd tblBorders tblLayout tblCellMar",
    "tcPr": "tcW gridSpan vMerge textDirection vAlign",
    "sectPr": "footerReference type pgSz pgMar cols docGrid",
    "style": "name basedOn uiPriority semiHidden unhideWhenUsed qFormat pPr rPr tblPr",
}


@pytest.mark.parametrize("name", ["document", "styles", "footer1", "footer2", "footer3", "footer4"])
def test_elements_stand_in_the_order_of_the_schema(name: str) -> None:
    """Word calls a file damaged where LibreOffice does not mind."""
    for element in part(written(), f"word/{name}.xml").iter():
        order = _ORDER.get(element.tag.removeprefix(W), "").split()
        if order:
            places = [order.index(child.tag.removeprefix(W)) for child in element]
            assert places == sorted(places), element.tag


def test_every_row_covers_every_column() -> None:
    table = part(written(), "word/document.xml").find(f"{W}body/{W}tbl")
    assert table is not None
    columns = len(list(table.iter(f"{W}gridCol")))
    for row in table.findall(f"{W}tr"):
        spans = [cell.find(f"{W}tcPr/{W}gridSpan") for cell in row.findall(f"{W}tc")]
        assert (
            sum(int(span.get(f"{W}val", "1")) if span is not None else 1 for span in spans)
            == columns
        )


def test_every_part_is_declared_and_every_relation_leads_somewhere() -> None:
    with zipfile.ZipFile(io.BytesIO(written())) as package:
        names = set(package.namelist())
        types = Tree.fromstring(package.read("[Content_Types].xml"))
        declared = {node.get("PartName", "").lstrip("/") for node in types if node.get("PartName")}
        targets = {
            f"word/{node.get('Target')}"
            for node in Tree.fromstring(package.read("word/_rels/document.xml.rels"))
        }
    assert declared <= names
    assert targets <= names
    assert {name for name in names if name.endswith(".xml")} - declared == {"[Content_Types].xml"}


def test_every_ideograph_of_level_2_stands_in_a_face_that_windows_has_it_in() -> None:
    """No face is embedded: signs beyond the basic block name 宋体 and SimSun-ExtB, the others stay in the office's own."""
    signs = level_2()
    content = wanzhou_content()
    content["lead"] = "\n".join(signs[at : at + 1000] for at in range(0, len(signs), 1000))
    faces: dict[str, str] = {}
    for run in part(written(content), "word/document.xml").iter(f"{W}r"):
        face = run.find(f"{W}rPr/{W}rFonts")
        named = (face.get(f"{W}eastAsia") if face is not None else None) or ""
        faces |= dict.fromkeys("".join(node.text or "" for node in run.iter(f"{W}t")), named)
    assert set(signs) <= faces.keys()
    assert {faces[sign] for sign in signs if sign > "\uffff"} == {"SimSun-ExtB"}
    assert {faces[sign] for sign in signs if "\u3400" <= sign <= "\u4dbf"} == {"宋体"}
    assert faces["囍"] == faces["万"]
