"""When units report, and until when."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from accounts.append_only import WrittenOnceModel
from accounts.models import User
from documents.day_ranges import EVER
from projects import access
from projects.models import AfterSplit, AnnualPlan, ResponsibleUnit
from projects.periods import month_end, through_words


class RoundQuerySet(models.QuerySet["ReportingRound"]):
    def visible_to(self, user: User) -> Self:
        return self.filter(plan__district__in=access.business_keys(user))

    def open_on(self, day: date) -> Self:
        """Rounds that take reports on that day: opened and not closed (late is still open)."""
        return self.filter(opens_on__lte=day, closed_at__isnull=True)


class StandingRounds(models.Manager["ReportingRound"]):
    """Rounds that were not taken back."""

    def get_queryset(self) -> models.QuerySet[ReportingRound]:
        return super().get_queryset().filter(cancelled_at__isnull=True)


class ReportingRound(models.Model):
    """Reports from 1 January to the end of `through_month`. Due for all on one day, extendable per unit.

    One that was opened by mistake and taken back keeps its row for its steps; `objects` does not find it.
    """

    plan = models.ForeignKey(
        AnnualPlan, verbose_name="年度方案", on_delete=models.PROTECT, related_name="rounds"
    )
    through_month = models.PositiveIntegerField(
        "截至月份", validators=[MinValueValidator(1), MaxValueValidator(12)]
    )
    opens_on = models.DateField("开始日期")
    due_on = models.DateField("截止日期")
    closed_at = models.DateTimeField("关闭时间", null=True, blank=True)
    cancelled_at = models.DateTimeField("撤销时间", null=True, blank=True)
    brought_over = models.BooleanField("由旧公示转入", default=False)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="开启人",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )

    objects = StandingRounds.from_queryset(RoundQuerySet)()
    with_cancelled = RoundQuerySet.as_manager()

    class Meta:
        verbose_name = "填报轮次"
        verbose_name_plural = "填报轮次"
        ordering = ["plan", "through_month"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "through_month"],
                condition=Q(cancelled_at__isnull=True),
                name="round_one_per_plan_month",
            ),
            models.CheckConstraint(
                name="round_cancelled_is_closed",
                condition=Q(cancelled_at__isnull=True) | Q(closed_at__isnull=False),
            ),
            models.CheckConstraint(
                name="round_days_sane",
                condition=Q(opens_on__range=EVER, due_on__range=EVER),
            ),
            models.CheckConstraint(name="round_month", condition=Q(through_month__range=(1, 12))),
            models.CheckConstraint(
                name="round_opens_before_due", condition=Q(opens_on__lte=F("due_on"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.plan.district}{self.plan.year}年{through_words(self.through_month)}填报"

    @property
    def district_code(self) -> str:
        return self.plan.district.code

    @property
    def ends_on(self) -> date:
        """The last day of the period reported on. A task added later has nothing to report in this round."""
        return month_end(self.plan.year, self.through_month)

    @property
    def is_open(self) -> bool:
        return self.closed_at is None


class RoundExtension(models.Model):
    """A later due day for one unit, with the reason."""

    after_split = AfterSplit(is_copied=True)
    round = models.ForeignKey(
        ReportingRound, verbose_name="轮次", on_delete=models.CASCADE, related_name="extensions"
    )
    unit = models.ForeignKey(ResponsibleUnit, verbose_name="责任单位", on_delete=models.PROTECT)
    due_on = models.DateField("延至")
    reason = models.CharField("原因", max_length=200)
    granted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    granted_at = models.DateTimeField("批准时间")

    class Meta:
        verbose_name = "延期"
        verbose_name_plural = "延期"
        constraints = [
            models.UniqueConstraint(fields=["round", "unit"], name="extension_one_per_unit"),
            models.CheckConstraint(name="extension_day_sane", condition=Q(due_on__range=EVER)),
        ]

    def __str__(self) -> str:
        return f"{self.unit} 延至 {self.due_on}"


class RoundStep(WrittenOnceModel):
    """What was done to a round, and why: opened, extended, closed, opened again."""

    class Kind(models.TextChoices):
        OPEN = "open", "开启"
        EXTEND = "extend", "延期"
        CLOSE = "close", "关闭"
        REOPEN = "reopen", "重新开启"
        CANCEL = "cancel", "撤销"

    round = models.ForeignKey(
        ReportingRound, verbose_name="轮次", on_delete=models.PROTECT, related_name="steps"
    )
    kind = models.CharField("操作", max_length=10, choices=Kind)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("时间")
    note = models.CharField("说明", max_length=200, blank=True)

    class Meta:
        verbose_name = "轮次经过"
        verbose_name_plural = "轮次经过"
        ordering = ["round", "pk"]

    def __str__(self) -> str:
        return f"{self.round} {self.get_kind_display()}"


class Reminder(WrittenOnceModel):
    """A unit was reminded of what it owes in a round: once a day at most, by staff or by the daily run."""

    round = models.ForeignKey(
        ReportingRound, verbose_name="轮次", on_delete=models.PROTECT, related_name="reminders"
    )
    unit = models.ForeignKey(
        ResponsibleUnit, verbose_name="责任单位", on_delete=models.PROTECT, related_name="reminders"
    )
    on = models.DateField("日期")
    at = models.DateTimeField("时间")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    text = models.TextField("内容")
    mailed_to = models.PositiveIntegerField("邮件人数", default=0)

    class Meta:
        verbose_name = "催报"
        verbose_name_plural = "催报"
        ordering = ["round", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["round", "unit", "on"], name="reminder_once_a_day"),
            models.CheckConstraint(name="reminder_day_sane", condition=Q(on__range=EVER)),
        ]

    def __str__(self) -> str:
        return f"{self.unit} {self.on}"
