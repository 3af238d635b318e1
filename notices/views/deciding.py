"""The reviewer's and the signer's acts, and giving a draft up."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from accounts.clock import now
from accounts.requests import SignedInRequest
from notices import services
from notices.act_forms import ApproveForm, ReasonForm
from notices.views.notice_in_sight import notice_or_404, taking


def _first_error(form: object) -> str:
    return next(iter(form.errors.values()))[0]  # type: ignore[attr-defined]


@require_POST
def notice_return(request: SignedInRequest, pk: int) -> HttpResponse:
    notice_or_404(request, pk)
    form = ReasonForm(request.POST)
    note = form.cleaned_data["reason"] if form.is_valid() else ""
    return taking(
        request,
        pk,
        lambda: services.return_to_draft(notice_id=pk, actor=request.user, at=now(), note=note),
        "已退回编制人。",
    )


@require_POST
def notice_discard(request: SignedInRequest, pk: int) -> HttpResponse:
    notice_or_404(request, pk)
    form = ReasonForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    return taking(
        request,
        pk,
        lambda: services.discard_notice(
            notice_id=pk, compiler=request.user, at=now(), reason=reason
        ),
        "已作废，编号可以重新使用。",
    )


@require_POST
def notice_approve(request: SignedInRequest, pk: int) -> HttpResponse:
    notice_or_404(request, pk)
    form = ApproveForm(request.POST)
    if not form.is_valid():
        messages.error(request, _first_error(form))
        return redirect("notices:notice", pk)
    return taking(
        request,
        pk,
        lambda: services.approve_notice(
            notice_id=pk, reviewer=request.user, at=now(), **form.cleaned_data
        ),
        "审核通过，已转签发。",
    )


@require_POST
def notice_publish(request: SignedInRequest, pk: int) -> HttpResponse:
    """Sign and publish. The moment is the server's, read here for this act."""
    notice_or_404(request, pk)
    return taking(
        request,
        pk,
        lambda: services.publish_notice(
            notice_id=pk, actor=request.user, at=now(), sure=request.POST.get("sure", "")
        ),
        "已签发，公示页已经公开，内容从此固定。",
    )
