"""From / over every link of the app: each answers, none leads to another host, every page is whole and valid HTML."""

from __future__ import annotations

from collections import deque
from itertools import pairwise
from urllib.parse import urljoin, urlsplit

import html5lib
import pytest

from publicity.public_table import Kind, every_path
from publicity.views.surroundings import site_today
from tests.publicity.test_public_addresses import publish_plan

pytestmark = pytest.mark.django_db
MOST = 400
BASE = "http://127.0.0.1:8000"
SIGNED_IN = ("/accounts/", "/desk/", "/admin/")


def _tree(body: bytes):
    parser = html5lib.HTMLParser(
        tree=html5lib.getTreeBuilder("etree"), namespaceHTMLElements=False, strict=True
    )
    return parser.parse(body.decode())


def _links(tree):
    for element in tree.iter():
        if not isinstance(element.tag, str) or element.get("rel") == "canonical":
            continue
        target = element.get("href") or element.get("src") or element.get("action")
        if target and not target.startswith(("tel:", "#")):
            yield target


def _check(path, tree):
    assert tree.get("lang") == "zh-CN", path
    assert len(list(tree.iter("h1"))) == 1, path
    assert "".join(tree.find("head/title").itertext()).strip(), path
    names = {m.get("name"): m.get("content") for m in tree.iter("meta") if m.get("name")}
    # A form that no search engine shall list needs no description.
    assert names.get("description") or names.get("robots") == "noindex", path
    levels = [
        int(e.tag[1]) for e in tree.iter() if isinstance(e.tag, str) and e.tag in
        {"h1", "h2", "h3", "h4"}
    ]  # fmt: skip
    assert all(b - a <= 1 for a, b in pairwise(levels)), (path, levels)


def test_every_link_from_the_first_page_answers_and_none_leaves_the_site(office, client):
    publish_plan(office)
    office.corrected(office.published())
    waiting, seen = deque(["/"]), {"/"}
    while waiting:
        path = waiting.popleft()
        if path.startswith("/static/"):
            continue  # The static files have tests of their own (tests/publicity/site/test_assets.py).
        answer = client.get(path)
        assert answer.status_code == 200, path
        if not answer["Content-Type"].startswith("text/html") or path.startswith(SIGNED_IN):
            continue
        assert not answer.cookies or "/object/" in path or path.startswith("/objections/"), path
        tree = _tree(answer.content)
        _check(path, tree)
        for target in _links(tree):
            full = urlsplit(urljoin(BASE + path, target))
            assert full.netloc == urlsplit(BASE).netloc, f"{path}: {target} leaves the site"
            there = full.path + (
                f"?{full.query}" if full.query and "search" not in full.path else ""
            )
            if there not in seen:
                seen.add(there)
                waiting.append(there)
        assert len(seen) < MOST
    site = site_today()
    reached = {path.partition("?")[0] for path in seen}
    assert set(every_path(site, Kind.PAGE)) <= reached
    left = set(every_path(site, Kind.FEED)) - reached
    maps = {path for path in left if path.endswith("/sitemap.xml")}
    assert left <= {"/robots.txt", *maps}, "feeds that no page offers"
    assert set(every_path(site, Kind.DATA)) <= reached, "open data that no page offers"
