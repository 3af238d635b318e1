"""What the desk's bar offers from rounds and reports."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet
from django.urls import reverse

from accounts.models import User
from progress.models import ProgressReport, ReportingRound
from progress.selectors.board import reports_to_review, staff_rounds
from projects import access
from projects.models import Task, TaskUnit
from projects.nav import LAST, NavEntry
from projects.periods import month_end
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

    def led() -> QuerySet[Task]:
        own = TaskUnit.objects.filter(unit__in=access.own_units(user), role=TaskUnit.UnitRole.LEAD)
        return Task.objects.filter(pk__in=own.order_by().values("task")).order_by()

    running = listed(
        user,
        "running tasks",
        lambda: (
            led()
            .filter(state=Task.State.RUNNING)
            .values_list("pk", "project__plan", "added_on", "project__left_on")
        ),
    )
    rounds = listed(
        user,
        "open rounds",
        lambda: (
            ReportingRound.objects.open_on(day)
            .filter(plan__in=led().order_by().values("project__plan"))
            .order_by()
            .values_list("pk", "plan", "plan__year", "through_month")
        ),
        day,
    )
    states = {
        (task, round_): ""
        for task, plan, added_on, left_on in running
        for round_, its_plan, year, month in rounds
        if its_plan == plan and _held(added_on, left_on, month_end(year, month))
    }
    reports = listed(
        user,
        "own reports",
        lambda: (
            ProgressReport.objects.filter(task__in=led().values("pk"))
            .order_by()
            .values_list("task", "round", "status")
        ),
    )
    states |= {
        (task, round_): status
        for task, round_, status in reports
        if (task, round_) in states or status == ProgressReport.Status.RETURNED
    }
    return sum(status in ("", "draft", "returned") for status in states.values())


def _held(added_on: object, left_on: object, day: date) -> bool:
    """Whether the plan held a task on the day (`Task.existed_on`), of days as the database gives them: SQLite in ISO texts."""
    until = day.isoformat()
    return (added_on is None or str(added_on) <= until) and (
        left_on is None or str(left_on) > until
    )
