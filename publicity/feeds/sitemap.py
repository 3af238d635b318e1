"""/sitemap.xml and /robots.txt: what is here and when it last changed, for machines that look."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from xml.sax.saxutils import escape

from publicity.feeds.atom import stamp
from publicity.pages.errors import NoSuchPage
from publicity.pages.routes import PORTAL_PATHS
from publicity.site import addresses
from publicity.site.moments import (
    NEVER,
    district_changed,
    notice_changed,
    plan_changed,
    site_changed,
    year_changed,
)
from publicity.site.rendering import Page
from publicity.site.snapshots import Site

NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
MOST_ADDRESSES = 45_000
"""One file may hold 50,000 addresses; beyond this the map is an index of one file a district."""
CLOSED = ("/desk/", "/accounts/", "/admin/", "/objections/", "/search/", "/check/")

Dated = tuple[str, datetime]


def _district_addresses(site: Site, slug: str) -> Iterator[Dated]:
    changed = district_changed(site, slug)
    yield f"/{slug}/", changed
    yield f"/{slug}/notices/", changed
    for notice in site.notices_of(slug):
        yield notice.path, notice_changed(site, notice)
    for plan in site.plans_of(slug):
        of_year = max(plan_changed(plan), year_changed(site, slug, plan.year))
        yield plan.path, of_year
        for number in plan.said.by_number:
            yield f"{plan.path}{number}/", of_year


def _every(site: Site) -> Iterator[Dated]:
    yield "/", site_changed(site)
    for path in (*PORTAL_PATHS[1:], "/api/"):
        yield path, NEVER
    for one in site.districts:
        yield from _district_addresses(site, one.slug)


def _xml(root: str, item: str, site: Site, dated: Iterable[Dated]) -> bytes:
    lines = ['<?xml version="1.0" encoding="utf-8"?>', f'<{root} xmlns="{NAMESPACE}">']
    for path, changed in dated:
        when = f"<lastmod>{stamp(changed)}</lastmod>" if changed > NEVER else ""
        lines.append(f"<{item}><loc>{escape(site.base_url + path)}</loc>{when}</{item}>")
    lines.append(f"</{root}>\n")
    return "\n".join(lines).encode()


def _is_split(site: Site) -> bool:
    many = sum(
        2
        + len(site.notices_of(one.slug))
        + sum(1 + len(plan.said.projects) for plan in site.plans_of(one.slug))
        for one in site.districts
    )
    return many > MOST_ADDRESSES


def _page(path: str, body: bytes) -> Page:
    return Page(path=path, title=path, body=body, content_type="application/xml; charset=utf-8")


def sitemap(site: Site) -> Page:
    """/sitemap.xml : every public page with its last change; an index of the districts' where they are too many."""
    if not _is_split(site):
        return _page("/sitemap.xml", _xml("urlset", "url", site, _every(site)))
    parts = [
        (f"/{one.slug}/sitemap.xml", district_changed(site, one.slug)) for one in site.districts
    ]
    return _page("/sitemap.xml", _xml("sitemapindex", "sitemap", site, parts))


def district_sitemap(site: Site, slug: str) -> Page:
    """/<district>/sitemap.xml : there only where the whole map is an index. Raises NoSuchPage."""
    if site.district(slug) is None or not _is_split(site):
        raise NoSuchPage(f"{slug}/sitemap.xml")
    body = _xml("urlset", "url", site, _district_addresses(site, slug))
    return _page(f"/{slug}/sitemap.xml", body)


def sitemap_paths(site: Site) -> Iterator[str]:
    yield "/sitemap.xml"
    if _is_split(site):
        yield from (f"/{one.slug}/sitemap.xml" for one in site.districts)


def robots(site: Site) -> Page:
    """/robots.txt : the public pages are for everybody, the desk and what is asked of us are not.

    Under a sub-path a robot reads the file of the whole host instead; its keeper copies these lines.
    """
    sub = addresses.sub_path(site.base_url)
    lines = ["User-agent: *", *(f"Disallow: {sub}{path}" for path in CLOSED)]
    lines += ["", f"Sitemap: {site.base_url}/sitemap.xml", ""]
    return Page(
        path="/robots.txt",
        title="robots.txt",
        body="\n".join(lines).encode(),
        content_type="text/plain; charset=utf-8",
    )
