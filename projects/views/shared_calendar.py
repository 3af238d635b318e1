"""The calendar all districts count by: staff look, the installation's system administrator keeps it."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from accounts.clock import now, today
from accounts.models import User
from accounts.requests import SignedInRequest
from projects import access, services
from projects.access import must
from projects.models import CalendarDay
from projects.register_forms import CalendarDayForm
from projects.register_tabs import tabs_of
from projects.workdays import years_not_known
from projects.workflow import StepRefused


def must_read_calendar(user: User) -> None:
    """Raises PermissionDenied with the reason where days are not the person's concern."""
    if not access.reads_shared_settings(user):
        raise PermissionDenied("工作日历由发展改革部门和系统管理员使用，您没有这些岗位。")


@require_http_methods(["GET", "HEAD", "POST"])
def calendar(request: SignedInRequest) -> HttpResponse:
    """The days that differ from the built-in calendar, and the form for one more."""
    must_read_calendar(request.user)
    if request.method == "POST":
        must(access.can_keep_installation(request.user))
    form = CalendarDayForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            services.set_day(
                day=given["day"],
                is_workday=given["is_workday"] == "yes",
                source=given["source"],
                actor=request.user,
                at=now(),
            )
        except StepRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"已登记 {given['day']:%Y-%m-%d}，各处的工作日按它重新数。")
            return redirect("projects:calendar")
    day = today()
    context = {
        "form": form,
        "error": bool(form.errors),
        "days": CalendarDay.objects.all(),
        "years_not_known": years_not_known(day, day.replace(year=day.year + 1, day=1)),
        "tabs": tabs_of(request.user, "calendar"),
        "may_keep": access.can_keep_installation(request.user),
    }
    return render(request, "projects/calendar.html", context, status=422 if form.errors else 200)


@require_POST
def calendar_remove(request: SignedInRequest, pk: int) -> HttpResponse:
    must(access.can_keep_installation(request.user))
    entered = get_object_or_404(CalendarDay, pk=pk)
    services.remove_day(day_id=entered.pk, actor=request.user, at=now())
    messages.success(request, f"{entered.day:%Y-%m-%d} 恢复按国家公布的安排。")
    return redirect("projects:calendar")
