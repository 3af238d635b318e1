"""Figures of a row go to the indicator they were printed of, where several share their words."""

from __future__ import annotations

from decimal import Decimal

import pytest

from documents.reading import Indicator, Project, Task
from progress.reported import reported_values
from tests.factories import make_district, make_indicator, make_plan, make_project

pytestmark = pytest.mark.django_db


def printed(*values: tuple[str, str | None]) -> Project:
    indicators = tuple(
        Indicator("步道", "quantity", None, target, "公里", reported=reported)
        for target, reported in values
    )
    return Project(1, "1", "绿道", None, "", None, (), (Task(1, "", (), (), indicators),))


@pytest.fixture
def task():
    row = make_project(make_plan(make_district()), 1).tasks.get()
    for target in ("12", "30"):
        make_indicator(
            row,
            "步道",
            unit="公里",
            unit_printed="公里",
            target=Decimal(target),
            target_printed=target,
        )
    return row


def told(task, *values):
    found = reported_values(printed(*values), task)
    return {one.target_printed: value for one, value, _ in found}


def test_two_of_one_label_each_get_their_own_figure(task):
    assert told(task, ("12", "3"), ("30", "9")) == {"12": 3, "30": 9}
    assert told(task, ("30", "9"), ("12", "3")) == {"12": 3, "30": 9}
    assert told(task, ("30", "9"), ("12", None)) == {"30": 9}


def test_where_the_row_prints_fewer_none_is_guessed(task):
    assert told(task, ("30", "9")) == {"30": 9}
    assert told(task, ("31", "9")) == {}
