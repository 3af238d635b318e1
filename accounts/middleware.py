"""Closed by default: whoever is not fully signed in is sent to the step that is missing."""

from __future__ import annotations

import time
from collections.abc import Callable
from enum import Enum
from typing import Any

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.http import HttpRequest
from django.http.response import HttpResponseBase, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils.http import urlencode

from accounts.models import User
from accounts.typed_text_middleware import ENDED, WHY, keep_by_view, page_before

View = Callable[..., HttpResponseBase]

BEGUN = "begun"
"""When the session was begun, in seconds of the real clock: it ends some hours later, however busy it is."""

SEEN = "seen"
"""When the person was last seen, as far as it was written down: the session's idle minutes count from there."""
SEEN_PARTS = 30
"""It is written down so often in the time after which an idle session ends: at every request that was costly."""

TO_READ = "to_read"
"""Something happened to the account that the person has not been shown yet."""

NO_SUPERUSERS = "正式环境没有超级用户，这个账号不能登录。请用自己的、有岗位的账号。"


class Step(Enum):
    """A page between the password and the desk."""

    OUT = "signing out"
    CODE = "the one-time code"
    PASSWORD = "the own password in place of a handed-out one"  # noqa: S105 - no secret
    READ = "what happened to the account"


def step_of_sign_in(step: Step) -> Callable[[View], View]:
    """Marks a view that is open while this step is missing. Before the code only it and signing out are."""

    def marked(view: View) -> View:
        view.step_of_sign_in = step  # type: ignore[attr-defined]
        return view

    return marked


def is_refused_superuser(user: User) -> bool:
    """Somebody made by hand who would be above all posts: there is none in production (rules.md, Powers)."""
    return settings.IS_PRODUCTION and user.is_superuser


class ClosedByDefault(LoginRequiredMiddleware):
    """Django's rule, with an end to every session and two steps of ours: second factor, first change of password."""

    def handle_no_permission(self, request: HttpRequest, view_func: View) -> HttpResponseRedirect:
        """To sign in; then back to where a form stood, where its own address only takes what is sent."""
        if request.method != "POST" or hasattr(view_func, "keep_typed_text"):
            response: Any = super().handle_no_permission(request, view_func)
        else:
            onward = page_before(request) or settings.LOGIN_REDIRECT_URL
            response = redirect_to_login(onward, settings.LOGIN_URL)
        if settings.SESSION_COOKIE_NAME in request.COOKIES:
            response["Location"] += f"&{WHY}={ENDED}"
        return response

    def process_view(
        self, request: HttpRequest, view_func: View, view_args: Any, view_kwargs: Any
    ) -> HttpResponseBase | None:
        if not getattr(view_func, "login_required", True):
            return None
        if isinstance(request.user, User):
            request.user.request_depth = len(connection.atomic_blocks)
            if is_refused_superuser(request.user):
                logout(request)
                raise PermissionDenied(NO_SUPERUSERS)
            begun = request.session.setdefault(BEGUN, int(time.time()))
            if time.time() - begun > settings.SESSION_MOST_SECONDS:
                logout(request)
            elif (
                time.time() - request.session.get(SEEN, 0)
                > settings.SESSION_COOKIE_AGE // SEEN_PARTS
            ):
                request.session[SEEN] = int(time.time())
        response = super().process_view(request, view_func, view_args, view_kwargs)
        if response and request.method == "POST":
            # The session ended while a form was being filled in: it is kept before the way to sign in.
            keep_by_view(request, view_func, view_args, view_kwargs)
        return response or _missing_step(request, getattr(view_func, "step_of_sign_in", None))


def _missing_step(request: HttpRequest, asked: Step | None) -> HttpResponseBase | None:
    """The way to the step that is missing, where something else was asked for."""
    user = request.user
    if not isinstance(user, User) or asked is Step.OUT:
        return None
    onward = "?" + urlencode({"next": request.get_full_path()})
    if user.needs_second_factor and not user.is_verified():  # type: ignore[attr-defined]
        return None if asked is Step.CODE else redirect_to("accounts:second-factor", onward)
    if user.must_change_password and asked not in (Step.CODE, Step.PASSWORD):
        return redirect_to("accounts:password-change", onward)
    if TO_READ in request.session and asked is None and request.method == "GET":
        return redirect_to("accounts:account-notices", onward)
    return None


def redirect_to(name: str, query: str) -> HttpResponseBase:
    response = redirect(name)
    response["Location"] += query
    return response


closed_by_default = ClosedByDefault


def session_begun(sender: object, request: HttpRequest, user: User, **_: object) -> None:
    """Signing in writes both moments, with what it writes of the session anyway."""
    request.session[BEGUN] = request.session[SEEN] = int(time.time())
