"""Rounds, reports and the rules of the lights as tables that go out of the register."""

from __future__ import annotations

from import_export import fields, resources, widgets

from progress.models import ProgressReport, ReportingRound, ReportStep, RuleSet
from projects.resources import ChoiceWidget, YesNoWidget


class RoundResource(resources.ModelResource):
    district = fields.Field("plan__district__name", "区县")
    year = fields.Field("plan__year", "年度")
    through_month = fields.Field("through_month", "截至月份")
    opens_on = fields.Field("opens_on", "开始日期", widgets.DateWidget())
    due_on = fields.Field("due_on", "截止日期", widgets.DateWidget())
    closed_at = fields.Field("closed_at", "关闭时间", widgets.DateTimeWidget())
    brought_over = fields.Field("brought_over", "由旧公示转入", YesNoWidget())

    class Meta:
        model = ReportingRound
        fields = (
            "district", "year", "through_month", "opens_on", "due_on", "closed_at", "brought_over",
        )  # fmt: skip


class ReportResource(resources.ModelResource):
    district = fields.Field("round__plan__district__name", "区县")
    year = fields.Field("round__plan__year", "年度")
    through_month = fields.Field("round__through_month", "截至月份")
    project = fields.Field("task__project__number", "项目序号")
    name = fields.Field("task__project__name", "项目名称")
    status = fields.Field("status", "状态", ChoiceWidget(ProgressReport.Status.choices))
    narrative = fields.Field("narrative", "进展情况")
    invested = fields.Field("invested", "完成投资（万元）", widgets.DecimalWidget())
    submitted_by = fields.Field("submitted_by__name", "提交人")
    approved_by = fields.Field("approved_by__name", "审核人")

    class Meta:
        model = ProgressReport
        fields = (
            "district", "year", "through_month", "project", "name", "status", "narrative",
            "invested", "submitted_by", "approved_by",
        )  # fmt: skip


class StepResource(resources.ModelResource):
    district = fields.Field("report__round__plan__district__name", "区县")
    project = fields.Field("report__task__project__number", "项目序号")
    through_month = fields.Field("report__round__through_month", "截至月份")
    step = fields.Field("step", "步骤")
    to_status = fields.Field("to_status", "新状态")
    by = fields.Field("by__name", "人员")
    at = fields.Field("at", "时间", widgets.DateTimeWidget())
    note = fields.Field("note", "意见")

    class Meta:
        model = ReportStep
        fields = ("district", "project", "through_month", "step", "to_status", "by", "at", "note")


class RuleSetResource(resources.ModelResource):
    name = fields.Field("name", "名称")
    effective_from = fields.Field("effective_from", "起用日期", widgets.DateWidget())
    milestone_behind_over = fields.Field(
        "milestone_behind_over", "按节点：滞后", widgets.DecimalWidget()
    )
    elapsed_slow_over = fields.Field("elapsed_slow_over", "按时间：偏慢", widgets.DecimalWidget())
    elapsed_behind_over = fields.Field(
        "elapsed_behind_over", "按时间：滞后", widgets.DecimalWidget()
    )
    ahead_from = fields.Field("ahead_from", "按时间：超前", widgets.DecimalWidget())
    source = fields.Field("source", "依据")

    class Meta:
        model = RuleSet
        fields = (
            "name", "effective_from", "milestone_behind_over", "elapsed_slow_over",
            "elapsed_behind_over", "ahead_from", "source",
        )  # fmt: skip
