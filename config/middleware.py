"""What holds for every answer, whoever gives it."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseForbidden

from accounts.client_address import client_address
from look.loopback import is_loopback

Answer = Callable[[HttpRequest], HttpResponse]


def demo_on_loopback_only(get_response: Answer) -> Answer:
    """Demo mode shows its passwords: it answers nobody but this very machine."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if settings.IS_DEMO and not is_loopback(client_address(request)):
            return HttpResponseForbidden(
                "演示环境只在本机打开。", content_type="text/plain; charset=utf-8"
            )
        return get_response(request)

    return middleware


class SignedInPagesAreNotStored:
    """Pages behind the sign-in are never kept by a browser or a proxy (conventions 3.14)."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if getattr(request, "is_private_page", False) and "Cache-Control" not in response:
            response["Cache-Control"] = "no-store"
        return response

    def process_view(
        self, request: HttpRequest, view_func: Answer, args: object, kwargs: object
    ) -> None:
        request.is_private_page = getattr(view_func, "login_required", True)  # type: ignore[attr-defined]


signed_in_pages_are_not_stored = SignedInPagesAreNotStored
