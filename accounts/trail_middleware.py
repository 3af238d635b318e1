"""What every request leaves on the trail, whatever its view does: its address, a refusal, a file taken along."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from accounts import audit
from accounts.asking import Asking, asked_from
from accounts.client_address import client_address
from accounts.clock import now
from accounts.models import AuditEvent, User

REFUSALS_AN_HOUR = 100
"""Of one person; who knocks at more doors than these has been written down often enough."""
TOLD_BY_THE_VIEW = (".export", ".open_words")
"""Verbs of views that say themselves, and better, what was taken."""


def requests_on_the_trail(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """The address is known to every act within; what a signed-in person was refused or took along is recorded after."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        with asked_from(client_address(request)) as asking:
            response = get_response(request)
            person = getattr(request, "user", None)
            if isinstance(person, User) and person.is_authenticated:
                if response.status_code == 403:
                    _refused(request, person, now())
                elif _is_taken_along(request, response, asking):
                    _record(request, person, "file.export", now())
            return response

    return middleware


def _refused(request: HttpRequest, person: User, at: datetime) -> None:
    lately = AuditEvent.objects.filter(
        actor=person, verb="access.refused", at__gt=at - timedelta(hours=1)
    )
    if lately.count() < REFUSALS_AN_HOUR:
        _record(request, person, "access.refused", at)


def _is_taken_along(request: HttpRequest, response: HttpResponseBase, asking: Asking) -> bool:
    """A file of a page behind the sign-in. What everybody may read is nobody's export."""
    match = request.resolver_match
    return (
        response.status_code == 200
        and "Content-Disposition" in response
        and match is not None
        and getattr(match.func, "login_required", True)
        and not any(verb.endswith(TOLD_BY_THE_VIEW) for verb in asking.verbs)
    )


def _record(request: HttpRequest, person: User, verb: str, at: datetime) -> None:
    """The address of the page alone: what was asked for behind it, or typed, may hold a name."""
    detail = {"path": request.path[:200], "method": request.method}
    audit.record(at=at, actor=person, verb=verb, subject=person, detail=detail)
