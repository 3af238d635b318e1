"""Error pages that say what happened and where to go on."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render


def _page(request: HttpRequest, status: int, reason: str = "") -> HttpResponse:
    return render(request, f"errors/{status}.html", {"reason": reason}, status=status)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page(request, 400)


def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page(request, 403, str(exception or ""))


def page_not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page(request, 404)


def server_error(request: HttpRequest) -> HttpResponse:
    return _page(request, 500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Django's check refused the POST and its view was not called. A form that keeps its text may keep it first.

    (`progress.views.common.keeps_typed_text`: only for the person a signed note of the form names.)
    """
    match = request.resolver_match
    keep = getattr(match.func, "keep_typed_text", None) if match else None
    if match and keep and keep(request, *match.args, **match.kwargs) is not None:
        messages.warning(request, "页面打开太久，没有存入报告。填的内容已留作草稿，请核对后再存。")
        form = match.func.shows_typed_text  # type: ignore[attr-defined]
        return redirect(form, *match.kwargs.values())
    return _page(
        request,
        403,
        "页面停留太久或浏览器没有带上校验信息，请返回刷新后重新提交，填写的内容不会丢。",
    )
