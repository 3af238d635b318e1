"""What can be followed: feeds, calendars, the map for machines. Structure, ids, and what becomes of what ends."""

import re
from dataclasses import replace
from datetime import date, datetime, timedelta
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from accounts.clock import BEIJING
from publicity.feeds.calendar import Event, calendar_bytes
from publicity.public_table import Kind, NoSuchPage, every_path, page_at
from publicity.site.identity import unit_id
from publicity.site.units import units_of
from tests.publicity.site import sample

ATOM = "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
SITES = {
    **{name: site for name, (site, _) in sample.states().items()},
    "two": sample.site(sample.wanzhou_notice(), sample.qianjiang_progress(), day=date(2025, 7, 18)),
    "empty": sample.site(
        sample.PublishedNotice("nowhere", "2025-q1", {}), districts=(sample.EMPTY,)
    ),
    "sub-path": sample.site(base_url="https://www.example.gov.cn/msss", is_demo=False),
}
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


def of_kind(site, ending):
    return [
        page
        for page in (page_at(site, path) for path in every_path(site, Kind.FEED))
        if page.path.endswith(ending)
    ]


def entries(site, path):
    root = ET.fromstring(page_at(site, path).body)
    return {entry.findtext(f"{ATOM}id"): entry for entry in root.iter(f"{ATOM}entry")}


@pytest.mark.parametrize("name", SITES)
def test_every_feed_is_atom_as_the_norm_asks(name):
    site = SITES[name]
    ids = {}
    for page in of_kind(site, ".atom"):
        root = ET.fromstring(page.body)
        assert root.tag == f"{ATOM}feed"
        for element in (root, *root.findall(f"{ATOM}entry")):
            for required in ("id", "title", "updated"):
                found = element.findall(f"{ATOM}{required}")
                assert len(found) == 1 and found[0].text, (page.path, required)
            assert MOMENT.fullmatch(element.findtext(f"{ATOM}updated"))
            assert re.match(r"tag:[^,]+,2025:.+", element.findtext(f"{ATOM}id"))
            assert element.findtext(f"{ATOM}author/{ATOM}name")
            assert [
                link for link in element.findall(f"{ATOM}link") if link.get("rel") == "alternate"
            ]
        own = [
            link.get("href") for link in root.findall(f"{ATOM}link") if link.get("rel") == "self"
        ]
        assert own == [site.base_url + page.path]
        inner = [entry.findtext(f"{ATOM}id") for entry in root.findall(f"{ATOM}entry")]
        assert len(inner) == len(set(inner)), f"{page.path}: an id twice"
        moments = [entry.findtext(f"{ATOM}updated") for entry in root.findall(f"{ATOM}entry")]
        assert moments == sorted(moments, reverse=True)
        assert root.findtext(f"{ATOM}updated") == max(moments, default="1970-01-01T00:00:00Z")
        assert ids.setdefault(root.findtext(f"{ATOM}id"), page.path) == page.path
        for link in root.iter(f"{ATOM}link"):
            assert link.get("href").startswith(site.base_url + "/")


@pytest.mark.parametrize("name", SITES)
def test_nothing_to_follow_depends_on_the_day_or_on_who_made_it(name):
    site = SITES[name]
    tomorrow = replace(site, day=site.day + timedelta(days=1))
    for path in every_path(site, Kind.FEED):
        body = page_at(site, path).body
        assert page_at(site, path).body == body
        assert page_at(tomorrow, path).body == body, path


@pytest.mark.parametrize(
    ("state", "word", "says"),
    [
        ("corrected", "【已更正】", "2025-q1-r1/"),
        ("withdrawn", "【已撤回】", "附件误用了旧表。"),
        ("sealed", "【已封存】", "内容含个人信息。"),
    ],
)
def test_what_ends_stays_in_every_feed_under_its_id_and_says_so(state, word, says):
    before = sample.site(sample.made_here())
    after, _ = sample.states()[state]
    unit = units_of(before, "wanzhou")[0]
    mark = "tag:127.0.0.1,2025:500101/notices/2025-q1"
    for path, name in (
        ("/feed.atom", mark),
        ("/wanzhou/feed.atom", mark),
        ("/wanzhou/2025/3/feed.atom", f"{mark}/projects/3"),
        (unit.feed_path, f"{mark}/units/{unit.id}"),
    ):
        was, now = entries(before, path)[name], entries(after, path)[name]
        assert now.findtext(f"{ATOM}title").startswith(word)
        assert says in now.findtext(f"{ATOM}content")
        assert now.findtext(f"{ATOM}updated") > was.findtext(f"{ATOM}updated")
        assert "enclosure" not in {link.get("rel") for link in now.iter(f"{ATOM}link")}
        for figure in ("16842", "55219.1", "55,219.1", "万元"):
            assert figure not in ET.tostring(now, encoding="unicode"), path


def test_a_project_is_told_in_a_sentence_with_money_and_share():
    told = entries(sample.site(), "/wanzhou/2025/3/feed.atom")
    text = told["tag:127.0.0.1,2025:500101/notices/2025-q1/projects/3"].findtext(f"{ATOM}content")
    assert text.startswith("第3项 关爱青少年心理健康：")
    assert "完成额度92万元，占比30.7%" in text


def test_ids_stay_when_the_site_moves_to_a_sub_path_of_its_domain():
    here = sample.site(base_url="https://www.example.gov.cn")
    there = sample.site(base_url="https://www.example.gov.cn/msss")
    assert list(entries(here, "/feed.atom")) == list(entries(there, "/feed.atom"))


def test_a_unit_is_numbered_by_its_name_and_one_that_was_never_published_has_no_feed():
    site = sample.site()
    names = {unit.name: unit for unit in units_of(site, "wanzhou")}
    numbers = [unit.id for slug in ("wanzhou", "qianjiang") for unit in units_of(site, slug)]
    assert len(numbers) == len(set(numbers))
    assert "三峡发展集团" in names
    assert unit_id("500101", "三峡发展集团") == names["三峡发展集团"].id
    unpublished = unit_id("500101", "区没有公布的局")
    for number in (unpublished, 1, 2, 3):
        with pytest.raises(NoSuchPage):
            page_at(site, f"/wanzhou/units/{number}/feed.atom")
    other = names["三峡发展集团"].id
    with pytest.raises(NoSuchPage):
        page_at(site, f"/qianjiang/units/{other}/feed.atom")


def unfolded(body: bytes) -> list[str]:
    text = body.decode()
    assert text.endswith("\r\n")
    assert "\n" not in text.replace("\r\n", "")
    for line in body.split(b"\r\n"):
        assert len(line) <= 75
        line.decode()
    return text.replace("\r\n ", "").split("\r\n")[:-1]


def events(site, path):
    found, event = [], None
    for line in unfolded(page_at(site, path).body):
        name, _, value = line.partition(":")
        if line == "BEGIN:VEVENT":
            event = {}
            found.append(event)
        elif line == "END:VEVENT":
            event = None
        elif event is not None:
            assert name not in event, f"{name} twice"
            event[name] = value
    return found


@pytest.mark.parametrize("name", SITES)
def test_every_calendar_is_one_as_the_norm_asks(name):
    for page in of_kind(SITES[name], ".ics"):
        lines = unfolded(page.body)
        assert lines[:2] == ["BEGIN:VCALENDAR", "VERSION:2.0"]
        assert lines[-1] == "END:VCALENDAR"
        assert "X-WR-TIMEZONE:Asia/Shanghai" in lines
        assert lines.count("BEGIN:VEVENT") == lines.count("END:VEVENT")
        told = events(SITES[name], page.path)
        assert len({event["UID"] for event in told}) == len(told)
        for event in told:
            assert re.fullmatch(r"\d{8}T\d{6}Z", event["DTSTAMP"])
            first, after = event["DTSTART;VALUE=DATE"], event["DTEND;VALUE=DATE"]
            assert re.fullmatch(r"\d{8}", first) and first < after
            assert event["SUMMARY"]


def test_the_window_is_all_its_days_and_the_milestones_are_month_ends():
    (window,) = events(sample.site(), "/wanzhou/2025/calendar.ics")
    assert (window["DTSTART;VALUE=DATE"], window["DTEND;VALUE=DATE"]) == ("20250411", "20250512")
    assert window["STATUS"] == "CONFIRMED"
    days = [
        event["DTSTART;VALUE=DATE"]
        for event in events(sample.site(), "/qianjiang/2025/calendar.ics")
    ]
    assert days == ["20250630", "20250930", "20251231"]


def test_a_withdrawn_window_is_called_off_and_a_sealed_one_is_gone():
    (called_off,) = events(SITES["withdrawn"], "/wanzhou/2025/calendar.ics")
    assert called_off["STATUS"] == "CANCELLED"
    assert called_off["SUMMARY"].startswith("【已撤回】")
    assert events(SITES["sealed"], "/wanzhou/2025/calendar.ics") == []


@example("\\N")
@given(st.text(st.characters(codec="utf-8")))
def test_any_text_folds_into_short_lines_and_back(text):
    moment = datetime(2025, 4, 11, 10, 5, tzinfo=BEIJING)
    event = Event("u", date(2025, 4, 11), date(2025, 4, 12), moment, f"a{text}", text, "https://x/")
    body = calendar_bytes("n", [event])
    told = dict(line.partition(":")[::2] for line in unfolded(body))
    unescaped = re.sub(r"\\(.)", lambda sign: "\n" if sign[1] in "nN" else sign[1], told["SUMMARY"])
    kept = re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", "", text)
    assert unescaped == "a" + re.sub("\r\n?", "\n", kept)
    assert (told["DTSTAMP"], told["LAST-MODIFIED"]) == ("20250411T020500Z",) * 2
    assert calendar_bytes("n", [event]) == body


def addresses_on_the_map(site):
    """Every address on the map, following an index to its parts."""
    root = ET.fromstring(page_at(site, "/sitemap.xml").body)
    if root.tag == f"{MAP}sitemapindex":
        parts = [one.findtext(f"{MAP}loc").removeprefix(site.base_url) for one in root]
        assert set(parts) < set(every_path(site, Kind.FEED))
        return [url for part in parts for url in ET.fromstring(page_at(site, part).body)]
    return [*root]


@pytest.mark.parametrize("name", SITES)
def test_the_map_names_every_page_once_with_its_last_change(name):
    site = SITES[name]
    urls = addresses_on_the_map(site)
    found = [url.findtext(f"{MAP}loc") for url in urls]
    assert len(found) == len(set(found))
    assert set(every_path(site, Kind.PAGE)) <= {url.removeprefix(site.base_url) for url in found}
    for url in urls:
        changed = url.findtext(f"{MAP}lastmod")
        assert changed is None or (MOMENT.fullmatch(changed) and changed > "2000")
        assert urlsplit(url.findtext(f"{MAP}loc")).scheme in {"http", "https"}


def test_the_map_of_several_districts_is_an_index_of_the_portals_and_theirs():
    site = sample.site()
    root = ET.fromstring(page_at(site, "/sitemap.xml").body)
    assert root.tag == f"{MAP}sitemapindex"
    parts = [part.findtext(f"{MAP}loc").removeprefix(site.base_url) for part in root]
    assert parts == ["/sitemap/portal.xml", "/wanzhou/sitemap.xml", "/qianjiang/sitemap.xml"]
    assert f"{site.base_url}/qianjiang/2025/11/<" in page_at(site, parts[2]).body.decode()
    assert f"{site.base_url}/privacy/<" in page_at(site, parts[0]).body.decode()


def test_the_map_of_one_district_is_one_file_unless_it_grows_too_long(monkeypatch):
    site = sample.site()
    site = replace(site, districts=site.districts[:1])
    assert ET.fromstring(page_at(site, "/sitemap.xml").body).tag == f"{MAP}urlset"
    with pytest.raises(NoSuchPage):
        page_at(site, "/sitemap/portal.xml")
    monkeypatch.setattr("publicity.feeds.sitemap.MOST_ADDRESSES", 10)
    assert ET.fromstring(page_at(site, "/sitemap.xml").body).tag == f"{MAP}sitemapindex"
    assert len(ET.fromstring(page_at(site, "/wanzhou/sitemap.xml").body)) == 10


def test_robots_may_read_what_is_public_and_find_the_map_under_a_sub_path():
    lines = page_at(SITES["sub-path"], "/robots.txt").body.decode().splitlines()
    assert "Disallow: /msss/desk/" in lines
    assert "Sitemap: https://www.example.gov.cn/msss/sitemap.xml" in lines


@pytest.mark.parametrize(
    "path",
    ["/nowhere/feed.atom", "/wanzhou/2025/99/feed.atom", "/wanzhou/1999/calendar.ics",
     "/wanzhou/units/5/feed.atom", "/nowhere/sitemap.xml", "/wanzhou/2025/feed.atom"],
)  # fmt: skip
def test_what_is_not_published_cannot_be_followed(path):
    with pytest.raises(NoSuchPage):
        page_at(sample.site(), path)
