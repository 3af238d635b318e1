"""What a task's units report in a round. Values are cumulative from 1 January."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from accounts.models import User
from documents.day_ranges import EVER
from progress import workflow
from progress.models.rounds import ReportingRound
from projects import access
from projects.models import AfterSplit, Indicator, Milestone, ResponsibleUnit, Task
from projects.periods import through_words


class ReportQuerySet(models.QuerySet["ProgressReport"]):
    def visible_to(self, user: User) -> Self:
        """Staff see their district's reports, unit people those of their own unit's tasks, others none."""
        return self.filter(task__in=access.visible_tasks(user))

    def approved(self) -> Self:
        return self.filter(status=ProgressReport.Status.APPROVED)


class ProgressReport(models.Model):
    """The report of one task in one round. It moves only by the steps of `progress.workflow`."""

    class Status(models.TextChoices):
        DRAFT = workflow.DRAFT, "填报中"
        SUBMITTED = workflow.SUBMITTED, "已提交"
        RETURNED = workflow.RETURNED, "已退回"
        APPROVED = workflow.APPROVED, "已通过"

    class NothingCause(models.TextChoices):
        NONE = "", "有进展"
        SEASON = "season", "季节或天气原因"
        PROCEDURE = "procedure", "前期手续办理中"
        FUNDS = "funds", "资金未到位"
        NOT_DUE = "not_due", "未到实施阶段"
        DONE = "done", "已完成，本期无新增"
        OTHER = "other", "其他（请在进展说明中写明）"

    task = models.ForeignKey(
        Task, verbose_name="目标任务", on_delete=models.PROTECT, related_name="reports"
    )
    round = models.ForeignKey(
        ReportingRound, verbose_name="轮次", on_delete=models.PROTECT, related_name="reports"
    )
    status = models.CharField("状态", max_length=12, choices=Status, default=Status.DRAFT)
    version = models.PositiveIntegerField("版本", default=1)

    narrative = models.TextField("进展情况", blank=True)
    invested = models.DecimalField(
        "完成投资（万元）", max_digits=14, decimal_places=4, null=True, blank=True
    )
    invested_printed = models.CharField("原文完成投资", max_length=40, blank=True)
    remark = models.CharField("备注", max_length=5000, blank=True)
    problem = models.TextField("存在问题（不公开）", blank=True)
    next_step = models.TextField("下一步（不公开）", blank=True)
    nothing_cause = models.CharField(
        "本期无进展的原因", max_length=12, choices=NothingCause, blank=True, default=""
    )
    filled_by = models.CharField("填报人", max_length=40, blank=True)
    filled_by_phone = models.CharField("填报人电话", max_length=40, blank=True)

    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="提交人",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    submitted_at = models.DateTimeField("提交时间", null=True, blank=True)
    review_begun_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="开始审核的人",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    review_begun_at = models.DateTimeField("开始审核时间", null=True, blank=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="通过人",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    approved_at = models.DateTimeField("通过时间", null=True, blank=True)
    due_again_on = models.DateField("退回后新的截止日期", null=True, blank=True)
    on_behalf = models.BooleanField("代填", default=False)
    brought_over = models.BooleanField("由旧公示转入", default=False)
    updated_at = models.DateTimeField("最近改动", null=True, blank=True)

    objects = ReportQuerySet.as_manager()

    class Meta:
        verbose_name = "进展报告"
        verbose_name_plural = "进展报告"
        ordering = ["round", "task__project__number", "task__number"]
        constraints = [
            models.UniqueConstraint(fields=["task", "round"], name="report_one_per_task_round"),
            models.CheckConstraint(
                name="report_due_again_sane",
                condition=Q(due_again_on__isnull=True) | Q(due_again_on__range=EVER),
            ),
            models.CheckConstraint(
                name="report_invested_not_negative",
                condition=Q(invested__isnull=True) | Q(invested__gte=0),
            ),
            models.CheckConstraint(
                name="report_submitted_has_person_and_time",
                condition=~Q(status__in=["submitted", "approved"])
                | Q(submitted_by__isnull=False, submitted_at__isnull=False),
            ),
            models.CheckConstraint(
                name="report_approved_has_person_and_time",
                condition=Q(status="approved", approved_by__isnull=False, approved_at__isnull=False)
                | (~Q(status="approved") & Q(approved_by__isnull=True, approved_at__isnull=True)),
            ),
            # Whoever submits does not approve (rules.md, Powers).
            models.CheckConstraint(
                name="report_two_people",
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("submitted_by")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.task} {through_words(self.round.through_month)}进展"

    @property
    def district_code(self) -> str:
        return self.round.plan.district.code

    @property
    def is_nothing(self) -> bool:
        """本期无进展 was answered."""
        return bool(self.nothing_cause)


class Measurement(models.Model):
    """The cumulative value of an indicator in a report, in the indicator's own unit."""

    report = models.ForeignKey(
        ProgressReport, verbose_name="报告", on_delete=models.CASCADE, related_name="measurements"
    )
    indicator = models.ForeignKey(
        Indicator, verbose_name="指标", on_delete=models.PROTECT, related_name="measurements"
    )
    value = models.DecimalField("完成值", max_digits=18, decimal_places=4)
    printed = models.CharField("原文数字", max_length=40, blank=True)

    class Meta:
        verbose_name = "完成值"
        verbose_name_plural = "完成值"
        ordering = ["report", "indicator__position"]
        constraints = [
            models.UniqueConstraint(fields=["report", "indicator"], name="measurement_once"),
            models.CheckConstraint(name="measurement_not_negative", condition=Q(value__gte=0)),
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {self.value}"


class MilestoneAnswer(models.Model):
    """The unit's word on a milestone that numbers do not judge."""

    class Answer(models.TextChoices):
        YES = "yes", "已完成"
        PARTLY = "partly", "部分完成"
        NO = "no", "未完成"

    report = models.ForeignKey(
        ProgressReport, verbose_name="报告", on_delete=models.CASCADE, related_name="answers"
    )
    milestone = models.ForeignKey(
        Milestone, verbose_name="阶段性目标", on_delete=models.PROTECT, related_name="answers"
    )
    answer = models.CharField("是否完成", max_length=8, choices=Answer)

    class Meta:
        verbose_name = "节点是否完成"
        verbose_name_plural = "节点是否完成"
        constraints = [
            models.UniqueConstraint(fields=["report", "milestone"], name="milestone_answer_once"),
        ]

    def __str__(self) -> str:
        return f"{self.milestone} {self.get_answer_display()}"


class ReportParagraph(models.Model):
    """What one of a joint task's units wrote; the lead merges it into the narrative."""

    after_split = AfterSplit(task="report__task")
    report = models.ForeignKey(
        ProgressReport, verbose_name="报告", on_delete=models.CASCADE, related_name="paragraphs"
    )
    unit = models.ForeignKey(ResponsibleUnit, verbose_name="责任单位", on_delete=models.PROTECT)
    text = models.TextField("内容")
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    written_at = models.DateTimeField("时间")

    class Meta:
        verbose_name = "单位来稿"
        verbose_name_plural = "单位来稿"
        constraints = [
            models.UniqueConstraint(fields=["report", "unit"], name="paragraph_one_per_unit"),
        ]

    def __str__(self) -> str:
        return f"{self.unit}：{self.text[:20]}"


class ReportDraft(models.Model):
    """A person's own autosaved copy. Only saving changes the report.

    One is the draft; others are texts of pages that had not seen it, set aside until the person chooses.
    """

    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="drafts")
    round = models.ForeignKey(ReportingRound, on_delete=models.CASCADE, related_name="drafts")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    base_version = models.PositiveIntegerField("基于版本", default=0)
    values = models.JSONField("内容", default=dict)
    saved_at = models.DateTimeField("保存时间")
    sequence = models.PositiveIntegerField("第几次保存", default=1)
    tab = models.CharField("保存它的页面", max_length=32, blank=True, default="")
    """A name that page gave itself; blank where it runs no script."""
    aside = models.CharField("另存", max_length=32, blank=True, default="")
    """Blank for the draft, a name of its own for each text set aside."""

    class Meta:
        verbose_name = "草稿"
        verbose_name_plural = "草稿"
        constraints = [
            models.UniqueConstraint(
                fields=["task", "round", "user", "aside"], name="report_draft_one_per_person"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} {self.task}"

    @property
    def mark(self) -> str:
        """What a page that shows this draft sends back: it changes with every save."""
        return f"{self.pk}-{self.sequence}"
