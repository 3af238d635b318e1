"""Search over published things: two characters are enough, the same hits as a plain substring search."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from projects.models import Role
from projects.services import publish_plan
from publicity.models import SearchEntry
from publicity.search import find, refresh
from publicity.search.bigrams import bigrams, folded, words_of
from tests.factories import AT, make_district, make_person, make_plan, make_project, make_unit

pytestmark = pytest.mark.django_db

NAMES = [
    "城镇老旧小区改造",
    "更新老旧住宅电梯",
    "建设升级4G、5G基站",
    "农村公路加装护栏",
    "“筑爱·助残”行动",
]


@pytest.fixture
def wanzhou():
    district = make_district()
    plan = make_plan(district, entered_by=make_person("compiler", district, Role.COMPILER))
    unit = make_unit(district, "区住房城乡建委")
    for number, name in enumerate(NAMES, start=1):
        make_project(plan, number, name=name, target=f"完成{name}{number}个。", units=[unit])
    reviewer = make_person("reviewer", district, Role.REVIEWER)
    publish_plan(plan_id=plan.pk, actor=reviewer, at=AT)
    return plan


def paths(query):
    return [hit.path for hit in find(query).hits]


def test_two_characters_find_what_holds_them(wanzhou):
    assert paths("电梯") == ["/wanzhou/2025/2/"]
    assert paths("老旧") == ["/wanzhou/2025/2/", "/wanzhou/2025/1/"]


@pytest.mark.parametrize(
    ("query", "numbers"),
    [("梯", [2]), ("5g", [3]), ("５Ｇ基站", [3]), ("4G、5G", [3]), ("改造 小区", [1]), ("住房城乡", [5, 4, 3, 2, 1]),
     ("飞船", []), ("电 梯 护栏", []), ("筑爱·助残", [5])],
)  # fmt: skip
def test_one_character_letters_signs_and_several_words(wanzhou, query, numbers):
    assert paths(query) == [f"/wanzhou/2025/{number}/" for number in numbers]


def test_nothing_unpublished_is_found(wanzhou):
    wanzhou.projects.filter(number=1).update(name="秘密项目", target="秘密项目")
    assert paths("秘密") == []
    assert "/wanzhou/2025/1/" in paths("小区")


def test_the_words_are_marked_in_title_and_text(wanzhou):
    (hit,) = find("电梯").hits
    assert [part.text for part in hit.title if part.is_hit] == ["电梯"]
    assert "".join(part.text for part in hit.title) == "更新老旧住宅电梯"


def test_pages_follow_one_another_without_gap_or_overlap(wanzhou):
    seen, key = [], None
    while True:
        page = find("个", before=key, limit=2)
        seen += [hit.path for hit in page.hits]
        key = page.next_key
        if key is None:
            break
    assert seen == [f"/wanzhou/2025/{number}/" for number in (5, 4, 3, 2, 1)]


def test_a_published_page_is_found_by_its_address_and_markup_is_only_text(wanzhou, client):
    page = client.get("/search/", {"q": "电梯"})
    assert page.status_code == 200 and "<mark>电梯</mark>" in page.content.decode()
    hostile = client.get("/search/", {"q": '<script>alert("x")</script>'}).content.decode()
    assert "<script>alert" not in hostile and "没有找到" in hostile
    assert client.get("/search/", {"q": "'\"*%_() AND OR NEAR"}).status_code == 200
    assert "Set-Cookie" not in page


TEXTS = st.text(alphabet="老旧小区改造电梯4gG5、·。 %_'\"\\*", max_size=8)


@settings(suppress_health_check=list(HealthCheck), max_examples=80, deadline=None)
@given(query=TEXTS, names=st.lists(TEXTS, min_size=1, max_size=4))
def test_the_hits_are_those_of_a_plain_substring_search(query, names):
    SearchEntry.objects.all().delete()
    district = make_district_once()
    refresh(district)
    rows = SearchEntry.objects.bulk_create(
        SearchEntry(
            district=district.slug, district_name="万州区", kind="project", path=f"/{n}/",
            title=name, year=2025, number=n, body=name, folded=folded(name),
        )
        for n, name in enumerate(names)
    )  # fmt: skip
    from publicity.search.index import _write

    _write(rows)
    words = words_of(query)
    expected = {
        f"/{n}/" for n, name in enumerate(names) if words and all(w in folded(name) for w in words)
    }
    assert {hit.path for hit in find(query, limit=50).hits} == expected
    refresh(district)


def make_district_once():
    from projects.models import District

    return District.objects.filter(slug="wanzhou").first() or make_district()


@given(st.text(max_size=60))
def test_every_pair_of_an_indexed_text_stands_in_it(text):
    plain = folded(text)
    assert all(len(pair) == 2 and pair in plain for pair in bigrams(plain))
