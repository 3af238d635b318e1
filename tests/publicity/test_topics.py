"""Topics in public: each project under what a person chose or its words suggest, on pages, in feeds, in the folder."""

from __future__ import annotations

import io

import pytest
from django.core.management import call_command

from projects.models import Role, TopicChoice
from projects.services import publish_plan
from publicity.generation import current_stamp
from publicity.public_table import every_path
from publicity.views.surroundings import site_today
from tests.factories import AT, make_district, make_person, make_plan, make_project, make_unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def wanzhou():
    district = make_district()
    return published(district, {1: "农村公路加装护栏", 2: "更新老旧住宅电梯", 3: "第一批重点工程"})


def published(district, names, *, year=2025, unit="区交通运输委"):
    plan = make_plan(district, year=year)
    who = district.units.filter(name=unit).first() or make_unit(district, unit)
    for number, name in names.items():
        make_project(plan, number, name=name, target=f"办好{number}。", units=[who])
    reviewer = make_person(f"reviewer {district.slug} {year}", district, Role.REVIEWER)
    publish_plan(plan_id=plan.pk, actor=reviewer, at=AT)
    return plan


def choose(plan, key, main, second=""):
    compiler = make_person(f"compiler {key}", plan.district, Role.COMPILER)
    TopicChoice.objects.create(
        plan=plan, project_key=key, main=main, second=second, chosen_by=compiler, chosen_at=AT
    )


def test_the_first_page_and_the_district_lead_to_the_topics_with_their_counts(wanzhou, client):
    for page in ("/", "/wanzhou/"):
        text = client.get(page).content.decode()
        assert "出行<span>1 件</span>" in text and "其他<span>1 件</span>" in text
        assert "教育<span>" not in text
    assert 'href="topics/travel/"' in client.get("/").content.decode()


def test_a_topics_page_lists_the_newest_year_of_every_district_and_a_districts_all_years(
    wanzhou, client
):
    published(wanzhou.district, {1: "通村公路硬化"}, year=2024)
    published(make_district("qianjiang"), {7: "人行天桥"})
    page = client.get("/topics/travel/").content.decode()
    assert "农村公路加装护栏" in page and "通村公路硬化" not in page
    assert "电梯" not in page
    own = client.get("/wanzhou/topics/travel/").content.decode()
    assert "农村公路加装护栏" in own and "通村公路硬化" in own and "天桥" not in own
    assert client.get("/topics/flying/").status_code == 404
    assert client.get("/wanzhou/topics/jobs/").status_code == 404


def test_what_a_person_chose_shows_at_once_and_goes_before_the_words(wanzhou, client):
    assert client.get("/wanzhou/topics/jobs/").status_code == 404
    before = current_stamp("wanzhou"), current_stamp()
    choose(wanzhou, 3, "jobs", "travel")
    assert (current_stamp("wanzhou"), current_stamp()) != before
    for path in ("/wanzhou/topics/jobs/", "/wanzhou/topics/travel/", "/topics/jobs/"):
        assert "第一批重点工程" in client.get(path).content.decode()
    assert "其他<span>" not in client.get("/").content.decode()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("act", ["change", "take away"])
def test_a_choice_changed_or_taken_away_makes_its_districts_pages_new_and_no_others(act):
    plan = published(make_district(), {1: "农村公路"})
    published(make_district("qianjiang"), {1: "人行天桥"})
    choose(plan, 1, "jobs")
    own, other = current_stamp("wanzhou"), current_stamp("qianjiang")
    chosen = TopicChoice.objects.get()
    if act == "change":
        TopicChoice.objects.filter(pk=chosen.pk).update(main="health")
    else:
        chosen.delete()
    assert current_stamp("wanzhou") != own
    assert current_stamp("qianjiang") == other


def test_a_topic_is_followed_over_all_districts_and_in_one(wanzhou, client):
    published(make_district("qianjiang"), {7: "人行天桥"})
    everywhere = client.get("/topics/travel/feed.atom").content.decode()
    assert "农村公路加装护栏" in everywhere and "人行天桥" in everywhere
    own = client.get("/wanzhou/topics/travel/feed.atom").content.decode()
    assert "农村公路加装护栏" in own and "人行天桥" not in own and "电梯" not in own


def test_a_units_page_has_its_projects_over_the_years_and_a_project_leads_there(wanzhou, client):
    published(wanzhou.district, {4: "通村公路硬化"}, year=2024)
    published(wanzhou.district, {5: "学校食堂"}, year=2023, unit="区教委")
    paths = [path for path in every_path(site_today()) if "/units/" in path]
    units = [path for path in paths if path.endswith("/")]
    pages = {path: client.get(path).content.decode() for path in units}
    (own,) = (text for text in pages.values() if "<h1>区交通运输委</h1>" in text)
    assert "农村公路加装护栏" in own and "通村公路硬化" in own and "学校食堂" not in own
    assert client.get("/wanzhou/units/1/").status_code == 404


def test_topics_and_units_stand_in_the_exported_folder_and_on_the_map(wanzhou, tmp_path, client):
    call_command("export_site", str(tmp_path), verbosity=0, stdout=io.StringIO())
    for name in (
        "topics/travel/index.html",
        "topics/travel/feed.atom",
        "wanzhou/topics/travel/index.html",
    ):
        assert (tmp_path / name).is_file()
    assert list(tmp_path.glob("wanzhou/units/*/index.html"))
    assert "/wanzhou/topics/travel/" in client.get("/sitemap.xml").content.decode()
