"""However a plan is told in words, the same plan is read, and nothing is said against it."""

from __future__ import annotations

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

import documents
from documents.reading import Project
from documents.script import simplified
from tests.documents.told import BRACKETS, HEADINGS, NUMBERS, PROJECTS, Telling, Told, told

tellings = st.builds(
    Telling,
    reports=st.booleans(),
    number=st.sampled_from(sorted(NUMBERS)),
    name=st.sampled_from(["line", "colon", "stop", "bracket"]),
    units=st.sampled_from(["labels", "bracket", "bare", "sentence"]),
    bracket=st.sampled_from(sorted(BRACKETS)),
    deadline=st.sampled_from(["none", "label", "inline"]),
    progress=st.sampled_from(["label", "so far", "numbered", "ordinal"]),
    category=st.sampled_from(["none", "numbered", "bracket"]),
    page=st.booleans(),
    marked=st.booleans(),
    traditional=st.booleans(),
)


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(telling=tellings)
def test_every_way_to_tell_a_plan_gives_the_plan_back(telling: Telling) -> None:
    # Headings and projects numbered alike cannot be told apart by anyone.
    assume(not (telling.category == "numbered" and telling.number == "一、"))
    text = told(telling)
    reading = documents.read(text.encode(), "plan.txt")
    assert reading.kind == ("progress" if telling.reports else "plan")
    assert [simplified(row.name) for row in reading.projects] == [row.name for row in PROJECTS]
    for project, row in zip(reading.projects, PROJECTS, strict=True):
        assert_same(project, row, telling)
        assert {project.name, project.target.rstrip("。")} <= set(_pieces(project, text))
    assert [item for item in reading.findings if item.severity != "note"] == []


def assert_same(project: Project, row: Told, telling: Telling) -> None:
    assert [(simplified(unit.name), unit.role) for unit in project.units] == [
        (row.lead, "lead"),
        *((name, "cooperating") for name in row.cooperating),
    ]
    target = row.target.rstrip("。")
    if telling.deadline == "inline":
        target += f"\uff0c{row.month}月底前完成"
    assert simplified(project.target).rstrip("。") == target
    (task,) = project.tasks
    due = [] if telling.deadline == "none" else [row.month]
    assert [milestone.month for milestone in task.milestones] == due
    assert [(item.value, simplified(item.unit)) for item in task.indicators] == list(row.quantities)
    if telling.category != "none":
        assert simplified(project.category or "") == HEADINGS[(project.number - 1) // 2]
    progress = simplified(project.progress or "")
    if not telling.reports:
        assert progress == ""
    for part in row.progress.rstrip("。").split(",") if telling.reports else ():
        assert part in progress


def _pieces(project: Project, text: str) -> list[str]:
    """What of a project stands in the text sign for sign, as printed."""
    plain = "".join(text.split())
    return [part for part in (project.name, project.target.rstrip("。")) if part in plain]
