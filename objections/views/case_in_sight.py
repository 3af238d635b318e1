"""What the desk's views of objections share: the case in sight, the right post, refusals beside their field, typed
text that outlives a session."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters

from accounts.requests import SignedInRequest
from objections import typed_text
from objections.models import Objection
from objections.services import TextRefused
from projects import access
from projects.access import Act, must


def case_or_404(request: SignedInRequest, pk: int) -> Objection:
    """The objection where the person may see its case; 404 otherwise, also for another district's."""
    found = Objection.objects.visible_to(request.user).select_related(
        "district",
        "notice__district",
        "correction",
        "registered_by",
        "answered_by",
        "answer_approved_by",
        "extension_asked_by",
        "extension_approved_by",
    )
    return get_object_or_404(found, pk=pk)


def must_hold(request: SignedInRequest, act: Act, objection: Objection) -> None:
    """403 with the reason for whoever sees the case but has not the post."""
    decision = access.can(request.user, act, objection.district)
    must(decision)


def refused_text(form: forms.BaseForm, refusal: TextRefused) -> None:
    """The service's refusal beside the field it speaks of."""
    names = {"project_number": "project", "text": "words"}
    field = names.get(refusal.field, refusal.field)
    form.add_error(field if field in form.fields else None, str(refusal))


FOUND_AGAIN = "登录过期时您填的内容已找回，还没有保存。"


def keeps_typed_text(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """For a view with a form: where a POST cannot be let in, what was typed is kept first. A refusal or an error keeps
    it as well; once the POST has led on, it is forgotten.

    The view is not called for a POST that fails Django's check against forged requests (`config.errors.csrf_failure`
    keeps its text) or comes after the session (`accounts.middleware`). What is posted stands in no error report.
    """

    @wraps(view)
    def checked(request: SignedInRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method != "POST":
            return view(request, *args, **kwargs)
        response = view(request, *args, **kwargs)
        if response.status_code < 400:
            typed_text.forget(request.user, request.path)
        return response

    safe = sensitive_post_parameters()(checked)
    safe.keep_typed_text = _keep  # type: ignore[attr-defined]
    safe.show_typed_text = _show  # type: ignore[attr-defined]
    return safe


def _keep(request: SignedInRequest, *args: Any, **kwargs: Any) -> object:
    return typed_text.keep(request.POST.dict(), page=request.path, at=timezone.now())


def _show(request: SignedInRequest, *args: Any, **kwargs: Any) -> HttpResponse:
    messages.warning(request, "页面打开太久，没有保存。" + FOUND_AGAIN)
    return redirect(request.path)


def found_again(request: SignedInRequest) -> dict[str, str]:
    """What this person had typed here when their session ended."""
    return found_again_below(request, request.path).get(request.path, {})


def found_again_below(request: SignedInRequest, path: str) -> dict[str, dict[str, str]]:
    """The same for every address that begins with a path."""
    return typed_text.kept_below(request.user, path, at=timezone.now())
