"""Columns kept apart by blanks: the text of a PDF."""

from __future__ import annotations

import documents
from documents.formats.plaintext import read_text
from documents.grids import Grid

TOP = """
                澄湾区2025年民生实事目标任务分解表

序号  项目名称        目标任务                          牵头单位        完成时限
1     新改建公办幼    新建公办幼儿园4所、改建2所,       区教育局        6月底
      儿园            新增学位1350个。
2     老旧小区改造    改造老旧小区28个、3640户          区住房城乡建    9月底
                      。                                设委

                                        - 1 -

3     农村饮水提质    新建集中供水工程6处。             区水利局        10月底

                                        - 2 -
"""
CENTRED = """
序号    项目名称        目标任务                          牵头单位        完成时限
        新改建公办幼    新建公办幼儿园4所、改建2所,
1                                                         区教育局        6月底
        儿园            新增学位1350个。
                        改造老旧小区28个、3640户,         区住房城乡建
2       老旧小区改造                                                      9月底
                        加装电梯6部。                     设委
"""


def rows(text: str) -> list[list[str]]:
    grid = next(block for block in read_text(text).blocks if isinstance(block, Grid))
    return [[cell.text if cell else "" for cell in row] for row in grid.rows]


def test_wrapped_cells_are_put_together() -> None:
    reading = documents.read(TOP.encode(), "a.txt")
    assert [row.name for row in reading.projects] == [
        "新改建公办幼儿园",
        "老旧小区改造",
        "农村饮水提质",
    ]
    assert reading.projects[0].target == "新建公办幼儿园4所、改建2所,新增学位1350个。"
    assert [row.units[0].name for row in reading.projects] == [
        "区教育局",
        "区住房城乡建设委",
        "区水利局",
    ]
    assert [row.tasks[0].milestones[0].month for row in reading.projects] == [6, 9, 10]


def test_a_number_may_stand_in_the_middle_of_its_row() -> None:
    assert rows(CENTRED)[1:] == [
        [
            "1",
            "新改建公办幼\n儿园",
            "新建公办幼儿园4所、改建2所,\n新增学位1350个。",
            "区教育局",
            "6月底",
        ],
        [
            "2",
            "老旧小区改造",
            "改造老旧小区28个、3640户,\n加装电梯6部。",
            "区住房城乡建\n设委",
            "9月底",
        ],
    ]


def test_page_numbers_and_the_words_below_are_no_rows() -> None:
    table = rows(TOP + "\n以上项目由各单位按时限完成,区政府督查室按季度通报。\n")
    assert [row[0] for row in table] == ["序号", "1", "2", "3"]
    assert "- 1 -" not in str(table)


def test_sums_and_headings_stand_alone() -> None:
    table = rows(
        "序号  项目名称    建设内容              责任单位    年度投资\n"
        "一、交通类\n"
        "1     农村公交    新购公交车24辆        县交通局    960.8\n"
        "2     农村公路    改造公路42公里        县交通局    2300\n"
        "      合计                                          3260.8\n"
    )
    assert table[1][0] == table[1][4] == "一、交通类"
    assert table[-1][1:] == ["合计", "", "", "3260.8"]


def test_blanks_in_prose_make_no_table() -> None:
    text = "序号 说明\n本  文  没有  表格\n只有  文字。\n"
    assert not [block for block in read_text(text).blocks if isinstance(block, Grid)]
