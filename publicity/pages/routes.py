"""From a path to its page and back: the one list of addresses that server, export and crawl share."""

from __future__ import annotations

import re
from collections.abc import Iterator

from publicity.pages.district import district
from publicity.pages.errors import NoSuchPage
from publicity.pages.home import home
from publicity.pages.map import site_map
from publicity.pages.notice import notice
from publicity.pages.notices import notices
from publicity.pages.plan import plan
from publicity.pages.privacy import privacy
from publicity.pages.project import project
from publicity.site.rendering import Page
from publicity.site.snapshots import Site

__all__ = ["PORTAL_PATHS", "NoSuchPage", "every_path", "page_at_path", "paths_of"]

_PATH = re.compile(
    r"/(?P<slug>[-a-z0-9_]+)/"
    r"(?:notices/(?:(?P<notice>[-a-z0-9]+)/)?|(?P<year>[12]\d{3})/(?:(?P<number>[1-9]\d{0,3})/)?)?$"
)


def page_at_path(site: Site, path: str) -> Page:
    """The page at a public path. Raises NoSuchPage."""
    if path == "/":
        return home(site)
    if path == "/privacy/":
        return privacy(site)
    if path == "/sitemap/":
        return site_map(site)
    found = _PATH.match(path)
    if not found:
        raise NoSuchPage(path)
    slug = found["slug"]
    if found["notice"]:
        return notice(site, slug, found["notice"])
    if path == f"/{slug}/notices/":
        return notices(site, slug)
    if found["number"]:
        return project(site, slug, int(found["year"]), int(found["number"]))
    if found["year"]:
        return plan(site, slug, int(found["year"]))
    return district(site, slug)


PORTAL_PATHS = ("/", "/privacy/", "/sitemap/")
"""Pages that belong to no district."""


def paths_of(site: Site, slug: str) -> Iterator[str]:
    """Every public page of a district, its own first."""
    yield f"/{slug}/"
    yield f"/{slug}/notices/"
    for published in site.notices_of(slug):
        yield published.path
    for version in site.plans_of(slug):
        yield version.path
        for number in version.said.by_number:
            yield f"{version.path}{number}/"


def every_path(site: Site) -> Iterator[str]:
    """Every public page of the site, home first."""
    yield from PORTAL_PATHS
    for one in site.districts:
        yield from paths_of(site, one.slug)
