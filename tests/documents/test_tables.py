"""Rows of tables in the shapes offices give them."""

import pytest

from tests.documents.drawn import codes, draw, read

PLAIN = "序号|项目名称|主要内容|责任单位"


def test_columns_are_found_by_meaning_in_any_order() -> None:
    reading = read(
        "2025年渝北区重点民生实事任务分解表",
        "备注|承办单位|区政府分管领导|事项内容|编号|计划投资(万元)|事项名称\n"
        "续建|区城管局|张三丰|新建公园2个。|1|300|公园建设",
    )
    project = reading.projects[0]
    assert (project.number, project.name, project.target) == (1, "公园建设", "新建公园2个。")
    assert (project.investment_plan, project.remark) == ("300", "续建")
    assert [unit.name for unit in project.units] == ["区城管局"]
    assert (reading.district, reading.year) == ("渝北区", 2025)


def test_a_head_over_three_rows_with_title_unit_line_and_column_numbers() -> None:
    reading = read(
        "附件1|<|<|<|<|<|<|<|<\n"
        "2025年永川区重点民生实事任务分解表|<|<|<|<|<|<|<|<\n"
        "单位:万元|<|<|<|<|<|<|<|<\n"
        "序号|项目名称|建设内容|投资|<|阶段目标|<|<|责任单位\n"
        "^|^|^|年度计划|1-3月完成|6月底|9月底|12月底|^\n"
        "1|2|3|4|5|6|7|8|9\n"
        "1|公园|新建公园2个|300|100|前期|完成1个|完成2个|区城管局\n"
        "2|学校|新建学校2所|400|100|前期|主体完工|建成投用|区教委"
    )
    assert [project.investment_plan for project in reading.projects] == ["300", "400"]
    assert [
        (milestone.month, milestone.text) for milestone in reading.projects[1].tasks[0].milestones
    ] == [(6, "前期"), (9, "主体完工"), (12, "建成投用")]
    assert reading.period is not None
    assert (reading.period.from_month, reading.period.to_month) == (1, 3)
    assert reading.title == "2025年永川区重点民生实事任务分解表"


def test_a_split_head_without_merged_cells_is_a_head() -> None:
    reading = read(
        "序号|项目名称|建设内容|投资完成情况||责任单位\n"
        "|||完成额度(万元)|占比(%)|\n"
        "1|公园|新建公园2个|30|10.0|区城管局",
        form="csv",
    )
    assert (reading.projects[0].invested, reading.projects[0].ratio) == ("30", "10.0")
    assert reading.columns == (
        "序号", "项目名称", "建设内容", "完成额度(万元)", "占比(%)", "责任单位",
    )  # fmt: skip


@pytest.mark.parametrize(
    "rows",
    [
        "一、市级实事(1件)|<|<|<\n1|甲|新建2所。|区教委\n二、区级实事(1件)|<|<|<\n2|乙|新建3所。|区教委",
        "一、市级实事(1件)|||\n1|甲|新建2所。|区教委\n二、区级实事(1件)|||\n2|乙|新建3所。|区教委",
        "一|市级实事(1件)||\n1|甲|新建2所。|区教委\n二|区级实事(1件)||\n2|乙|新建3所。|区教委",
        "市级实事|<|<|<\n1|甲|新建2所。|区教委\n区级实事|<|<|<\n2|乙|新建3所。|区教委",
    ],
)
def test_a_row_may_be_a_category(rows: str) -> None:
    reading = read(f"{PLAIN}\n{rows}")
    assert [(category.name, category.count) for category in reading.categories] == [
        ("市级实事", 1),
        ("区级实事", 1),
    ]
    assert [project.category for project in reading.projects] == ["市级实事", "区级实事"]
    assert codes(reading) == []


def test_a_merged_column_may_be_the_category() -> None:
    reading = read(
        "类别|序号|项目名称|主要内容|责任单位\n"
        "市级|1|甲|新建2所。|区教委\n^|2|乙|新建3所。|区教委\n区级|3|丙|新建4所。|区教委"
    )
    assert [project.category for project in reading.projects] == ["市级", "市级", "区级"]


def test_a_head_that_stands_for_several_numbers_is_the_category() -> None:
    reading = read(
        "工程名称|序号|项目内容|目标任务|市级牵头责任单位|进度\n"
        "就业工程|1|新增就业|新增5000人|市人社局|新增4000人\n"
        "^|2*|技能培训|培训1000人次|市人社局|培训900人次\n"
        "安居工程|3|棚户区改造|改造200户|市住建局|改造200户"
    )
    assert [category.name for category in reading.categories] == ["就业工程", "安居工程"]
    assert [project.name for project in reading.projects] == ["新增就业", "技能培训", "棚户区改造"]
    assert reading.projects[1].printed_number == "2*"


def test_headings_between_tables_are_categories() -> None:
    reading = read(
        "一、市级重点民生实事",
        f"{PLAIN}\n1|甲|新建2所。|区教委",
        "二、区级重点民生实事",
        f"{PLAIN}\n2|乙|新建3所。|区教委",
    )
    assert [project.category for project in reading.projects] == [
        "市级重点民生实事",
        "区级重点民生实事",
    ]


def test_of_headings_under_headings_the_nearest_is_the_category() -> None:
    reading = read(
        f"{PLAIN}\n一|教育类||\n(一)|学前教育||\n1|甲|新建2所。|区教委\n"
        "(二)|义务教育||\n2|乙|新建3所。|区教委"
    )
    assert [(category.name, category.count) for category in reading.categories] == [
        ("学前教育", 1),
        ("义务教育", 1),
    ]


def test_an_upper_heading_with_a_sum_is_the_category() -> None:
    reading = read(
        "序号|项目名称|主要内容|年度投资(万元)\n一|教育类||300\n(一)|学前教育||\n1|甲|新建2所。|100\n"
        "(二)|义务教育||\n2|乙|新建3所。|200"
    )
    assert [category.as_json() for category in reading.categories] == [
        {"name": "教育类", "count": 2, "investment_plan": "300", "invested": None, "ratio": None}
    ]
    assert codes(reading) == []


def test_sheets_of_two_levels_are_two_categories_and_numbers_run_on() -> None:
    city = draw(f"{PLAIN}\n1|甲|新建2所。|区教委\n2|乙|新建3所。|区教委", name="市级民生实事")
    own = draw(f"{PLAIN}\n1|丙|新建4所。|区教委", name="区级民生实事")
    reading = read(city, own)
    assert [(row.number, row.printed_number, row.category) for row in reading.projects] == [
        (1, "1", "市级民生实事"),
        (2, "2", "市级民生实事"),
        (3, "1", "区级民生实事"),
    ]
    assert codes(reading) == []


def test_sub_items_merged_under_one_number_are_tasks() -> None:
    reading = read(
        f"{PLAIN}\n1|助残行动|1.为60名残疾人服务。|区残联\n^|^|2.为300人服务。|区民政局\n"
        "^|^|3.打造2个示范点。|^\n2|公园|新建公园2个。|区城管局"
    )
    first = reading.projects[0]
    assert [(task.text, task.units) for task in first.tasks] == [
        ("为60名残疾人服务。", ("区残联",)),
        ("为300人服务。", ("区民政局",)),
        ("打造2个示范点。", ("区民政局",)),
    ]
    assert first.target == "1.为60名残疾人服务。\n2.为300人服务。\n3.打造2个示范点。"
    assert len(reading.projects) == 2


def test_sub_items_with_numbers_of_their_own_are_tasks() -> None:
    reading = read(
        f"{PLAIN}\n1|助残行动||\n(1)||为60名残疾人服务。|区残联\n(2)||为300人服务。|区民政局\n"
        "2|公园|新建公园2个。|区城管局"
    )
    assert [len(project.tasks) for project in reading.projects] == [2, 1]
    assert [project.number for project in reading.projects] == [1, 2]


def test_units_a_row_each_belong_to_one_task() -> None:
    reading = read(f"{PLAIN}\n1|助残行动|为60名残疾人服务。|区残联\n^|^|^|区民政局")
    assert [task.units for task in reading.projects[0].tasks] == [("区残联", "区民政局")]


def test_a_list_inside_a_cell_is_one_task() -> None:
    reading = read(f"{PLAIN}\n1|助残行动|1.服务60人。\\n2.服务300人。|区残联")
    assert [task.text for task in reading.projects[0].tasks] == ["1.服务60人。\n2.服务300人。"]


def test_blank_cells_of_a_csv_go_on_with_the_row_above() -> None:
    reading = read(
        "序号,类别".replace(",", "|")
        + "|项目名称|主要内容|责任单位\n1|市级|助残行动|1.服务60人。|区残联\n|||2.服务300人。|\n"
        "2||公园|新建公园2个。|区城管局",
        form="csv",
    )
    assert [len(project.tasks) for project in reading.projects] == [2, 1]
    assert reading.projects[1].category == "市级"


def test_a_table_over_three_pages_is_one_list() -> None:
    reading = read(
        f"{PLAIN}\n1|甲|新建2所。|区教委\n2|乙|新建公园2个,",
        "||改造公园3个。|区城管局\n3|丙|新建3个。|区城管局\n" + PLAIN + "\n4|丁|新建4个。|区城管局",
        f"{PLAIN}\n5|戊|新建5个。|区城管局",
    )
    assert [project.name for project in reading.projects] == ["甲", "乙", "丙", "丁", "戊"]
    assert reading.projects[1].target == "新建公园2个,改造公园3个。"
    assert [unit.name for unit in reading.projects[1].units] == ["区城管局"]


def test_empty_rows_totals_and_notes_are_no_projects() -> None:
    reading = read(
        "序号|项目名称|主要内容|年度投资(万元)\n合计(2件)|<|<|300\n1|甲|新建2所。|100\n|||\n"
        "2|乙|新建3所。|200\n小计|||300\n注:投资为估算数。|<|<|<\n|||\n|||"
    )
    assert [project.name for project in reading.projects] == ["甲", "乙"]
    assert reading.totals is not None
    assert reading.totals.investment_plan == "300"
    assert codes(reading) == ["text_unused"]


def test_subtotals_below_name_the_category_above() -> None:
    reading = read(
        "序号|项目名称|主要内容|年度投资(万元)\n1|甲|新建2所。|100\n市级小计|<|<|100\n"
        "2|乙|新建3所。|200\n区级小计|<|<|200\n合计|<|<|300"
    )
    assert [(row.name, row.count, row.investment_plan) for row in reading.categories] == [
        ("市级", 1, "100"),
        ("区级", 1, "200"),
    ]


def test_lead_and_responsible_units_in_two_columns() -> None:
    reading = read(
        "序号|项目名称|主要内容|牵头单位|责任单位\n1|甲|新建2所。|区教委|区民政局、各街道"
    )
    assert [(unit.name, unit.role) for unit in reading.projects[0].units] == [
        ("区教委", "lead"),
        ("区民政局", "cooperating"),
        ("各街道", "cooperating"),
    ]


def test_a_deadline_is_a_milestone_of_the_whole_target() -> None:
    reading = read("序号|项目名称|主要内容|完成时限\n1|公园|新建口袋公园2个。|2025年10月底前")
    task = reading.projects[0].tasks[0]
    assert [(item.month, item.text) for item in task.milestones] == [(10, "2025年10月底前")]
    assert [indicator.milestones for indicator in task.indicators] == [{"10": "2"}]


def test_a_schedule_in_one_cell_is_told_by_month() -> None:
    reading = read(
        "序号|重点任务|年度目标|进度安排\n1|养老|新建3个|6月底前完成1个;9月底前完成2个;12月底前全部完成。"
    )
    assert [item.month for item in reading.projects[0].tasks[0].milestones] == [6, 9, 12]


def test_of_several_reports_the_latest_counts() -> None:
    reading = read(
        "序号|项目名称|目标任务|进展情况|<|<\n^|^|^|一季度|二季度|三季度\n1|公园|建2个|开工|建成1个|"
    )
    assert reading.projects[0].progress == "建成1个"


def test_names_and_targets_in_one_cell_are_told_apart() -> None:
    reading = read(
        "序号|年度任务|本月进展\n1|城镇老旧小区改造:完成小区改造27个。|完成12个\n"
        "2|口袋公园建设\\n新建口袋公园2个。|完成1个"
    )
    assert [(row.name, row.target) for row in reading.projects] == [
        ("城镇老旧小区改造", "完成小区改造27个。"),
        ("口袋公园建设", "新建口袋公园2个。"),
    ]


def test_numbers_before_the_names_are_the_numbers() -> None:
    reading = read(
        "民生事项名称|任务目标|责任单位\n14.改扩建学校|改建2所。|教体局\n15.修路|修路3条。|交通局"
    )
    assert [(row.number, row.name) for row in reading.projects] == [
        (14, "改扩建学校"),
        (15, "修路"),
    ]


def test_a_table_without_targets_or_names_says_so_in_a_note() -> None:
    without_targets = read("序号|项目名称|责任单位\n1|新建口袋公园2个|区城管局")
    without_names = read("序号|具体工作任务和要求|责任单位\n1|新建口袋公园2个,改造1个。|区城管局")
    assert without_targets.projects[0].target == "新建口袋公园2个"
    assert without_names.projects[0].name == "新建口袋公园2个"
    assert codes(without_targets) == codes(without_names) == ["missing_value"]
    assert not without_targets.has_errors and not without_names.has_errors


def test_what_is_no_list_of_projects_is_refused() -> None:
    from documents import UnreadableDocument

    with pytest.raises(UnreadableDocument, match="没有在文件里找到民生实事项目"):
        read("单位|人数|电话\n区教委|12|58258735\n区民政局|8|58258736")
