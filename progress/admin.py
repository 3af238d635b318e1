"""Rounds and reports in the stock admin are looked at: changes go through services. Thresholds are settings."""

from __future__ import annotations

from django.contrib import admin

from accounts.admin import ReadOnlyAdmin
from progress.models import ProgressReport, ReportingRound, ReportStep, RuleSet
from projects.admin import AuditedAdmin, OwnDistrictsAdmin
from projects.money import printed


@admin.register(ReportingRound)
class RoundAdmin(ReadOnlyAdmin, OwnDistrictsAdmin):
    district_path = "plan__district"
    list_display = ["plan", "through_month", "opens_on", "due_on", "closed_at", "brought_over"]
    list_filter = ["plan", "brought_over"]


@admin.register(ProgressReport)
class ReportAdmin(ReadOnlyAdmin, OwnDistrictsAdmin):
    district_path = "round__plan__district"
    list_display = ["task", "round", "status", "spent", "submitted_by", "approved_by"]
    list_filter = ["status", "round", "brought_over"]
    list_select_related = ["task__project", "round__plan__district", "submitted_by", "approved_by"]
    search_fields = ["task__project__name", "narrative"]

    @admin.display(description="完成投资（万元）", ordering="invested", empty_value="--")
    def spent(self, report: ProgressReport) -> str | None:
        return printed(report.invested) or None


@admin.register(ReportStep)
class StepAdmin(ReadOnlyAdmin, OwnDistrictsAdmin):
    district_path = "report__round__plan__district"
    list_display = ["report", "step", "from_status", "to_status", "by", "at"]
    list_filter = ["step", "report__round"]
    list_select_related = ["report__task__project", "report__round", "by"]
    search_fields = ["report__task__project__name", "note"]


@admin.register(RuleSet)
class RuleSetAdmin(AuditedAdmin):
    list_display = [
        "name",
        "effective_from",
        "milestone_behind_over",
        "elapsed_slow_over",
        "elapsed_behind_over",
        "ahead_from",
    ]
