"""What the desk's views of objections share: the case in sight, the right post, refusals beside their field."""

from __future__ import annotations

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from projects import access
from projects.access import Act
from publicity.models import Objection
from publicity.objections.services import TextRefused


def case_or_404(request: HttpRequest, pk: int) -> Objection:
    """The objection where the person may see its case; 404 otherwise, also for another district's."""
    found = Objection.objects.visible_to(request.user).select_related(
        "district",
        "notice",
        "correction",
        "registered_by",
        "answered_by",
        "answer_approved_by",
        "extension_asked_by",
        "extension_approved_by",
    )
    return get_object_or_404(found, pk=pk)


def must_hold(request: HttpRequest, act: Act, objection: Objection) -> None:
    """403 with the reason for whoever sees the case but has not the post."""
    decision = access.can(request.user, act, objection.district)
    if not decision:
        raise PermissionDenied(decision.reason)


def refused_text(form: forms.BaseForm, refusal: TextRefused) -> None:
    """The service's refusal beside the field it speaks of."""
    names = {"project_number": "project", "text": "words"}
    field = names.get(refusal.field, refusal.field)
    form.add_error(field if field in form.fields else None, str(refusal))
