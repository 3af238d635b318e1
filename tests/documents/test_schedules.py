"""Deadlines and steps told in words."""

import pytest

from documents.schedules import cut_schedule, dues_in, steps_in
from tests.documents.drawn import read


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("12月底前", [12]),
        ("2025-10-31", [10]),
        ("2025年3月—11月", [11]),
        ("6月底完成招标,12月底完工", [6, 12]),
        ("5月开工\uff0c10月完工", [5, 10]),
        ("6月30日、12月31日", [6, 12]),
        ("6月底前完成招标\uff1b12月底前", [6, 12]),
        ("无", []),
    ],
)
def test_a_cell_of_deadlines_tells_one_month_or_several(text: str, months: list[int]) -> None:
    assert [due.month for due in dues_in(text)] == months


def test_steps_by_quarter_are_told_with_their_words() -> None:
    steps = steps_in("第一季度确定单位,细化方案;第二季度开工;第三季度完成3家;第四季度完成2家。")
    assert [(step.month, step.text) for step in steps] == [
        (3, "第一季度确定单位,细化方案"),
        (6, "第二季度开工"),
        (9, "第三季度完成3家"),
        (12, "第四季度完成2家。"),
    ]


def test_a_schedule_leaves_the_text_before_it_as_it_was() -> None:
    rest, steps = cut_schedule("新建公园2个。一季度完成设计;二季度开工;四季度完工。")
    assert (rest, [step.month for step in steps]) == ("新建公园2个。", [3, 6, 12])
    assert cut_schedule("6月底前建成公园2个。") == ("6月底前建成公园2个。", [])


@pytest.mark.parametrize("deadline", ["2026年6月", "次年3月底前", "明年5月"])
def test_a_deadline_in_another_year_is_told_and_no_month_of_this_plan(deadline: str) -> None:
    reading = read(
        "澄湾区2025年民生实事任务清单",
        f"序号|项目名称|目标任务|责任单位|完成时限\n1|公园建设|新建公园2个|区城管局|{deadline}\n"
        "2|公厕建设|新建公厕5座|区城管局|2025年9月底",
    )
    assert [len(row.tasks[0].milestones) for row in reading.projects] == [0, 1]
    told = [item for item in reading.findings if item.code == "other_year"]
    assert [(item.project, item.printed) for item in told] == [(1, deadline)]
