"""Sees every POST behind the sign-in go out: what was refused is kept, what was taken is forgotten."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from django.contrib import messages
from django.contrib.auth.signals import user_logged_in
from django.db import DatabaseError
from django.http import HttpRequest, JsonResponse, QueryDict
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.html import escape

from accounts import typed_text
from accounts.clock import real_now
from accounts.models import User
from look.posted_text import sent_fields, words_in

Answer = Callable[[HttpRequest], HttpResponseBase]

KEPT = "kept"
"""In the session: something typed waits, so that no other page has to ask the database."""
BY_THE_VIEW = "typed_text_kept"
"""On the request: a view kept what was posted, in its own place."""
_SHOWN = "typed_text_shown"
"""On the request: pages whose kept text stands in a form of this very page."""
WHY = "why"
"""In the address of the sign-in page: why one stands there."""
ENDED, WORDS_KEPT = "ended", "kept"
_SHOWS_ITSELF = frozenset({200, 409, 422})
"""Answers that may bring the form back as it was posted."""

_log = logging.getLogger(__name__)


def typed_text_is_kept(get_response: Answer) -> Answer:
    """The middleware. It stands outside of `closed_by_default`, whose answers it has to see."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        if request.method == "POST" and is_behind_sign_in(request):
            try:
                _look_after(request, response)
            except DatabaseError:
                _log.warning("typed text could not be kept", exc_info=True)
        return response

    return middleware


def is_behind_sign_in(request: HttpRequest) -> bool:
    match = request.resolver_match
    return match is not None and getattr(match.func, "login_required", True)


def page_before(request: HttpRequest) -> str:
    """The page of this site on which the form stood; blank where the browser does not say."""
    before = urlsplit(request.headers.get("Referer", ""))
    if before.netloc != request.get_host() or before.path.startswith("//"):
        return ""
    return before.path + (f"?{before.query}" if before.query else "")


def shown_in_its_form(request: HttpRequest, page: str) -> None:
    """The kept text of `page` stands in a form of the page being made: it is not offered a second time above it."""
    setattr(request, _SHOWN, {*getattr(request, _SHOWN, ()), page})


def is_shown_in_its_form(request: HttpRequest, page: str) -> bool:
    return page in getattr(request, _SHOWN, ())


def keep_by_view(
    request: HttpRequest, view: Any, args: Sequence[Any], kwargs: Mapping[str, Any]
) -> bool:
    """Let the form's own view keep what was posted, once a request whoever asks first. False: it has no place for it."""
    if hasattr(request, BY_THE_VIEW):
        return True
    keep = getattr(view, "keep_typed_text", None)
    if keep is None or keep(request, *args, **kwargs) is None:
        return False
    setattr(request, BY_THE_VIEW, True)
    return True


def _look_after(request: HttpRequest, response: HttpResponseBase) -> None:
    if isinstance(response, JsonResponse):
        return  # A script asked: the text is still on its page.
    if not _is_refused(request, response):
        if isinstance(request.user, User) and request.session.get(KEPT):
            typed_text.forget(request.user, request.get_full_path())
        return
    words = words_in(sent_fields(request))
    if not words or (response.status_code in _SHOWS_ITSELF and _shows(response, words)):
        return
    match: Any = request.resolver_match
    if keep_by_view(request, match.func, match.args, match.kwargs):
        _say_at_sign_in(request, response)
        return
    kept = typed_text.keep(
        dict(request.POST.lists()),
        page=request.get_full_path(),
        at=real_now(),
        came_from=page_before(request),
    )
    if kept is not None:
        _say_at_sign_in(request, response)
        if request.user == kept.user:
            request.session[KEPT] = True


def _say_at_sign_in(request: HttpRequest, response: HttpResponseBase) -> None:
    """The way to sign in says that the words are kept; a way to the page that shows them leads by there."""
    if response.status_code == 302 and not isinstance(request.user, User):
        where, _, query = response["Location"].partition("?")
        sign_in = reverse("accounts:sign-in")
        asked = QueryDict(query if where == sign_in else "", mutable=True)
        if where != sign_in:
            asked["next"] = response["Location"]
        asked[WHY] = WORDS_KEPT
        response["Location"] = f"{sign_in}?{asked.urlencode(safe='/')}"


def _is_refused(request: HttpRequest, response: HttpResponseBase) -> bool:
    """An error, the way to sign in, or a way on with a message that says what was not done."""
    if response.status_code >= 400 or not isinstance(request.user, User):
        return True
    said = getattr(messages.get_messages(request), "_queued_messages", ())
    return any(one.level >= messages.WARNING for one in said)


def _shows(response: HttpResponseBase, words: list[str]) -> bool:
    page = "".join(getattr(response, "content", b"").decode(errors="replace").split())
    return all("".join(escape(text).split()) in page for text in words)


def _something_waits(sender: object, request: HttpRequest, user: User, **_: object) -> None:
    """After signing in: whether the desk has something to offer back."""
    if user.kept_texts.exists():
        request.session[KEPT] = True


user_logged_in.connect(_something_waits, dispatch_uid="typed text waits")
