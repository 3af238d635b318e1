"""A reading that does not fit its document stops a blind import; one that fits raises no alarm."""

from __future__ import annotations

import pytest

from documents import Reading
from tests.documents.drawn import read

HEAD = "序号|项目名称|目标任务|责任单位"
ROWS = "1|公园|新建公园3个|区城管局\n2|学校|新建学校2所|区教委"


def doubts(reading: Reading) -> list[str]:
    found = [item for item in reading.findings if item.code == "reading_doubtful"]
    assert all(item.severity == "warning" for item in found)
    return [item.message for item in found]


@pytest.mark.parametrize(
    "title",
    [
        "某某区2025年民生实事项目进展情况表",
        "某某区2025年民生实事一季度完成情况公示",
        "某某区2025年民生实事推进情况",
        "关于2025年民生实事项目6月份进展的通报",
    ],
)
def test_a_title_of_results_over_goals_alone_is_doubtful(title: str) -> None:
    assert len(doubts(read(title, f"{HEAD}\n{ROWS}"))) == 1


@pytest.mark.parametrize(
    "title",
    [
        "某某区2025年民生实事项目公示",
        "某某区2025年民生实事目标任务公示",
        "某某区2025年民生实事推进计划",
        "某某区2025年民生实事项目推进方案",
        "某某区2025年民生实事任务清单",
    ],
)
def test_a_title_of_goals_over_goals_fits(title: str) -> None:
    assert doubts(read(title, f"{HEAD}\n{ROWS}")) == []


def test_a_title_of_results_over_results_fits() -> None:
    rows = "1|公园|新建公园3个|区城管局|已建成2个\n2|学校|新建学校2所|区教委|已开工"
    assert doubts(read("某某区2025年民生实事进展情况", f"{HEAD}|进展情况\n{rows}")) == []


def test_goals_of_another_year_than_the_title_are_doubtful() -> None:
    rows = "1|公园|新建公园3个|区城管局|完成1个\n2|学校|新建学校2所|区教委|开工"
    said = doubts(read("某某区2026年民生实事项目", f"{HEAD}|2025年6月底前\n{rows}"))
    assert len(said) == 1
    assert "2025年" in said[0]
    assert doubts(read("某某区2025年民生实事项目", f"{HEAD}|2025年6月底前\n{rows}")) == []


def test_a_head_of_amounts_over_empty_cells_is_doubtful() -> None:
    head = f"{HEAD}|计划投资（万元）"
    empty = "1|公园|新建公园3个|区城管局|\n2|学校|新建学校2所|区教委|"
    assert len(doubts(read("某某区2025年民生实事项目", f"{head}\n{empty}"))) == 1
    one = "1|公园|新建公园3个|区城管局|120\n2|学校|新建学校2所|区教委|"
    assert doubts(read("某某区2025年民生实事项目", f"{head}\n{one}")) == []


@pytest.mark.parametrize("name", ["分管领导", "12月底目标", "区长", "123-4"])
def test_a_name_that_is_no_name_is_doubtful(name: str) -> None:
    reading = read("某某区2025年民生实事项目", f"{HEAD}\n1|{name}|新建公园3个|区城管局")
    assert [name in message for message in doubts(reading)] == [True]


def test_a_goal_that_is_a_result_already_is_doubtful() -> None:
    reading = read(
        "某某区2025年民生实事项目",
        f"{HEAD}|6月底前\n1|公园|新建公园3个|区城管局|已建成2个\n2|学校|新建学校2所|区教委|开工",
    )
    assert [item.project for item in reading.findings if item.code == "reading_doubtful"] == [1]


@pytest.mark.parametrize(
    "units",
    [
        "主体工程施工、完成装修、开展绿化、竣工验收",
        "区教委牵头，成立专班，每月调度，完善台账，压实责任",
        "区教委、区住建委正在对接、区财政已拨付资金",
    ],
)
def test_a_sentence_cut_into_units_is_doubtful(units: str) -> None:
    rows = f"1|公园|新建公园3个|区城管局\n2|学校|新建学校2所|{units}"
    reading = read("某某区2025年民生实事项目", f"{HEAD}\n{rows}")
    (said,) = [f for f in reading.findings if f.code == "reading_doubtful"]
    assert said.project == 2
    assert "不像单位名称" in said.message


@pytest.mark.parametrize(
    "units",
    [
        "区教委、区住建委、区财政局，各镇街",
        "区教育、区住建、区财政",
        "电信公司、中国移动、中国联通、国网供电",
        "龙滩、石桥、柳坝",
        "实验小学、城关中学、机关幼儿园",
        "區教育局、區民政處、區財政處、民政處",
    ],
)
def test_many_units_short_names_and_companies_are_not_doubtful(units: str) -> None:
    rows = f"1|公园|新建公园3个|区城管局\n2|学校|新建学校2所|{units}"
    assert doubts(read("某某区2025年民生实事项目", f"{HEAD}\n{rows}")) == []
