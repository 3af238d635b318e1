"""The reviewer's desk: what waits, one report beside target and last round, approve or return with reasons."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from accounts.clock import now, today
from accounts.requests import SignedInRequest
from progress import report_pages, services, workflow
from progress.forms import ReasonForm, ReturnForm
from progress.selectors.board import Ranked, by_risk, waiting
from progress.selectors.filing import Filing
from progress.selectors.judging import bench
from progress.standing import Standing
from progress.views.answering import Questions, to_answer
from progress.views.filing_in_sight import filing_or_404, version_in
from projects import access


@require_safe
def review_queue(request: SignedInRequest) -> HttpResponse:
    rows = waiting(request.user, today())
    context = {
        "rows": rows,
        "tickable": sum(one.can_tick for one in rows),
        "reviews": access.may_somewhere(request.user, access.Act.REVIEW_REPORT),
    }
    return render(request, "progress/review_queue.html", context)


def _found(request: SignedInRequest, task_id: int, round_id: int) -> Filing:
    """The filing for the district's staff. A unit sees its own rows elsewhere, and is told so."""
    found = filing_or_404(request, task_id, round_id)
    district = found.round.plan.district
    if not access.is_staff_in(request.user, district):
        raise PermissionDenied(
            f"审核页只给{district.commission_name}的工作人员，您的填报在“我的填报”里。"
        )
    return found


@require_safe
def review(request: SignedInRequest, task_id: int, round_id: int) -> HttpResponse:
    return _page(request, _found(request, task_id, round_id))


@require_POST
def review_begin(request: SignedInRequest, task_id: int, round_id: int) -> HttpResponse:
    _found(request, task_id, round_id)
    try:
        services.begin_review(task_id=task_id, round_id=round_id, actor=request.user, at=now())
    except services.StepRefused as refusal:
        return _too_late(request, refusal, task_id, round_id)
    return redirect("progress:review", task_id, round_id)


@require_POST
def review_approve(request: SignedInRequest, task_id: int, round_id: int) -> HttpResponse:
    found = _found(request, task_id, round_id)
    questions = to_answer(found, request.POST)
    try:
        services.approve_report(
            task_id=task_id,
            round_id=round_id,
            actor=request.user,
            at=now(),
            version=version_in(request.POST, "version"),
            answers=questions.reasons,
            seen=questions.ticked,
        )
    except services.Unanswered as refusal:
        messages.error(request, str(refusal))
        return _page(request, found, questions=questions, status=422)
    except services.StepRefused as refusal:
        return _too_late(request, refusal, task_id, round_id)
    messages.success(request, f"第{found.row.number}件“{found.task.project.name}”已通过。")
    return redirect(_onward(request, found))


@require_POST
def review_return(request: SignedInRequest, task_id: int, round_id: int) -> HttpResponse:
    found = _found(request, task_id, round_id)
    form = ReturnForm(request.POST, fields=_returnable(found))
    if not form.is_valid():
        return _page(request, found, form, status=422)
    try:
        services.return_report(
            task_id=task_id,
            round_id=round_id,
            actor=request.user,
            at=now(),
            reasons=form.cleaned_data["reasons"],
            due_on=form.cleaned_data["due_on"],
            version=form.cleaned_data["version"],
        )
    except services.StepRefused as refusal:
        if filing_or_404(request, task_id, round_id).row.status == workflow.SUBMITTED:
            form.add_error(None, str(refusal))
            return _page(request, found, form, status=422)
        return _too_late(request, refusal, task_id, round_id)
    messages.success(request, f"已退回{found.row.lead_names}，对方登录就能看到理由。")
    return redirect(_onward(request, found))


@require_POST
def review_reopen(request: SignedInRequest, task_id: int, round_id: int) -> HttpResponse:
    """Send an approved report back for a correction, which is named."""
    found = _found(request, task_id, round_id)
    form = ReasonForm(request.POST)
    try:
        if not form.is_valid():
            raise services.StepRefused(
                "退回更正的原因：" + "".join(map(str, form.errors["reason"]))
            )
        services.reopen_report(
            task_id=task_id,
            round_id=round_id,
            actor=request.user,
            at=now(),
            reason=form.cleaned_data["reason"],
            correction=request.POST.get("correction", ""),
        )
    except services.StepRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"已退回{found.row.lead_names}更正，原来通过的内容仍可查。")
    return redirect("progress:review", task_id, round_id)


def _page(
    request: SignedInRequest,
    found: Filing,
    form: ReturnForm | None = None,
    *,
    questions: Questions | None = None,
    status: int = 200,
) -> HttpResponse:
    form = form or ReturnForm(fields=_returnable(found), initial={"version": found.version})
    context = report_pages.review_page(found, form)
    context["questions"] = questions or to_answer(found)
    queue = by_risk(request.user, today())
    context["neighbours"] = _neighbours(queue, found)
    ranked = next((one for one in queue if one.key == _key(found)), None)
    context["standing"] = ranked.standing if ranked else _light(found)
    return render(request, "progress/review.html", context, status=status)


def _returnable(found: Filing) -> list:
    return [field for field in found.fields if not field.is_paragraph]


def _light(found: Filing) -> Standing:
    judged = bench(found.round.plan, [found.task], today())
    return judged.light(found.task, found.report, found.round)


def _neighbours(queue: list[Ranked], found: Filing) -> dict:
    """The rows before and after this one in the queue, and how many wait."""
    keys = [one.key for one in queue]
    here = keys.index(_key(found)) if _key(found) in keys else -1
    return {
        "count": len(keys),
        "before": keys[here - 1] if here > 0 else None,
        "after": keys[here + 1] if 0 <= here < len(keys) - 1 else None,
    }


def _onward(request: SignedInRequest, found: Filing) -> str:
    """On to the next waiting row; back to the queue after the last."""
    queue = by_risk(request.user, today())
    keys = [one.key for one in queue if one.key != _key(found)]
    if not keys:
        return reverse("progress:review-queue")
    return reverse("progress:review", args=keys[0])


def _key(found: Filing) -> tuple[int, int]:
    return found.task.pk, found.round.pk


def _too_late(
    request: SignedInRequest, refusal: services.StepRefused, task_id: int, round_id: int
) -> HttpResponse:
    """Somebody was faster, or the unit changed it: the page as it stands now, with the sentence that says so."""
    messages.error(request, str(refusal))
    found = filing_or_404(request, task_id, round_id)
    return _page(request, found, status=409)
