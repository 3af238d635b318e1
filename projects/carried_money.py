"""Which task of a project its money is reported on."""

from __future__ import annotations

from projects.models import Task


def keep_carried(project_id: int) -> None:
    """Where no task that is listed carries the project's money any more, the first of them does."""
    listed = Task.objects.filter(project=project_id).listed()
    if not listed.filter(carries_money=True).exists():
        first = listed.order_by("number").values_list("pk", flat=True)[:1]
        Task.objects.filter(pk__in=list(first)).update(carries_money=True)
