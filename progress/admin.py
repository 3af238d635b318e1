"""Rounds, reports and the rules of the lights in the register: looked at and taken out, changed by services only."""

from __future__ import annotations

from django.contrib import admin

from progress.models import ProgressReport, ReportingRound, ReportStep, RuleSet
from projects.admin import RegisterAdmin
from projects.money import printed


@admin.register(ReportingRound)
class RoundAdmin(RegisterAdmin):
    district_path = "plan__district"
    resource = "progress.resources.RoundResource"
    list_display = ["plan", "through_month", "opens_on", "due_on", "closed_at", "brought_over"]
    list_filter = ["plan", "brought_over"]
    list_select_related = ["plan__district"]


@admin.register(ProgressReport)
class ReportAdmin(RegisterAdmin):
    district_path = "round__plan__district"
    resource = "progress.resources.ReportResource"
    list_display = ["task", "round", "status", "spent", "submitted_by", "approved_by"]
    list_filter = ["status", "round", "brought_over"]
    list_select_related = ["task__project", "round__plan__district", "submitted_by", "approved_by"]
    search_fields = ["task__project__name", "narrative"]

    @admin.display(description="完成投资（万元）", ordering="invested", empty_value="--")
    def spent(self, report: ProgressReport) -> str | None:
        return printed(report.invested) or None


@admin.register(ReportStep)
class StepAdmin(RegisterAdmin):
    district_path = "report__round__plan__district"
    resource = "progress.resources.StepResource"
    list_display = ["report", "step", "from_status", "to_status", "by", "at"]
    list_filter = ["step", "report__round"]
    list_select_related = ["report__task__project", "report__round", "by"]
    search_fields = ["report__task__project__name", "note"]


@admin.register(RuleSet)
class RuleSetAdmin(RegisterAdmin):
    district_path = ""
    resource = "progress.resources.RuleSetResource"
    list_display = [
        "name",
        "effective_from",
        "milestone_behind_over",
        "elapsed_slow_over",
        "elapsed_behind_over",
        "ahead_from",
    ]
