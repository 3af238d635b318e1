"""However a table was copied, the same table is read, and nothing is said against it."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import documents
from documents.reading import Project
from tests.documents.copied import HEADS, Copy, copied, units_of
from tests.documents.told import PROJECTS, Told

copies = st.builds(
    Copy,
    heads=st.sampled_from(sorted(HEADS)),
    form=st.sampled_from(["cells", "spaced", "centred", "bars", "markdown"]),
    page=st.booleans(),
    without_cooperating=st.frozensets(st.integers(0, 3)),
    unit_lines=st.booleans(),
    blank_lines=st.booleans(),
    width=st.sampled_from([12, 14, 16, 17, 20, 24]),
)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(copy=copies)
def test_every_copy_of_a_table_gives_the_table_back(copy: Copy) -> None:
    reading = documents.read(copied(copy).encode(), "table.txt")
    assert len(reading.projects) == len(PROJECTS)
    for at, (project, row) in enumerate(zip(reading.projects, PROJECTS, strict=True)):
        assert_same(project, row, at, copy)
    assert [item for item in reading.findings if item.severity != "note"] == []


def assert_same(project: Project, row: Told, at: int, copy: Copy) -> None:
    heads = HEADS[copy.heads]
    if heads[1] in {"工作任务", "民生实事"}:
        assert row.target.startswith(project.name.rstrip("…"))
    else:
        assert project.name == row.name
    assert project.target.rstrip("。") == row.target.rstrip("。")
    assert tuple(unit.name for unit in project.units) == units_of(at, copy)
    assert [unit.role for unit in project.units].count("lead") == 1
    due = [row.month] if "完成" in heads[-1] else []
    assert [item.month for task in project.tasks for item in task.milestones] == due
    reported = row.progress.rstrip("。") if copy.heads == "progress" else ""
    assert (project.progress or "").rstrip("。") == reported
    if copy.heads == "unit first":
        assert (project.remark or "") == ("续建" if at == 1 else "")
