"""What a plan issued anew prints no more leaves the plan by a decision: figures stay, nothing asks for it any more."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from intake.register_reading import reading_of_plan
from notices.approved_rows import sources_of
from progress.models import Measurement, MilestoneAnswer, ReportRevision
from progress.report_fields import answer_key, value_key
from progress.report_values import frozen
from progress.selectors.filing import Filing, filing
from progress.selectors.reported_money import money_reported
from progress.selectors.year import overview, task_year
from progress.services.taking_back_changes import take_back_approval, why_not
from projects.models import Indicator, Milestone, PlanChange, Role, Task
from projects.plan_content import plan_content
from projects.plan_reading import read_plan
from projects.services import publish_plan
from projects.services.changes import ChangeRefused, approve_change
from projects.services.delisting import propose_delisting
from tests.factories import (
    AT,
    make_approved,
    make_district,
    make_indicator,
    make_milestone,
    make_person,
    make_plan,
    make_project,
    make_report,
    make_round,
    make_task,
    make_unit,
)

pytestmark = pytest.mark.django_db

ON = date(2025, 4, 10)
GROUNDS = {
    "deciding_body": "区人民政府",
    "document_number": "区府发〔2025〕7号",
    "decided_on": ON,
    "reason": "重新印发的方案不再写这一项。",
}


class Office:
    """A project of two tasks with a promised number, a milestone and an approved first quarter."""

    def __init__(self) -> None:
        self.district = make_district()
        self.compiler = make_person("compiler", self.district, Role.COMPILER)
        self.reviewer = make_person("reviewer", self.district, Role.REVIEWER)
        self.unit = make_unit(self.district, "区教委")
        self.plan = make_plan(self.district)
        self.project = make_project(self.plan, 1, units=[self.unit], investment_plan=300)
        self.task = self.project.tasks.get()
        self.other = make_task(self.project, 2, units=[self.unit])
        self.indicator = make_indicator(self.task, "步道", by_month={6: 5})
        self.milestone = make_milestone(self.task, 3, "完成选址。")
        self.first = make_round(self.plan, 3)
        report = make_report(
            self.task, self.first, narrative="已建2。", invested=Decimal(20), status="approved",
            approved_at=AT, approved_by=self.reviewer, submitted_at=AT, submitted_by=self.compiler,
        )  # fmt: skip
        Measurement.objects.create(report=report, indicator=self.indicator, value=Decimal(2))
        MilestoneAnswer.objects.create(report=report, milestone=self.milestone, answer="yes")
        self.approve(report, AT)
        make_approved(self.other, self.first, narrative="开工。")
        self.second = make_round(self.plan, 6)

    def approve(self, report, at) -> None:
        ReportRevision.objects.create(
            report=report,
            number=1,
            content=frozen(report, report.task),
            approved_by=self.reviewer,
            approved_at=at,
        )

    def delist(self, row: str, at=AT) -> PlanChange:
        change = propose_delisting(
            task_id=self.task.pk, row=row, actor=self.compiler, at=at, **GROUNDS
        )
        return approve_change(
            change_id=change.pk, actor=self.reviewer, at=at, money_reported=money_reported
        )

    def asked(self) -> set[str]:
        """What a form of the second round asks of the first task."""
        return {field.key for field in self.form_of(self.second).fields}

    def form_of(self, round_) -> Filing:
        return filing(self.compiler, self.task.pk, round_.pk, at=AT)

    def held(self, round_) -> list[int]:
        return [task.pk for task in Task.objects.existing_on(round_.ends_on)]


def test_an_indicator_listed_no_more_is_asked_for_and_counted_no_longer_and_keeps_its_figures():
    desk = Office()
    before = sources_of(desk.plan, desk.first).rows
    judged = task_year(desk.compiler, desk.task.pk, date(2025, 4, 1)).standing
    assert value_key(desk.indicator.pk) in desk.asked()
    desk.delist(f"indicator-{desk.indicator.pk}")
    assert value_key(desk.indicator.pk) not in desk.asked()
    assert Measurement.objects.get(indicator=desk.indicator.pk).value == 2
    frozen_anew = frozen(desk.form_of(desk.first).report, desk.form_of(desk.first).task)
    assert [one["value"] for one in frozen_anew["measurements"]] == ["2"], "a correction keeps it"
    rows = sources_of(desk.plan, desk.first).rows
    assert [row.indicators for row in rows] == [row.indicators for row in before]
    assert sources_of(desk.plan, desk.second).rows[0].indicators == ()
    assert task_year(desk.compiler, desk.task.pk, date(2025, 4, 1)).standing == judged
    year = task_year(desk.compiler, desk.task.pk, date(2025, 4, 11))
    assert year.indicators == () and year.changes[0].delisted.startswith("指标“步道")
    assert reading_of_plan(desk.plan).projects[0].tasks[0].indicators == ()


def test_a_milestone_listed_no_more_is_answered_for_no_longer_and_another_may_take_its_month():
    desk = Office()
    assert answer_key(desk.milestone.pk) in desk.asked()
    desk.delist(f"milestone-{desk.milestone.pk}")
    assert answer_key(desk.milestone.pk) not in desk.asked()
    assert MilestoneAnswer.objects.get().answer == "yes"
    make_milestone(desk.task, 3, "完成可研。")
    with pytest.raises(ChangeRefused, match="3月底已另有阶段性目标"):
        desk.delist(f"milestone-{desk.milestone.pk}")


def test_a_task_listed_no_more_is_owed_in_no_later_round_and_its_project_is_judged_without_it():
    desk = Office()
    desk.delist(f"task-{desk.task.pk}")
    assert desk.task.pk in desk.held(desk.first) and desk.task.pk not in desk.held(desk.second)
    assert sources_of(desk.plan, desk.first).rows[0].reported.invested == Decimal(20)
    content = plan_content(desk.plan, version=2)["projects"][0]
    assert [task["number"] for task in content["tasks"]] == [2]
    (line,) = overview(desk.plan, date(2025, 4, 11)).lines
    assert line.tasks == (desk.other,)
    desk.other.refresh_from_db()
    assert desk.other.carries_money, "the money of the project is reported on with what is left"
    with pytest.raises(ChangeRefused, match="只有这一项任务"):
        propose_delisting(
            task_id=desk.other.pk,
            row=f"task-{desk.other.pk}",
            actor=desk.compiler,
            at=AT,
            **GROUNDS,
        )


def test_what_is_listed_no_more_is_named_on_the_page_with_its_decision(client):
    desk = Office()
    desk.delist(f"indicator-{desk.indicator.pk}")
    publish_plan(plan_id=desk.plan.pk, actor=desk.reviewer, at=AT)
    said = read_plan(desk.plan.versions.latest("pk").content)
    assert [one.what for one in said.projects[0].delisted] == ["指标“步道 2个”"]
    page = client.get(f"/{desk.district.slug}/2025/1/").content.decode()
    assert "已不再列入" in page and "<s>指标“步道 2个”</s>" in page
    assert "2025-04-10" in page and "区府发〔2025〕7号" in page


def test_an_approval_is_taken_back_until_something_is_approved_on_it_and_then_it_says_why_not():
    desk = Office()
    change = desk.delist(f"indicator-{desk.indicator.pk}")
    take_back_approval(change_id=change.pk, actor=desk.reviewer, at=AT)
    assert value_key(desk.indicator.pk) in desk.asked()
    change.refresh_from_db()
    assert change.approved_at is None
    approve_change(change_id=change.pk, actor=desk.reviewer, at=AT, money_reported=money_reported)
    later = AT + timedelta(hours=1)
    desk.approve(make_report(desk.other, desk.second, narrative="完工。"), later)
    with pytest.raises(ChangeRefused, match="已通过了填报，不能撤回"):
        take_back_approval(change_id=change.pk, actor=desk.reviewer, at=later)
    back = desk.delist(f"indicator-{desk.indicator.pk}", at=later)
    assert back.kind == PlanChange.Kind.RELIST
    assert value_key(desk.indicator.pk) in desk.asked()
    assert not plan_content(desk.plan, version=2)["projects"][0].get("delisted")
    take_back_approval(change_id=back.pk, actor=desk.reviewer, at=later)
    assert Indicator.with_left.get(pk=desk.indicator.pk).left_on == ON
    change.refresh_from_db()
    assert why_not(change).startswith("批准之后已通过了填报")


def test_the_pages_enter_approve_and_take_back(client):
    desk = Office()
    client.force_login(desk.compiler)
    page = client.get(reverse("progress:change-list")).content.decode()
    assert "录入不再列入" in page
    address = reverse("progress:change-delist")
    page = client.get(f"{address}?task={desk.task.pk}").content.decode()
    assert "指标“步道 2个”" in page and "3月底阶段性目标“完成选址。”" in page
    given = {**GROUNDS, "task": desk.task.pk, "row": f"milestone-{desk.milestone.pk}"}
    given["decided_on"] = "2025-04-10"
    assert client.post(address, given | {"reason": ""}).status_code == 422
    client.post(address, given)
    change = PlanChange.objects.get()
    client.force_login(desk.reviewer)
    client.post(reverse("progress:change-approve", args=[change.pk]))
    assert not Milestone.objects.filter(pk=desk.milestone.pk).exists()
    page = client.get(reverse("progress:change-list")).content.decode()
    assert "撤回批准" in page
    client.post(reverse("progress:change-take-back", args=[change.pk]))
    assert Milestone.objects.filter(pk=desk.milestone.pk).exists()
