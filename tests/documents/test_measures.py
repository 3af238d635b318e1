"""Money and counts are told apart, and a unit of measure in a head or a column belongs to the number."""

import pytest

from documents import Reading
from tests.documents.drawn import codes, read

TITLE = "澄湾区2025年1-9月民生实事完成情况统计表"


def figures(reading: Reading) -> list[tuple[str | None, str, str | None]]:
    return [
        (item.value, item.unit, item.reported)
        for project in reading.projects
        for task in project.tasks
        for item in task.indicators
    ]


@pytest.mark.parametrize(
    "head",
    [
        "计量单位|年度目标|1-9月完成|完成率",
        "单位|年度任务|累计完成|完成比例",
        "计量单位|目标值|截至9月底完成数|完成率(%)",
        "单位|目标任务数|已完成|完成进度(%)",
        "单位|年度计划|实际完成|完成占比",
    ],
)
def test_a_column_of_measures_belongs_to_the_numbers(head: str) -> None:
    reading = read(
        TITLE,
        f"序号|指标名称|{head}|牵头单位\n1|城镇就业|人|3000|2410|80.3%|区人社局\n2|农村改厕|万户|1.2|0.9|75%|区住建委",
    )
    assert figures(reading) == [("3000", "人", "2410"), ("1.2", "万户", "0.9")]
    for project in reading.projects:
        assert (project.investment_plan, project.invested, project.ratio) == (None, None, None)
        assert [unit.role for unit in project.units] == ["lead"]
    assert reading.projects[0].target == "3000人"


@pytest.mark.parametrize(
    ("target", "done"),
    [
        ("目标任务(座)", "已完成(座)"),
        ("年度目标（座）", "1-9月完成（座）"),
        ("计划数(座)", "累计完成数(座)"),
        ("任务数(单位:座)", "完成数(单位:座)"),
    ],
)
def test_a_unit_in_the_head_belongs_to_the_numbers(target: str, done: str) -> None:
    reading = read(
        TITLE, f"序号|项目名称|责任单位|{target}|{done}\n1|公厕|区城管局|12|9\n2|公园|区住建委|3|1"
    )
    assert figures(reading) == [("12", "座", "9"), ("3", "座", "1")]
    assert reading.projects[0].progress == "9座"
    assert all(project.invested is None for project in reading.projects)


@pytest.mark.parametrize("done", ["累计完成", "完成数", "已完成", "1-9月累计", "实际完成数量"])
def test_counts_done_are_what_an_indicator_reports(done: str) -> None:
    reading = read(
        TITLE,
        f"序号|项目名称|年度目标|责任单位|{done}|完成率(%)\n1|公厕|12座|区城管局|9|75.0\n2|改厕|1200户|区住建委|900户|75.0",
    )
    assert figures(reading) == [("12", "座", "9"), ("1200", "户", "900")]
    assert all((row.invested, row.ratio) == (None, None) for row in reading.projects)
    assert codes(reading) == []


@pytest.mark.parametrize(
    "head",
    [
        "年度计划投资(万元)|累计完成(万元)|完成率(%)",
        "年度计划(万元)|1-9月完成(万元)|占比(%)",
        "投资计划（万元）|完成额（万元）|完成比例",
        "计划投资(万元)|累计完成|完成率",
        "2025年计划筹措资金(万元)|截至9月底累计完成(万元)|完成率",
    ],
)
def test_money_is_known_by_its_words(head: str) -> None:
    reading = read(
        TITLE, f"序号|项目名称|建设内容|责任单位|{head}\n1|公园|新建公园5个。|区城管局|1000|400|40"
    )
    row = reading.projects[0]
    assert (row.investment_plan, row.invested, row.ratio) == ("1000", "400", "40")


def test_a_line_above_says_that_bare_figures_are_money() -> None:
    reading = read(
        "澄湾区2025年民生实事项目投资完成情况(1-9月)",
        "单位:亿元",
        "序号|项目名称|责任单位|年度计划|本月完成|1-9月累计完成|占年度计划%\n1|公园|区城管局|0.52|0.03|0.26|50",
    )
    row = reading.projects[0]
    assert (row.investment_plan, row.invested, row.ratio) == ("5200", "2600", "50")


@pytest.mark.parametrize(("ratio", "invested", "reported"), [("75", None, "9"), ("1.8", "9", None)])
def test_where_counts_and_money_are_both_planned_the_ratio_decides(
    ratio: str, invested: str | None, reported: str | None
) -> None:
    reading = read(
        TITLE,
        f"序号|项目名称|年度目标|责任单位|计划投资(万元)|累计完成|完成率(%)\n1|公厕|12座|区城管局|500|9|{ratio}",
    )
    assert reading.projects[0].invested == invested
    assert reading.projects[0].tasks[0].indicators[0].reported == reported


def test_where_nothing_decides_the_figure_is_left_open_and_told() -> None:
    reading = read(
        TITLE, "序号|项目名称|年度目标|责任单位|计划投资(万元)|累计完成\n1|公厕|12座|区城管局|500|9"
    )
    assert reading.projects[0].invested is None
    assert reading.projects[0].progress is None
    told = [one for one in reading.findings if one.code == "reading_doubtful" and one.project]
    assert [(one.project, one.printed) for one in told] == [(1, "9")]


@pytest.mark.parametrize(
    "head",
    [
        "总投资(万元)|其中:中央资金(万元)|市级资金(万元)|2025年计划投资(万元)",
        "资金来源|<|2025年投资计划(万元)|总投资(万元)",
    ],
)
def test_the_years_plan_goes_before_the_whole_and_its_sources(head: str) -> None:
    lower = "\n^|^|^|^|中央|市级|^|^" if "<" in head else ""
    row = "300|700|1000|5000" if lower else "5000|300|700|1000"
    reading = read(
        "澄湾区2025年民生实事项目资金安排表",
        f"序号|项目名称|建设内容|责任单位|{head}{lower}\n1|公园|新建公园5个。|区城管局|{row}",
    )
    assert reading.projects[0].investment_plan == "1000"


def test_a_unit_in_an_indicators_name_belongs_to_its_numbers() -> None:
    reading = read(
        TITLE,
        "序号|指标名称|2025年目标|9月底完成值|责任单位\n1|城镇新增就业(人)|3000|2410|区人社局",
    )
    assert figures(reading) == [("3000", "人", "2410")]


@pytest.mark.parametrize("head", ["完成率", "完成年度目标比例(%)", "完成百分比", "目标完成率"])
def test_a_ratio_beside_money_without_a_plan_is_not_the_moneys(head: str) -> None:
    reading = read(
        TITLE,
        f"序号|项目名称|目标任务|责任单位|完成投资(万元)|形象进度|{head}\n1|公厕|新建公厕12座。|区城管局|80|主体完工|80",
    )
    row = reading.projects[0]
    assert (row.invested, row.ratio, row.target) == ("80", None, "新建公厕12座。")


@pytest.mark.parametrize(
    "head", ["已支付(万元)", "已拨付资金(万元)", "累计到位资金（万元）", "实际下达资金(万元)"]
)
def test_money_handed_over_is_not_what_was_invested(head: str) -> None:
    reading = read(TITLE, f"序号|项目名称|责任单位|计划投资(万元)|{head}\n1|公厕|区城管局|1000|800")
    assert (reading.projects[0].investment_plan, reading.projects[0].invested) == ("1000", None)
    assert any(
        finding.printed == head.partition("(")[0] or head in finding.message
        for finding in reading.findings
    )


def test_a_share_of_the_plan_is_a_ratio_and_never_a_target() -> None:
    reading = read(
        "澄湾区2025年民生实事项目投资完成情况(1-9月)",
        "序号|项目名称|责任单位|年度投资计划（万元）|9月完成|1-9月完成|占年度计划（%）\n1|公厕|区城管局|1000|50|800|80.0",
    )
    row = reading.projects[0]
    assert (row.investment_plan, row.invested, row.ratio) == ("1000", "800", "80.0")
    assert [finding for finding in reading.findings if finding.severity != "note"] == []


def test_a_column_of_indicators_holds_the_names() -> None:
    reading = read(
        TITLE,
        "序号|指标|单位|全年计划|1-8月累计|完成计划%|责任单位\n1|城镇新增就业|人|3000|2410|80.3|区人社局",
    )
    assert [project.name for project in reading.projects] == ["城镇新增就业"]
    assert figures(reading) == [("3000", "人", "2410")]
