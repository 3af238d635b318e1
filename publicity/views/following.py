"""Feeds, calendars, the map of the site: the same bytes to everybody."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from publicity.site import feeds, pages
from publicity.views.public import public, with_etag
from publicity.views.surroundings import site_today


@public
def follow(request: HttpRequest, **_parts: object) -> HttpResponse:
    """A feed, a calendar, the sitemap or robots.txt at its path; any site may read them."""
    site = site_today()
    try:
        found = feeds.resource_at_path(site, request.path_info)
    except pages.NoSuchPage:
        missing = pages.missing(site, request.path_info)
        return HttpResponse(missing.body, content_type=missing.content_type, status=404)
    response = with_etag(request, found.body, found.content_type)
    response["Access-Control-Allow-Origin"] = "*"
    if found.path.endswith(".ics"):
        name = "-".join(found.path.strip("/").split("/")[:2])
        response["Content-Disposition"] = f'inline; filename="{name}.ics"'
    return response
