"""The preview's answers to: which project, task, indicator or milestone of the plan is this one of the file?"""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from accounts.clock import now
from accounts.requests import SignedInRequest
from intake import services
from intake.below_projects import ADDED
from intake.views import importing, settled
from look.whole_numbers import whole_number
from projects.models import Project


@require_POST
def import_match(request: SignedInRequest, run_id: int) -> HttpResponse:
    """Say that a project of the file is this one of the plan, or a new one."""
    run = importing(request, run_id)
    number = whole_number(request.POST.get("number"))
    said = request.POST.get("project", "")
    project = None
    if said != ADDED:
        project = (
            Project.objects.filter(pk=whole_number(said) or 0, plan__district=run.district)
            .select_related("plan")
            .first()
        )
    if number is None or (project is None and said != ADDED):
        messages.error(request, "请选择是原来的哪一件，或者“新增”。")
        return redirect("intake:import-preview", run.pk)
    what = _named(project) if project else "新增"
    return settled(
        request,
        run,
        lambda: services.decide_match(
            run_id=run.pk, number=number, project=project, actor=request.user, at=now()
        ),
        f"第{number}件已认定为{what}。",
    )


def _named(project: Project) -> str:
    if project.left_on is not None:
        return f"已退出的“{project.name}”，导入后恢复列入"
    return f"原第{project.number}件“{project.name}”"


@require_POST
def import_signs(request: SignedInRequest, run_id: int) -> HttpResponse:
    """A person's word for characters of a past notice that nothing draws."""
    run = importing(request, run_id)
    reason = request.POST.get("signs_reason", "")
    return settled(
        request,
        run,
        lambda: services.vouch_for_signs(
            run_id=run.pk, reason=reason, actor=request.user, at=now()
        ),
        "已记下原因。PDF 里这些字印作〓和编号，网页和 Word 里是原字。",
    )


@require_POST
def import_part(request: SignedInRequest, run_id: int) -> HttpResponse:
    """Say what a task, an indicator or a milestone of the file is."""
    run = importing(request, run_id)
    key, said = request.POST.get("key", ""), request.POST.get("said", "")
    if not said:
        messages.error(request, "请先选择再认定。")
        return redirect("intake:import-preview", run.pk)
    return settled(
        request,
        run,
        lambda: services.decide_part(
            run_id=run.pk, key=key, said=said, actor=request.user, at=now()
        ),
        "已记下。",
    )
