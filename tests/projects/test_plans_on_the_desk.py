"""Publishing a plan: the second person's act, one version at a time."""

from __future__ import annotations

import pytest
from django.urls import reverse

from projects.models import PlanVersion, Role
from projects.plan_differences import version_difference
from publicity.generation import current_stamp
from tests.factories import make_district, make_person, make_plan, make_project

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client):
    class Desk:
        district = make_district()
        compiler = make_person("compiler", district, Role.COMPILER)
        reviewer = make_person("reviewer", district, Role.REVIEWER)

        def publish(self, person):
            client.force_login(person)
            return client.post(reverse("projects:plan-publish", args=[self.plan.pk]), follow=True)

        def read(self, person):
            client.force_login(person)
            return client.get(reverse("projects:plan-read", args=[self.plan.pk])).content.decode()

    found = Desk()
    found.plan = make_plan(found.district, entered_by=found.compiler)
    make_project(found.plan, 1)
    return found


def test_the_reviewer_publishes_and_every_worker_hears_of_it(desk):
    before = current_stamp().number
    assert "发布第 1 版" in desk.read(desk.reviewer)
    answer = desk.publish(desk.reviewer)
    assert "已发布第 1 版" in answer.content.decode()
    assert PlanVersion.objects.get().published_by == desk.reviewer
    assert current_stamp().number > before


def test_the_compiler_does_not_publish_what_they_entered(desk):
    assert "“发布年度方案”由万州区的审核岗办理" in desk.read(desk.compiler)
    assert desk.publish(desk.compiler).status_code == 403
    desk.plan.entered_by = desk.reviewer
    desk.plan.save()
    assert "须由另一人办理" in desk.read(desk.reviewer)
    assert desk.publish(desk.reviewer).status_code == 403
    assert not PlanVersion.objects.exists()


def test_an_unchanged_plan_is_not_published_twice(desk):
    desk.publish(desk.reviewer)
    assert "没有需要发布的改动" in desk.publish(desk.reviewer).content.decode()
    assert PlanVersion.objects.count() == 1


def test_a_change_is_named_before_it_is_published_as_the_next_version(desk):
    desk.publish(desk.reviewer)
    desk.plan.projects.update(target="新建口袋公园3个。")
    make_project(desk.plan, 2)
    page = desk.read(desk.reviewer)
    assert "新增第 2 件" in page and "改动第 1 件" in page
    desk.publish(desk.reviewer)
    first, second = PlanVersion.objects.order_by("number")
    assert first.content["projects"][0]["target"] == "新建口袋公园2个。"
    assert second.content["projects"][0]["target"] == "新建口袋公园3个。"


def test_another_districts_plan_is_out_of_sight(desk, client):
    client.force_login(make_person("outsider", make_district("qianjiang"), Role.REVIEWER))
    assert client.get(reverse("projects:plan-read", args=[desk.plan.pk])).status_code == 404
    assert client.post(reverse("projects:plan-publish", args=[desk.plan.pk])).status_code == 404


def test_a_project_that_is_gone_is_named():
    old = {"projects": [{"number": 1}, {"number": 2}], "title": "", "categories": []}
    old |= {"document_number": None, "issuer": None, "issued_on": None}
    found = version_difference(old, {**old, "projects": [{"number": 1}]})
    assert (found.added, found.changed, found.gone, found.head) == ((), (), (2,), False)
    assert not version_difference(old, old)
