"""What the desk's bar offers from rounds and reports."""

from __future__ import annotations

from datetime import date

from django.urls import reverse

from accounts.models import User
from progress.models import ProgressReport, ReportingRound
from progress.selectors.board import reports_to_review, staff_rounds
from projects import access
from projects.models import Task
from projects.nav import LAST, NavEntry
from projects.work_counts import counted, listed


def entries(user: User, day: date) -> list[NavEntry]:
    """The person's ways in, with what waits for them: rows to fill in, a round to follow, reports to review."""
    found = []
    if access.files_for_a_unit(user):
        found.append(NavEntry("我的填报", reverse("progress:report-list"), _owing(user, day)))
    if access.is_commission_staff(user):
        current = listed(
            user,
            "current round",
            lambda: (
                staff_rounds(user)
                .select_related(None)
                .filter(closed_at__isnull=True, opens_on__lte=day)
                .values_list("pk")[:1]
            ),
            day,
        )
        board = (
            reverse("progress:round-board", args=current[0])
            if current
            else reverse("progress:round-list")
        )
        found.append(NavEntry("本轮进度", board))
        found.append(NavEntry("总览", reverse("progress:overview-list")))
    if access.may_somewhere(user, access.Act.REVIEW_REPORT):
        found.append(NavEntry("审核", reverse("progress:review-queue"), _to_review(user)))
    if access.administers_settings(user):
        found.append(NavEntry("亮灯规则", reverse("progress:rule-list"), place=LAST))
    return found


def _to_review(user: User) -> int:
    return counted(user, "to review", lambda: reports_to_review(user))


def _owing(user: User, day: date) -> int:
    """Rows the person's units lead and still have to hand in; a returned one also after its round has closed."""
    mine = Task.objects.filter(task_units__unit__in=access.own_units(user), task_units__role="lead")
    running = list(mine.filter(state=Task.State.RUNNING).select_related("project").distinct())
    rounds = list(
        ReportingRound.objects.open_on(day)
        .filter(plan__in={task.project.plan_id for task in running})
        .select_related("plan")
    )
    states = {
        (task.pk, round_.pk): ""
        for task in running
        for round_ in rounds
        if round_.plan_id == task.project.plan_id and task.existed_on(round_.ends_on)
    }
    reports = ProgressReport.objects.filter(task__in=mine.values("pk"))
    states |= {
        (task, round_): status
        for task, round_, status in reports.values_list("task_id", "round_id", "status")
        if (task, round_) in states or status == ProgressReport.Status.RETURNED
    }
    return sum(status in ("", "draft", "returned") for status in states.values())
