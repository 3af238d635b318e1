"""What was changed in a plan in mid-year. The original target stays visible."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import cast

from documents.day_words import day_words
from projects.models import AnnualPlan, PlanChange, Project
from projects.taken_in_again import WORDS, taken_in_again


def approved_changes(task_ids: Iterable[int]) -> dict[int, list[PlanChange]]:
    """The approved changes of each task, oldest first, by task key."""
    found: dict[int, list[PlanChange]] = {}
    for change in PlanChange.objects.filter(task__in=task_ids, approved_at__isnull=False).order_by(
        "decided_on", "pk"
    ):
        found.setdefault(cast(int, change.task_id), []).append(change)
    with_afterwards([one for changes in found.values() for one in changes])
    return found


def with_afterwards(changes: Iterable[PlanChange]) -> None:
    """Say of each approved decision that took out what a document printed again that it ended so (`afterwards`)."""
    told = sorted(changes, key=lambda one: (one.approved_at, one.pk))
    again = taken_in_again(told)
    for one in told:
        one.afterwards = WORDS if one.pk in again else ""


def figures_before(changes: Iterable[PlanChange], day: date) -> dict[str, str]:
    """The figures of one task that were changed only after the day, as they stood on it, by key.

    `changes` are the task's approved ones, oldest first. The text stands under "text".
    """
    was: dict[str, str] = {}
    for change in changes:
        if change.decided_on > day and change.kind == PlanChange.Kind.ADJUST:
            was.setdefault("text", change.text_before)
            for one in change.details:
                was.setdefault(one["key"], one["before"])
    return was


def change_remarks(plan: AnnualPlan) -> dict[int, str]:
    """What a published row says of the approved changes of its project, oldest first, by project key. One query, one more
    where whole projects went on in others, and one for each kind of what left by a decision."""
    found: dict[int, list[str]] = {}
    goes_on: dict[int, list[str]] = {}
    changes = list(
        PlanChange.objects.filter(plan=plan, approved_at__isnull=False)
        .select_related("task", "project")
        .order_by("decided_on", "pk")
    )
    with_afterwards(changes)
    for change in changes:
        back = f"，{change.afterwards}" if change.afterwards else ""
        said = day_words(change.decided_on)
        if change.project is not None:
            found.setdefault(change.project.pk, []).append(
                f"{said}{change.act}（{change.source}）{back}"
            )
            for one in change.into:
                came = "由" if change.kind == PlanChange.Kind.SPLIT else ""
                joined = "拆分而来" if came else "并入"
                words = f"{said}{came}原第{change.project.number}件“{change.project.name}”{joined}（{change.source}）{back}"
                goes_on.setdefault(one["key"], []).append(words)
            continue
        assert change.task is not None
        words = f"{said}{change.get_kind_display()}{change.delisted}（{change.source}）{back}"
        if change.original:
            words += f"，原目标：{change.original}"
        found.setdefault(change.task.project_id, []).append(words)
    if goes_on:
        for project in Project.objects.filter(plan=plan):
            found.setdefault(project.pk, []).extend(goes_on.get(project.lasting, ()))
    return {project_id: "；".join(words) for project_id, words in found.items() if words}
