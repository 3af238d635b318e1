"""Search over published things: two characters are enough, the same hits as a plain substring search."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from projects.models import Role, SearchWordGroup, UnitAlias
from projects.services import publish_plan
from publicity.models import SearchEntry
from publicity.search import Within, find, matching
from publicity.search.finding import COUNTED, EVERYWHERE, PAGE
from publicity.search.grams import folded, pairs, words_of
from publicity.search.index import _forget_entries, _write
from publicity.search.matching import _asked_of_sqlite, keys_newest_first
from publicity.search.meaning import MOST_WAYS, meaning
from publicity.search.newest_first import BLOCK_BITS
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


def test_the_page_narrows_by_district_year_and_kind_and_keeps_it_on_the_way(wanzhou, client):
    other = make_plan(make_district("qianjiang"))
    make_project(other, 1, name="村卫生室")
    reviewer = make_person("far reviewer", other.district, Role.REVIEWER)
    publish_plan(plan_id=other.pk, actor=reviewer, at=AT)  # until then nobody sees the district
    asked = {"q": "住房城乡", "district": "wanzhou", "year": "2025", "kind": "project"}
    page = client.get("/search/", asked).content.decode()
    assert "共 5 处" in page and '<option value="wanzhou" selected>' in page
    make_plan(other.district, year=2024)  # of a year nothing is published of, none is offered
    assert re.findall(r'<option value="(20\d\d)"', page) == ["2025"]
    for narrowed in ({"year": "2024"}, {"kind": "notice"}, {"district": "qianjiang"}):
        assert "没有找到" in client.get("/search/", asked | narrowed).content.decode()
    assert (
        "共 5 处"
        in client.get("/search/", asked | {"district": "nowhere", "kind": "x"}).content.decode()
    )
    only_these([("农村公路", "wanzhou", 2025, "project")] * (PAGE + 1))
    page = client.get("/search/", {"q": "公路", "year": "2025", "kind": "project"}).content.decode()
    assert "?q=%E5%85%AC%E8%B7%AF&amp;year=2025&amp;kind=project&amp;before=" in page


TEXTS = st.text(alphabet="老旧小区改造电梯4gG5、·。 %_'\"\\*", max_size=8)
ROWS = st.lists(
    st.tuples(TEXTS, st.sampled_from(("wanzhou", "wan-zhou")), st.sampled_from((2024, 2025)),
              st.sampled_from(("project", "notice"))),
    min_size=1, max_size=6,
)  # fmt: skip
WITHIN = st.builds(
    Within,
    district=st.sampled_from((None, "wanzhou")),
    year=st.sampled_from((None, 2025)),
    kind=st.sampled_from((None, "notice")),
)


def only_these(rows, *, apart=1):
    """Entries of these (text, district, year, kind), so far apart in their keys, and nothing else."""
    for slug in set(SearchEntry.objects.values_list("district", flat=True)):
        _forget_entries(slug)
    entries = SearchEntry.objects.bulk_create(
        SearchEntry(
            pk=1 + n * apart, district=district, district_name="万州区", kind=kind, path=f"/{n}/",
            title=text, year=year, number=n, body=text, folded=folded(text),
        )
        for n, (text, district, year, kind) in enumerate(rows)
    )  # fmt: skip
    _write(entries)


def plainly(query, rows, within=EVERYWHERE):
    """The slow definition: every row in turn, newest first, each word as a plain substring."""
    words = words_of(query)
    return [f"/{n}/" for n in holding(words, rows, within)] if words else []


def holding(words, rows, within):
    """Numbers of rows that hold all of the words, the newest first."""
    return [
        n
        for n, (text, district, year, kind) in reversed(list(enumerate(rows)))
        if all(word in folded(text) for word in words)
        and within.district in (None, district)
        and within.year in (None, year)
        and within.kind in (None, kind)
    ]


@settings(suppress_health_check=list(HealthCheck), max_examples=80, deadline=None)
@given(query=TEXTS, rows=ROWS, within=WITHIN, apart=st.sampled_from((1, 2**BLOCK_BITS)))
def test_the_hits_are_those_of_a_plain_substring_search_in_its_order(query, rows, within, apart):
    only_these(rows, apart=apart)
    expected = plainly(query, rows, within)
    found = find(query, within=within, limit=50)
    assert [hit.path for hit in found.hits] == expected
    words = words_of(query)
    slow = SearchEntry.objects.order_by("-pk") if words else SearchEntry.objects.none()
    for word in words:
        slow = slow.filter(folded__icontains=word)
    if within == EVERYWHERE:
        assert [entry.path for entry in slow] == expected
    if words:
        assert found.count == len(expected)
    pages, key = [], None
    while not pages or key is not None:
        page = find(query, within=within, before=key, limit=2)
        pages.append([hit.path for hit in page.hits])
        key = page.next_key
    assert [path for page in pages for path in page] == expected


WAYS = st.lists(
    st.lists(TEXTS.map(folded).filter(bool), min_size=1, max_size=2), min_size=1, max_size=MOST_WAYS
)


@settings(suppress_health_check=list(HealthCheck), max_examples=60, deadline=None)
@given(
    ways=WAYS,
    rows=ROWS,
    within=WITHIN,
    apart=st.sampled_from((1, 2**BLOCK_BITS)),
    most=st.integers(1, 8),
    newest=st.integers(0, 8),
)
def test_what_any_of_the_ways_finds_comes_once_and_newest_first(
    ways, rows, within, apart, most, newest
):
    only_these(rows, apart=apart)
    found = {n for way in ways for n in holding(way, rows, within)}
    every = [1 + n * apart for n in sorted(found, reverse=True)]
    below = newest * apart + 1
    assert keys_newest_first(ways, marks=within.marks, below=None, most=most) == every[:most]
    later = [key for key in every if key < below][:most]
    assert keys_newest_first(ways, marks=within.marks, below=below, most=most) == later


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite asks for each way in turn")
def test_an_entry_that_all_the_synonyms_find_is_read_no_more_often_than_by_one_of_them():
    group = [f"{sign}路" for sign in "甲乙丙丁戊己庚辛"][:MOST_WAYS]
    only_these([("".join(group), "wanzhou", 2025, "project")] * 300)
    SearchWordGroup.objects.create(words="、".join(group))

    def read_by(query):
        statement = "SELECT pg_stat_get_xact_tuples_fetched('publicity_searchentry'::regclass)"
        with connection.cursor() as cursor:
            cursor.execute(statement)
            before = cursor.fetchone()[0]
            assert find(query).count == 300
            cursor.execute(statement)
            return cursor.fetchone()[0] - before

    with_synonyms = read_by(group[0])
    assert find(group[0]).also == tuple(group[1:])
    SearchWordGroup.objects.all().delete()
    assert 0 < with_synonyms <= read_by(group[0])


def test_hits_are_counted_up_to_a_thousand():
    only_these([("农村公路", "wanzhou", 2025, "project")] * (COUNTED + 1))
    found = find("公路")
    assert (found.count, found.has_more_than_counted) == (COUNTED, True)
    assert len(found.hits) == PAGE
    SearchEntry.objects.filter(number=0).delete()
    found = find("公路")
    assert (found.count, found.has_more_than_counted) == (COUNTED, False)


@pytest.mark.parametrize("query", ["公路", "路", "·", "公路 电梯", "2025年 公路"])
def test_no_text_is_compared_that_the_index_did_not_offer(query):
    """Neither a single character nor a sign looks through the texts."""
    only_these([("甲乙丙丁", "wanzhou", 2025, "project")] * 50)
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            statement, values = _asked_of_sqlite(words_of(query), [], 10**9, 21)
            cursor.execute(f"EXPLAIN QUERY PLAN {statement}", values)
            plan = " ".join(row[-1] for row in cursor.fetchall())
            assert "VIRTUAL TABLE INDEX" in plan and "SCAN entry" not in plan
            assert "TEMP B-TREE" not in plan
            return
        read = "SELECT pg_stat_get_xact_tuples_returned('publicity_searchentry'::regclass)"
        cursor.execute(read)
        before = cursor.fetchone()
        assert find(query).hits == ()
        cursor.execute(read)
        assert cursor.fetchone() == before


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite compares pairs as a phrase")
def test_of_texts_that_hold_a_words_pairs_and_not_the_word_few_are_compared():
    only_these(
        [("双日。日禾", "wanzhou", 2025, "project")] * 300
        + [("双日禾", "wanzhou", 2025, "project")]
    )
    statement, values = matching._asked_of_postgresql([["双日禾"]], [], 10**9, 1000)
    values[1] = [["%"]]  # compared with nothing: what the index offers
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        assert len(cursor.fetchall()) == 1
    assert paths("双日禾") == ["/300/"]


def test_of_a_district_that_changed_the_rows_that_say_the_same_keep_their_place(wanzhou):
    find("电梯")
    stood = dict(SearchEntry.objects.values_list("path", "pk"))
    project = wanzhou.projects.get(number=2)
    project.target = "更新电梯三百部。"
    project.save()
    publish_plan(
        plan_id=wanzhou.pk, actor=make_person("second reviewer", wanzhou.district, Role.REVIEWER), at=AT
    )  # fmt: skip
    assert paths("三百部") == ["/wanzhou/2025/2/"]
    now = dict(SearchEntry.objects.values_list("path", "pk"))
    assert {path for path in now if now[path] != stood.get(path)} == {"/wanzhou/2025/2/"}


@given(st.text(max_size=60))
def test_every_pair_of_an_indexed_text_stands_in_it(text):
    plain = folded(text)
    assert all(len(pair) == 2 and pair in plain for pair in pairs(plain))


def find_also(query, **within):
    return paths_of(find(query, within=Within(**within)))


def paths_of(found):
    return [hit.path for hit in found.hits]


def test_a_synonym_of_the_list_finds_the_others_and_is_told(client, wanzhou):
    publish_more(wanzhou, {6: "农村供水保障", 7: "城区自来水改造"})
    found = find("饮水")
    assert paths_of(found) == ["/wanzhou/2025/7/", "/wanzhou/2025/6/"]
    assert set(found.also) == {"自来水", "供水"}
    assert "也找了：自来水、供水" in client.get("/search/", {"q": "饮水"}).content.decode()
    assert find_also("饮水保障") == ["/wanzhou/2025/6/"]
    assert find("电梯").also == ()
    SearchWordGroup.objects.all().delete()
    assert find_also("饮水") == []


def publish_more(plan, names):
    for number, name in names.items():
        make_project(plan, number, name=name, target=f"完成{number}个。")
    reviewer = make_person("another reviewer", plan.district, Role.REVIEWER)
    publish_plan(plan_id=plan.pk, actor=reviewer, at=AT)


@pytest.mark.parametrize(
    "asked", ["第2件", "第二件", "第2项", "电梯 第二件", "2025 第2件", "2025年 第２件"]
)
def test_a_projects_number_finds_it_however_it_is_written(wanzhou, asked):
    assert find_also(asked, kind="project") == ["/wanzhou/2025/2/"]


@pytest.mark.parametrize("asked", ["第十十件", "第百件", "第〇件", "第件", "第99件"])
def test_what_is_no_number_of_a_project_finds_nothing_and_breaks_nothing(wanzhou, asked):
    assert find_also(asked) == []


def test_a_unit_is_found_under_another_of_its_names(wanzhou):
    unit = wanzhou.district.units.get()
    UnitAlias.objects.create(district=wanzhou.district, unit=unit, name="区住建委")
    assert len(find_also("区住建委")) == len(NAMES)
    assert (
        find("区住建委").also == ()
    )  # spellings come from the register, which is not told in public


def test_the_topic_narrows_and_next_years_plan_is_offered(wanzhou, client):
    assert find_also("完成", topic="travel") == ["/wanzhou/2025/4/"]
    assert find_also("完成", topic="jobs") == []
    page = client.get("/search/", {"q": "完成", "topic": "travel"}).content.decode()
    assert '<option value="travel" selected>出行</option>' in page and "共 1 处" in page
    newest = make_plan(wanzhou.district, year=2027)
    make_project(newest, 1, name="后年的事")
    reviewer = make_person("early reviewer", wanzhou.district, Role.REVIEWER)
    publish_plan(plan_id=newest.pk, actor=reviewer, at=AT)
    page = client.get("/search/", {"q": "2027"}).content.decode()
    assert "后年的事" in page and '<option value="2027">' in page


def test_the_district_one_came_from_stands_first(wanzhou, client):
    other = make_plan(make_district("qianjiang"))
    make_project(other, 1, name="黔江公路")
    reviewer = make_person("far reviewer", other.district, Role.REVIEWER)
    publish_plan(plan_id=other.pk, actor=reviewer, at=AT)
    find("公路")  # both are taken in, the other district's entries being the newer ones
    page = client.get("/search/", {"q": "公路", "from": "wanzhou"}).content.decode()
    own, elsewhere = page.index("农村<mark>公路"), page.index("黔江<mark>公路")
    assert own < elsewhere and page.count('href="../wanzhou/2025/4/"') == 1
    plain = client.get("/search/", {"q": "公路"}).content.decode()
    assert plain.index("黔江<mark>公路") < plain.index("农村<mark>公路")
    assert 'name="from" value="wanzhou"' in client.get("/wanzhou/").content.decode()


def test_a_question_is_at_most_some_searches_whatever_the_list_holds():
    groups = [[f"词{a}{b}" for b in range(8)] for a in range(4)]
    asked = meaning([group[0] for group in groups], groups, {})
    assert len(asked.ways) == MOST_WAYS
    assert all(way[-1] == groups[-1][0] for way in asked.ways)
    # What holds another of the words is found by that one already.
    assert meaning(["供水"], [["供水", "农村供水", "饮水"]], {}).ways == (("供水",), ("饮水",))
