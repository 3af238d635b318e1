"""Browsers in which a person has signed in, known by a signed cookie: a stranger's guesses do not hold those up."""

from __future__ import annotations

import secrets

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

from accounts.models import User

_SALT = "accounts.known-browser"
_KEPT = 180 * 86400


def mark(request: HttpRequest, username: str) -> str:
    """The mark of this browser if the person of that name has signed in with it, else ""."""
    try:
        name, own = signing.loads(
            request.COOKIES.get(settings.BROWSER_COOKIE_NAME, ""), salt=_SALT, max_age=_KEPT
        )
    except (signing.BadSignature, ValueError, TypeError):
        return ""
    return str(own) if name == username else ""


def remember(response: HttpResponse, person: User) -> HttpResponse:
    """Know this browser from now on. The cookie opens nothing: it only keeps its own count of wrong passwords."""
    response.set_cookie(
        settings.BROWSER_COOKIE_NAME,
        signing.dumps([person.username, secrets.token_urlsafe(12)], salt=_SALT),
        max_age=_KEPT,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return response
