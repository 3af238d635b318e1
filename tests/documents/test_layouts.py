"""Whatever the layout, the same plan is read."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import documents
from tests.documents.layouts import NUMBERS, SEPARATORS, Layout, ProjectRow, render, rows_of

FIXTURES = Path(__file__).parents[2] / "fixtures" / "documents"
TITLE = "万州区2025年重点民生实事目标任务及1-3月推进情况表"


def fixture_rows(name: str) -> tuple[ProjectRow, ...]:
    return rows_of(documents.read((FIXTURES / name).read_bytes(), name))


PLAN = fixture_rows("qianjiang-2025-targets.docx")
PROGRESS = fixture_rows("wanzhou-2025-q1-notice.html")
UNITS = sorted({unit for row in (*PLAN, *PROGRESS) for task in row.tasks for unit in task.units})

layouts = st.builds(
    Layout,
    format=st.sampled_from(["html", "docx", "xlsx", "csv", "txt"]),
    order=st.permutations(range(8)).map(tuple),
    words=st.integers(0, 40),
    category=st.sampled_from(["row", "column", "tables", "none"]),
    numbers=st.sampled_from(sorted(NUMBERS)),
    restarts=st.booleans(),
    separator=st.sampled_from(SEPARATORS),
    months=st.integers(0, 5),
    unit_columns=st.sampled_from(["one", "two", "marked"]),
    money=st.sampled_from(["head", "line", "亿元", "元"]),
    ratio=st.sampled_from(["plain", "sign", "cell"]),
    totals=st.sampled_from(["top", "bottom", "none"]),
    has_split_head=st.booleans(),
    has_leader=st.booleans(),
    title=st.sampled_from(["above", "inside", "none"]),
    blank_rows=st.sampled_from([0, 1, 30]),
    page_rows=st.sampled_from([0, 5]),
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(layout=layouts, first=st.integers(0, 16), count=st.integers(3, 20), progress=st.booleans())
def test_every_layout_of_a_plan_gives_the_plan_back(
    layout: Layout, first: int, count: int, progress: bool
) -> None:
    rows = (PROGRESS if progress else PLAN)[first : first + count]
    reading = documents.read(*render(rows, layout, TITLE), known_units=UNITS)
    assert_same(reading, rows, layout)


def assert_same(reading: documents.Reading, rows: tuple[ProjectRow, ...], layout: Layout) -> None:
    assert [project.name for project in reading.projects] == [row.name for row in rows]
    assert [project.number for project in reading.projects] == list(range(1, len(rows) + 1))
    for project, row in zip(reading.projects, rows, strict=True):
        if layout.category != "none":
            assert project.category == row.category
        assert [task.text for task in project.tasks] == [
            text.split(".", 1)[1] if len(row.tasks) > 1 else text
            for text in (task.text for task in row.tasks)
        ]
        assert [task.units for task in project.tasks] == [task.units for task in row.tasks]
        assert [
            {milestone.month: milestone.text for milestone in task.milestones}
            for task in project.tasks
        ] == [task.milestones for task in row.tasks]
        assert project.investment_plan == row.plan
        assert project.invested == row.invested
        assert project.ratio == row.ratio
        assert plain(project.progress) == plain(row.progress)
        units = [unit for unit in project.units if unit.role == "lead"]
        assert units[0].name == row.tasks[0].units[0]
    # What the plans themselves get wrong (75 % for 350 of 500) is found in every layout.
    codes = {finding.code for finding in reading.findings if finding.severity != "note"}
    assert codes <= {"percent_mismatch"}


def plain(text: str | None) -> str:
    return (text or "").replace("\n", "")


@pytest.mark.parametrize("style", sorted(NUMBERS))
def test_numbers_are_read_in_every_style(style: str) -> None:
    reading = documents.read(*render(PLAN[:6], Layout(numbers=style), TITLE))
    assert [project.number for project in reading.projects] == [1, 2, 3, 4, 5, 6]
    assert reading.projects[1].printed_number == NUMBERS[style](2)
