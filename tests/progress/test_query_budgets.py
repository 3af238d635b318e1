"""Lists cost the same number of queries for 5 and for 500 tasks."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from progress.models import ProgressReport, ReportStep
from projects.models import Project, Task, TaskUnit
from tests.factories import AT
from tests.progress.conftest import Story
from tests.progress.test_unit_desk import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def grow(story: Story, until: int) -> None:
    """More projects of the same unit, every second one submitted."""
    plan = story.round.plan
    first = Project.objects.filter(plan=plan).count() + 1
    projects = Project.objects.bulk_create(
        Project(plan=plan, number=number, name=f"项目{number}", target="目标", investment_plan=10)
        for number in range(first, until + 1)
    )
    tasks = Task.objects.bulk_create(
        Task(project=project, number=1, text="目标", carries_money=True) for project in projects
    )
    TaskUnit.objects.bulk_create(
        TaskUnit(task=task, unit=story.lead, position=1, role="lead") for task in tasks
    )
    ProgressReport.objects.bulk_create(
        ProgressReport(
            task=task,
            round=story.round,
            status="submitted",
            narrative="正在推进。",
            submitted_by=story.reporter,
            submitted_at=AT,
        )
        for task in tasks[::2]
    )
    ReportStep.objects.bulk_create(
        ReportStep(
            report=report,
            step="submit",
            from_status="draft",
            to_status="submitted",
            by=story.reporter,
            at=AT,
        )
        for report in ProgressReport.objects.filter(task__in=tasks)
    )


def queries(client: Client, path: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert client.get(path).status_code == 200
    return len(captured)


PAGES: list[tuple[str, Callable[[Story], str], Callable[[Story], object]]] = [
    ("list", lambda s: reverse("progress:report-list"), lambda s: s.reporter),
    (
        "form",
        lambda s: reverse("progress:report", args=[s.task.pk, s.round.pk]),
        lambda s: s.reporter,
    ),
    (
        "hand in",
        lambda s: reverse("progress:sheet-submit", args=[s.round.pk]),
        lambda s: s.reporter,
    ),
    (
        "overview",
        lambda s: reverse("progress:overview", args=[s.round.plan_id]),
        lambda s: s.compiler,
    ),
    ("board", lambda s: reverse("progress:round-board", args=[s.round.pk]), lambda s: s.compiler),
    ("queue", lambda s: reverse("progress:review-queue"), lambda s: s.reviewer),
    (
        "review",
        lambda s: reverse("progress:review", args=[s.task.pk, s.round.pk]),
        lambda s: s.reviewer,
    ),
]


MOST = {
    "list": 23, "form": 22, "hand in": 22, "overview": 26, "board": 27, "queue": 29, "review": 43,
}  # fmt: skip
"""Queries a page may take, signing in and the bar included."""


@pytest.mark.parametrize(("name", "path", "who"), PAGES, ids=[name for name, _, _ in PAGES])
def test_a_page_costs_the_same_for_few_and_many_tasks(story, name, path, who):
    client = signed_in(who(story))
    grow(story, 5)
    few = queries(client, path(story))
    grow(story, 500)
    many = queries(client, path(story))
    assert many == few, f"{name}: {few} queries for 5 tasks, {many} for 500"
    assert few <= MOST[name], f"{name}: {few} queries"


def test_keeping_a_draft_asks_little(story):
    """It comes every twenty seconds from everybody at work: what it costs is told apart from the form's."""
    client = signed_in(story.reporter)
    path = reverse("progress:report-autosave", args=[story.task.pk, story.round.pk])
    sent = {"narrative": "正在推进。", "tab": "a-page", "kind": "progress"}
    assert client.post(path, sent).status_code == 200
    with CaptureQueriesContext(connection) as captured:
        assert client.post(path, {**sent, "narrative": "正在推进，已完成一半。"}).status_code == 200
    assert len(captured) <= 15
