"""Writing the answer to an objection."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.clock import now, today
from accounts.requests import SignedInRequest
from notices.refusals import EditConflict
from objections import answer_template, desk_forms, selectors, services, workflow
from objections.models import Objection
from objections.progress_page import ANSWER_PARTS
from objections.sealing import unseal
from objections.services.answering import gaps
from objections.views.case import inquiry_lines, project_name
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


@keeps_typed_text
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: SignedInRequest, pk: int) -> HttpResponse:
    """Write the answer. `then=submit` saves and hands it to the approver."""
    objection = case_or_404(request, pk)
    must_hold(request, Act.HANDLE_OBJECTION, objection)
    if not workflow.DRAFT.starts_from(objection.status):
        messages.error(request, workflow.refusal(workflow.DRAFT, objection.status))
        return redirect("objections:case", pk)
    if request.method != "POST":
        kept = unseal(objection.sealed_answer) or answer_template.opening(objection)
        if again := found_again(request):
            messages.info(request, FOUND_AGAIN)
            kept |= again
        form = desk_forms.AnswerForm(initial={**kept, "version": objection.answer_version})
        return _answer_page(request, objection, form)
    form = desk_forms.AnswerForm(request.POST)
    if not form.is_valid():
        return _answer_page(request, objection, form, status=422)
    try:
        saved = services.draft_answer(
            objection_id=pk,
            actor=request.user,
            parts=form.parts(),
            version=form.cleaned_data["version"],
            at=now(),
        )
    except EditConflict as conflict:
        form = _with_version(request, objection.answer_version)
        return _answer_page(request, objection, form, conflict=str(conflict), status=409)
    except StepRefused as refusal:
        messages.error(request, str(refusal))
        return _answer_page(request, objection, form, status=409)
    if request.POST.get("then") != "submit":
        messages.success(request, "已存草稿。")
        return redirect("objections:answer", pk)
    try:
        services.submit_answer(
            objection_id=pk, actor=request.user, version=saved.answer_version, at=now()
        )
    except services.TextRefused as refusal:
        form = _with_version(request, saved.answer_version)
        for part, sentence in ({refusal.field: str(refusal)} | gaps(form.parts())).items():
            refused_text(form, services.TextRefused(part, sentence))
        return _answer_page(request, saved, form, status=422)
    messages.success(
        request,
        "答复已送批准。"
        if objection.district.answers_need_approval
        else "已答复，本人可以在查询页看到。",
    )
    return redirect("objections:case", pk)


def _with_version(request: SignedInRequest, version: int) -> desk_forms.AnswerForm:
    """The typed answer against the version that stands now."""
    data = request.POST.copy()
    data["version"] = str(version)
    form = desk_forms.AnswerForm(data)
    form.is_valid()
    return form


def _answer_page(
    request: SignedInRequest,
    objection: Objection,
    form: desk_forms.AnswerForm,
    *,
    conflict: str = "",
    status: int = 200,
) -> HttpResponse:
    answer = unseal(objection.sealed_answer)
    return render(
        request,
        "objections/answer.html",
        {
            "objection": objection,
            "project": project_name(objection),
            "summary": unseal(objection.sealed_summary).get("summary", ""),
            "inquiries": inquiry_lines(objection, today()),
            "theirs": [(title, answer[key]) for key, title in ANSWER_PARTS if answer.get(key)]
            if conflict
            else [],
            "returned_because": answer.get("returned_because", ""),
            "form": form.ask_for_all(),
            "conflict": conflict,
            "clocks": [
                (one, selectors.due_words(one, today())) for one in selectors.clocks(objection)
            ],
            "desk_place": objection.district.name,
            "error": status == 422,
        },
        status=status,
    )
