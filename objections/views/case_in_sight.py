"""What the desk's views of objections share: the case in sight, the right post, refusals beside their field, typed
text that outlives a session."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters

from accounts import typed_text
from accounts.requests import SignedInRequest
from accounts.typed_text_middleware import page_before, shown_in_its_form
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
    """For a view that puts typed text back into its own form: where a POST cannot be let in, it is kept under its address.

    What is posted stands in no error report. What was taken is forgotten, what was refused is kept by
    `accounts.typed_text_middleware`, as everywhere.
    """
    safe = sensitive_post_parameters()(view)
    return typed_text.keeps_typed_text(_keep, _show)(safe)


def _keep(request: SignedInRequest, *args: Any, **kwargs: Any) -> object:
    return typed_text.keep(
        dict(request.POST.lists()),
        page=request.path,
        at=timezone.now(),
        came_from=page_before(request),
    )


def _show(request: SignedInRequest, *args: Any, **kwargs: Any) -> HttpResponse:
    messages.warning(request, "页面打开太久，没有保存。" + FOUND_AGAIN)
    return redirect(request.path)


def found_again(request: SignedInRequest) -> dict[str, str]:
    """What this person had typed here when their session ended."""
    again = found_again_below(request, request.path).get(request.path, {})
    if again:
        shown_in_its_form(request, request.path)
    return again


def found_again_below(request: SignedInRequest, path: str) -> dict[str, dict[str, str]]:
    """The same for every address that begins with a path."""
    return typed_text.kept_below(request.user, path, at=timezone.now())
