"""The topics of a plan's projects on the desk: what the words suggest, and what a compiler chooses instead."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.clock import now
from accounts.requests import SignedInRequest
from projects import access
from projects.access import must
from projects.register_forms import TopicForm
from projects.services.topics import choose_topics, topic_rows, topics_mark
from projects.topics import TOPICS
from projects.views.plans import plan_of_staff
from projects.workflow import StepRefused


@require_http_methods(["GET", "HEAD", "POST"])
def plan_topics(request: SignedInRequest, pk: int) -> HttpResponse:
    """Each project with its topics. What is chosen shows in public at once, and goes into no version and no notice."""
    plan = plan_of_staff(request, pk)
    may_choose = access.can_choose_topics(request.user, plan)
    rows = topic_rows(plan)
    seen, refused = topics_mark(rows), ""
    forms = [TopicForm(row, request.POST if request.method == "POST" else None) for row in rows]
    if request.method == "POST":
        must(may_choose)
        if not any(form.errors for form in forms):
            try:
                changed = choose_topics(
                    plan_id=plan.pk,
                    chosen={form.row.key: form.topics for form in forms},
                    seen=request.POST.get("seen", ""),
                    actor=request.user,
                    at=now(),
                )
            except StepRefused as refusal:
                refused = str(refusal)
            else:
                told = (
                    f"已改 {changed} 件的领域，公开页上现在就是这样。" if changed else "没有改动。"
                )
                messages.success(request, told)
                return redirect("projects:plan-topics", plan.pk)
    wrong = bool(refused) or any(form.errors for form in forms)
    context = {
        "plan": plan,
        "forms": forms,
        "seen": seen,
        "refused": refused,
        "error": wrong,
        "may_choose": may_choose,
        "topics": [topic for topic in TOPICS if topic.words],
    }
    return render(request, "projects/plan_topics.html", context, status=422 if wrong else 200)
