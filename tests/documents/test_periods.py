"""Periods side by side: what was done is the report, never a goal; of several the newest cumulative one counts."""

import pytest

from documents import Reading
from tests.documents.drawn import codes, read

REPORT = "澄湾区2025年民生实事项目推进表(截至6月底)"


def milestones(reading: Reading, number: int = 1) -> list[tuple[int, str]]:
    project = reading.projects[number - 1]
    return [(item.month, item.text) for task in project.tasks for item in task.milestones]


@pytest.mark.parametrize(
    "head",
    [
        "一季度完成|二季度完成",
        "1-3月完成|1-6月完成",
        "一季度累计|上半年累计",
        "截至3月底|截至6月底",
        "3月底已完成|6月底已完成",
        "3月进展|6月进展",
        "上月进展|本月进展",
        "上季度完成情况|本季度完成情况",
        "上期进度情况|最新进展",
        "第一季度实际|第二季度实际",
    ],
)
def test_the_newest_of_two_results_is_the_report_and_the_other_is_told(head: str) -> None:
    reading = read(
        REPORT,
        f"序号|项目名称|目标任务|责任单位|{head}\n"
        "1|公园|新建公园5个。|区城管局|完成设计|已开工\n2|学校|新建学校2所。|区教委|立项|招标中",
    )
    assert [project.progress for project in reading.projects] == ["已开工", "招标中"]
    assert milestones(reading) == []
    assert codes(reading) == ["other_period"]
    assert reading.findings[0].printed == head.split("|")[0]
    assert reading.kind == "progress"


@pytest.mark.parametrize(
    "head",
    [
        "一季度计划|一季度完成|二季度计划|二季度完成",
        "一季度目标|一季度实际|二季度目标|二季度实际",
        "1-3月任务|1-3月完成情况|1-6月任务|1-6月完成情况",
        "3月底前应完成|3月已完成|6月底前应完成|6月已完成",
        "3月节点|3月进展|6月节点|6月进展",
    ],
)
def test_goals_and_results_of_a_period_stand_side_by_side(head: str) -> None:
    reading = read(
        REPORT,
        f"序号|项目名称|目标任务|责任单位|{head}\n"
        "1|公园|新建公园5个。|区城管局|完成设计|设计完成|开工|已开工",
    )
    assert milestones(reading) == [(3, "完成设计"), (6, "开工")]
    assert reading.projects[0].progress == "已开工"
    assert codes(reading) == ["other_period"]


def test_results_of_each_month_are_no_goals_and_months_to_come_are_blank() -> None:
    months = "|".join(f"{month}月" for month in range(1, 13))
    spans = "|".join(["各月累计完成", *["<"] * 11])
    reading = read(
        "澄湾区2025年民生实事项目月度进展情况表(截至4月底)",
        f"序号|项目名称|年度目标|责任单位|{spans}\n^|^|^|^|{months}\n"
        "1|幼儿园|4所|区教委|0|1|1|2||||||||\n2|公厕|12座|区城管局|3|3|5|8||||||||",
    )
    assert [project.progress for project in reading.projects] == ["2", "8"]
    assert [project.tasks[0].indicators[0].reported for project in reading.projects] == ["2", "8"]
    assert milestones(reading) == []


@pytest.mark.parametrize("head", ["1月|2月|3月", "1月完成|2月完成|3月完成"])
def test_figures_of_each_month_alone_are_reported_with_their_months(head: str) -> None:
    reading = read(
        "澄湾区2025年民生实事项目完成情况月报表(3月)",
        f"序号|项目名称|年度目标|责任单位|{head}\n1|公厕|12座|区城管局|3|1|2\n2|路灯|90盏|区城管局|9|30|7",
    )
    first, second, third = head.split("|")
    assert reading.projects[0].progress == f"{first}3；{second}1；{third}2"
    assert reading.projects[0].tasks[0].indicators[0].reported is None
    assert milestones(reading) == []


def test_a_months_money_beside_the_sum_from_january() -> None:
    reading = read(
        "澄湾区2025年民生实事项目投资完成情况月报表(6月)",
        "序号|项目名称|责任单位|1-6月累计(万元)|6月完成(万元)|年度计划(万元)|完成比例\n"
        "1|公园|区城管局|400|100|1000|40%\n合计|||400|100|1000|40%",
    )
    project = reading.projects[0]
    assert (project.investment_plan, project.invested, project.ratio) == ("1000", "400", "40")
    assert reading.period is not None
    assert (reading.period.from_month, reading.period.to_month) == (1, 6)
    assert milestones(reading) == []


@pytest.mark.parametrize(
    "last",
    [
        "2024年完成投资(万元)",
        "上年完成投资(万元)",
        "截至上年底累计完成投资(万元)",
        "截至2024年底累计完成投资(万元)",
        "去年累计完成(万元)",
        "以前年度完成投资(万元)",
        "开工以来累计完成投资(万元)",
    ],
)
@pytest.mark.parametrize(
    "this", ["本年完成(万元)", "2025年1-9月完成投资(万元)", "今年累计完成投资(万元)"]
)
@pytest.mark.parametrize("is_first", [True, False])
def test_last_years_money_is_not_this_years(last: str, this: str, is_first: bool) -> None:
    head, row = (f"{last}|{this}", "700|300") if is_first else (f"{this}|{last}", "300|700")
    reading = read(
        "澄湾区2025年民生实事项目投资情况(1-9月)",
        f"序号|项目名称|目标任务|责任单位|总投资(万元)|2025年计划投资(万元)|{head}\n"
        f"1|公园|新建公园5个。|区城管局|2000|1000|{row}",
    )
    project = reading.projects[0]
    assert (project.investment_plan, project.invested) == ("1000", "300")
    assert "other_period" in codes(reading)


def test_money_of_a_month_alone_is_left_open_and_told() -> None:
    reading = read(
        "澄湾区2025年民生实事项目6月投资情况",
        "序号|项目名称|责任单位|年度计划投资(万元)|本月完成投资(万元)\n1|公园|区城管局|1000|100",
    )
    assert reading.projects[0].invested is None
    told = [one for one in reading.findings if one.code == "reading_doubtful" and one.project]
    assert [(one.project, one.printed) for one in told] == [(1, "100")]


def test_a_blank_newest_cell_takes_the_one_before_and_says_so() -> None:
    reading = read(
        REPORT,
        "序号|项目名称|目标任务|责任单位|一季度进展|二季度进展\n"
        "1|公园|新建公园5个。|区城管局|完成设计|已开工\n2|学校|新建学校2所。|区教委|立项|",
    )
    assert [project.progress for project in reading.projects] == ["已开工", "立项"]
    told = [finding for finding in reading.findings if finding.project == 2]
    assert [(finding.code, finding.printed) for finding in told] == [("other_period", "立项")]


def test_goals_by_month_under_a_title_of_goals_stay_goals() -> None:
    reading = read(
        "澄湾区2025年民生实事目标任务分解表",
        "序号|项目名称|目标任务|责任单位|上半年（6月底）|全年（12月底）\n1|公园|新建公园5个。|区城管局|完成设计|建成5个",
    )
    assert milestones(reading) == [(6, "完成设计"), (12, "建成5个")]
    assert reading.kind == "plan"
    assert codes(reading) == []


def test_next_months_plan_in_a_report_is_no_goal_of_the_year() -> None:
    reading = read(
        "澄湾区2025年民生实事项目调度表(8月)",
        "序号|项目名称|目标任务|8月完成情况|9月工作计划|责任单位\n1|公园|新建公园5个。|建成2个|建成3个|区城管局",
    )
    assert milestones(reading) == []
    assert reading.projects[0].progress == "建成2个"
    assert "column_unused" in codes(reading)
