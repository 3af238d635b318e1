"""/sitemap.xml and /robots.txt: what is here and when it last changed, for machines that look."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from itertools import islice
from xml.sax.saxutils import escape

from projects.public_addresses import (
    CHECK,
    DISTRICT_SITEMAP,
    FOLLOW,
    PORTAL_SITEMAP,
    ROBOTS,
    SEARCH,
    SITEMAP,
)
from publicity.feeds.atom import stamp
from publicity.pages.errors import NoSuchPage
from publicity.site import addresses
from publicity.site.moments import NEVER, districts_changed
from publicity.site.rendering import Page
from publicity.site.snapshots import Site

NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
MOST_ADDRESSES = 45_000
"""One file may hold 50,000 addresses; beyond this the map is an index even of one district."""
CLOSED = ("/desk/", "/accounts/", "/admin/", FOLLOW.path(), SEARCH.path(), CHECK.path())

Dated = tuple[str, datetime]
Listing = Callable[[Site, str], Iterable[Dated]]
"""The public pages of a district (of the portal itself: ""), each with its last change."""


def _xml(root: str, item: str, site: Site, dated: Iterable[Dated]) -> bytes:
    lines = ['<?xml version="1.0" encoding="utf-8"?>', f'<{root} xmlns="{NAMESPACE}">']
    for path, changed in dated:
        when = f"<lastmod>{stamp(changed)}</lastmod>" if changed > NEVER else ""
        lines.append(f"<{item}><loc>{escape(site.base_url + path)}</loc>{when}</{item}>")
    lines.append(f"</{root}>\n")
    return "\n".join(lines).encode()


def is_too_long(paths: Iterable[str]) -> bool:
    """Whether one file would hold too many; no more are looked at than are needed to know."""
    return any(True for _ in islice(paths, MOST_ADDRESSES, None))


def _page(path: str, body: bytes) -> Page:
    return Page(path=path, title=path, body=body, content_type="application/xml; charset=utf-8")


def sitemap(site: Site, listing: Listing) -> Page:
    """/sitemap.xml : every public page with its last change."""
    slugs = ("", *(one.slug for one in site.districts))
    every = (dated for slug in slugs for dated in listing(site, slug))
    return _page(SITEMAP.path(), _xml("urlset", "url", site, every))


def sitemap_index(site: Site) -> Page:
    """/sitemap.xml where there are several districts or one file would be too long: the portal's own map and theirs."""
    changed = districts_changed(site)
    latest = max((moment for _, moment in changed), default=NEVER)
    parts = [(PORTAL_SITEMAP.path(), latest)]
    parts += [(DISTRICT_SITEMAP.path(district=one.slug), moment) for one, moment in changed]
    return _page(SITEMAP.path(), _xml("sitemapindex", "sitemap", site, parts))


def portal_sitemap(site: Site, listing: Listing) -> Page:
    """/sitemap/portal.xml : the pages that are of no district."""
    return _page(PORTAL_SITEMAP.path(), _xml("urlset", "url", site, listing(site, "")))


def district_sitemap(site: Site, slug: str, listing: Listing) -> Page:
    """/<district>/sitemap.xml : its pages, as many as one file may hold. Raises NoSuchPage."""
    if site.district(slug) is None:
        raise NoSuchPage(f"{slug}/sitemap.xml")
    body = _xml("urlset", "url", site, islice(listing(site, slug), MOST_ADDRESSES))
    return _page(DISTRICT_SITEMAP.path(district=slug), body)


def robots(site: Site) -> Page:
    """/robots.txt : the public pages are for everybody, the desk and what is asked of us are not.

    Under a sub-path a robot reads the file of the whole host instead; its keeper copies these lines.
    """
    sub = addresses.sub_path(site.base_url)
    lines = ["User-agent: *", *(f"Disallow: {sub}{path}" for path in CLOSED)]
    lines += ["", f"Sitemap: {site.base_url}{SITEMAP.path()}", ""]
    return Page(
        path=ROBOTS.path(),
        title="robots.txt",
        body="\n".join(lines).encode(),
        content_type="text/plain; charset=utf-8",
    )
