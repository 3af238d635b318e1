"""Error pages that say what happened and where to go on."""

from __future__ import annotations

import sys
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from config.outage import database_away, is_database_away
from look.posted_text import UnreadableRequest


def _page(request: HttpRequest, status: int, reason: str = "") -> HttpResponse:
    return render(request, f"errors/{status}.html", {"reason": reason}, status=status)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page(request, 400, str(exception) if isinstance(exception, UnreadableRequest) else "")


def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page(request, 403, str(exception or ""))


def page_not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page(request, 404)


def server_error(request: HttpRequest) -> HttpResponse:
    if is_database_away(sys.exc_info()[1]):
        return database_away(request)
    return _page(request, 500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Django's check refused the POST and its view was not called. A view with a form may keep what was typed.

    Such a view has `keep_typed_text`, which trusts nothing but a signed note of the form and answers None where it
    kept nothing, and `show_typed_text`, which leads to where the text is.
    """
    match = request.resolver_match
    if match and hasattr(match.func, "keep_typed_text"):
        view: Any = match.func
        if view.keep_typed_text(request, *match.args, **match.kwargs) is not None:
            return view.show_typed_text(request, *match.args, **match.kwargs)
    return _page(
        request,
        403,
        "页面停留太久或浏览器没有带上校验信息，请返回刷新后重新提交，填写的内容不会丢。",
    )
