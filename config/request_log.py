"""Every request has an id, which error pages show as 编号 and each line of the log bears; the desk's requests are logged.

Of a request the log of the desk tells who (a number), which route, the answer's status and how long it took: no name,
no address, nothing that was typed.
"""

from __future__ import annotations

import logging
import re
import time
import uuid
from collections.abc import Callable
from contextvars import ContextVar

from django.conf import settings
from django.http import HttpRequest, HttpResponse

NOBODY = "-"
_current: ContextVar[str] = ContextVar("request_id", default="")
_GIVEN = re.compile(r"[0-9A-Za-z-]{8,64}")
access = logging.getLogger("portal.access")


def request_id() -> str:
    """Of the request this thread works for; empty outside of one."""
    return _current.get()


def route_of(request: HttpRequest) -> str:
    """The name of its address, never the address itself: there a number of somebody's may stand."""
    match = getattr(request, "resolver_match", None)
    return match.view_name if match else NOBODY


class RequestsHaveAnId:
    """The proxy's X-Request-ID where a proxy of our own stands before the portal, else one made here."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        given = request.META.get("HTTP_X_REQUEST_ID", "") if settings.PORTAL_TRUSTED_PROXIES else ""
        token = _current.set(given if _GIVEN.fullmatch(given) else uuid.uuid4().hex[:16])
        begun = time.perf_counter()
        try:
            response = self.get_response(request)
            match = request.resolver_match
            if match and getattr(match.func, "login_required", True):
                self._log(request, response, (time.perf_counter() - begun) * 1000)
            return response
        finally:
            _current.reset(token)

    def _log(self, request: HttpRequest, response: HttpResponse, took: float) -> None:
        # Who was not asked for is not looked up for a line of the log.
        who = getattr(getattr(request, "_cached_user", None), "pk", None) or NOBODY
        route = route_of(request)
        told = {"who": who, "route": route, "status": response.status_code, "ms": round(took)}
        access.info(
            "%s %s %s %s ms", who, route, response.status_code, round(took), extra={"told": told}
        )


requests_have_an_id = RequestsHaveAnId
