"""What holds for every answer, whoever gives it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseForbidden,
    JsonResponse,
)
from django.template.loader import render_to_string

from accounts.client_address import client_address
from config.desk_gate import TURNED_AWAY, Kind
from look.loopback import is_loopback
from look.posted_text import (
    SECRETS,
    check_address,
    has_long_number,
    mend_posted_text,
    sent_fields,
    without_unheld_cookies,
    words_in,
)
from ops import read_only

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


class ReadableText:
    """What is asked and posted is text that can be taken, before anything looks at it (rules.md, Request).

    An address that is none is answered with 400, a number in it beyond every key with 404. Signs in a posted form
    that nothing can hold are taken out, and the person is told. Views for everybody, which have no CSRF check and
    bound the length of what they read themselves, mend what they read.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.COOKIES = without_unheld_cookies(request.COOKIES)
        check_address(request)
        if has_long_number(request.path_info):
            raise Http404("a number beyond every key")
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view_func: Answer, args: object, kwargs: object
    ) -> None:
        if request.method == "POST" and not getattr(view_func, "csrf_exempt", False):
            signs = mend_posted_text(request)
            if signs:
                told = "、".join(signs)
                messages.warning(
                    request, f"填写的内容里有存不下的符号（{told}），已经去掉，其余都在，请核对。"
                )


readable_text = ReadableText


def nothing_is_taken_while_read_only(get_response: Answer) -> Answer:
    """During an upgrade pages are shown and nothing is stored; what was typed comes back with the answer."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.method in {"GET", "HEAD", "OPTIONS"} or (closed := read_only.state()) is None:
            return get_response(request)
        return _later(request, "errors/read_only.html", after=300, until=closed.until)

    return middleware


def desk_is_full(get_response: Answer) -> Answer:
    """Whom `config.desk_gate` turned away: told at once, with what was typed; an autosave in a word of its script."""

    def middleware(request: HttpRequest) -> HttpResponse:
        kind = request.META.get(TURNED_AWAY)
        if kind is None:
            return get_response(request)
        if kind is Kind.AUTOSAVE:
            said = {"message": "现在同时办理的人很多，填的内容还在本页，稍后会再存草稿。"}
            answer: HttpResponse = JsonResponse(said, status=503)
            answer["Retry-After"] = str(AUTOSAVE_AGAIN)
            answer["Cache-Control"] = "no-store"
        else:
            was_sent = kind is Kind.SAVE
            answer = _later(request, "errors/desk_is_full.html", after=AGAIN, was_sent=was_sent)
        answer._has_been_logged = True  # type: ignore[attr-defined]  # The gate says it once a minute.
        return answer

    return middleware


AGAIN, AUTOSAVE_AGAIN = 5, 20
"""Seconds until it is worth while to ask again."""


def _later(request: HttpRequest, template: str, *, after: int, **context: Any) -> HttpResponse:
    """503 with what was typed, to be sent once more.

    Without the request: who asks stands in the database, which may be changing or busy this minute.
    """
    sent = sent_fields(request)
    words = words_in(sent)
    if SECRETS & set(request.POST) and not words:
        sent = []  # A sign-in without its password is not worth sending again: it is filled in anew.
    shown = {
        "action": request.get_full_path(),
        "sent": sent,
        "words": words,
        "had_files": bool(request.FILES),
    }
    answer = HttpResponse(render_to_string(template, {**shown, **context}), status=503)
    answer["Retry-After"] = str(after)
    answer["Cache-Control"] = "no-store"
    return answer


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
