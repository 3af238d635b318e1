"""The rows that hang on tasks and reports, read along with them.

Each in the order of its own task or report. The order of the models goes on over plan and district: right for a list
of all rows there are, and four joins and a dozen sort columns for nothing where the rows of a task are looked at alone.
"""

from __future__ import annotations

from datetime import date

from django.db.models import Prefetch, QuerySet

from progress.models import Measurement, MilestoneAnswer, ProgressReport, ReportParagraph
from projects.models import Indicator, Milestone, MilestoneTarget, Task, TaskUnit


def with_parts(tasks: QuerySet[Task], *, on: date | None = None) -> QuerySet[Task]:
    """Tasks with their units, indicators, what those must have reached, and milestones: four queries more.

    Of indicators and milestones those that the plan lists, or those that it listed `on` a day.
    """
    indicators, milestones = Indicator.objects.all(), Milestone.objects.all()
    targets = MilestoneTarget.objects.all()
    if on is not None:
        indicators = Indicator.with_left.existing_on(on)
        milestones = Milestone.with_left.existing_on(on)
        targets = MilestoneTarget.with_left.all()
    return tasks.prefetch_related(
        Prefetch("task_units", TaskUnit.objects.select_related("unit").order_by("position")),
        Prefetch("indicators", indicators.order_by("position")),
        Prefetch("indicators__milestone_targets", targets.order_by("milestone__month")),
        Prefetch("milestones", milestones.order_by("month")),
    )


def with_entries(reports: QuerySet[ProgressReport]) -> QuerySet[ProgressReport]:
    """Reports with what was measured, answered and written in paragraphs: three queries more."""
    return reports.prefetch_related(
        Prefetch("measurements", Measurement.objects.order_by("indicator__position")),
        Prefetch("answers", MilestoneAnswer.objects.order_by("pk")),
        Prefetch("paragraphs", ReportParagraph.objects.select_related("written_by").order_by("pk")),
    )
