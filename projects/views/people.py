"""People and their posts: the security administrator's list and pages (rules.md, Powers)."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import services as accounts
from accounts.clock import now
from accounts.models import User
from accounts.requests import SignedInRequest
from accounts.services import attempts
from projects import people_lists, personnel, services
from projects.look_alikes import namesake_warning, namesakes
from projects.models import Membership, PersonnelAct
from projects.models.posts import TWO_PERSON_ROLES
from projects.people_forms import LeavingForm, PersonForm, PostForm, ResetForm
from projects.personnel import Reach
from projects.services import people
from projects.workflow import StepRefused

ON_A_PAGE = 50


def _own(request: SignedInRequest) -> Reach:
    own = personnel.people_reach(request.user)
    if not own:
        raise PermissionDenied("人员由安全管理员管理，您没有这个岗位。")
    return own


def _person(request: SignedInRequest, pk: int) -> User:
    return get_object_or_404(people_lists.people_of(_own(request)), pk=pk)


@require_safe
def person_list(request: SignedInRequest) -> HttpResponse:
    own = _own(request)
    words = request.GET.get("q", "").strip()[:60]
    found = people_lists.searched(people_lists.people_of(own), words).order_by(
        "-is_active", "username"
    )
    page = Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "lines": people_lists.lines(page, at=timezone.now()),
        "words": words,
        "waiting": people_lists.waiting_acts().filter(proposed_by=request.user),
    }
    return render(request, "projects/person_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def person_new(request: SignedInRequest) -> HttpResponse:
    form = PersonForm(_own(request), request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = {name: form.cleaned_data[name] for name in ("username", "name", "phone")}
        try:
            person = people.new_person(**given, **form.post(), actor=request.user, at=now())
        except (ValidationError, StepRefused) as refusal:
            form.add_error(None, ValidationError(getattr(refusal, "messages", [str(refusal)])))
        else:
            messages.success(request, f"已登记{person.name}。下一步：发登录链接。")
            return redirect("projects:person", person.pk)
    context = {"form": form, "error": bool(form.errors)}
    status = 422 if form.errors else 200
    return render(request, "projects/person_new.html", context, status=status)


@require_safe
def person(request: SignedInRequest, pk: int) -> HttpResponse:
    return _page(request, _person(request, pk))


def _page(
    request: SignedInRequest,
    person: User,
    *,
    post_form: PostForm | None = None,
    reset_form: ResetForm | None = None,
    leaving_form: LeavingForm | None = None,
    handed: dict[str, str] | None = None,
) -> HttpResponse:
    own = _own(request)
    posts: list[Membership] = person.posts_here  # type: ignore[attr-defined]
    refused = any(form and form.errors for form in (post_form, reset_form, leaving_form))
    may_manage = personnel.can_manage(request.user, person)
    acts = person.personnel_acts.select_related("district", "unit", "proposed_by", "decided_by")
    if not own.everywhere:
        acts = acts.filter(district__in=own.districts)
    context: dict[str, Any] = {
        "person": person,
        "line": people_lists.lines([person], at=timezone.now())[0],
        "posts": posts,
        "namesakes": namesake_warning(person, namesakes(person)) if person.is_active else "",
        "lonely": people_lists.lonely_posts(posts),
        "acts": acts,
        "device": accounts.code_device(person),
        "held_up": attempts.held_up([person], at=timezone.now()).get(person.pk),
        "may_manage": may_manage,
        "takes_two": personnel.reset_takes_two(request.user, person),
        "post_form": post_form or PostForm(own),
        "reset_form": reset_form or ResetForm(),
        "leaving_form": leaving_form or LeavingForm(),
        "handed": handed,
        "error": refused,
    }
    return render(request, "projects/person.html", context, status=422 if refused else 200)


@require_POST
def post_grant(request: SignedInRequest, pk: int) -> HttpResponse:
    somebody = _person(request, pk)
    form = PostForm(_own(request), request.POST)
    if form.is_valid():
        given = form.post()
        takes_two = given["role"] in TWO_PERSON_ROLES
        give = services.propose_post if takes_two else services.grant_post
        try:
            give(user=somebody, **given, actor=request.user, at=now())
        except (ValidationError, StepRefused) as refusal:
            form.add_error(None, ValidationError(getattr(refusal, "messages", [str(refusal)])))
        else:
            said = "已提出，等系统管理员或签发人确认后生效。" if takes_two else "岗位已授予。"
            messages.success(request, said)
            return redirect("projects:person", pk)
    return _page(request, somebody, post_form=form)


@require_POST
def post_end(request: SignedInRequest, pk: int, post: int) -> HttpResponse:
    somebody = _person(request, pk)
    found = get_object_or_404(people_lists.posts_in(_own(request)), pk=post, user=somebody)
    services.end_post(post_id=found.pk, actor=request.user, at=now())
    messages.success(request, "岗位已结束，本人要重新登录。")
    return redirect("projects:person", pk)


@require_POST
def person_reset(request: SignedInRequest, pk: int) -> HttpResponse:
    """Void the password, take the telephone off, open a closed account."""
    somebody = _person(request, pk)
    form = ResetForm(request.POST)
    if not form.is_valid():
        return _page(request, somebody, reset_form=form)
    try:
        act = people.reset(
            person=somebody,
            kind=PersonnelAct.Kind(form.cleaned_data["kind"]),
            reason=form.cleaned_data["reason"],
            actor=request.user,
            at=now(),
        )
    except StepRefused as refusal:
        messages.error(request, str(refusal))
    else:
        waits = act.decision == PersonnelAct.Decision.WAITING
        messages.success(
            request, "已提出，等系统管理员或签发人确认后生效。" if waits else f"已{act.what}。"
        )
    return redirect("projects:person", pk)


@never_cache
@require_POST
def person_link(request: SignedInRequest, pk: int) -> HttpResponse:
    """A link of one use, shown this once and kept nowhere: so the page answers the POST itself."""
    somebody = _person(request, pk)
    try:
        token = people.hand_out_link(person=somebody, actor=request.user, at=now())
    except StepRefused as refusal:
        messages.error(request, str(refusal))
        return redirect("projects:person", pk)
    where = request.build_absolute_uri(reverse("accounts:by-link", args=[token]))
    return _page(request, somebody, handed={"link": where, "hours": str(settings.LINK_HOURS)})


@require_POST
def person_unlock(request: SignedInRequest, pk: int) -> HttpResponse:
    people.unlock(person=_person(request, pk), actor=request.user, at=now())
    messages.success(request, "已解锁，本人现在就可以再试。")
    return redirect("projects:person", pk)


@require_POST
def person_close(request: SignedInRequest, pk: int) -> HttpResponse:
    somebody = _person(request, pk)
    form = LeavingForm(request.POST)
    if not form.is_valid():
        return _page(request, somebody, leaving_form=form)
    try:
        people.close(
            person=somebody,
            actor=request.user,
            at=now(),
            handing_over=form.cleaned_data["handing_over"],
        )
    except StepRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "账号已停用，岗位已全部结束。")
    return redirect("projects:person", pk)
