"""One table: the URL configuration, what is served, the exported folder and the map for machines come from it."""

from __future__ import annotations

import importlib
import io
import re

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.urls import URLPattern, clear_url_caches, get_resolver, reverse

from config import urls as every_url
from projects import public_addresses
from projects.public_addresses import ADDRESSES, PROJECT, RESERVED_SLUGS, Address
from publicity import public_table, urls
from publicity.public_table import TABLE, Kind, Line, NoSuchPage, every_path, line_at, page_at
from publicity.site.moments import NEVER
from publicity.site.rendering import Page
from publicity.views.surroundings import site_today
from tests.publicity.test_public_addresses import publish_plan

pytestmark = pytest.mark.django_db
THANKS = Address("thanks", "/{district}/{year}/thanks/")


def thanks(site, slug, year):
    return Page(THANKS.path(district=slug, year=year), "致谢", f"{slug} {year}".encode())


@pytest.fixture
def _url_configuration_made_again():
    yield
    importlib.reload(urls)
    importlib.reload(every_url)
    clear_url_caches()


def made_again():
    importlib.reload(urls)
    importlib.reload(every_url)
    clear_url_caches()


def test_an_address_more_is_served_exported_and_on_the_map(
    office, client, tmp_path, monkeypatch, request
):
    publish_plan(office)
    assert client.get("/wanzhou/2025/thanks/").status_code == 404
    line = Line(
        THANKS,
        Kind.PAGE,
        lambda site, slug: ({"year": plan.year} for plan in site.plans_of(slug)),
        thanks,
        lambda site, slug, year: NEVER,
    )
    request.getfixturevalue("_url_configuration_made_again")
    with monkeypatch.context() as patch:
        patch.setattr(public_addresses, "ADDRESSES", (*ADDRESSES, THANKS))
        patch.setattr(public_table, "TABLE", (*TABLE, line))
        made_again()
        path = "/wanzhou/2025/thanks/"
        assert reverse("publicity:thanks", args=["wanzhou", 2025]) == path
        assert client.get(path).content == b"wanzhou 2025"
        assert client.get("/wanzhou/2024/thanks/").content == b"wanzhou 2024"
        assert path in every_path(site_today())
        assert (
            f"<loc>http://127.0.0.1:8000{path}</loc>"
            in page_at(site_today(), "/sitemap.xml").body.decode()
        )
        call_command("export_site", str(tmp_path), verbosity=0, stdout=io.StringIO())
        assert (tmp_path / "wanzhou/2025/thanks/index.html").read_bytes() == b"wanzhou 2025"


def test_an_address_that_nothing_answers_at_is_told_at_the_start(
    monkeypatch, _url_configuration_made_again
):
    with monkeypatch.context() as patch:
        patch.setattr(public_addresses, "ADDRESSES", (*ADDRESSES, THANKS))
        with pytest.raises(ImproperlyConfigured, match="/thanks/"):
            importlib.reload(urls)


def test_every_path_is_found_again_under_its_own_address(office):
    publish_plan(office)
    office.corrected(office.published())
    site = site_today()
    found = 0
    for line in TABLE:
        if line.kind is Kind.STAND_IN:
            continue
        for slug in ("", "wanzhou"):
            for path in line.paths(site, slug):
                of, parts = line_at(path)
                assert of is line, path
                assert line.address.path(**parts) == path
                assert line.scope(parts) == slug, path
                assert page_at(site, path).path == path
                found += 1
    assert found > 40


def test_each_name_and_each_pattern_stands_once():
    assert len({one.name for one in ADDRESSES}) == len(ADDRESSES)
    assert len({one.pattern for one in ADDRESSES}) == len(ADDRESSES)
    assert len({line.address for line in TABLE}) == len(TABLE)


@pytest.mark.parametrize("path", ["/wanzhou/2025/03/", "/wanzhou/02025/3/", "/wanzhou/2025/３/"])
def test_another_spelling_of_a_number_is_no_second_address(office, client, path):
    publish_plan(office)
    assert PROJECT.parts_of(path) is None
    with pytest.raises(NoSuchPage):
        line_at(path)
    answer = client.get(path)
    # Full-width digits come out of messages and lead on; whatever else is no address at all.
    leads_on = (301, "/wanzhou/2025/3/") if "３" in path else (404, None)
    assert (answer.status_code, answer.headers.get("Location")) == leads_on


def test_what_any_address_of_the_portal_begins_with_is_no_districts_name():
    """The public ones are derived from the table; those behind the sign-in and of the server are held to it here."""
    firsts = set()
    for one in get_resolver().url_patterns:
        patterns = [one] if isinstance(one, URLPattern) or str(one.pattern) else one.url_patterns
        firsts |= {re.sub(r"^\^", "", str(each.pattern)) for each in patterns}
    named = {found[1] for text in firsts if (found := re.match(r"([a-z]+)", text))}
    assert {"desk", "accounts", "admin", "api", "healthz"} <= named
    assert named <= RESERVED_SLUGS
    assert {"livez", "readyz", "topics", "static", "media", "help", "verify"} <= RESERVED_SLUGS
