"""The rows that hang on tasks and reports, read along with them.

Each in the order of its own task or report. The order of the models goes on over plan and district: right for a list
of all rows there are, and four joins and a dozen sort columns for nothing where the rows of a task are looked at alone.
"""

from __future__ import annotations

from django.db.models import Prefetch, QuerySet

from progress.models import Measurement, MilestoneAnswer, ProgressReport, ReportParagraph
from projects.models import Indicator, Milestone, MilestoneTarget, Task, TaskUnit


def with_parts(tasks: QuerySet[Task]) -> QuerySet[Task]:
    """Tasks with their units, indicators, what those must have reached, and milestones: four queries more."""
    targets = MilestoneTarget.objects.order_by("milestone__month")
    return tasks.prefetch_related(
        Prefetch("task_units", TaskUnit.objects.select_related("unit").order_by("position")),
        Prefetch("indicators", Indicator.objects.order_by("position")),
        Prefetch("indicators__milestone_targets", targets),
        Prefetch("milestones", Milestone.objects.order_by("month")),
    )


def with_entries(reports: QuerySet[ProgressReport]) -> QuerySet[ProgressReport]:
    """Reports with what was measured, answered and written in paragraphs: three queries more."""
    return reports.prefetch_related(
        Prefetch("measurements", Measurement.objects.order_by("indicator__position")),
        Prefetch("answers", MilestoneAnswer.objects.order_by("pk")),
        Prefetch("paragraphs", ReportParagraph.objects.select_related("written_by").order_by("pk")),
    )
