"""From a path to what is followed there, and the list of such paths."""

from __future__ import annotations

import re
from collections.abc import Iterator

from publicity.feeds.calendar import year_calendar
from publicity.feeds.follow import district_feed, portal_feed, project_feed, unit_feed
from publicity.feeds.sitemap import district_sitemap, robots, sitemap, sitemap_paths
from publicity.pages.errors import NoSuchPage
from publicity.site.rendering import Page
from publicity.site.snapshots import Site
from publicity.site.units import units_of

_PATH = re.compile(
    r"/(?P<slug>[-a-z0-9_]+)/(?:"
    r"(?P<of_district>feed\.atom)"
    r"|units/(?P<unit>\d{1,15})/feed\.atom"
    r"|(?P<year>[12]\d{3})/(?:(?P<calendar>calendar\.ics)|(?P<number>[1-9]\d{0,3})/feed\.atom)"
    r"|(?P<map>sitemap\.xml)"
    r")"
)


def resource_at_path(site: Site, path: str) -> Page:
    """The feed, calendar or map at a path. Raises NoSuchPage."""
    fixed = {"/feed.atom": portal_feed, "/sitemap.xml": sitemap, "/robots.txt": robots}
    if path in fixed:
        return fixed[path](site)
    found = _PATH.fullmatch(path)
    if not found:
        raise NoSuchPage(path)
    slug = found["slug"]
    if found["of_district"]:
        return district_feed(site, slug)
    if found["unit"]:
        return unit_feed(site, slug, int(found["unit"]))
    if found["calendar"]:
        return year_calendar(site, slug, int(found["year"]))
    if found["number"]:
        return project_feed(site, slug, int(found["year"]), int(found["number"]))
    return district_sitemap(site, slug)


def paths_of(site: Site, slug: str = "") -> Iterator[str]:
    """Every address to follow of a district; without a slug those of the portal as a whole."""
    if not slug:
        yield "/feed.atom"
        yield "/robots.txt"
        yield from sitemap_paths(site)
        return
    yield f"/{slug}/feed.atom"
    years = {plan.year for plan in site.plans_of(slug)}
    years |= {year for notice in site.notices_of(slug) if (year := notice.said.year)}
    for year in sorted(years, reverse=True):
        yield f"/{slug}/{year}/calendar.ics"
    for plan in site.plans_of(slug):
        for number in plan.said.by_number:
            yield f"{plan.path}{number}/feed.atom"
    for unit in units_of(site, slug):
        yield unit.feed_path


def every_path(site: Site) -> Iterator[str]:
    """Every address to follow, the portal's first."""
    yield from paths_of(site)
    for one in site.districts:
        yield from paths_of(site, one.slug)


def every_resource(site: Site) -> Iterator[Page]:
    return (resource_at_path(site, path) for path in every_path(site))
