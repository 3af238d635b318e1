"""The words and the window that new notices start with."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from accounts.clock import now, today
from accounts.requests import SignedInRequest
from notices import access, services
from notices.act_forms import PatternForm
from notices.models import Notice
from notices.refusals import StepRefused
from notices.text_patterns import PLACEHOLDERS, WORDS, filled, pattern_for
from projects.access import must, staff_districts
from projects.models import AnnualPlan
from projects.periods import Period


@require_http_methods(["GET", "HEAD", "POST"])
def pattern_edit(request: SignedInRequest, district: str, kind: str) -> HttpResponse:
    """A district's pattern of one kind, with how it reads when filled in."""
    if kind not in WORDS:
        raise Http404
    found = get_object_or_404(staff_districts(request.user), slug=district)
    must(access.can_compile(request.user, found))
    pattern = pattern_for(found, kind)
    form = PatternForm(
        request.POST or None,
        initial={
            "title": pattern.title,
            "lead": pattern.lead,
            "day_kind": pattern.rule.kind,
            "first_day_counts": pattern.rule.first_day_counts,
            "usual_days": pattern.usual_days,
            "minimum_days": pattern.rule.minimum,
            "basis": pattern.basis,
        },
    )
    if request.method == "POST" and form.is_valid():
        try:
            services.save_pattern(
                district=found, kind=kind, editor=request.user, at=now(), values=form.cleaned_data
            )
        except StepRefused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, "模板已保存，以后新编的公示按它来，正在编制的不变。")
        return redirect("notices:pattern-edit", district, kind)
    day = today()
    plan = found.plans.order_by("-year").first() or AnnualPlan(
        district=found, year=day.year, title=f"{found.name}{day.year}年方案"
    )
    period = {
        "targets": None,
        "completion": Period.through(plan.year, 12),
        "progress": Period.through(plan.year, 3),
    }[kind]
    return render(
        request,
        "notices/pattern_edit.html",
        {
            "form": form,
            "error": bool(form.errors),
            "district": found,
            "kind": Notice.Kind(kind).label,
            "placeholders": PLACEHOLDERS,
            "title_filled": filled(pattern.title, plan, period),
            "lead_filled": filled(pattern.lead, plan, period),
            "desk_place": found.name,
        },
        status=422 if form.errors else 200,
    )
