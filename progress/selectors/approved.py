"""What has been approved: the figures a notice is compiled from, and what the next round starts from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Prefetch, Q

from progress.models import ProgressReport, ReportingRound, ReportRevision
from projects.models import Indicator, Milestone, Project, Task
from projects.money import total


def approved_revisions(round_: ReportingRound) -> dict[int, ReportRevision]:
    """The latest revision of each task whose report is approved in the round, by task key.

    A report reopened for correction is not approved: it has no entry until it is approved again.
    """
    revisions = (
        ReportRevision.objects.filter(
            report__round=round_, report__status=ProgressReport.Status.APPROVED
        )
        .select_related("report")
        .order_by("number")
    )
    return {revision.report.task_id: revision for revision in revisions}


def last_revisions(
    round_: ReportingRound, task_ids: Iterable[int] | None = None
) -> dict[int, ReportRevision]:
    """What was last approved for each task in an earlier round of the same plan, by task key (上期)."""
    revisions = (
        ReportRevision.objects.filter(
            report__round__plan_id=round_.plan_id,
            report__round__through_month__lt=round_.through_month,
        )
        .select_related("report__round")
        .order_by("report__round__through_month", "number")
    )
    if task_ids is not None:
        revisions = revisions.filter(report__task_id__in=task_ids)
    return {revision.report.task_id: revision for revision in revisions}


def revisions_until(
    plan_id: int, day: date, *, task_ids: Iterable[int] | None = None
) -> dict[int, list[ReportRevision]]:
    """All that was approved up to a day, by task key: one revision per round, oldest round first."""
    revisions = (
        ReportRevision.objects.filter(report__round__plan_id=plan_id, approved_at__date__lte=day)
        .select_related("report__round")
        .order_by("report__round__through_month", "number")
    )
    if task_ids is not None:
        revisions = revisions.filter(report__task_id__in=task_ids)
    by_task: dict[int, dict[int, ReportRevision]] = {}
    for revision in revisions:
        by_task.setdefault(revision.report.task_id, {})[revision.report.round_id] = revision
    return {task_id: list(rounds.values()) for task_id, rounds in by_task.items()}


@dataclass(frozen=True, slots=True)
class ProjectRow:
    """A project's row of a round, from approved revisions only (rules.md, Money)."""

    project: Project
    narrative: str
    invested: Decimal | None
    remark: str
    approved: bool
    revisions: tuple[ReportRevision, ...]


def project_rows(round_: ReportingRound) -> list[ProjectRow]:
    """Every project of the round's plan in order, reported or not.

    Projects and tasks added after the round's period are left out. Texts stand in the order of the tasks, numbered where the project has more than one. Invested is the sum over
    the tasks that carry money: None where none of them gave a value, 0 where 0 was given. `approved` when all
    tasks are. Five queries, whatever the number of projects.
    """
    revisions = approved_revisions(round_)
    held = Task.objects.existing_on(round_.ends_on)
    indicators = Indicator.with_left.existing_on(round_.ends_on)
    milestones = Milestone.with_left.existing_on(round_.ends_on)
    projects = (
        Project.objects.filter(
            Q(tasks__isnull=True, left_on__isnull=True) | Q(tasks__in=held), plan_id=round_.plan_id
        )
        .distinct()
        .select_related("category")
        .prefetch_related(
            Prefetch(
                "tasks",
                held.order_by("number")
                .prefetch_related("task_units__unit")
                .prefetch_related(Prefetch("indicators", indicators))
                .prefetch_related(Prefetch("milestones", milestones)),
            )
        )
        .order_by("number")
    )
    return [_project_row(project, revisions, round_.ends_on) for project in projects]


def _project_row(
    project: Project, revisions: dict[int, ReportRevision], ends_on: date
) -> ProjectRow:
    tasks = list(project.tasks.all())
    found = [(task, revisions[task.pk]) for task in tasks if task.pk in revisions]
    money = [
        None if revision.content["invested"] is None else Decimal(revision.content["invested"])
        for task, revision in found
        if task.carries_on(ends_on)
    ]
    remarks = [revision.content["remark"] for _, revision in found if revision.content["remark"]]
    return ProjectRow(
        project=project,
        narrative=_joined(found, numbered=len(tasks) > 1),
        invested=total(money),
        remark="；".join(dict.fromkeys(remarks)),
        approved=bool(tasks) and len(found) == len(tasks),
        revisions=tuple(revision for _, revision in found),
    )


def _joined(found: list[tuple[Task, ReportRevision]], *, numbered: bool) -> str:
    texts = [(task.number, revision.content["narrative"]) for task, revision in found]
    if not numbered:
        return texts[0][1] if texts else ""
    return "\n".join(f"{number}.{text}" for number, text in texts if text)
