"""Pages of those beside the handler: the asked unit, who starts a correction, who approves an erasure."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.clock import now, today
from accounts.requests import SignedInRequest
from look.whole_numbers import whole_number
from objections import selectors, services
from objections.desk_forms import ReasonForm, ReopenForm, ReplyForm
from objections.models import Objection, UnitInquiry
from objections.privacy_text import kept_months
from objections.sealing import shown, unseal
from objections.services.correcting import reports_behind
from objections.views.case_in_sight import (
    FOUND_AGAIN,
    found_again,
    keeps_typed_text,
    must_hold,
    refused_text,
)
from projects import access
from projects.access import Act
from projects.workflow import StepRefused

DAYS_TO_PUT_RIGHT = 10
"""Suggested to the reviewer for a report that goes back."""


# ------------------------------------------------------------- the asked unit
@require_safe
def inquiries(request: SignedInRequest) -> HttpResponse:
    """What the person's units were asked: waiting first."""
    if not access.files_for_a_unit(request.user):
        raise PermissionDenied("核查函由责任单位的人员答复，您不在责任单位。")
    found = list(selectors.inquiries_of(request.user))
    return render(
        request,
        "objections/inquiries.html",
        {
            "waiting": [one for one in found if not one.replied_at and not one.closed_at],
            "done": [one for one in found if one.replied_at or one.closed_at][:50],
            "day": today(),
        },
    )


@keeps_typed_text
@require_http_methods(["GET", "HEAD", "POST"])
def inquiry(request: SignedInRequest, pk: int) -> HttpResponse:
    """One question and its answer. The unit sees the question, the notice and the project; nothing else of the case."""
    found = get_object_or_404(selectors.inquiries_of(request.user), pk=pk)
    if request.method != "POST":
        again = found_again(request) if found.replied_at is None else {}
        if again:
            messages.info(request, FOUND_AGAIN)
        return _inquiry_page(request, found, ReplyForm(initial=again))
    form = ReplyForm(request.POST)
    if not form.is_valid():
        return _inquiry_page(request, found, form, status=422)
    try:
        services.reply_to_inquiry(inquiry_id=pk, actor=request.user, at=now(), **form.cleaned_data)
    except services.TextRefused as refusal:
        refused_text(form, refusal)
        return _inquiry_page(request, found, form, status=422)
    except StepRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "核查情况已交给发展改革部门。")
    return redirect("objections:inquiry", pk)


def _inquiry_page(
    request: SignedInRequest, found: UnitInquiry, form: ReplyForm, *, status: int = 200
) -> HttpResponse:
    return render(
        request,
        "objections/inquiry.html",
        {
            "inquiry": found,
            "notice": found.objection.notice,
            "row": _row(found.objection),
            "column": found.objection.column,
            "question": shown(found.sealed_question, "question"),
            "reply": shown(found.sealed_reply, "reply"),
            "form": form,
            "day": today(),
            "desk_place": found.unit.name,
            "error": status == 422,
        },
        status=status,
    )


def _row(objection: Objection) -> dict[str, Any] | None:
    """The row of the notice as the public reads it."""
    content = objection.notice.content if objection.notice else None
    for group in (content or {}).get("categories", ()):
        for row in group["projects"]:
            if row["number"] == objection.project_number:
                return dict(row)
    return None


# ------------------------------------------------------------- corrections
@require_safe
def corrections(request: SignedInRequest) -> HttpResponse:
    """Upheld objections: whose report goes back, whose notice is corrected. Without words and identity."""
    return _corrections_page(request)


@require_POST
def correction_start(request: SignedInRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(selectors.corrections_to_start(request.user), pk=pk)
    try:
        draft = services.start_correction(objection_id=found.pk, actor=request.user, at=now())
    except StepRefused as refusal:
        messages.error(request, str(refusal))
        return redirect("objections:corrections")
    return redirect("notices:notice", draft.pk)


@require_POST
def report_reopen(request: SignedInRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(selectors.corrections_to_start(request.user), pk=pk)
    must_hold(request, Act.REVIEW_REPORT, found)
    form = ReopenForm(request.POST, prefix=f"reopen{found.pk}")
    if not form.is_valid():
        return _corrections_page(request, {found.pk: form}, status=422)
    try:
        many = services.reopen_reports(
            objection_id=found.pk, actor=request.user, at=now(), **form.cleaned_data
        )
    except services.TextRefused as refusal:
        refused_text(form, refusal)
        return _corrections_page(request, {found.pk: form}, status=422)
    except StepRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"{many} 份进展报告已退回责任单位更正。")
    return redirect("objections:corrections")


def _corrections_page(
    request: SignedInRequest, bound: dict[int, ReopenForm] | None = None, *, status: int = 200
) -> HttpResponse:
    compiles = access.districts_where(request.user, Act.COMPILE_NOTICE)
    reviews = access.districts_where(request.user, Act.REVIEW_REPORT)
    if not compiles.exists() and not reviews.exists():
        raise PermissionDenied("更正由编制岗、审核岗办理，您没有这些岗位。")
    may_compile, may_review = set(compiles), set(reviews)
    rows = []
    for objection in selectors.corrections_to_start(request.user)[:100]:
        summary = unseal(objection.sealed_summary).get("summary", "")
        form = ReopenForm(
            prefix=f"reopen{objection.pk}",
            initial={
                "reason": f"群众异议经核查属实：{summary}",
                "due_on": today() + timedelta(days=DAYS_TO_PUT_RIGHT),
            },
        )
        rows.append(
            {
                "objection": objection,
                "row": _row(objection),
                "summary": summary,
                "opinion": unseal(objection.sealed_answer).get("opinion", ""),
                "reports": reports_behind(objection).count(),
                "may_compile": objection.district in may_compile,
                "may_review": objection.district in may_review,
                "form": (bound or {}).get(objection.pk, form),
            }
        )
    return render(
        request,
        "objections/corrections.html",
        {
            "rows": rows,
            "sees_register": access.objection_districts(request.user).exists(),
            "error": status == 422,
        },
        status=status,
    )


# ------------------------------------------------------------- erasure
@require_safe
def erasures(request: SignedInRequest) -> HttpResponse:
    """To a handler what may be erased; to the security administrator what was proposed. No words, no names."""
    return _erasures_page(request)


@require_POST
def erasure_propose(request: SignedInRequest) -> HttpResponse:
    districts = access.districts_where(request.user, Act.HANDLE_OBJECTION)
    if not districts.exists():
        raise PermissionDenied("清除由异议办理岗提出，您没有这个岗位。")
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return _erasures_page(request, form, status=422)
    given = map(whole_number, request.POST.getlist("objection"))
    keys = [key for key in given if key is not None]
    chosen = list(Objection.objects.filter(pk__in=keys, district__in=districts))
    try:
        if not chosen:
            raise StepRefused("请先勾选要清除的异议。")
        for district in {one.district for one in chosen}:
            services.propose_erasure(
                district=district,
                objections=[one for one in chosen if one.district == district],
                actor=request.user,
                reason=form.cleaned_data["reason"],
                at=now(),
            )
    except StepRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"{len(chosen)} 件已提出清除，等安全管理员批准。")
    return redirect("objections:erasures")


@require_POST
def erasure_decide(request: SignedInRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(selectors.erasures_to_approve(request.user), pk=pk)
    try:
        if request.POST.get("then") == "approve":
            many = services.approve_erasure(erasure_id=found.pk, actor=request.user, at=now())
            messages.success(request, f"{many} 件的身份和原文已清除，不能恢复。")
        else:
            services.decline_erasure(erasure_id=found.pk, actor=request.user, at=now())
            messages.success(request, "已退回，没有清除。")
    except StepRefused as refusal:
        messages.error(request, str(refusal))
    return redirect("objections:erasures")


def _erasures_page(
    request: SignedInRequest, form: ReasonForm | None = None, *, status: int = 200
) -> HttpResponse:
    handles = access.districts_where(request.user, Act.HANDLE_OBJECTION)
    to_approve = list(selectors.erasures_to_approve(request.user))
    is_handler = handles.exists()
    if not is_handler and not selectors.is_security_admin(request.user):
        raise PermissionDenied("清除由异议办理岗提出、安全管理员批准，您没有这些岗位。")
    due = list(selectors.due_for_erasure(handles, today())[:200]) if is_handler else []
    return render(
        request,
        "objections/erasures.html",
        {
            "is_handler": is_handler,
            "due": due,
            "to_approve": to_approve,
            "waiting": selectors.erasures_waiting_in(handles) if is_handler else [],
            "months": kept_months(),
            "form": form or ReasonForm(initial={"reason": _usual_reason(due)}),
            "error": status == 422,
        },
        status=status,
    )


def _usual_reason(due: list[Objection]) -> str:
    """Why those listed may be erased: their time is over, their writers asked for it, or both."""
    asked = {one.erasure_asked_at is not None for one in due}
    reasons = {False: f"办结满{kept_months()}个月", True: "本人申请"}
    return "，".join(reasons[one] for one in sorted(asked))
