"""Closed by default: whoever is not fully signed in is sent to the step that is missing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.http import urlencode

View = Callable[..., HttpResponseBase]


def step_of_sign_in(view: View) -> View:
    """Marks a view that a person reaches between the password and the desk."""
    view.is_step_of_sign_in = True  # type: ignore[attr-defined]
    return view


class ClosedByDefault(LoginRequiredMiddleware):
    """Django's rule, with two steps of ours: the second factor and the first change of password."""

    def process_view(
        self, request: HttpRequest, view_func: View, view_args: Any, view_kwargs: Any
    ) -> HttpResponseBase | None:
        response = super().process_view(request, view_func, view_args, view_kwargs)
        if response and request.method == "POST" and hasattr(view_func, "keep_typed_text"):
            # The session ended while a form was being filled in: it is kept before the way to sign in.
            view_func.keep_typed_text(request, *view_args, **view_kwargs)
        if (
            response
            or not getattr(view_func, "login_required", True)
            or getattr(view_func, "is_step_of_sign_in", False)
        ):
            return response
        user = request.user
        if not user.is_authenticated:
            return None
        onward = "?" + urlencode({"next": request.get_full_path()})
        if user.needs_second_factor and not user.is_verified():  # type: ignore[attr-defined]
            return redirect_to("accounts:second-factor", onward)
        if user.must_change_password:
            return redirect_to("accounts:password-change", onward)
        return None


def redirect_to(name: str, query: str) -> HttpResponseBase:
    response = redirect(name)
    response["Location"] += query
    return response


closed_by_default = ClosedByDefault
