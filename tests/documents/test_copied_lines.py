"""Tables copied from a page as bare lines, a cell a line, empty cells lost."""

from __future__ import annotations

import random

import pytest

import documents
from tests.documents.layouts import Layout, render
from tests.documents.test_layouts import PLAN, PROGRESS, TITLE, UNITS

LINES = """2016年民生实事目标任务分解表

序号

民生实事

责任单位

完成时限

1

启动建设湿地公园。

县水务局

县住建局

12月底前

2

新建2座人行天桥。

县住建局

9月投入使用

3

完成棚户区改造2836户。

县住建局

12月底前
"""


def test_lines_are_put_back_into_rows() -> None:
    reading = documents.read(LINES.encode(), "table.txt")
    assert [row.name for row in reading.projects] == [
        "启动建设湿地公园",
        "新建2座人行天桥",
        "完成棚户区改造2836户",
    ]
    assert [unit.name for unit in reading.projects[0].units] == ["县水务局", "县住建局"]
    assert [row.tasks[0].milestones[0].month for row in reading.projects] == [12, 9, 12]


@pytest.mark.parametrize("form", ["lines", "bars"])
@pytest.mark.parametrize("seed", range(4))
def test_progress_tables_survive_the_loss_of_their_empty_cells(form: str, seed: int) -> None:
    order = list(range(8))
    random.Random(seed).shuffle(order)
    rows = PROGRESS[3:10]
    layout = Layout(format=form, order=tuple(order), category="row", words=seed)
    reading = documents.read(*render(rows, layout, TITLE), known_units=UNITS)
    assert [
        (row.name, row.investment_plan, row.invested, row.ratio) for row in reading.projects
    ] == [(row.name, row.plan, row.invested, row.ratio) for row in rows]
    assert [row.category for row in reading.projects] == [row.category for row in rows]


@pytest.mark.parametrize("form", ["lines", "bars"])
def test_plans_with_goals_by_month_survive_too(form: str) -> None:
    rows = PLAN[:9]
    layout = Layout(format=form, category="row", months=1)
    reading = documents.read(*render(rows, layout, TITLE), known_units=UNITS)
    assert [row.target for row in reading.projects] == [row.tasks[0].text for row in rows]
    assert [[item.text for item in row.tasks[0].milestones] for row in reading.projects] == [
        list(row.tasks[0].milestones.values()) for row in rows
    ]
