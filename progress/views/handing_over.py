"""交接 on the desk: what of a person's goes over to whom, shown before it does."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from accounts.clock import now
from accounts.models import User
from accounts.requests import SignedInRequest
from progress import services
from progress.forms import HandOverForm
from progress.services.handing_over import drafts_of, unit_posts
from projects import people_lists, personnel
from projects.access import must


@require_http_methods(["GET", "HEAD", "POST"])
def hand_over(request: SignedInRequest, pk: int) -> HttpResponse:
    """One person's posts in units, and the drafts that go with them, to another."""
    own = personnel.people_reach(request.user)
    if not own:
        raise PermissionDenied("人员由安全管理员管理，您没有这个岗位。")
    people = people_lists.people_of(own)
    person = get_object_or_404(people, pk=pk)
    must(personnel.can_manage(request.user, person))
    held = unit_posts(person).select_related("district", "unit")
    posts = held if own.everywhere else held.filter(district__in=own.districts)
    others = User.objects.filter(pk__in=people.values("pk"), is_active=True)
    form = HandOverForm(
        request.POST or None,
        posts=posts,
        successors=others.exclude(pk__in=[person.pk, request.user.pk]).order_by("name"),
        initial={"posts": list(posts)},
    )
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            done = services.hand_over(
                person=person,
                successor=given["successor"],
                post_ids=[post.pk for post in given["posts"]],
                reason=given["reason"],
                actor=request.user,
                at=now(),
            )
        except services.StepRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            kept = f"，草稿{done.drafts}份一并转过去" if done.drafts else ""
            messages.success(
                request, f"已交接给{given['successor'].name}：{'、'.join(done.posts)}{kept}。"
            )
            return redirect("projects:person", pk)
    context = {
        "person": person,
        "form": form,
        "posts": posts,
        "drafts": drafts_of(person, list(posts)).select_related("task__project", "round__plan"),
    }
    return render(request, "progress/hand_over.html", context, status=422 if form.errors else 200)
