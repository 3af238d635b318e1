"""Pages that show what is sealed: the words with the identity, and an entry to go on with. Each view is recorded first."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from accounts.clock import now
from accounts.requests import SignedInRequest
from objections import desk_forms, services
from objections.models import Objection
from objections.progress_page import ANSWER_PARTS
from objections.sealing import unseal
from objections.views.case import case_page, project_name
from objections.views.case_in_sight import (
    FOUND_AGAIN,
    case_or_404,
    found_again,
    keeps_typed_text,
    must_hold,
    refused_text,
)
from projects.access import Act
from projects.workflow import StepRefused


@sensitive_post_parameters("open-reason")
@require_POST
def open_words(request: SignedInRequest, pk: int) -> HttpResponse:
    """The words and the identity, on a page of its own that no address leads to: the reason comes first."""
    objection = case_or_404(request, pk)
    must_hold(request, Act.HANDLE_OBJECTION, objection)
    form = desk_forms.OpenForm(request.POST, prefix="open")
    if not form.is_valid():
        return case_page(request, objection, {"open": form}, status=422)
    try:
        opened = services.open_words(
            objection_id=pk, actor=request.user, reason=form.cleaned_data["reason"], at=now()
        )
    except services.TextRefused as refusal:
        refused_text(form, refusal)
        return case_page(request, objection, {"open": form}, status=422)
    answer = unseal(objection.sealed_answer) if objection.status == "answered" else {}
    return render(
        request,
        "objections/opened.html",
        {
            "objection": objection,
            "opened": opened,
            "scans": objection.scans.defer("sealed_file"),
            "reason": form.cleaned_data["reason"],
            "project": project_name(objection),
            "answer": [(title, answer[key]) for key, title in ANSWER_PARTS if answer.get(key)],
            "desk_place": objection.district.name,
        },
    )


@keeps_typed_text
@require_http_methods(["GET", "HEAD", "POST"])
def entry(request: SignedInRequest, pk: int) -> HttpResponse:
    """Go on with an entry. Opening it shows what was entered, so it is recorded like every view of words."""
    objection = case_or_404(request, pk)
    must_hold(request, Act.HANDLE_OBJECTION, objection)
    districts = [objection.district]
    then = request.POST.get("then", "")
    if request.method != "POST" or not objection.is_incomplete:
        return redirect("objections:case", pk)
    if then == "open":
        opened = services.open_words(
            objection_id=pk, actor=request.user, reason="续录登记", at=now()
        )
        initial = desk_forms.entry_initial(objection, opened.text, opened.name, opened.contact)
        if again := found_again(request):
            messages.info(request, FOUND_AGAIN)
            initial |= again
        return _entry_page(request, objection, desk_forms.EntryForm(districts, initial=initial))
    form = desk_forms.EntryForm(districts, request.POST)
    if not form.is_valid() or (then == "complete" and not form.is_whole()):
        return _entry_page(request, objection, form, status=422)
    try:
        done = services.complete_objection(
            objection_id=pk,
            actor=request.user,
            arrival=form.arrival(),
            words=form.typed(),
            is_complete=then == "complete",
            at=now(),
        )
    except services.TextRefused as refusal:
        refused_text(form, refusal)
        return _entry_page(request, objection, form, status=422)
    except StepRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "已保存，还没有登记完。" if done.is_incomplete else "登记完成。")
    return redirect("objections:case", pk)


def _entry_page(
    request: SignedInRequest, objection: Objection, form: desk_forms.EntryForm, *, status: int = 200
) -> HttpResponse:
    return render(
        request,
        "objections/entry.html",
        {
            "form": form,
            "objection": objection,
            "action": reverse("objections:entry", args=[objection.pk]),
            "error": status == 422,
            "desk_place": objection.district.name,
        },
        status=status,
    )
