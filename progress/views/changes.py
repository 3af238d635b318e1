"""Changes to a plan in mid-year: the compiler enters the decision, a reviewer approves it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from django.contrib import messages
from django.db.models import F, QuerySet
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.clock import now, today
from accounts.requests import SignedInRequest
from progress.change_forms import AdditionForm, ChangeForm, DelistingForm, LeavingForm
from progress.selectors.changes import with_afterwards
from progress.selectors.reported_money import money_reported
from progress.services.taking_back_changes import take_back_approval, why_not
from progress.views.filing_in_sight import number_in
from projects import access
from projects.models import AnnualPlan, PlanChange, Project, Task
from projects.services.changes import (
    ChangeRefused,
    approve_change,
    drop_change,
    propose_addition,
    propose_change,
)
from projects.services.delisting import propose_delisting
from projects.services.leaving import propose_leaving


def _visible(request: SignedInRequest) -> QuerySet[PlanChange]:
    districts = access.staff_districts(request.user)
    return PlanChange.objects.filter(plan__district__in=districts).select_related(
        "plan__district", "task__project", "project", "entered_by", "approved_by"
    )


def _plans(request: SignedInRequest) -> QuerySet[AnnualPlan]:
    districts = access.districts_where(request.user, access.Act.IMPORT)
    return AnnualPlan.objects.filter(district__in=districts).select_related("district")


def _projects(request: SignedInRequest) -> QuerySet[Project]:
    """Those a decision may take out of a plan or in again, the listed ones first."""
    return (
        Project.objects.filter(plan__in=_plans(request))
        .select_related("plan__district")
        .order_by("plan", F("left_on").asc(nulls_first=True), "number")
    )


@require_safe
def change_list(request: SignedInRequest) -> HttpResponse:
    changes = list(_visible(request))
    tasks = Task.objects.filter(
        project__plan__district__in=access.districts_where(request.user, access.Act.IMPORT),
        project__left_on__isnull=True,
    )
    waiting = [one for one in changes if one.approved_at is None]
    approved = [one for one in changes if one.approved_at is not None]
    with_afterwards(approved)
    reviews = access.may_somewhere(request.user, access.Act.APPROVE_CHANGE)
    may_approve = access.can_approve_changes(request.user, waiting)
    context = {
        "waiting": [(one, may_approve[one.pk]) for one in waiting],
        "approved": approved,
        "newest": _to_take_back(approved) if reviews else None,
        "reviews": reviews,
        "plans": _plans(request),
        "projects": _projects(request),
        "tasks": tasks.select_related("project__plan__district").order_by(
            "project__plan", "project__number", "number"
        ),
    }
    return render(request, "progress/change_list.html", context)


def _to_take_back(approved: list[PlanChange]) -> int | None:
    """The key of the last approved decision where it is one about a row and its approval can be taken back still."""
    newest = max(approved, key=lambda one: one.approved_at or one.entered_at, default=None)
    return newest.pk if newest is not None and not why_not(newest) else None


@require_http_methods(["GET", "HEAD", "POST"])
def change_new(request: SignedInRequest) -> HttpResponse:
    """Enter a decision about a task; the task is chosen by the address (?task=)."""
    given = request.POST if request.method == "POST" else request.GET
    tasks = Task.objects.filter(
        project__plan__district__in=access.districts_where(request.user, access.Act.IMPORT)
    ).select_related("project__plan__district")
    task = get_object_or_404(tasks, pk=number_in(given, "task"))
    form = ChangeForm(
        request.POST or None,
        task=task,
        initial={"decided_on": today(), "text_after": task.text},
    )

    def propose() -> object:
        return propose_change(task_id=task.pk, actor=request.user, at=now(), **form.given())

    return _entered(request, "progress/change_new.html", form, propose, task=task)


@require_http_methods(["GET", "HEAD", "POST"])
def change_add(request: SignedInRequest) -> HttpResponse:
    """Enter a decision that adds a task; the plan is chosen by the address (?plan=)."""
    given = request.POST if request.method == "POST" else request.GET
    plan = get_object_or_404(_plans(request), pk=number_in(given, "plan"))
    form = AdditionForm(request.POST or None, plan=plan, initial={"decided_on": today()})

    def propose() -> object:
        return propose_addition(
            plan_id=plan.pk,
            addition=form.addition(),
            actor=request.user,
            at=now(),
            **form.given_grounds(),
        )

    return _entered(request, "progress/change_add.html", form, propose, plan=plan)


@require_http_methods(["GET", "HEAD", "POST"])
def change_leave(request: SignedInRequest) -> HttpResponse:
    """Enter a decision about a whole project; it is chosen by the address (?project=)."""
    given = request.POST if request.method == "POST" else request.GET
    project = get_object_or_404(_projects(request), pk=number_in(given, "project"))
    form = LeavingForm(request.POST or None, project=project, initial={"decided_on": today()})

    def propose() -> object:
        return propose_leaving(
            project_id=project.pk,
            kind=form.cleaned_data["kind"],
            into=list(form.cleaned_data["into"]),
            actor=request.user,
            at=now(),
            **form.given_grounds(),
        )

    return _entered(request, "progress/change_leave.html", form, propose, project=project)


@require_http_methods(["GET", "HEAD", "POST"])
def change_delist(request: SignedInRequest) -> HttpResponse:
    """Enter that a task, an indicator or a milestone is listed no more; the task is chosen by the address (?task=)."""
    given = request.POST if request.method == "POST" else request.GET
    tasks = Task.objects.filter(
        project__plan__district__in=access.districts_where(request.user, access.Act.IMPORT)
    ).select_related("project__plan__district")
    task = get_object_or_404(tasks, pk=number_in(given, "task"))
    form = DelistingForm(request.POST or None, task=task, initial={"decided_on": today()})

    def propose() -> object:
        return propose_delisting(
            task_id=task.pk,
            row=form.cleaned_data["row"],
            actor=request.user,
            at=now(),
            **form.given_grounds(),
        )

    return _entered(request, "progress/change_delist.html", form, propose, task=task)


@require_POST
def change_take_back(request: SignedInRequest, change_id: int) -> HttpResponse:
    """The approval of a decision about a row goes back, as long as nothing was approved since."""
    told = "已撤回批准，方案恢复原样；这项调整重新等待批准。"
    return _done(request, change_id, take_back_approval, lambda _: told)


def _done(
    request: SignedInRequest,
    change_id: int,
    act: Callable[..., object],
    told: Callable[[PlanChange], str],
) -> HttpResponse:
    """An act on a decision the person may see, and what became of it."""
    change = get_object_or_404(_visible(request), pk=change_id)
    try:
        act(change_id=change.pk, actor=request.user, at=now())
    except ChangeRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, told(change))
    return redirect("progress:change-list")


def _entered(
    request: SignedInRequest,
    template: str,
    form: Form,
    propose: Callable[[], object],
    **about: object,
) -> HttpResponse:
    """The page of a decision, or what became of entering it: it waits for its second person."""
    if request.method == "POST" and form.is_valid():
        try:
            propose()
        except ChangeRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "已录入，等待审核岗批准。批准之前方案不变。")
            return redirect("progress:change-list")
    status = 422 if form.is_bound else 200
    return render(request, template, {"form": form, **about}, status=status)


@require_POST
def change_approve(request: SignedInRequest, change_id: int) -> HttpResponse:
    return _done(
        request,
        change_id,
        partial(approve_change, money_reported=money_reported),
        lambda change: f"已批准{change.get_kind_display()}“{change.about}”。原目标仍可查。",
    )


@require_POST
def change_drop(request: SignedInRequest, change_id: int) -> HttpResponse:
    return _done(request, change_id, drop_change, lambda _: "已撤销这项没有批准的调整。")
