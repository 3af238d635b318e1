"""Who contributed to a report since it was last approved, and so may not approve it (rules.md, Powers)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db.models import Count, Exists, OuterRef

from accounts.contributions import note
from accounts.models import Contribution
from progress.models import ProgressReport, ReportRevision, ReportStep

_WRITING = ("save", "submit")
"""Whoever took one of these wrote at the report, on a unit's behalf (代填) as well."""
_APPROVING = ("approve", "take_over")


def note_report(report: ProgressReport, *, by: int, at: datetime, how: str) -> None:
    """A hand in a report that leaves no step: a file added, cells of an import settled."""
    note(_about(report.pk), by=by, at=at, how=how, after=report.revisions.count())


def of_reports(reports: Collection[ProgressReport]) -> dict[int, set[int]]:
    """Everybody who wrote at each report since its last approval, by its key; three queries at most for all."""
    hands: dict[int, set[int]] = {
        report.pk: {report.submitted_by_id} if report.submitted_by_id else set()
        for report in reports
    }
    later = ReportStep.objects.filter(
        report=OuterRef("report"), step__in=_APPROVING, pk__gt=OuterRef("pk")
    )
    steps = ReportStep.objects.filter(~Exists(later), report__in=list(hands), step__in=_WRITING)
    for report, person in steps.order_by().values_list("report_id", "by_id").distinct():
        hands[report].add(person)
    for report, person in _noted(list(hands)):
        hands[report].add(person)
    return hands


def _noted(reports: list[int]) -> list[tuple[int, int]]:
    """Report and person of each hand that left no step, since the report's last approval."""
    named = {_about(report): report for report in reports}
    found = list(
        Contribution.objects.filter(about__in=named).values_list("about", "after", "by_id")
    )
    if not found:
        return []
    touched = {named[about] for about, _, _ in found}
    counted = ReportRevision.objects.filter(report__in=touched).order_by().values("report_id")
    approved = dict(counted.annotate(many=Count("pk")).values_list("report_id", "many"))
    return [
        (named[about], person)
        for about, after, person in found
        if after == approved.get(named[about], 0)
    ]


def _about(report: int) -> str:
    return f"report:{report}"
