"""Whatever the words of its heads and the order of its columns, a table of results gives its values and no others."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings

import documents
from tests.documents import results
from tests.documents.results import Table

bounded = settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def read(table: Table) -> documents.Reading:
    return documents.read(*table.render(), known_units=results.UNITS)


def assert_read(table: Table) -> documents.Reading:
    reading = read(table)
    assert [project.name for project in reading.projects] == list(table.names)
    assert [[unit.name for unit in project.units] for project in reading.projects] == [
        [unit] for unit in table.units
    ]
    found = [
        [
            (item.month, item.text.partition("\uff1a")[0])
            for task in project.tasks
            for item in task.milestones
        ]
        for project in reading.projects
    ]
    assert found == [list(row) for row in table.milestones]
    told = {finding.printed for finding in reading.findings}
    assert told >= set(table.told)
    assert [finding for finding in reading.findings if finding.severity != "note"] == []
    return reading


def assert_money(table: Table, reading: documents.Reading) -> None:
    assert [
        (project.investment_plan, project.invested, project.ratio) for project in reading.projects
    ] == list(zip(table.plans, table.invested, table.ratios, strict=True))


@bounded
@given(table=results.counts())
def test_counts_are_what_the_indicators_report(table: Table) -> None:
    reading = assert_read(table)
    assert_money(table, reading)
    items = [item for project in reading.projects for item in project.tasks[0].indicators]
    assert [(item.value, item.unit) for item in items] == list(table.quantities)
    assert [item.reported for item in items] == list(table.reported)
    assert reading.kind == "progress"


@bounded
@given(table=results.money())
def test_this_years_money_is_told_from_all_other(table: Table) -> None:
    reading = assert_read(table)
    assert_money(table, reading)
    assert reading.kind == "progress"


@bounded
@given(table=results.pairs())
def test_what_was_planned_and_what_was_done_stand_apart(table: Table) -> None:
    reading = assert_read(table)
    assert [project.progress or "" for project in reading.projects] == list(table.progress)
    assert reading.kind == "progress"


@bounded
@given(table=results.steps())
def test_days_and_ticks_are_milestones(table: Table) -> None:
    reading = assert_read(table)
    assert all(project.progress is None for project in reading.projects)
    assert reading.kind == "plan"
