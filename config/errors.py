"""Error pages that say what happened and where to go on."""

from __future__ import annotations

import sys
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts import typed_text
from accounts.typed_text_middleware import keep_by_view
from config.outage import database_away, is_database_away
from config.request_log import request_id
from look.posted_text import UnreadableRequest, sent_fields, words_in


def _page(request: HttpRequest, status: int, reason: str = "") -> HttpResponse:
    return render(
        request,
        f"errors/{status}.html",
        {"reason": reason, "request_id": request_id(), **_typed(request)},
        status=status,
    )


def _typed(request: HttpRequest) -> dict[str, Any]:
    """What was posted comes back with the error, where the form was one that we rendered for this person.

    A page of another site that posts here gets nothing shown: it has no note of ours (`accounts.typed_text`).
    """
    if request.method != "POST":
        return {}
    try:
        writer = typed_text.person_of(request.POST.get(typed_text.WRITER, ""))
        is_theirs = getattr(request, "user", None) == writer
    except Exception:
        # Whatever broke the request may break here again, and is told already: the page is shown all the same.
        return {}
    if writer is None:
        return {}
    sent = sent_fields(request)
    return {
        "words": words_in(sent),
        "sent": [(n, v) for n, v in sent if n not in ("csrfmiddlewaretoken", typed_text.WRITER)]
        if is_theirs
        else [],
        "action": request.get_full_path(),
    }


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
    if match and keep_by_view(request, match.func, match.args, match.kwargs):
        view: Any = match.func
        return view.show_typed_text(request, *match.args, **match.kwargs)
    return _page(
        request,
        403,
        "页面停留太久或浏览器没有带上校验信息，请返回刷新后重新提交，填写的内容不会丢。",
    )
