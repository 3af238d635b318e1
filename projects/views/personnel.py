"""What waits for the second person: proposals to confirm, codes to hand out."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.clock import now
from accounts.requests import SignedInRequest
from projects import people_lists, personnel, services
from projects.services import people
from projects.workflow import StepRefused


def _must_confirm(request: SignedInRequest) -> None:
    if not personnel.confirming_reach(request.user):
        raise PermissionDenied("人员事项由系统管理员或签发人确认，您没有这个岗位。")


@require_safe
def act_list(request: SignedInRequest) -> HttpResponse:
    _must_confirm(request)
    return _page(request)


def _page(request: SignedInRequest, handed: dict[str, str] | None = None) -> HttpResponse:
    context = {
        "acts": people_lists.to_decide(request.user),
        "needing_code": people_lists.needing_code(request.user),
        "handed": handed,
        "hours": settings.LINK_HOURS,
    }
    return render(request, "projects/act_list.html", context)


@require_POST
def act_decide(request: SignedInRequest, pk: int) -> HttpResponse:
    _must_confirm(request)
    act = get_object_or_404(people_lists.waiting_acts(), pk=pk)
    decision = personnel.can_decide(request.user, act)
    if not decision and request.user.pk not in (act.proposed_by_id, act.person_id):
        raise Http404
    agrees = request.POST.get("then") == "confirm"
    try:
        services.decide(act_id=act.pk, agrees=agrees, actor=request.user, at=now())
    except (StepRefused, ValidationError) as refusal:
        messages.error(request, "；".join(getattr(refusal, "messages", [str(refusal)])))
    else:
        messages.success(
            request, f"{act.person}：{act.what}，{'已生效' if agrees else '没有同意'}。"
        )
    return redirect("projects:act-list")


@never_cache
@require_POST
def code_hand_out(request: SignedInRequest, pk: int) -> HttpResponse:
    """A code of one use, shown this once and kept nowhere: so the page answers the POST itself."""
    _must_confirm(request)
    own = personnel.confirming_reach(request.user)
    person = get_object_or_404(people_lists.people_of(own), pk=pk)
    try:
        code = people.hand_out_code(person=person, actor=request.user, at=now())
    except StepRefused as refusal:
        messages.error(request, str(refusal))
        return redirect("projects:act-list")
    return _page(request, {"name": person.name, "code": code})
