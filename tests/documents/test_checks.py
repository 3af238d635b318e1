"""What a reading finds odd about itself, with both values."""

import pytest

from documents.reading import Finding
from tests.documents.drawn import codes, read

MONEY = "序号|项目名称|主要内容|年度投资(万元)|完成投资(万元)|占比(%)"
GOALS = "序号|项目名称|目标任务|6月|9月|12月"


def only(findings: tuple[Finding, ...], code: str) -> Finding:
    found = [finding for finding in findings if finding.code == code]
    assert len(found) == 1, codes
    return found[0]


def test_a_total_that_is_not_the_sum_is_told_with_both_sums() -> None:
    reading = read(
        f"{MONEY}\n合计|<|<|301|50|16.6\n1|甲|新建2所。|100|20|20.0\n2|乙|新建3所。|200|30|15.0"
    )
    finding = only(reading.findings, "total_mismatch")
    assert (finding.severity, finding.printed, finding.expected) == ("warning", "301", "300")
    assert finding.place is not None
    assert (finding.place.row, finding.place.column) == (2, 4)
    assert reading.totals is not None and reading.totals.investment_plan == "301"


def test_a_subtotal_that_is_not_the_sum_is_told() -> None:
    reading = read(f"{MONEY}\n一、市级|<|<|90|20|22.2\n1|甲|新建2所。|100|20|20.0")
    finding = only(reading.findings, "subtotal_mismatch")
    assert (finding.printed, finding.expected) == ("90", "100")


@pytest.mark.parametrize("printed", ["33.3", "33.33", "33", "33.3%"])
def test_a_ratio_is_exact_at_its_printed_decimals(printed: str) -> None:
    assert codes(read(f"{MONEY}\n1|甲|新建2所。|300|100|{printed}")) == []


def test_a_ratio_that_is_not_its_quotient_is_told() -> None:
    reading = read(f"{MONEY}\n1|甲|新建2所。|300|100|33.4")
    finding = only(reading.findings, "ratio_mismatch")
    assert (finding.project, finding.printed, finding.expected) == (1, "33.4", "33.3")


def test_half_a_point_is_rounded_up_in_ratios() -> None:
    assert codes(read(f"{MONEY}\n1|甲|新建2所。|2000|301|15.1")) == []


def test_a_plan_of_nothing_has_no_ratio_and_no_doubt() -> None:
    reading = read(f"{MONEY}\n1|甲|新建2所。|0||\n2|乙|新建3所。|100|10|10.0")
    assert reading.projects[0].ratio is None
    assert codes(reading) == []


def test_a_percent_that_is_not_the_quantitys_share_is_told() -> None:
    reading = read(
        f"{GOALS}\n1|小区|改造小区27个。|完成12个小区改造,达到总体进度的60%。||完成27个小区改造,达到总体进度的100%。"
    )
    finding = only(reading.findings, "percent_mismatch")
    assert (finding.printed, finding.expected) == ("60", "44.4")
    assert finding.place is not None and finding.place.column == 4


@pytest.mark.parametrize(
    "goal",
    [
        "完成基站升级165个,达到总体工程形象进度的59.35%。",
        "完成基站升级165个,达到总体工程形象进度的59%。",
        "启动278个基站升级,达到总体工程形象进度的20%。",
        "完成选址,达到总体工程形象进度的20%。",
        "完成基站升级165个,新建机房3座,达到总体工程形象进度的40%。",
    ],
)
def test_percents_that_may_be_right_are_no_doubt(goal: str) -> None:
    assert "percent_mismatch" not in codes(read(f"{GOALS}\n1|基站|建设升级基站278个。|{goal}||"))


def test_a_percent_of_another_subject_is_not_compared() -> None:
    goal = "实施心理健康测评复核约10000人。“童心相伴”关爱服务项目完成目标任务的50%。"
    reading = read(f"{GOALS}\n1|心理健康|学生心理健康测评约20000人,复核约10000人。|{goal}||")
    assert "percent_mismatch" not in codes(reading)


def test_a_percent_of_several_works_is_not_compared_with_the_last() -> None:
    goal = "新建化粪池120座;新建污水处理池4座;治理面积20000平方米。达到总体工程形象进度的62%。"
    target = "新建化粪池195座;新建污水处理池7座;治理面积81618平方米。"
    assert "percent_mismatch" not in codes(read(f"{GOALS}\n1|整治|{target}|{goal}||"))


def test_goals_that_fall_and_a_low_years_end_are_told() -> None:
    reading = read(
        f"{GOALS}\n1|小区|改造小区27个。|完成改造小区20个。|完成改造小区15个。|完成改造小区25个。"
    )
    falls = only(reading.findings, "milestone_decreases")
    low = only(reading.findings, "year_end_below_target")
    assert (falls.printed, falls.expected) == ("15", "20")
    assert (low.printed, low.expected) == ("25", "27")


def test_counts_of_headings_totals_and_titles_are_checked() -> None:
    reading = read(
        "2025年10件重点民生实事目标任务表",
        "序号|项目名称|主要内容\n一、市级实事(3件)|<|<\n1|甲|新建2所。\n合计(2件)|<|<",
    )
    found = [item for item in reading.findings if item.code == "count_mismatch"]
    assert [(item.printed, item.expected) for item in found] == [
        ("3", "1"),
        ("2", "1"),
        ("10", "1"),
    ]


def test_a_missing_name_or_target_is_an_error_other_blanks_are_notes() -> None:
    reading = read(
        "序号|项目名称|主要内容|责任单位\n1||新建2所。|区教委\n2|乙||区教委\n3|丙|新建3所。|"
    )
    missing = [(item.severity, item.project) for item in reading.findings]
    assert missing == [("error", 1), ("error", 2), ("note", 3)]
    assert reading.has_errors


def test_a_figure_that_cannot_be_read_keeps_its_words_in_a_note() -> None:
    reading = read(f"{MONEY}\n1|甲|新建2所。|待定||")
    finding = only(reading.findings, "missing_value")
    assert (finding.severity, finding.printed) == ("note", "待定")
    assert reading.projects[0].investment_plan is None


def test_worse_findings_come_first() -> None:
    reading = read(
        "序号|项目名称|主要内容|责任单位\n1|甲|新建2所。|\n1|乙||区教委\n3|丙|新建3所。|区教委"
    )
    ranks = ["error", "warning", "note"]
    severities = [ranks.index(finding.severity) for finding in reading.findings]
    assert severities == sorted(severities)


def test_money_said_about_or_beside_a_table_without_money_is_told_and_not_taken() -> None:
    """210余万元 printed as 210 in a notice would be wrong; nothing said of it would be a gap nobody sees."""
    told = read(
        "2026年民生实事",
        "一、供水工程",
        "目标任务:新建供水工程12处,总投资210余万元。",
        "责任单位:县水务局",
        "二、小区改造",
        "目标任务:改造小区31个。计划投资1200万元。",
        "责任单位:县住建局",
    )
    tabled = read(
        "序号|项目名称|建设内容|责任单位\n1|供水工程|新建供水工程12处,总投资540万元|县水务局\n2|养老|新建中心2个|县民政局"
    )
    assert [row.investment_plan for row in told.projects] == [None, "1200"]
    assert only(told.findings, "sum_in_words").printed == "总投资210余万元"
    finding = only(tabled.findings, "sum_in_words")
    assert (finding.severity, finding.project, finding.printed) == ("note", 1, "总投资540万元")
    assert tabled.projects[0].investment_plan is None
