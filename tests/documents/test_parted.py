"""Two facts in one cell, parted by a stroke under a head that says both, are read as two."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from documents import read
from documents.grids import Cell, Grid
from documents.tables.parted import with_parted_columns
from tests.documents.labelled.making import tabs

_COUNTS = st.integers(min_value=1, max_value=99_999)


def _grid(*rows: tuple[str, ...]) -> Grid:
    return Grid(
        1,
        "",
        tuple(
            tuple(Cell(text, row, column) for column, text in enumerate(texts, start=1))
            for row, texts in enumerate(rows, start=1)
        ),
    )


@given(st.lists(st.tuples(_COUNTS, _COUNTS), min_size=1, max_size=8), st.sampled_from("个户处座"))
def test_goal_and_result_of_each_row_come_apart(pairs: list[tuple[int, int]], measure: str) -> None:
    rows = [
        [number, f"新建设施{number}", f"{goal}{measure}/{done}{measure}", "县住建局"]
        for number, (goal, done) in enumerate(pairs, start=1)
    ]
    head = ["序号", "项目名称", "任务数/完成数", "责任单位"]
    reading = read(tabs([["甲县2025年民生实事进展情况"], head, *rows]), "表.txt")
    told = [
        (item.value, item.unit, item.reported)
        for project in reading.projects
        for task in project.tasks
        for item in task.indicators
    ]
    if all(done <= goal * 3 for goal, done in pairs):
        assert told == [(str(goal), measure, str(done)) for goal, done in pairs]
    assert [project.name for project in reading.projects] == [row[1] for row in rows]


def test_every_cell_keeps_its_place_in_the_file() -> None:
    grid = with_parted_columns(
        _grid(("项目", "计划/完成", "单位"), ("桥", "3座/2座", "县交通局"), ("路", "5公里/—", "镇"))
    )
    texts = [[cell.text if cell else None for cell in row] for row in grid.rows]
    assert texts[1:] == [["桥", "3座", "2座", "县交通局"], ["路", "5公里", "—", "镇"]]
    places = [grid.place_of(cell) for row in grid.rows for cell in row if cell]
    assert places[4:8] == [(2, 1), (2, 2), (2, 2), (2, 3)]


def test_heads_that_say_no_two_acts_stay_as_they_are() -> None:
    for head in ("牵头/配合单位", "元/平方米", "项目/事项", "2025/6/30", "计划/安排"):
        grid = _grid(("项目", head), ("桥", "3/2"), ("路", "5/4"))
        assert with_parted_columns(grid) is grid


def test_a_sheet_of_nothing_but_such_heads_is_taken_apart_so_far_only() -> None:
    width = 50
    grid = with_parted_columns(_grid(("计划/完成",) * width, ("3/2",) * width))
    assert width < grid.width <= width + 8
    wide = _grid(("计划/完成",) * 400, ("3/2",) * 400)
    assert with_parted_columns(wide) is wide
