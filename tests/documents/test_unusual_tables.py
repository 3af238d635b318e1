"""Layouts seldom met: heads down the side, a card a project, goals beside what came of them, roles inside a cell."""

from __future__ import annotations

import pytest

from documents import UnreadableDocument
from documents.reading import Place
from tests.documents.drawn import codes, read

TITLE = "2025年某某区民生实事项目"


def test_projects_that_stand_side_by_side_are_read_like_rows() -> None:
    reading = read(
        TITLE,
        "项目|农村公路提升|口袋公园建设|养老服务\n"
        "目标任务|新建公路30公里。|新建公园5个。|新增床位200张。\n"
        "责任单位|区交通局|区城管局、区园林中心|区民政局\n"
        "投资计划(万元)|1200|300|450.5\n"
        "6月底|完成10公里|完成2个|完成招标\n"
        "12月底|完成30公里|建成5个|新增200张",
    )
    assert [project.name for project in reading.projects] == [
        "农村公路提升",
        "口袋公园建设",
        "养老服务",
    ]
    assert [project.investment_plan for project in reading.projects] == ["1200", "300", "450.5"]
    assert [unit.role for unit in reading.projects[1].units] == ["lead", "cooperating"]
    (task,) = reading.projects[0].tasks
    assert [(one.month, one.text) for one in task.milestones] == [
        (6, "完成10公里"),
        (12, "完成30公里"),
    ]
    assert task.indicators[0].milestones == {"6": "10", "12": "30"}


def test_a_turned_table_may_have_a_title_split_heads_and_cells_merged_over_projects() -> None:
    reading = read(
        f"{TITLE}|<|<|<\n"
        "项目名称|<|公路|公园\n"
        "目标任务|<|新建30公里|新建5个\n"
        "阶段性目标|6月底|10公里|2个\n"
        "^|12月底|30公里|5个\n"
        "责任单位|<|区交通局|<"
    )
    assert reading.year == 2025
    assert [project.name for project in reading.projects] == ["公路", "公园"]
    for project in reading.projects:
        assert [unit.name for unit in project.units] == ["区交通局"]
        assert [one.month for one in project.tasks[0].milestones] == [6, 12]


def test_a_doubt_about_a_turned_table_names_the_cell_as_it_stands_in_the_file() -> None:
    reading = read(
        TITLE,
        f"{TITLE}|<|<|<\n序号|1|1|3\n项目名称|公路|公园|养老\n目标任务|新建30公里|新建5个|床位200张\n责任单位|区交通局|区城管局|区民政局",
    )
    assert codes(reading)[:1] == ["duplicate_number"]
    assert reading.findings[0].place == Place(1, 2, 3)


def test_a_card_for_each_project_makes_one_list() -> None:
    cards = [
        f"项目名称|{name}\n目标任务|{target}\n责任单位|{unit}\n投资计划|{plan}万元\n进展情况|{done}"
        for name, target, unit, plan, done in (
            ("农村公路", "新建公路30公里", "区交通局", "1200", "完成12公里"),
            ("口袋公园", "新建公园5个", "区城管局", "300", "完成2个"),
        )
    ]
    reading = read(TITLE, *cards)
    assert [(one.name, one.investment_plan, one.progress) for one in reading.projects] == [
        ("农村公路", "1200", "完成12公里"),
        ("口袋公园", "300", "完成2个"),
    ]
    assert [one.units[0].name for one in reading.projects] == ["区交通局", "区城管局"]
    assert [one.tasks[0].indicators[0].reported for one in reading.projects] == ["12", "2"]


def test_a_small_table_of_something_else_is_no_card() -> None:
    with pytest.raises(UnreadableDocument):
        read("联系方式", "联系人|张三\n联系电话|023-12345678\n地址|人民路1号")


@pytest.mark.parametrize(
    "head",
    [
        "序号|项目|年度目标|责任单位|一季度|<|二季度|<\n^|^|^|^|目标|完成|目标|完成",
        "序号|项目|年度目标|责任单位|一季度||二季度|\n||||目标|完成|目标|完成",
        "序号|项目|年度目标|责任单位|一季度|<|二季度|<\n^|^|^|^|计划|实际完成|计划|实际完成",
    ],
)
def test_beside_a_periods_goal_stands_what_came_of_it(head: str) -> None:
    reading = read(
        "2025年某某区民生实事上半年进展",
        f"{head}\n1|公路|新建公路30公里|区交通局|5公里|6公里|15公里|14公里\n2|公园|新建公园5个|区城管局|启动|已启动|2个|2个",
    )
    assert reading.kind == "progress"
    assert [project.number for project in reading.projects] == [1, 2]
    (task,) = reading.projects[0].tasks
    assert [(one.month, one.text) for one in task.milestones] == [(3, "5公里"), (6, "15公里")]
    assert reading.projects[0].progress == "14公里"
    assert task.indicators[0].reported == "14"


@pytest.mark.parametrize(
    "cell",
    [
        "牵头单位：区交通局 配合单位：区财政局、各镇街",
        "牵头：区交通局；配合：区财政局、各镇街",
        "区交通局（牵头）、区财政局、各镇街（配合）",
        "区交通局牵头，区财政局、各镇街配合",
        "主办：区交通局\\n协办：区财政局 各镇街",
    ],
)
def test_words_in_the_cell_say_who_leads(cell: str) -> None:
    (project,) = read(
        TITLE, f"序号|项目名称|目标任务|责任单位\n1|农村公路|新建公路30公里。|{cell}"
    ).projects
    assert [(unit.name, unit.role) for unit in project.units] == [
        ("区交通局", "lead"),
        ("区财政局", "cooperating"),
        ("各镇街", "cooperating"),
    ]


def test_a_table_of_completion_keeps_deadline_and_remark() -> None:
    reading = read(
        "2025年某某区民生实事完成情况",
        "序号|实事项目|具体内容|完成时限|责任部门|完成情况|是否完成|备注\n"
        "1|口袋公园|新建口袋公园5个|2025年10月底|区城管局|已建成5个，全部开放|是|\n"
        "2|老旧小区|改造老旧小区12个|2025年12月底|区住建局|已完工10个，2个收尾|否|2026年1月完成\n"
        "3|电梯|加装电梯30部|全年|区住建局|完成加装32部|是|超额",
    )
    assert reading.kind == "progress"
    assert [one.tasks[0].milestones[0].month for one in reading.projects] == [10, 12, 12]
    assert [one.tasks[0].indicators[0].reported for one in reading.projects] == ["5", "10", "32"]
    assert [one.remark for one in reading.projects] == [
        "是否完成：是",
        "2026年1月完成；是否完成：否",
        "超额；是否完成：是",
    ]


def test_words_under_no_head_beside_the_names_are_not_lost() -> None:
    reading = read(
        TITLE,
        "序号|项目||目标任务|责任单位\n"
        "1|新建学校|一中迁建|新建校舍2万平方米|区教委\n"
        "^|^|二中扩建|扩建教室20间|区教委\n"
        "2|医院||新增床位100张|区卫健委",
    )
    assert [task.text for task in reading.projects[0].tasks] == [
        "一中迁建\n新建校舍2万平方米",
        "二中扩建\n扩建教室20间",
    ]
    assert reading.projects[1].target == "新增床位100张"


@pytest.mark.parametrize("below", ["^", ""])
def test_a_unit_before_the_numbers_is_of_every_row_down_to_the_next(below: str) -> None:
    reading = read(
        TITLE,
        "牵头单位|项目数量|序号|项目名称|建设内容\n"
        "区教委|2|1|新建学校|新建学校2所\n"
        f"{below}|{below}|2|营养餐|覆盖学生3000名\n"
        "区交通局|1|3|公路|新建公路8公里",
    )
    assert [project.units[0].name for project in reading.projects] == [
        "区教委",
        "区教委",
        "区交通局",
    ]
