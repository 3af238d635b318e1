"""The acts on a case, one POST each. What is missing stands beside its field on the case's page."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods

from accounts.clock import now
from accounts.requests import SignedInRequest
from objections import access, services
from objections.case_acts import BY_NAME
from objections.desk_forms import ReplyForm
from objections.views.case import case_page
from objections.views.case_in_sight import case_or_404, keeps_typed_text, must_hold, refused_text
from projects.access import Act, must
from projects.workflow import StepRefused


@keeps_typed_text
@require_http_methods(["GET", "HEAD", "POST"])
def take(request: SignedInRequest, pk: int, act: str) -> HttpResponse:
    """Take an act of the table: what is missing stands beside its field, the wrong moment is a message, else it was done.

    A GET, as after signing in again, leads to the case, where typed text is found again.
    """
    if request.method != "POST":
        return redirect("objections:case", pk)
    row = BY_NAME[act]
    objection = case_or_404(request, pk)
    must(access.can_take(request.user, row.step, objection))
    form = row.made(objection, data=request.POST)
    if form is not None and not form.is_valid():
        return case_page(request, objection, {act: form}, status=422)
    typed = form.cleaned_data if form is not None else {}
    try:
        row.service(objection_id=pk, actor=request.user, at=now(), **typed)
    except services.TextRefused as refusal:
        assert form is not None
        refused_text(form, refusal)
        return case_page(request, objection, {act: form}, status=422)
    except StepRefused as refusal:
        messages.error(request, str(refusal))
        texts = tuple(value for value in typed.values() if isinstance(value, str) and value)
        if texts:
            now_stands = case_or_404(request, pk)
            return case_page(request, now_stands, unsent=texts, status=409)
    else:
        messages.success(request, row.done)
    return redirect("objections:case", pk)


@keeps_typed_text
@require_http_methods(["GET", "HEAD", "POST"])
def reply_for_unit(request: SignedInRequest, pk: int, inquiry: int) -> HttpResponse:
    """A handler enters the answer of a unit that has no account."""
    if request.method != "POST":
        return redirect("objections:case", pk)
    objection = case_or_404(request, pk)
    must_hold(request, Act.HANDLE_OBJECTION, objection)
    found = get_object_or_404(objection.inquiries, pk=inquiry)
    form = ReplyForm(request.POST, prefix=f"reply{found.pk}")
    if not form.is_valid():
        messages.error(request, "请写明单位答复的核查情况。")
        return redirect("objections:case", pk)
    try:
        services.reply_to_inquiry(
            inquiry_id=found.pk, actor=request.user, at=now(), **form.cleaned_data
        )
    except StepRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "已代单位登记核查情况。")
    return redirect("objections:case", pk)
