"""Telling "the database does not answer" from every other fault, and the page that says so without asking it."""

from __future__ import annotations

from django.conf import settings
from django.db import InterfaceError, OperationalError, connection
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from config.request_log import request_id

RETRY_AFTER = 60
"""Seconds."""
OF_SQLITE = (
    "unable to open",
    "disk i/o",
    "database is locked",
    "not a database",
    "disk image",
    "is full",
    "readonly",
)
"""SQLite calls a missing table an operational error too: that one is ours."""


def is_database_away(error: BaseException | None) -> bool:
    """Whether the fault, or one it came from, is that the database gave no answer."""
    while error is not None:
        if isinstance(error, InterfaceError):
            return True
        if isinstance(error, OperationalError):
            said = str(error).lower()
            return connection.vendor != "sqlite" or any(words in said for words in OF_SQLITE)
        error = error.__cause__ or error.__context__
    return False


def database_away(request: HttpRequest) -> HttpResponse:
    """503, with nothing on it that has to be looked up: no name, no count, no session."""
    body = render_to_string(
        "errors/503.html",
        {
            "is_demo": settings.IS_DEMO,
            "demo_day": settings.DEMO_DAY,
            "was_sent": request.method == "POST",
            "request_id": request_id(),
        },
    )
    answer = HttpResponse(body, status=503)
    answer["Retry-After"] = str(RETRY_AFTER)
    answer["Cache-Control"] = "no-store"
    if hasattr(request, "session"):
        # The session's middleware would write it down, into the database that does not answer.
        del request.session
    return answer
