"""The public addresses of the design, section 6: no cookie, no session, the same bytes to everybody."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils.http import parse_etags
from django.views.decorators.http import require_safe

from projects.models import PlanVersion
from publicity.files import CONTENT_TYPES, json_bytes
from publicity.models import Notice, NoticeFile
from publicity.published import notice_json, sealed_json
from publicity.selectors import Stamp, stamp
from publicity.site import pages
from publicity.site.styleguide import styleguide as styleguide_page
from publicity.views.surroundings import site_today

_rendered: dict[tuple[Stamp, str, str], tuple[str, pages.Page]] = {}
"""Pages made once per stamp and day in this process: (etag, page) by path."""
_MOST_PAGES = 4096


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


@public
def page(request: HttpRequest, **_parts: object) -> HttpResponse:
    """A public page at its path; a 404 that helps where nothing published stands there."""
    etag, found = page_at(request.path)
    if found.status != 200:
        return HttpResponse(found.body, content_type=found.content_type, status=found.status)
    return with_etag(request, found.body, found.content_type, etag=etag)


@public
def styleguide(request: HttpRequest) -> HttpResponse:
    """Every component in every state; in development and demonstrations only."""
    if not settings.IS_DEMO:
        return _missing(request)
    made = styleguide_page(site_today())
    return HttpResponse(made.body, content_type=made.content_type)


def page_at(path: str) -> tuple[str, pages.Page]:
    """The page of a path from memory, made where it is not there yet. What is missing is not kept."""
    now = stamp()
    site = site_today(now)
    key = (now, site.day.isoformat(), path)
    if key in _rendered:
        return _rendered[key]
    try:
        made = pages.page_at_path(site, path)
    except pages.NoSuchPage:
        return "", pages.missing(site, path)
    if len(_rendered) >= _MOST_PAGES or (_rendered and next(iter(_rendered))[:2] != key[:2]):
        _rendered.clear()
    _rendered[key] = (strong_etag(made.body), made)
    return _rendered[key]


@public
def notice_file(request: HttpRequest, district: str, notice: str, form: str) -> HttpResponse:
    """A notice's stored file, under its official name."""
    found = Notice.objects.public().filter(district__slug=district, number=notice)
    row = found.select_related("district", "replaces").defer("table_html", "paper_scan").first()
    if row is None or form not in CONTENT_TYPES:
        return _missing(request)
    if row.status == Notice.Status.SEALED:
        return _gone(json_bytes(sealed_json(row)) if form == "json" else None)
    if row.status == Notice.Status.WITHDRAWN and not row.table_stays_visible:
        return _gone(None)
    data = _file(row, form)
    if data is None:
        return _missing(request)
    response = with_etag(request, data, CONTENT_TYPES[form])
    name = f"{row.district.slug}-{row.number}.{form}"
    kind = "inline" if form in {"json", "pdf"} else "attachment"
    response["Content-Disposition"] = f'{kind}; filename="{name}"'
    return response


def _file(notice: Notice, form: str) -> bytes | None:
    """The bytes as stored. The JSON alone learns later who replaced it and when it was withdrawn."""
    replacement = (
        Notice.objects.public().filter(replaces=notice).values_list("number", flat=True).first()
    )
    if form == "json" and (replacement or notice.withdrawn_at):
        return json_bytes(notice_json(notice, replaced_by=replacement))
    stored = (
        NoticeFile.objects.filter(notice=notice, format=form).values_list("data", flat=True).first()
    )
    return bytes(stored) if stored is not None else None


@public
def plan_json(request: HttpRequest, district: str, year: int) -> HttpResponse:
    """`plan.json` of the newest published version, exactly as frozen."""
    version = (
        PlanVersion.objects.filter(plan__district__slug=district, plan__year=year)
        .order_by("-number")
        .first()
    )
    if version is None:
        return _api_missing(f"{district} 没有已发布的 {year} 年方案。")
    return _open(with_etag(request, json_bytes(version.content), CONTENT_TYPES["json"]))


@public
def notices_json(request: HttpRequest, district: str) -> HttpResponse:
    """The district's notices, newest record first: what they are, where they are, and their digests."""
    site = site_today()
    if site.district(district) is None:
        return _api_missing(f"没有“{district}”这个区县。")
    listed = [
        {
            "number": one.number,
            "kind": one.content["kind"],
            "version": one.content["version"],
            "title": one.content.get("title"),
            "published_at": one.content["published_at"],
            "window": one.content.get("window"),
            "brought_over": one.content.get("brought_over"),
            "digest": one.content["digest"],
            "replaces": one.content.get("replaces"),
            "replaced_by": one.content.get("replaced_by"),
            "withdrawn_at": one.content.get("withdrawn_at"),
            "sealed_at": one.content.get("sealed_at"),
            "url": site.base_url + one.path,
            "json": f"{site.base_url}{one.path.rstrip('/')}.json" if not one.is_sealed else None,
        }
        for one in site.notices_of(district)
    ]
    known = site.district(district)
    assert known is not None
    body = {"district": {"code": known.code, "name": known.name}, "notices": listed}
    return _open(with_etag(request, json_bytes(body), CONTENT_TYPES["json"]))


def strong_etag(body: bytes) -> str:
    return f'"{hashlib.sha256(body).hexdigest()[:32]}"'


def with_etag(
    request: HttpRequest, body: bytes, content_type: str, *, etag: str = ""
) -> HttpResponse:
    """The body with its strong ETag, or 304 where the reader has it already."""
    etag = etag or strong_etag(body)
    asked = parse_etags(request.headers.get("If-None-Match", ""))
    if etag in asked or "*" in asked or f"W/{etag}" in asked:
        response: HttpResponse = HttpResponseNotModified()
    else:
        response = HttpResponse(body, content_type=content_type)
    response["ETag"] = etag
    response["Cache-Control"] = "no-cache"
    return response


def _open(response: HttpResponse) -> HttpResponse:
    """Open data may be read by any site."""
    response["Access-Control-Allow-Origin"] = "*"
    return response


def _missing(request: HttpRequest) -> HttpResponse:
    found = pages.missing(site_today(), request.path)
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


def _api_missing(sentence: str) -> HttpResponse:
    body = json.dumps({"error": sentence}, ensure_ascii=False).encode()
    return _open(HttpResponse(body, content_type=CONTENT_TYPES["json"], status=404))
