"""A whole project leaves the plan in mid-year: withdrawn, merged, split, taken in again; its figures stay its own."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from notices.approved_rows import sources_of
from progress.selectors.reported_money import money_reported
from projects.models import PlanChange, Role
from projects.plan_content import plan_content
from projects.services import publish_plan
from projects.services.additions import Addition
from projects.services.changes import (
    ChangeRefused,
    approve_change,
    drop_change,
    propose_addition,
    propose_change,
)
from projects.services.leaving import propose_leaving
from tests.factories import (
    AT,
    make_approved,
    make_district,
    make_person,
    make_plan,
    make_project,
    make_round,
    make_unit,
)

pytestmark = pytest.mark.django_db

DECIDED = date(2025, 4, 18)
GROUNDS = {
    "deciding_body": "区政府常务会议",
    "document_number": "万州府办发〔2025〕9号",
    "decided_on": DECIDED,
    "reason": "规划调整。",
}


class Office:
    """A plan of three projects; the first quarter is approved, the half year is open."""

    def __init__(self) -> None:
        self.district = make_district()
        self.compiler = make_person("compiler", self.district, Role.COMPILER)
        self.reviewer = make_person("reviewer", self.district, Role.REVIEWER)
        self.plan = make_plan(self.district)
        self.park, self.canteen, self.care = (
            make_project(self.plan, number, name=name, target=f"{name}2个。")
            for number, name in enumerate(("口袋公园", "社区食堂", "养老服务站"), start=1)
        )
        self.quarter, self.half = make_round(self.plan, 3), make_round(self.plan, 6)
        for project, money in ((self.park, "10"), (self.canteen, "20"), (self.care, "30")):
            make_approved(
                project.tasks.get(), self.quarter, narrative=f"{project.name}开工。", invested=money
            )

    def decide(self, project, kind, *into) -> PlanChange:
        change = propose_leaving(
            project_id=project.pk, kind=kind, into=into, actor=self.compiler, at=AT, **GROUNDS
        )
        return approve_change(
            change_id=change.pk, actor=self.reviewer, at=AT, money_reported=money_reported
        )


@pytest.fixture
def office() -> Office:
    return Office()


def rows(plan, round_):
    return {row.name: row for row in sources_of(plan, round_).rows}


def test_nothing_leaves_before_a_second_person_approves(office):
    change = propose_leaving(
        project_id=office.park.pk, kind="withdraw", actor=office.compiler, at=AT, **GROUNDS
    )
    assert "口袋公园" in rows(office.plan, office.half)
    with pytest.raises(PermissionDenied):
        approve_change(
            change_id=change.pk, actor=office.compiler, at=AT, money_reported=money_reported
        )


def test_what_was_withdrawn_stays_in_the_periods_before_and_leaves_those_after(office):
    office.decide(office.park, "withdraw")
    before = rows(office.plan, office.quarter)
    assert before["口袋公园"].reported.invested == Decimal(10)
    assert "退出（万州府办发〔2025〕9号）" in before["口袋公园"].changed
    assert set(rows(office.plan, office.half)) == {"社区食堂", "养老服务站"}


def test_a_merged_project_keeps_its_figures_and_both_rows_say_where_it_went(office):
    office.decide(office.canteen, "merge", office.care)
    before = rows(office.plan, office.quarter)
    assert before["社区食堂"].reported.invested == Decimal(20)
    assert before["养老服务站"].reported.invested == Decimal(30)
    assert "并入第3件“养老服务站”" in before["社区食堂"].changed
    assert "原第2件“社区食堂”并入" in before["养老服务站"].changed


def test_a_split_names_at_least_two_of_the_plan(office):
    with pytest.raises(ChangeRefused, match="至少两件"):
        office.decide(office.park, "split", office.canteen)
    office.decide(office.park, "split", office.canteen, office.care)
    assert "由原第1件“口袋公园”拆分而来" in rows(office.plan, office.half)["社区食堂"].changed


def test_a_number_that_another_has_by_now_is_not_printed_twice(office):
    office.decide(office.park, "withdraw")
    new = make_project(office.plan, 1, name="健身步道", key=9)
    make_approved(new.tasks.get(), office.quarter, narrative="步道开工。", invested="1")
    found = {row.number: row.name for row in sources_of(office.plan, office.quarter).rows}
    assert found == {1: "健身步道", 2: "社区食堂", 3: "养老服务站", 4: "口袋公园"}


def test_it_can_be_taken_in_again_behind_the_others_where_its_number_is_gone(office):
    office.decide(office.park, "withdraw")
    make_project(office.plan, 1, name="健身步道", key=9)
    with pytest.raises(ChangeRefused, match="已经退出"):
        office.decide(office.park, "withdraw")
    office.decide(office.park, "relist")
    office.park.refresh_from_db()
    assert (office.park.number, office.park.lasting, office.park.left_on) == (4, 1, None)


def test_what_left_takes_no_change_of_its_tasks_and_no_task_more(office):
    task = office.park.tasks.get()
    adjusted = propose_change(
        task_id=task.pk, kind="pause", actor=office.compiler, at=AT, **GROUNDS
    )
    addition = Addition("再建1个。", [make_unit(office.district)], project=office.park)
    added = propose_addition(
        plan_id=office.plan.pk, addition=addition, actor=office.compiler, at=AT, **GROUNDS
    )
    office.decide(office.park, "withdraw")

    for waiting in (adjusted, added):
        with pytest.raises(ChangeRefused, match="已经退出方案"):
            approve_change(
                change_id=waiting.pk, actor=office.reviewer, at=AT, money_reported=money_reported
            )
    drop_change(change_id=adjusted.pk, actor=office.compiler, at=AT)
    with pytest.raises(ChangeRefused, match="已经退出方案"):
        propose_change(task_id=task.pk, kind="pause", actor=office.compiler, at=AT, **GROUNDS)
    assert list(office.park.tasks.values_list("pk", "state")) == [(task.pk, "running")]


def test_the_published_plan_says_what_left_by_which_decision(office):
    office.decide(office.canteen, "merge", office.care)
    content = plan_content(office.plan, version=1)
    assert [one["name"] for one in content["projects"]] == ["口袋公园", "养老服务站"]
    (left,) = content["left"]
    assert (left["number"], left["how"], left["into"]) == (2, "merge", [3])
    assert (left["reason"], left["document_number"]) == ("规划调整。", "万州府办发〔2025〕9号")


def test_the_desk_takes_the_decision(office, client):
    client.force_login(office.compiler)
    page = client.get(reverse("progress:change-list")).content.decode()
    assert "退出、并入、拆分" in page
    address = f"{reverse('progress:change-leave')}?project={office.park.pk}"
    assert "口袋公园" in client.get(address).content.decode()
    said = {"project": office.park.pk, "kind": "merge", **GROUNDS, "decided_on": "2025-04-18"}
    refused = client.post(reverse("progress:change-leave"), said)
    assert refused.status_code == 422 and "请选择并入的那一件" in refused.content.decode()
    client.post(reverse("progress:change-leave"), {**said, "into": [office.care.pk]})
    change = PlanChange.objects.get()
    assert change.goes_on_in == "第3件“养老服务站”"
    assert "第3件“养老服务站”" in client.get(reverse("progress:change-list")).content.decode()


def test_its_public_address_leads_on_and_says_why(office, client):
    publish_plan(plan_id=office.plan.pk, actor=office.reviewer, at=AT)
    office.decide(office.canteen, "merge", office.care)
    publisher = make_person("publisher", office.district, Role.REVIEWER)
    publish_plan(plan_id=office.plan.pk, actor=publisher, at=AT)
    page = client.get("/wanzhou/2025/2/").content.decode()
    assert "原第 2 件“社区食堂”已并入" in page and 'href="../3/"' in page and "规划调整。" in page
    plan = client.get("/wanzhou/2025/").content.decode()
    assert "退出、并入、拆分的项目" in plan and "规划调整。" in plan
    feed = client.get("/wanzhou/2025/2/feed.atom").content.decode()
    assert "已并入第3件“养老服务站”" in feed


def test_what_was_merged_into_a_project_that_left_since_still_leads_on(office, client):
    publish_plan(plan_id=office.plan.pk, actor=office.reviewer, at=AT)
    office.decide(office.canteen, "merge", office.care)
    office.decide(office.care, "withdraw")
    publisher = make_person("publisher", office.district, Role.REVIEWER)
    publish_plan(plan_id=office.plan.pk, actor=publisher, at=AT)
    page = client.get("/wanzhou/2025/2/").content.decode()
    assert 'href="../3/">第 3 件“养老服务站”</a>' in page
    assert "原第 3 件“养老服务站”已退出" in client.get("/wanzhou/2025/3/").content.decode()
    assert "已并入第3件“养老服务站”" in client.get("/wanzhou/2025/2/feed.atom").content.decode()
