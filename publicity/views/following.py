"""Feeds, calendars, the map of the site: made once per state of what is public, the same bytes to everybody."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from publicity.selectors import Stamp, stamp
from publicity.site import feeds, pages
from publicity.site.snapshots import Site
from publicity.views.public import public, strong_etag, with_etag
from publicity.views.surroundings import site_today

_kept: dict[tuple[Stamp, str, str], tuple[str, pages.Page]] = {}
"""(etag, resource) by path, for one stamp and day."""
_MOST = 4096


def kept(path: str, make: Callable[[Site, str], pages.Page]) -> tuple[str, pages.Page]:
    """The resource at a path from memory, made where it is not there yet. Raises NoSuchPage."""
    now = stamp()
    site = site_today(now)
    key = (now, site.day.isoformat(), path)
    if key not in _kept:
        made = make(site, path)
        if len(_kept) >= _MOST or (_kept and next(iter(_kept))[:2] != key[:2]):
            _kept.clear()
        _kept[key] = (strong_etag(made.body), made)
    return _kept[key]


@public
def follow(request: HttpRequest, **_parts: object) -> HttpResponse:
    """A feed, a calendar, the sitemap or robots.txt at its path; any site may read them."""
    try:
        etag, found = kept(request.path_info, feeds.resource_at_path)
    except pages.NoSuchPage:
        missing = pages.missing(site_today(), request.path_info)
        return HttpResponse(missing.body, content_type=missing.content_type, status=404)
    response = with_etag(request, found.body, found.content_type, etag=etag)
    response["Access-Control-Allow-Origin"] = "*"
    if found.path.endswith(".ics"):
        name = "-".join(found.path.strip("/").split("/")[:2])
        response["Content-Disposition"] = f'inline; filename="{name}.ics"'
    return response
