"""A notice inside another site's frame: the one page that others may frame, and only those named in the settings."""

from __future__ import annotations

from csp.decorators import csp_replace
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.clickjacking import xframe_options_exempt

from publicity import pages
from publicity.pages.embedded import embedded
from publicity.views.public import public, with_etag
from publicity.views.surroundings import site_today


@public
def embed(request: HttpRequest, district: str, notice: str) -> HttpResponse:
    """404 while no site may frame it (`PORTAL_EMBED_IN` is empty): then there is nothing to embed."""
    if not settings.PORTAL_EMBED_IN:
        return _missing(request)
    try:
        made = embedded(site_today(), district, notice)
    except pages.NoSuchPage:
        return _missing(request)

    @xframe_options_exempt
    # The policy is asked for at each answer, so that it follows the settings.
    @csp_replace({"frame-ancestors": settings.PORTAL_EMBED_IN})
    def framed(request: HttpRequest) -> HttpResponse:
        return with_etag(request, made.body, made.content_type)

    answer = framed(request)
    assert isinstance(answer, HttpResponse)
    return answer


def _missing(request: HttpRequest) -> HttpResponse:
    found = pages.missing(site_today(), request.path_info)
    return HttpResponse(found.body, content_type=found.content_type, status=404)
