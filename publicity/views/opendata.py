"""/api/…: open data. Read only, for any site; what is not there and what is not done is said in JSON."""

from __future__ import annotations

import json

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

from documents.writing.file_forms import CONTENT_TYPES
from publicity.pages import NoSuchPage
from publicity.views.public import answer_at

METHODS = "GET, HEAD, OPTIONS"


@login_not_required
@csrf_exempt  # Nothing is ever changed here; another method is refused for what it is, not for a missing token.
def answer(request: HttpRequest, **_parts: object) -> HttpResponse:
    """A file of the open data, or the page about it."""
    # No cookie, not even that of somebody signed in: the session middleware renews that of a session it finds.
    del request.session
    if request.method == "OPTIONS":
        return _preflight()
    if request.method not in {"GET", "HEAD"}:
        refused = _said("只能读取：GET、HEAD、OPTIONS。", 405)
        refused["Allow"] = METHODS
        return refused
    try:
        return answer_at(request)
    except NoSuchPage:
        return _said("这里没有已发布的数据。地址和说明见 /api/ 。", 404)


def _said(sentence: str, status: int) -> HttpResponse:
    body = json.dumps({"error": sentence}, ensure_ascii=False).encode()
    response = HttpResponse(body, content_type=CONTENT_TYPES["json"], status=status)
    response["Access-Control-Allow-Origin"] = "*"
    return response


def _preflight() -> HttpResponse:
    """A script of another site asks first when it wants to send If-None-Match."""
    response = HttpResponse(status=204)
    response["Allow"] = response["Access-Control-Allow-Methods"] = METHODS
    response["Access-Control-Allow-Origin"] = "*"
    response["Access-Control-Allow-Headers"] = "If-None-Match"
    response["Access-Control-Max-Age"] = "86400"
    del response["Content-Type"]
    return response
