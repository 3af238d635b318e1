"""The public addresses of rules.md, Formats: no cookie, no session, the same bytes to everybody."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from documents.writing.file_forms import CONTENT_TYPES
from notices.content_json import json_bytes
from publicity import pages
from publicity.public_table import NoSuchPage, line_at
from publicity.ready_answers import ANSWERS, READY, Ready, is_unchanged, strong_etag
from publicity.selectors import stamp
from publicity.site.rendering import Page
from publicity.site.styleguide import styleguide as styleguide_page
from publicity.views.surroundings import site_today

__all__ = ["answer_at", "public", "ready_at", "resource", "strong_etag", "with_etag"]


def public(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A view for everybody that only reads, and whose answer sets no cookie even on somebody signed in."""

    @login_not_required
    @require_safe
    @wraps(view)
    def without_session(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        response = view(request, *args, **kwargs)
        # The session middleware renews the cookie of a session it finds.
        del request.session
        return response

    return without_session


def ready_at(path: str) -> Ready:
    """What stands at a path, from memory; made where it is not there yet. Raises NoSuchPage, which is not kept."""
    line, parts = line_at(path)
    scope = line.scope(parts)
    now = stamp(scope)
    site = site_today({scope: now})
    return ANSWERS.made_once(path, scope, (now, site.day), lambda: Ready(line.page(site, parts)))


def answer_at(request: HttpRequest) -> HttpResponse:
    """What is published at the request's path. Raises NoSuchPage."""
    return _answer(request, ready_at(request.path_info))


@public
def page(request: HttpRequest, **_parts: object) -> HttpResponse:
    """Whatever is published at the path; a 404 that helps where nothing is."""
    try:
        return answer_at(request)
    except NoSuchPage:
        return _missing(request)


resource = page


@public
def notice_file(request: HttpRequest, district: str, notice: str, form: str) -> HttpResponse:
    """A notice's stored file, under its official name; 410 where it was withdrawn or sealed."""
    try:
        return _answer(request, ready_at(request.path_info))
    except NoSuchPage:
        found = site_today().notice(district, notice)
    if found is None or not found.files_are_gone:
        return _missing(request)
    return _gone(json_bytes(found.content) if found.is_sealed and form == "json" else None)


@public
def picture(request: HttpRequest, district: str, shot: str) -> HttpResponse:
    """A size of a project's picture; 410 where it was taken down, and the project's page says why."""
    try:
        return _answer(request, ready_at(request.path_info))
    except NoSuchPage:
        found = site_today().pictures_of(district)
    if not any(one.withdrawn_at and shot.startswith(f"{one.mark}-") for one in found):
        return _missing(request)
    return HttpResponse(
        "这张图片已撤下，原因见项目页。", content_type="text/plain; charset=utf-8", status=410
    )


@public
def styleguide(request: HttpRequest) -> HttpResponse:
    """Every component in every state; in development and demonstrations only."""
    if not settings.IS_DEMO:
        return _missing(request)
    made = styleguide_page(site_today())
    return HttpResponse(made.body, content_type=made.content_type)


def with_etag(
    request: HttpRequest, body: bytes, content_type: str, *, etag: str = ""
) -> HttpResponse:
    """An answer that is not kept: made for this request and tagged, not worth the time of packing it."""
    ready = Ready(Page(request.path_info, "", body, content_type=content_type))
    ready.encodings = ("",)
    return _answer(request, ready, offer=False)


def _answer(request: HttpRequest, ready: Ready, *, offer: bool = True) -> HttpResponse:
    encoding = ready.encoding_for(request.headers.get("Accept-Encoding", ""))
    given = request.headers.get("If-None-Match", "")
    is_whole = not (given and is_unchanged(given, ready.etag(encoding)))
    response = HttpResponse(
        ready.body(encoding) if is_whole else b"",
        status=200 if is_whole else 304,
        headers=dict(ready.headers(encoding, is_whole=is_whole)),
    )
    if not is_whole:
        del response["Content-Type"]
    if offer:
        request.META[READY] = ready
    return response


def _missing(request: HttpRequest) -> HttpResponse:
    found = pages.missing(site_today(), request.path_info)
    return HttpResponse(found.body, content_type=found.content_type, status=404)


def _gone(body: bytes | None) -> HttpResponse:
    """Withdrawn or sealed: there was something here, and the notice's page says what happened."""
    if body is not None:
        return HttpResponse(body, content_type=CONTENT_TYPES["json"], status=410)
    return HttpResponse(
        "这份公示已撤回或封存，文件不再提供，原因见公示页。",
        content_type="text/plain; charset=utf-8",
        status=410,
    )
