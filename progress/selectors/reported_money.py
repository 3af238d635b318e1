"""Whether money was reported on a task: asked where a task comes back whose project's money another carried meanwhile."""

from __future__ import annotations

from datetime import date

from progress.models import ProgressReport
from projects.models import Task


def money_reported(task: Task, since: str) -> bool:
    """On the task, for a period that ends on that day (ISO; blank: any) or later, whatever became of the report."""
    found = ProgressReport.objects.filter(task=task, invested__isnull=False)
    if since:
        day = date.fromisoformat(since)
        # A decision may fall into the year after its plan's: every period ended before it.
        found = found.filter(round__plan__year=day.year, round__through_month__gte=day.month)
    return found.exists()
