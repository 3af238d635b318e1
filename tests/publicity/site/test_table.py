"""The table of a notice, on the real document."""

from dataclasses import replace

import html5lib

from notices.content_reading import read_notice
from notices.table import columns_of, table_html
from projects.json_values import Stage
from publicity.site.changes import changes
from tests.publicity.site import sample


def rows(html: str) -> list[list[str]]:
    tree = html5lib.parseFragment(html, treebuilder="etree", namespaceHTMLElements=False)
    return [
        [
            "\n".join("".join(line.itertext()) for line in cell.iter("li"))
            or "".join(cell.itertext())
            for cell in row
        ]
        for row in tree.iter("tr")
    ]


def test_twenty_rows_stand_as_printed_cell_by_cell():
    read = sample.reading("wanzhou-2025-q1-notice.html")
    shown = rows(table_html(sample.wanzhou_notice().content))
    items = {row[0]: row for row in shown if row[0].isdigit()}
    assert len(items) == 20
    for project in read["projects"]:
        assert items[str(project["number"])] == [
            str(project["number"]),
            project["name"],
            project["target"],
            project["investment_plan"] or "",
            "、".join(unit["name"] for unit in project["units"]),
            project["progress"] or "",
            project["invested"] or "",
            project["ratio"] or "",
            project["remark"] or "",
        ]


def test_total_first_then_each_category_with_its_numeral_and_subtotals():
    shown = [
        row for row in rows(table_html(sample.wanzhou_notice().content))[1:] if not row[0].isdigit()
    ]
    assert shown == [
        ["合计", "182852", "", "", "55219.1", "30.2", ""],
        ["一、市级重点民生实事", "16842", "", "", "4906.1", "29.1", ""],
        ["二、区级民生实事", "166010", "", "", "50313", "30.3", ""],
    ]


def test_project_8_has_no_plan_and_stays_blank():
    row = next(r for r in rows(table_html(sample.wanzhou_notice().content)) if r[0] == "8")
    assert (row[3], row[6], row[7]) == ("0", "", "")


def test_the_heads_are_the_printed_ones():
    said = read_notice(sample.wanzhou_notice().content)
    assert [column.head for column in columns_of(said)] == sample.COLUMNS


def test_the_fragment_is_a_pure_function_of_the_content():
    content = sample.wanzhou_notice().content
    assert table_html(content) == table_html(read_notice(content))


def test_text_from_a_cell_never_becomes_markup():
    notice = sample.made_here()
    notice.content["categories"][0]["projects"][0]["progress"] = "<script>alert(1)</script>"
    html = table_html(notice.content)
    assert "<script>" not in html
    assert "&lt;script&gt;" in html


def test_a_target_notice_shows_its_stages_and_no_sums():
    content = dict(sample.qianjiang_progress().content) | {
        "kind": "targets",
        "columns": ["序号", "项目名称", "目标任务", "责任单位", "6月底目标", "12月底目标"],
    }
    shown = rows(table_html(content))
    assert shown[0] == content["columns"]
    assert shown[1] == ["一、区级重点民生实事（10件）", "", "", "", "", ""] or shown[1] == [
        "一、区级重点民生实事（10件）"
    ]
    assert "拓宽硬化3公里" in shown[2][4]


def test_a_correction_names_the_changed_cell_and_nothing_else():
    old, new = sample.corrected_pair()
    found = changes(old.said, new.said)
    assert [(change.number, change.column) for change in found] == [(4, "进展情况")]
    assert "新增残疾人就业5人" in found[0].new
    assert "新增残疾人就业5人" not in found[0].old


def test_only_the_words_that_differ_are_marked():
    old, new = sample.corrected_pair()
    found = changes(old.said, new.said)[0]
    kept = "".join(text for act, text in found.pieces if act in " -")
    assert kept == found.old
    added = [text for act, text in found.pieces if act == "+"]
    assert added and sum(map(len, added)) < len(found.new) / 2


def test_a_changed_milestone_and_a_changed_phone_are_named_too():
    old, _ = sample.corrected_pair()
    rows = dict(old.said.rows)
    rows[4] = replace(rows[4], stages=(Stage(6, "完成3个。"),))
    changed = replace(old.said, rows=rows, contact_phone="023-58000000", window=None)
    found = [(change.number, change.column, change.new) for change in changes(old.said, changed)]
    assert found == [
        (4, "6月底目标", "完成3个。"),
        (None, "公示期", ""),
        (None, "联系电话", "023-58000000"),
    ]
