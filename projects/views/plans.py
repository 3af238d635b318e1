"""Plans on the desk: what stands, what is published, and publishing the next version."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts.clock import now
from accounts.requests import SignedInRequest
from documents.writing.file_forms import FORM
from projects import access
from projects.models import AnnualPlan
from projects.plan_content import plan_content
from projects.plan_differences import version_difference
from projects.plan_notes import notes_of
from projects.services import publish_plan
from projects.services.plans import PlanRefused


def plan_of_staff(request: SignedInRequest, pk: int) -> AnnualPlan:
    """A plan of a district in which the person is commission staff. Raises Http404."""
    plans = AnnualPlan.objects.filter(district__in=access.staff_keys(request.user))
    return get_object_or_404(plans.select_related("district", "entered_by"), pk=pk)


@require_safe
def plan_list(request: SignedInRequest) -> HttpResponse:
    districts = access.staff_districts(request.user)
    if not districts.exists():
        raise PermissionDenied("方案由发展改革部门办理，您没有这个岗位。")
    plans = (
        AnnualPlan.objects.filter(district__in=districts)
        .select_related("district")
        .prefetch_related("versions", "projects")
        .order_by("district__order", "-year")
    )
    return render(request, "projects/plan_list.html", {"plans": plans})


@require_safe
def plan_read(request: SignedInRequest, pk: int) -> HttpResponse:
    plan = plan_of_staff(request, pk)
    versions = list(plan.versions.select_related("published_by").order_by("-number"))
    last = versions[0] if versions else None
    content = plan_content(plan, version=last.number + 1 if last else 1)
    may_publish = access.can_publish_plan(request.user, plan)
    context = {
        "plan": plan,
        "notes": notes_of(plan),
        "content": content,
        "versions": versions,
        "last": last,
        "difference": version_difference(last.content if last else None, content),
        "may_publish": may_publish,
        "may_seal": bool(access.can(request.user, access.Act.SEAL_NOTICE, plan.district)),
    }
    return render(request, "projects/plan_read.html", context)


@require_safe
def plan_file(request: SignedInRequest, pk: int, form: str) -> HttpResponse:
    """The plan as it stands, as the two attachments of an official document: reads back as the same plan."""
    from documents.writing import files

    plan = plan_of_staff(request, pk)
    content = plan_content(plan, version=plan.versions.count() + 1)
    data = files.plan_docx(content) if form == "docx" else files.plan_xlsx(content)
    response = HttpResponse(data, content_type=FORM[form].content_type)
    name = f"{plan.district.slug}-{plan.year}-plan"
    response["Content-Disposition"] = FORM[form].disposition(name)
    return response


@require_POST
def plan_publish(request: SignedInRequest, pk: int) -> HttpResponse:
    plan = plan_of_staff(request, pk)
    try:
        version = publish_plan(plan_id=plan.pk, actor=request.user, at=now())
    except PlanRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"已发布第 {version.number} 版，公开页上现在就能看到。")
    return redirect("projects:plan-read", plan.pk)
