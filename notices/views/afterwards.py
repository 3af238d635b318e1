"""Correcting, withdrawing and sealing what is published."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.clock import now
from accounts.requests import SignedInRequest
from notices import access, services, workflow
from notices.act_forms import ReasonForm, WithdrawForm
from notices.nav import plan_seals_to_confirm, seals_to_confirm
from notices.refusals import StepRefused
from notices.views.notice_in_sight import notice_or_404, taking
from projects.access import Decision, must, staff_districts
from projects.models import PlanVersion, Role


@require_http_methods(["GET", "HEAD", "POST"])
def notice_correct(request: SignedInRequest, pk: int) -> HttpResponse:
    """Start the notice that will replace this one."""
    notice = notice_or_404(request, pk)
    must(access.can_correct(request.user, notice))
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            correction = services.start_correction(
                notice_id=pk, compiler=request.user, at=now(), reason=form.cleaned_data["reason"]
            )
        except StepRefused as refusal:
            messages.error(request, str(refusal))
            return redirect("notices:notice", pk)
        return redirect("notices:notice-edit", correction.pk)
    return _page(request, "notices/notice_correct.html", notice, form)


@require_http_methods(["GET", "HEAD", "POST"])
def notice_withdraw(request: SignedInRequest, pk: int) -> HttpResponse:
    notice = notice_or_404(request, pk)
    must(access.can_take(request.user, workflow.WITHDRAW, notice))
    form = WithdrawForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return taking(
            request,
            pk,
            lambda: services.withdraw_notice(
                notice_id=pk, signer=request.user, at=now(), **form.cleaned_data
            ),
            "已撤回，公示页上写明了原因和日期。",
        )
    return _page(request, "notices/notice_withdraw.html", notice, form)


@require_http_methods(["GET", "HEAD", "POST"])
def notice_seal(request: SignedInRequest, pk: int) -> HttpResponse:
    """A signer asks for the content to be destroyed; the security administrator confirms."""
    notice = notice_or_404(request, pk)
    must(access.can_ask_to_seal(request.user, notice))
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return taking(
            request,
            pk,
            lambda: services.ask_to_seal(
                notice_id=pk, signer=request.user, at=now(), reason=form.cleaned_data["reason"]
            ),
            "已提出封存，等安全管理员确认。确认以前内容还在，急需遮住请先撤回并选择不再提供表格。",
        )
    return _page(request, "notices/notice_seal.html", notice, form)


@require_safe
def seals(request: SignedInRequest) -> HttpResponse:
    """What the security administrator is asked to confirm: which notice, by whom, why; not what it says."""
    must_be_security_admin(request)
    return render(
        request,
        "notices/seal_list.html",
        {
            "asked": seals_to_confirm(request.user).select_related("district", "seal_asked_by"),
            "plans_asked": plan_seals_to_confirm(request.user)
            .select_related("plan__district", "seal_asked_by")
            .defer("content"),
        },
    )


@require_POST
def seal_confirm(request: SignedInRequest, pk: int) -> HttpResponse:
    must_be_security_admin(request)
    notice = get_object_or_404(seals_to_confirm(request.user), pk=pk)
    try:
        services.seal_notice(notice_id=notice.pk, security_admin=request.user, at=now())
    except StepRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"{notice.number} 已封存，内容已销毁。")
    return redirect("notices:seals")


@require_http_methods(["GET", "HEAD", "POST"])
def plan_seal(request: SignedInRequest, pk: int) -> HttpResponse:
    """A signer asks for the content of a plan's published version to be destroyed."""
    version = get_object_or_404(
        PlanVersion.objects.filter(plan__district__in=staff_districts(request.user))
        .select_related("plan__district")
        .defer("content"),
        pk=pk,
    )
    must(access.can_ask_to_seal_plan(request.user, version))
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.ask_to_seal_plan(
                version_id=pk, signer=request.user, at=now(), reason=form.cleaned_data["reason"]
            )
        except StepRefused as refusal:
            form.add_error("reason", str(refusal))
        else:
            messages.success(request, "已提出封存，等安全管理员确认。确认以前内容还公开着。")
            return redirect("projects:plan-read", version.plan_id)
    status = 422 if form.errors else 200
    context = {"version": version, "form": form, "error": bool(form.errors)}
    return render(request, "notices/plan_seal.html", context, status=status)


@require_POST
def plan_seal_confirm(request: SignedInRequest, pk: int) -> HttpResponse:
    must_be_security_admin(request)
    version = get_object_or_404(plan_seals_to_confirm(request.user).select_related("plan"), pk=pk)
    try:
        services.seal_plan(version_id=pk, security_admin=request.user, at=now())
    except StepRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"{version}已封存，内容已销毁。")
    return redirect("notices:seals")


def must_be_security_admin(request: SignedInRequest) -> None:
    if not request.user.memberships.filter(role=Role.SECURITY_ADMIN).exists():
        must(Decision(False, "封存由安全管理员确认，您没有这个岗位。"))


def _page(request: SignedInRequest, template: str, notice: object, form: object) -> HttpResponse:
    bad = bool(form.errors)  # type: ignore[attr-defined]
    return render(
        request,
        template,
        {"notice": notice, "form": form, "error": bad, "desk_place": notice.district.name},  # type: ignore[attr-defined]
        status=422 if bad else 200,
    )
