"""When a plan is issued anew under other numbers: pages, feeds and open data follow the project, old numbers lead on."""

from __future__ import annotations

import json

import pytest

from projects.models import Role
from projects.numbering import renumber
from projects.services import publish_plan
from tests.factories import AT, make_district, make_person, make_plan, make_project

pytestmark = pytest.mark.django_db


@pytest.fixture
def exchanged():
    """Numbers 2 and 3 exchanged and 4 moved behind to 5, between two published versions."""
    district = make_district()
    plan = make_plan(district)
    made = {
        number: make_project(plan, number, name=name, target=f"{name}2个。")
        for number, name in enumerate(("口袋公园", "健身步道", "养老服务站", "社区食堂"), start=1)
    }
    publisher = make_person("publisher", district, Role.REVIEWER)
    publish_plan(plan_id=plan.pk, actor=publisher, at=AT)
    renumber(plan, {made[2].pk: 3, made[3].pk: 2, made[4].pk: 5})
    publish_plan(plan_id=plan.pk, actor=publisher, at=AT)
    return plan


def test_a_page_shows_what_stands_there_and_what_stood_there(exchanged, client):
    page = client.get("/wanzhou/2025/3/").content.decode()
    assert "健身步道" in page and "原第 2 件" in page
    assert "原第 3 件“养老服务站”现在是第 2 件" in page and 'href="../2/"' in page


def test_a_number_that_is_no_more_leads_to_its_project(exchanged, client):
    page = client.get("/wanzhou/2025/4/").content.decode()
    assert "原第 4 件“社区食堂”现在是第 5 件" in page and 'href="../5/"' in page
    assert client.get("/wanzhou/2025/9/").status_code == 404


def test_a_feed_goes_on_at_its_address_with_its_ids(exchanged, client):
    feed = client.get("/wanzhou/2025/2/feed.atom").content.decode()
    assert "第 3 件：健身步道" in feed and "/projects/2" in feed and "养老服务站" not in feed
    page = client.get("/wanzhou/2025/3/").content.decode()
    assert "2/feed.atom" in page


def test_open_data_keep_the_identifier(exchanged, client):
    told = json.loads(client.get("/api/wanzhou/2025/projects.json").content)["projects"]
    assert {one["name"]: (one["id"], one["number"]) for one in told} == {
        "口袋公园": ("500101-2025-1", 1),
        "养老服务站": ("500101-2025-3", 2),
        "健身步道": ("500101-2025-2", 3),
        "社区食堂": ("500101-2025-4", 5),
    }
