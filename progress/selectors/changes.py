"""What was changed in a plan in mid-year. The original target stays visible."""

from __future__ import annotations

from collections.abc import Iterable

from projects.models import PlanChange


def approved_changes(task_ids: Iterable[int]) -> dict[int, list[PlanChange]]:
    """The approved changes of each task, oldest first, by task key."""
    found: dict[int, list[PlanChange]] = {}
    for change in PlanChange.objects.filter(task__in=task_ids, approved_at__isnull=False).order_by(
        "decided_on", "pk"
    ):
        found.setdefault(change.task_id, []).append(change)
    return found
