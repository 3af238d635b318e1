"""Rounds, reports and the rules of the lights in the register: looked at and taken out, changed by services only."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from progress import workflow
from progress.models import ProgressReport, ReportingRound, ReportStep, RuleSet
from progress.templatetags.desk_words import step_label
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


class StepFilter(admin.SimpleListFilter):
    """The steps of the workflow, by their words."""

    title = "步骤"
    parameter_name = "step"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(name, step_label(ReportStep(step=name))) for name in workflow.STEPS]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return queryset.filter(step=self.value()) if self.value() else queryset


def _status(code: str) -> str | None:
    return dict(ProgressReport.Status.choices).get(code, code) or None


@admin.register(ReportStep)
class StepAdmin(RegisterAdmin):
    district_path = "report__round__plan__district"
    resource = "progress.resources.StepResource"
    list_display = ["report", "done", "before", "after", "by", "at"]
    list_filter = [StepFilter, "report__round"]
    fields = ["report", "done", "before", "after", "by", "at", "note", "detail"]
    readonly_fields = ["done", "before", "after"]
    list_select_related = ["report__task__project", "report__round", "by"]
    search_fields = ["report__task__project__name", "note"]

    @admin.display(description="步骤", ordering="step")
    def done(self, step: ReportStep) -> str:
        return step_label(step)

    @admin.display(description="原状态", ordering="from_status", empty_value="--")
    def before(self, step: ReportStep) -> str | None:
        return _status(step.from_status)

    @admin.display(description="新状态", ordering="to_status", empty_value="--")
    def after(self, step: ReportStep) -> str | None:
        return _status(step.to_status)


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
