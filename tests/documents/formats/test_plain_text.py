"""Text pasted or copied: its tables come back with the right rows in the right columns."""

from __future__ import annotations

import pytest

from documents.formats.opening import load
from documents.grids import Grid, Loaded, Paragraph

from .grids import only_grid, texts

HEAD = ["序号", "项目名称", "责任单位", "目标任务"]
ROWS = [
    ["1", "农村公路提升行动", "区交通运输委", "实施农村公路拓宽硬化34.55公里、修复2.87公里。"],
    ["2", "河滨健身空间升级", "区城市管理局", "改造河滨沿线步游道，更换护栏约1.5公里。"],
    ["3", "基站建设升级项目", "区经济信息委", "建设升级4G、5G基站278个。"],
]


def read(text: str) -> Loaded:
    return load(text.encode(), "粘贴.txt")


def paragraphs(loaded: Loaded) -> list[str]:
    return [block.text for block in loaded.blocks if isinstance(block, Paragraph)]


@pytest.mark.parametrize("divider", ["\t", " | ", "|", "｜"])
def test_rows_of_divided_cells_are_a_table(divider: str) -> None:
    lines = [divider.join(row) for row in [HEAD, *ROWS]]
    loaded = read("\n".join(["附件1", "单位：万元", *lines, "以上项目须按期完成。"]))
    assert texts(only_grid(loaded)) == [HEAD, *ROWS]
    assert paragraphs(loaded) == ["附件1", "单位：万元", "以上项目须按期完成。"]


def test_a_table_of_bars_with_a_rule_below_its_head() -> None:
    lines = ["| " + " | ".join(row) + " |" for row in [HEAD, *ROWS]]
    lines.insert(1, "|---|:--|---|---|")
    assert texts(only_grid(read("\n".join(lines)))) == [HEAD, *ROWS]


def test_blank_cells_between_tabs_stay_blank() -> None:
    grid = only_grid(read("序号\t名称\t完成\t备注\n1\t修路\t\t\n2\t\t5\t好\n"))
    assert texts(grid) == [
        ["序号", "名称", "完成", "备注"],
        ["1", "修路", "", ""],
        ["2", "", "5", "好"],
    ]


def test_cells_quoted_by_excel_keep_their_line_breaks() -> None:
    grid = only_grid(read('1\t"1.修路\n2.""修桥"""\t区局\n2\t"好"\t区委\n'))
    assert texts(grid) == [["1", '1.修路\n2."修桥"', "区局"], ["2", '"好"', "区委"]]


def test_a_word_table_pasted_with_broken_cells_and_merged_heads() -> None:
    grid = only_grid(read(
        "序号\t项目名称\t阶段性目标\t责任单位\n\t\t6月\t9月\t\n一、区级重点民生实事\n"
        "1\t农村公路\t1.硬化3公里\n2.修复2公里\t全部完成\t区交通运输委\n区农业农村委\n2\t河滨\t开工\t完工\t区城管局\n"
    ))  # fmt: skip
    assert texts(grid) == [
        ["序号", "项目名称", "阶段性目标", "阶段性目标", "责任单位"],
        ["序号", "项目名称", "6月", "9月", "责任单位"],
        ["一、区级重点民生实事"] * 5,
        ["1", "农村公路", "1.硬化3公里\n2.修复2公里", "全部完成", "区交通运输委\n区农业农村委"],
        ["2", "河滨", "开工", "完工", "区城管局"],
    ]
    assert not grid.is_cut


def test_a_cell_a_line_is_put_back_into_rows() -> None:
    lines = [text for row in [HEAD, *ROWS] for text in row]
    grid = only_grid(read("\n".join(["附件1", *lines, "打印本页 关闭窗口"])))
    assert texts(grid) == [HEAD, *ROWS]
    assert not grid.is_cut


def test_blank_cells_lost_from_a_cell_a_line_leave_their_columns_blank() -> None:
    head = [
        "序号",
        "项目名称",
        "投资计划（万元）",
        "责任单位",
        "月度进展情况",
        "完成额度（万元）",
        "占比（%）",
        "备注",
    ]
    rows = [
        ["1", "实施老旧小区改造", "11604", "区住房城乡建委", "新开工改造城镇老旧小区42个，更新电梯30部。", "3500", "30.2", ""],
        ["2", "提升公交出行便捷度", "0", "区交通运输委", "制定公交线路优化方案并召开方案讨论会。", "", "", ""],
        ["3", "城市公园建设", "20200", "区城市管理局", "完成富祥小区周边口袋公园建设，正在绿化。", "8300", "41.1", "超前"],
        ["4", "小微停车场建设", "", "区城市管理局", "完成2个小微停车场建设，新增停车泊位60个。", "90", "22.5", ""],
    ]  # fmt: skip
    grid = only_grid(read("\n".join(text for row in [head, *rows] for text in row if text)))
    assert texts(grid) == [head, *rows]


def test_sub_items_with_units_of_their_own_are_further_rows_under_one_number() -> None:
    lines = [*HEAD, *ROWS[0], "2", "“筑爱”行动", "区残联", "1.为60名残疾人提供日间照料服务。",
             "区民政局", "2.实施精神障碍社区康复服务，服务率达60%以上。", *ROWS[2]]  # fmt: skip
    grid = only_grid(read("\n".join(lines)))
    assert texts(grid)[2:4] == [
        ["2", "“筑爱”行动", "区残联", "1.为60名残疾人提供日间照料服务。"],
        ["2", "“筑爱”行动", "区民政局", "2.实施精神障碍社区康复服务，服务率达60%以上。"],
    ]


def test_bars_after_every_cell_tell_merged_rows() -> None:
    grid = only_grid(read(
        "序号 |\n项目名称 |\n责任单位 |\n目标任务 |\n一、区级重点民生实事(2件) | |||\n1 |\n修路行动 |\n区交通局 |\n修路20公里，当年完工。 |\n"
        "10 |\n“筑爱”行动 |\n区残联 |\n1.为60名残疾人提供照料服务。 |\n区民政局 |\n2.实施精神障碍社区康复服务。 | ||\n"
        "3.打造2个互助养老示范点，全部建成。 | |||\n"
    ))  # fmt: skip
    number, name, unit = grid.cell(4, 1), grid.cell(4, 2), grid.cell(5, 3)
    assert number is grid.cell(6, 1)
    assert name is grid.cell(6, 2)
    assert unit is grid.cell(6, 3)
    assert grid.cell(2, 1) is grid.cell(2, 4)
    assert not grid.is_cut


def test_a_table_drawn_with_lines_puts_broken_words_together() -> None:
    grid = only_grid(read(
        "┌──┬────┬────┐\n│序│项目│责任│\n│号│名称│单位│\n├──┼────┼────┤\n│1 │农村│区交│\n│  │公路│通局│\n"
        "├──┼────┼────┤\n│2 │修桥│城管│\n└──┴────┴────┘\n"
    ))  # fmt: skip
    assert texts(grid) == [
        ["序号", "项目名称", "责任单位"],
        ["1", "农村公路", "区交通局"],
        ["2", "修桥", "城管"],
    ]


def test_a_row_that_fits_no_column_marks_the_table_as_cut() -> None:
    lines = [*HEAD, *ROWS[0], "2", "修桥", "17.5", "33.1", "99", *ROWS[2]]
    grid = only_grid(read("\n".join(lines)))
    assert grid.is_cut


def test_prose_and_numbered_paragraphs_stay_paragraphs() -> None:
    text = (
        "2025年重点民生实事\n1.新建口袋公园2个。责任单位：区城市管理局\n2.加装护栏271公里。（区交通运输委）\n"
        "首页 | 新闻 | 公告 |\n联系人：胡某\t电话：5825\n（一）修路\n完成时限：12月底前\n"
    )
    loaded = read(text)
    assert not any(isinstance(block, Grid) for block in loaded.blocks)
    assert len(loaded.blocks) == 7


def test_line_ends_of_every_system_are_the_same() -> None:
    text = "\n".join("\t".join(row) for row in [HEAD, *ROWS])
    assert read(text.replace("\n", "\r\n")) == read(text.replace("\n", "\r")) == read(text)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_the_encoding_of_a_text_is_found(encoding: str) -> None:
    text = "\n".join("\t".join(row) for row in [HEAD, *ROWS])
    assert load(text.encode(encoding), "a.txt") == read(text)


def test_two_pasted_tables_with_a_heading_between_stay_two() -> None:
    first = "\n".join("\t".join(row) for row in [HEAD, *ROWS])
    second = "序号\t项目名称\t6月\n1\t修路\t开工\n2\t修桥\t完工"
    loaded = read(f"{first}\n附件2\n项目实施方案\n\n{second}\n")
    assert [texts(grid)[0] for grid in loaded.grids] == [HEAD, ["序号", "项目名称", "6月"]]
    assert paragraphs(loaded) == ["附件2", "项目实施方案"]


def test_labels_with_what_they_stand_for_are_no_table() -> None:
    loaded = read("联系人：\t胡某\n联系电话：\t5825\n地址：\t某路1号\n")
    assert not list(loaded.grids)


def test_a_copy_cut_off_in_its_last_row_keeps_the_rows_before() -> None:
    cells = [text for row in [HEAD, *ROWS] for text in row] + ["4", "修渠"]
    loaded = read("".join(f"{cell} |\n" for cell in cells))
    assert texts(only_grid(loaded)) == [HEAD, *ROWS]
    assert paragraphs(loaded) == ["4 |", "修渠 |"]


def test_a_head_repeated_at_a_page_break_is_no_part_of_a_row() -> None:
    lines = [*HEAD, *ROWS[0], *ROWS[1], *HEAD, *ROWS[2]]
    assert texts(only_grid(read("\n".join(lines)))) == [HEAD, *ROWS]


def test_a_heading_of_a_note_program_loses_its_mark() -> None:
    (block,) = load("# 2025年某区民生实事".encode(), "a.txt").blocks
    assert block == Paragraph("2025年某区民生实事", is_heading=True)
