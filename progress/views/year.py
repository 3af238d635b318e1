"""How things stand: the year of a task, the overview of a district, as of any day up to today."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from accounts.clock import today
from accounts.requests import SignedInRequest
from progress.selectors.year import overview, task_year
from projects import access
from projects.models import AnnualPlan


def _day(request: SignedInRequest) -> date:
    """The day asked for; today for none, for a future one, and for what is no day (which is said)."""
    text = request.GET.get("day", "").strip()
    if not text:
        return today()
    try:
        day = date.fromisoformat(text)
    except ValueError:
        messages.warning(
            request, f"“{text[:20]}”不是日期，应写成 2025-04-20 这样。下面是今天的情况。"
        )
        return today()
    if day > today():
        messages.warning(request, "还没到那一天，下面是今天的情况。")
        return today()
    return day


@require_safe
def task(request: SignedInRequest, task_id: int) -> HttpResponse:
    try:
        year = task_year(request.user, task_id, _day(request))
    except ObjectDoesNotExist as error:
        raise Http404 from error
    is_staff = access.is_staff_in(request.user, year.task.project.plan.district)
    context = {"year": year, "today": today(), "is_staff": is_staff}
    return render(request, "progress/task.html", context)


@require_safe
def overview_list(request: SignedInRequest) -> HttpResponse:
    """Straight to the newest plan of the person's district."""
    plan = _plans(request).first()
    if plan is None:
        return render(request, "progress/overview_none.html")
    return redirect("progress:overview", plan.pk)


@require_safe
def overview_plan(request: SignedInRequest, plan_id: int) -> HttpResponse:
    plan = get_object_or_404(_plans(request), pk=plan_id)
    context = {
        "overview": overview(plan, _day(request)),
        "today": today(),
        "plans": _plans(request),
    }
    return render(request, "progress/overview.html", context)


def _plans(request: SignedInRequest) -> QuerySet[AnnualPlan]:
    return (
        AnnualPlan.objects.filter(district__in=access.staff_keys(request.user))
        .select_related("district")
        .order_by("-year", "district__order")
    )
