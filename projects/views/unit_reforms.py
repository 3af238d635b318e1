"""机构改革 on the desk: what a document decided, what will move, and then the one act."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.clock import now, today
from accounts.requests import SignedInRequest
from look.whole_numbers import whole_number
from projects import access, services
from projects.access import Act, must
from projects.models import District, ResponsibleUnit, UnitReform
from projects.register_forms import ReformForm
from projects.services.reforms import (
    PreviewOutdated,
    reform_mark,
    reform_problems,
    tasks_of,
    what_moves,
)
from projects.views.units import district_in_sight
from projects.workflow import StepRefused


@require_http_methods(["GET", "HEAD", "POST"])
def unit_reform(request: SignedInRequest, district: str) -> HttpResponse:
    """`then` says what was pressed: look (what will move) or do."""
    found = district_in_sight(request, district)
    must(access.can(request.user, Act.KEEP_UNITS, found))
    form = ReformForm(request.POST or None, district=found)
    if request.method != "POST" or not form.is_valid():
        return _page(request, found, form)
    old = list(form.cleaned_data["units"])
    reform = form.reform(_places(request, old))
    for problem in reform_problems(found, reform, old, today()):
        form.add_error(None, problem)
    if form.errors:
        return _page(request, found, form)
    seen = request.POST.get("seen", "")
    if request.POST.get("then") != "do" or not seen:
        return _page(request, found, form, old)
    try:
        done = services.reform_units(
            district=found, reform=reform, seen=seen, actor=request.user, at=now()
        )
    except PreviewOutdated as outdated:
        messages.warning(request, str(outdated))
        return _page(request, found, form, old)
    except StepRefused as refusal:
        form.add_error(None, str(refusal))
        return _page(request, found, form)
    messages.success(
        request, f"已办理：{done}。任务、人员、旧名和订阅都转过去了；已公布的内容不变。"
    )
    return redirect("projects:unit-list", district)


def _places(request: SignedInRequest, old: list[ResponsibleUnit]) -> dict[int, int]:
    """Where each task of a unit that is split goes, by the task's key; the first where nothing was chosen."""
    return {
        row.task_id: whole_number(request.POST.get(f"task-{row.task_id}"), most=99) or 0
        for unit in old
        for row in tasks_of(unit)
    }


def _page(
    request: SignedInRequest,
    district: District,
    form: ReformForm,
    old: list[ResponsibleUnit] | None = None,
) -> HttpResponse:
    """The form; with `old` what will move as well, and the way to do it."""
    context = {
        "district": district,
        "form": form,
        "error": bool(form.errors),
        "done": UnitReform.objects.filter(district=district).select_related("by")[:20],
        "moves": what_moves(old) if old else [],
    }
    reform = form.reform(_places(request, old)) if old else None
    context["seen"] = reform_mark(old, reform.kind, reform.names) if old and reform else ""
    if old and reform and reform.kind == UnitReform.Kind.SPLIT:
        context["places"] = list(enumerate(reform.names))
        context["tasks"] = [(row, reform.places[row.task_id]) for row in tasks_of(old[0])]
    return render(request, "projects/unit_reform.html", context, status=422 if form.errors else 200)
