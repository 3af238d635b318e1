"""What a mayor, a neighbour and a phone find first: deliveries, rows that fold, the way to object, what can be followed."""

import re
from dataclasses import replace
from datetime import date
from urllib.parse import urljoin, urlsplit

from publicity.public_table import Kind, every_path, page_at
from tests.publicity.site import sample

NOTICE = "/wanzhou/notices/2025-q1/"
OPEN = sample.site(sample.made_here(), day=sample.OPEN_DAY)


def shown(site, path: str) -> str:
    return page_at(site, path).body.decode()


def two_periods(shows_standing: bool = False):
    """Qianjiang with two published periods, June and September."""
    half, later = sample.qianjiang_progress(6), sample.qianjiang_progress(9)
    later = replace(later, number="2025-q3", content={**later.content, "number": "2025-q3"})
    far = replace(sample.QIANJIANG, shows_standing=shows_standing)
    return sample.site(half, later, districts=(sample.WANZHOU, far), day=date(2025, 10, 20))


def test_a_district_leads_with_the_main_promise_and_counts_before_the_money():
    page = shown(OPEN, "/wanzhou/")
    assert "42/67 个" in page
    assert page.index("已达目标值") < page.index("42/67 个") < page.index("年一线")
    assert page.index("42/67 个") < page.index("投资完成</h2>")


def test_the_plan_tells_the_published_result_before_the_money():
    page = shown(OPEN, "/wanzhou/2025/")
    assert page.index("1—3月公布") < page.index("计划投资")
    assert "42/67 个" in page


def test_the_first_page_counts_deliveries_before_the_money():
    page = shown(OPEN, "/")
    line = page[page.index('id="districts"') :]
    assert line.index("推进中") < line.index("投资完成 30.2%")


def test_where_lights_are_shown_they_stand_in_place_of_the_counts():
    rows = sample.made_here().content["categories"]
    lit = [
        group
        | {
            "projects": [
                row | {"standing": {"value": "on_schedule", "sentence": "达到。"}}
                for row in group["projects"]
            ]
        }
        for group in rows
    ]
    near = replace(sample.WANZHOU, shows_standing=True)
    site = sample.site(sample.made_here(categories=lit), districts=(near,), day=sample.OPEN_DAY)
    page = shown(site, "/wanzhou/")
    assert "亮灯" in page
    assert "已达目标值" not in page


def test_a_notice_folds_its_rows_before_the_table_each_with_its_way_to_object():
    page = shown(OPEN, NOTICE)
    assert page.index('id="each"') < page.index('id="t"')
    assert page.count("<summary>") == 20
    assert 'href="object/?project=3"' in page
    assert 'href="#p3"' in page
    assert 'id="p3"' in page


def test_a_closed_form_is_offered_nowhere():
    late = sample.site(sample.made_here(), objection_url="", day=sample.OPEN_DAY)
    assert "提异议" not in shown(late, NOTICE)
    assert "提异议" not in shown(late, "/wanzhou/2025/3/")


def test_a_project_leads_to_the_open_form_with_its_row_chosen():
    assert 'href="../../notices/2025-q1/object/?project=3"' in shown(OPEN, "/wanzhou/2025/3/")


def test_a_project_without_an_open_notice_offers_no_form():
    over = sample.site(sample.made_here(), day=date(2025, 8, 1))
    assert "对这一件提异议" not in shown(over, "/wanzhou/2025/3/")


def test_each_stage_of_a_project_is_told_once():
    page = shown(sample.site(day=date(2025, 4, 26)), "/qianjiang/2025/11/")
    for month in (6, 9, 12):
        assert page.count(f"{month}月底") == 1


def test_what_is_published_stands_with_the_stage_it_was_due_by():
    site = sample.site(sample.qianjiang_progress(), day=date(2025, 7, 18))
    page = shown(site, "/qianjiang/2025/11/")
    assert page.index('id="ms"') < page.index("电动车充电端口设施建设：公布")


def test_following_is_explained_with_addresses_to_copy():
    page = shown(OPEN, "/wanzhou/subscribe/")
    base = OPEN.base_url.rstrip("/")
    assert f"<code>{base}/wanzhou/feed.atom</code>" in page
    assert f"<code>{base}/wanzhou/2025/calendar.ics</code>" in page
    assert 'id="p3"' in page
    for path in ("/wanzhou/2025/", "/wanzhou/2025/3/", "/sitemap/"):
        body = shown(OPEN, path)
        assert "subscribe/" in body
        assert '<a href="feed.atom"' not in body


def test_no_page_leads_a_person_to_a_feed_and_every_way_to_follow_ends_where_it_says():
    """A topic's note once led to the raw feed, which a browser shows as a page of code."""
    site = two_periods()
    led, raw = [], []
    for path in every_path(site, Kind.PAGE):
        for target in re.findall(r'<a\s[^>]*href="([^"]+)"', shown(site, path)):
            whole = urlsplit(urljoin(path, target))
            if whole.path.endswith((".atom", ".xml")):
                raw.append((path, target))
            if whole.path.endswith(("/subscribe/", "/feed/")) and whole.path != path:
                led.append(whole)
    assert raw == []
    ways = {(whole.path, whole.fragment) for whole in led if whole.fragment}
    assert {fragment.split("-")[0].rstrip("0123456789") for _, fragment in ways} == {"p", "t", "u"}
    for path, fragment in ways:
        assert f' id="{fragment}"' in shown(site, path), (path, fragment)


def test_following_over_all_districts_is_explained_on_a_page_of_its_own():
    page = shown(OPEN, "/feed/")
    base = OPEN.base_url.rstrip("/")
    assert f"<code>{base}/feed.atom</code>" in page
    assert f"<code>{base}/topics/travel/feed.atom</code>" in page
    assert 'href="../wanzhou/subscribe/"' in page
    assert 'href="../../feed/#t-travel"' in shown(OPEN, "/topics/travel/")


def test_two_published_periods_are_drawn_with_the_same_in_words():
    page = shown(two_periods(), "/qianjiang/2025/11/")
    assert page.count('class="chart"') >= 1
    assert "<desc" in page
    assert "应到" not in page


def test_where_it_should_stand_is_drawn_only_where_lights_are_shown():
    assert "应到" in shown(two_periods(shows_standing=True), "/qianjiang/2025/11/")


def test_one_published_period_is_said_in_words_without_a_frame():
    page = shown(OPEN, "/wanzhou/")
    assert 'class="chart"' not in page
    assert "完成投资公布过一期：1—3月 55,219.1 万元。" in page


def test_a_withdrawn_period_is_no_point():
    site = two_periods()
    notices = tuple(
        replace(one, content={**one.content, "withdrawn_at": "2025-10-18T09:00:00+08:00"})
        if one.number == "2025-q3"
        else one
        for one in site.notices
    )
    assert 'class="chart"' not in shown(replace(site, notices=notices), "/qianjiang/2025/11/")


def test_a_projects_drawing_writes_what_the_plan_counts_as_the_plan_does():
    """The drawing said 1,050 and the sentence below it 1050."""
    page = shown(two_periods(), "/qianjiang/2025/11/")
    assert ">1050</text>" in page
    assert "1—9月 1050 个" in page
    assert "1,050" not in page
