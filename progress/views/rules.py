"""The rules of the lights, for all districts: read by staff, kept by the installation's system administrator."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.clock import now, today
from accounts.requests import SignedInRequest
from progress.forms import RuleSetForm
from progress.models import RuleSet
from progress.services import rule_sets
from progress.standing import DEFAULT_RULES
from projects import access
from projects.access import must
from projects.workflow import StepRefused


@require_safe
def rule_list(request: SignedInRequest) -> HttpResponse:
    """All rules, the newest first, with the built-in ones that count before any."""
    if not access.reads_shared_settings(request.user):
        raise PermissionDenied("亮灯规则由发展改革部门和系统管理员使用，您没有这些岗位。")
    day = today()
    found = list(RuleSet.objects.order_by("-effective_from"))
    current = next((one for one in found if rule_sets.is_in_force(one, day)), None)
    context = {
        "rules": found,
        "current": current,
        "built_in": DEFAULT_RULES,
        "may_keep": access.can_keep_installation(request.user),
    }
    return render(request, "progress/rule_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def rule_new(request: SignedInRequest) -> HttpResponse:
    must(access.can_keep_installation(request.user))
    form = RuleSetForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = rule_sets.add_rule_set(
                values=form.values(), actor=request.user, day=today(), at=now()
            )
        except StepRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"已立“{made.name}”，{made.effective_from:%Y-%m-%d} 起用。")
            return redirect("progress:rule-list")
    return _page(request, None, form)


@require_http_methods(["GET", "HEAD", "POST"])
def rule_edit(request: SignedInRequest, pk: int) -> HttpResponse:
    must(access.can_keep_installation(request.user))
    rules = get_object_or_404(RuleSet, pk=pk)
    form = RuleSetForm(request.POST or None, instance=get_object_or_404(RuleSet, pk=pk))
    if request.method == "POST" and form.is_valid():
        try:
            rule_sets.change_rule_set(
                rule_set_id=pk,
                values=form.values(),
                seen=form.cleaned_data["seen"],
                actor=request.user,
                day=today(),
                at=now(),
            )
        except StepRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "已保存。")
            return redirect("progress:rule-list")
    return _page(request, rules, form)


def _page(request: SignedInRequest, rules: RuleSet | None, form: RuleSetForm) -> HttpResponse:
    context = {
        "rules": rules,
        "form": form,
        "error": bool(form.errors),
        "in_force": bool(rules and rule_sets.is_in_force(rules, today())),
    }
    return render(request, "progress/rule_edit.html", context, status=422 if form.errors else 200)


@require_POST
def rule_remove(request: SignedInRequest, pk: int) -> HttpResponse:
    must(access.can_keep_installation(request.user))
    rules = get_object_or_404(RuleSet, pk=pk)
    try:
        rule_sets.remove_rule_set(rule_set_id=pk, actor=request.user, day=today(), at=now())
    except StepRefused as refusal:
        messages.error(request, str(refusal))
        return redirect("progress:rule-edit", pk)
    messages.success(request, f"已删去“{rules.name}”。")
    return redirect("progress:rule-list")
