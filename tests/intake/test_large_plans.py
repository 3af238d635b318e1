"""A plan of a whole city: more rows below its projects than one statement of SQLite may name one by one."""

from __future__ import annotations

import pytest

from intake.register_reading import reading_of_plan
from projects.models import Indicator, Milestone, MilestoneTarget
from projects.plan_content import plan_content
from tests.factories import make_district, make_plan, make_project

TASKS, MONTHS = 100, range(1, 13)


@pytest.mark.django_db
def test_a_plan_of_more_than_a_thousand_milestone_values_is_read_and_published():
    plan = make_plan(make_district())
    tasks = [make_project(plan, number).tasks.get() for number in range(1, TASKS + 1)]
    indicators = Indicator.objects.bulk_create(
        [Indicator(task=task, position=1, label="公园", unit="个", target=12) for task in tasks]
    )
    milestones = Milestone.objects.bulk_create(
        [Milestone(task=task, month=month, text="建成") for task in tasks for month in MONTHS]
    )
    by_task = {one.task_id: one for one in indicators}
    MilestoneTarget.objects.bulk_create(
        [
            MilestoneTarget(
                indicator=by_task[one.task_id],
                milestone=one,
                value=one.month,
                printed=str(one.month),
            )
            for one in milestones
        ]
    )
    last = reading_of_plan(plan).projects[-1].tasks[0].indicators[0]
    assert last.milestones == {str(month): str(month) for month in MONTHS}
    assert len(plan_content(plan, version=1)["projects"]) == TASKS
