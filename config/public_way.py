"""From a page of the desk to what the public sees of the same thing: one address, so that no page has to ask for it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import Resolver404, resolve
from django.views.decorators.http import require_safe

from accounts.models import User
from accounts.requests import SignedInRequest
from notices.models import Notice
from objections.models import Objection
from progress.models import ReportingRound
from projects.access import visible_tasks
from projects.models import AnnualPlan, District, Membership, PlanVersion, Project
from projects.public_addresses import DISTRICT, HOME, PROJECT

Key = int
Found = tuple[District, str]
"""Whose public pages they are, and the address of the thing itself, empty where the public does not see it."""


def _of_plan(plan: AnnualPlan | None, project: Project | None = None) -> Found | None:
    if plan is None:
        return None
    versions = PlanVersion.objects.filter(plan=plan, sealed_at__isnull=True)
    if not versions.exists():
        return plan.district, ""
    if project is None or project.left_on:
        return plan.district, plan.public_path
    slug = plan.district.slug
    return plan.district, PROJECT.path(district=slug, year=plan.year, number=project.number)


def _task(user: User, key: Key) -> Found | None:
    task = visible_tasks(user).select_related("project__plan__district").filter(pk=key).first()
    return _of_plan(task.project.plan, task.project) if task else None


def _plan(user: User, key: Key) -> Found | None:
    return _of_plan(AnnualPlan.objects.visible_to(user).filter(pk=key).first())


def _round(user: User, key: Key) -> Found | None:
    found = ReportingRound.objects.visible_to(user).select_related("plan__district")
    round_ = found.filter(pk=key).first()
    return _of_plan(round_.plan) if round_ else None


def _notice(user: User, key: Key) -> Found | None:
    notice = Notice.objects.visible_to(user).select_related("district").filter(pk=key).first()
    return _told_of(notice)


def _objection(user: User, key: Key) -> Found | None:
    found = Objection.objects.visible_to(user).select_related("notice__district", "district")
    one = found.filter(pk=key).first()
    if one is None:
        return None
    return _told_of(one.notice) or (one.district, "")


def _told_of(notice: Notice | None) -> Found | None:
    if notice is None:
        return None
    return notice.district, notice.public_path if notice.published_at else ""


_SUBJECTS: tuple[tuple[str, str, Callable[[User, Key], Found | None]], ...] = (
    ("progress", "task_id", _task),
    ("progress", "round_id", _round),
    ("progress", "plan_id", _plan),
    ("projects:plan-", "pk", _plan),
    ("notices:notice", "pk", _notice),
    ("notice-preview", "pk", _notice),
    ("objections", "pk", _objection),
)
"""How the address of a desk's page begins by name, which part of it names its subject, and how that is found."""


def _subject(user: User, name: str, parts: Mapping[str, Any]) -> Found | None:
    for beginning, part, find in _SUBJECTS:
        if name.startswith(beginning) and part in parts:
            return find(user, int(parts[part]))
    if "district" in parts:
        district = District.objects.filter(slug=parts["district"]).first()
        return (district, "") if district else None
    return None


def _own_district(user: User) -> District | None:
    post = Membership.objects.filter(user=user, district__isnull=False).select_related("district")
    found = post.first()
    return found.district if found else None


@require_safe
def public_page_of(request: SignedInRequest) -> HttpResponse:
    """To what the public sees of the subject of the desk's page `of`: project, plan, notice; else district, else portal."""
    try:
        match = resolve(request.GET.get("of", ""))
    except Resolver404:
        found = None
    else:
        found = _subject(request.user, match.view_name, match.kwargs)
    if found and found[1]:
        return redirect(found[1])
    district = found[0] if found else _own_district(request.user)
    if district and _is_public(district):
        return redirect(DISTRICT.path(district=district.slug))
    return redirect(HOME.path())


def _is_public(district: District) -> bool:
    """Whether anything of it was ever published: without that its page is not there."""
    plans = PlanVersion.objects.filter(plan__district=district)
    return plans.exists() or Notice.objects.public().filter(district=district).exists()
