"""The cast of a round: a joint task of 区教委 (leads) and 区民政局, and the commission that reviews it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

import pytest

from accounts.models import User
from progress.models import ProgressReport, ReportingRound
from projects.models import District, Indicator, Milestone, ResponsibleUnit, Role, Task
from tests.factories import (
    make_district,
    make_indicator,
    make_milestone,
    make_person,
    make_plan,
    make_project,
    make_round,
    make_unit,
)


@dataclass
class Story:
    district: District
    lead: ResponsibleUnit
    helper: ResponsibleUnit
    task: Task
    indicator: Indicator
    word_milestone: Milestone
    round: ReportingRound
    reporter: User
    helper_reporter: User
    compiler: User
    reviewer: User
    second_reviewer: User
    outsider: User

    @property
    def where(self) -> dict[str, int]:
        return {"task_id": self.task.pk, "round_id": self.round.pk}

    @property
    def value_key(self) -> str:
        return f"m{self.indicator.pk}"

    def report(self) -> ProgressReport:
        return ProgressReport.objects.get(task=self.task, round=self.round)


COMPLETE = {
    "narrative": "新建口袋公园1个。",
    "invested": "92",
    "filled_by": "王芳",
    "filled_by_phone": "58250001",
}


def make_story() -> Story:
    district = make_district()
    lead, helper = make_unit(district, "区教委"), make_unit(district, "区民政局")
    other = make_unit(district, "区水利局")
    plan = make_plan(district)
    project = make_project(plan, 1, name="关爱青少年", investment_plan=300, units=[lead, helper])
    task = project.tasks.get()
    word_milestone = make_milestone(task, 3, "启动建设。")
    indicator = make_indicator(task, by_month={6: 1}, target=Decimal(2))
    return Story(
        district=district,
        lead=lead,
        helper=helper,
        task=task,
        indicator=indicator,
        word_milestone=word_milestone,
        round=make_round(plan, 4),
        reporter=make_person("reporter", role=Role.REPORTER, unit=lead, name="王芳"),
        helper_reporter=make_person("helper", role=Role.REPORTER, unit=helper, name="李强"),
        compiler=make_person("compiler", district, Role.COMPILER, name="赵敏"),
        reviewer=make_person("reviewer", district, Role.REVIEWER, name="陈静"),
        second_reviewer=make_person("second", district, Role.REVIEWER, name="周涛"),
        outsider=make_person("outsider", role=Role.REPORTER, unit=other, name="外单位"),
    )


@pytest.fixture
def story(db) -> Story:
    return make_story()
