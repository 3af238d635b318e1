"""The table of a notice: heads put together again, sums first, blanks kept blank."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.formulas import is_figure
from documents.writing.columns import columns_of
from documents.writing.files import UnknownColumn, unknown_heads
from documents.writing.table import Table, notice_table
from documents.writing.widths import column_widths
from tests.documents.writing.samples import projects_of, wanzhou_content, with_rows


def texts(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row.cells if cell] for row in table.rows]


def test_the_split_head_of_wanzhou_is_rebuilt() -> None:
    table = notice_table(wanzhou_content(), "表")
    upper, lower = table.head
    assert [(cell.text, cell.colspan, cell.rowspan) for cell in upper.cells if cell] == [
        ("序号", 1, 2),
        ("项目名称", 1, 2),
        ("2025年工作目标任务", 1, 2),
        ("2025年投资计划", 1, 2),
        ("责任单位", 1, 2),
        ("月度进展情况(1-3月)", 1, 2),
        ("投资完成情况", 2, 1),
        ("备注", 1, 2),
    ]
    assert [cell.text for cell in lower.cells if cell] == ["完成额度", "占比(%)"]


def test_heads_that_do_not_stand_side_by_side_are_not_joined() -> None:
    columns = columns_of(
        ["序号", "项目名称", "完成额度(万元)", "月度进展情况", "占比(%)", "2025年投资计划(万元)"]
    )
    assert not any(column.group for column in columns)


def test_months_stand_under_one_head() -> None:
    columns = columns_of(["序号", "项目名称", "2025年6月", "2025年9月", "2025年12月", "责任单位"])
    assert [(column.month, column.group) for column in columns[2:5]] == [
        (6, "阶段性目标"),
        (9, "阶段性目标"),
        (12, "阶段性目标"),
    ]


def test_the_unit_of_money_stands_once_over_the_table_and_not_in_the_heads() -> None:
    table = notice_table(wanzhou_content(), "表")
    assert table.unit_line == "单位：万元"
    assert not any("万元" in cell.text for row in table.head for cell in row.cells if cell)


def test_a_head_that_named_another_unit_says_what_the_values_are_in() -> None:
    """The reader turns 亿元 into 万元; the printed head would then be wrong."""
    column = columns_of(["序号", "项目名称", "年度投资计划（亿元）"])[2]
    assert (column.head, column.printed) == ("年度投资计划", "年度投资计划（万元）")


def test_sums_come_first_and_each_category_with_its_own() -> None:
    rows = texts(notice_table(wanzhou_content(), "表"))
    assert rows[0] == ["合计", "182852", "", "", "55219.1", "30.2", ""]
    assert rows[1] == ["一、市级重点民生实事", "16842", "", "", "4906.1", "29.1", ""]
    assert rows[11] == ["二、区级民生实事", "166010", "", "", "50313", "30.3", ""]
    assert len(rows) == 23


def test_a_plan_of_0_is_printed_and_its_blank_money_stays_blank() -> None:
    row = texts(notice_table(wanzhou_content(), "表"))[9]
    assert row[0] == "8"
    assert row[3] == "0"
    assert row[6:8] == ["", ""]


def test_a_table_without_money_has_no_sums_and_counts_its_projects() -> None:
    content = wanzhou_content()
    content["columns"] = ["序号", "项目名称", "责任单位", "2025年度工作目标任务"]
    table = notice_table(content, "表")
    assert table.unit_line == ""
    assert texts(table)[0] == ["一、市级重点民生实事（9件）"]
    assert all(row.kind != "sum" for row in table.rows)


def test_a_plan_that_names_no_amount_has_neither_sums_nor_a_unit() -> None:
    content = wanzhou_content()
    nothing = {"investment_plan": None, "invested": None, "ratio": None}
    content["totals"] = nothing
    for category in content["categories"]:
        category.update(nothing)
        for project in category["projects"]:
            project.update(nothing)
    table = notice_table(content, "表")
    assert texts(table)[0] == ["一、市级重点民生实事（9件）"]
    assert (table.unit_line, [row for row in table.rows if row.kind == "sum"]) == ("", [])


def test_a_planned_0_is_an_amount() -> None:
    content = wanzhou_content()
    content["totals"] = {"investment_plan": "0", "invested": None, "ratio": None}
    table = notice_table(content, "表")
    assert texts(table)[0][:2] == ["合计", "0"]
    assert table.unit_line == "单位：万元"


def test_chosen_columns_stand_in_their_chosen_order() -> None:
    content = wanzhou_content()
    content["columns"] = ["备注", "占比(%)", "完成额度(万元)", "责任单位", "项目名称", "序号"]
    row = texts(notice_table(content, "表"))[2]
    assert row == ["", "30.2", "3500", "区住房城乡建委", "实施城镇老旧小区改造", "1"]


def test_the_label_of_the_sums_finds_room_where_money_comes_first() -> None:
    content = wanzhou_content()
    content["columns"] = ["2025年投资计划(万元)", "项目名称"]
    assert texts(notice_table(content, "表"))[0] == ["182852", "合计"]


def test_lead_and_cooperating_units_stand_in_their_own_columns() -> None:
    content = wanzhou_content()
    content["columns"] = ["序号", "项目名称", "牵头单位", "配合单位"]
    rows = texts(notice_table(content, "表"))
    assert rows[3][2:] == ["区教委", "区民政局"] or rows[4][2:] == ["区教委", "区民政局"]


def test_milestones_stand_under_their_month() -> None:
    content = wanzhou_content()
    projects_of(content)[0]["milestones"] = [
        {"month": 9, "text": "完成一半"},
        {"month": 12, "text": "全部完成"},
    ]
    content["columns"] = ["序号", "项目名称", "2025年9月", "2025年12月"]
    assert texts(notice_table(content, "表"))[1] == [
        "1",
        "实施城镇老旧小区改造",
        "完成一半",
        "全部完成",
    ]


def test_a_head_nobody_knows_is_named_and_not_left_blank() -> None:
    content = wanzhou_content()
    content["columns"].append("分管领导")
    assert unknown_heads(content["columns"]) == ["分管领导"]
    with pytest.raises(UnknownColumn, match="“分管领导”"):
        notice_table(content, "表")


def test_a_notice_without_rows_is_a_table_with_its_heads_and_total() -> None:
    assert [row.kind for row in notice_table(with_rows(0), "表").rows] == ["sum"]


@pytest.mark.parametrize("width", [156.0, 225.0])
@pytest.mark.parametrize("rows", [0, 1, 200])
def test_columns_fill_the_page_exactly_and_none_vanishes(width: float, rows: int) -> None:
    widths = column_widths(notice_table(with_rows(rows), "表"), width, 10.5)
    assert round(sum(widths), 6) == width
    assert min(widths) >= 6


def test_a_long_amount_gets_the_room_it_needs() -> None:
    content = wanzhou_content()
    projects_of(content)[0]["invested"] = "1234567890.1234"
    table = notice_table(content, "表")
    narrow, wide = (
        column_widths(of, 225.0, 10.5)[6] for of in (notice_table(wanzhou_content(), "表"), table)
    )
    assert wide > narrow
    assert wide > 15 * 0.5 * 10.5 * 25.4 / 72


@given(st.text(alphabet="0123456789.-+e ", max_size=8))
def test_only_bare_decimals_are_figures(text: str) -> None:
    body = text.removeprefix("-")
    whole, dot, part = body.partition(".")
    expected = whole.isdigit() and (part.isdigit() if dot else True)
    assert is_figure(text) is expected
