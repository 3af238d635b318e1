"""The numbers of a promise."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from documents.day_ranges import EVER
from projects.models.tasks import Milestone, PromisedNow, PromisedQuerySet, Task


class Indicator(models.Model):
    """A quantity, a rate, or a percent of the work. Values are expanded (1.5万人 is 15000 人); money in 万元.

    The printed number and unit are kept beside the value. One that a decision took out keeps its row for what was
    measured; `objects` does not find it.
    """

    class Kind(models.TextChoices):
        QUANTITY = "quantity", "数量"
        RATE = "rate", "比率"
        PERCENT_OF_WORK = "percent_of_work", "形象进度"

    class Direction(models.TextChoices):
        UP = "up", "越高越好"
        DOWN = "down", "越低越好"

    class Basis(models.TextChoices):
        CUMULATIVE = "cumulative", "累计"
        IN_PERIOD = "in_period", "当期"

    task = models.ForeignKey(
        Task, verbose_name="目标任务", on_delete=models.CASCADE, related_name="indicators"
    )
    position = models.PositiveIntegerField("次序")
    kind = models.CharField("类型", max_length=20, choices=Kind, default=Kind.QUANTITY)
    label = models.CharField("名称", max_length=120)
    subject = models.CharField("对象", max_length=120, blank=True)
    unit = models.CharField("单位", max_length=20, blank=True)
    qualifier = models.CharField("限定词", max_length=20, blank=True)
    target = models.DecimalField("目标值", max_digits=18, decimal_places=4, null=True, blank=True)
    target_printed = models.CharField("原文目标值", max_length=40, blank=True)
    unit_printed = models.CharField("原文单位", max_length=20, blank=True)
    baseline = models.DecimalField("基数", max_digits=18, decimal_places=4, null=True, blank=True)
    direction = models.CharField("方向", max_length=4, choices=Direction, default=Direction.UP)
    from_percents = models.BooleanField("由阶段性目标的百分数生成", default=False)
    basis = models.CharField("口径", max_length=12, choices=Basis, default=Basis.CUMULATIVE)
    left_on = models.DateField("不再列入日期", null=True, blank=True)

    objects = PromisedNow["Indicator"]()
    with_left = PromisedQuerySet["Indicator"].as_manager()

    class Meta:
        verbose_name = "指标"
        verbose_name_plural = "指标"
        ordering = ["task", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["task", "position"],
                condition=Q(left_on__isnull=True),
                name="indicator_position_once",
            ),
            models.CheckConstraint(name="indicator_left_on_sane", condition=Q(left_on__range=EVER)),
            models.CheckConstraint(
                name="indicator_target_not_negative",
                condition=Q(target__isnull=True) | Q(target__gte=0),
            ),
        ]

    def __str__(self) -> str:
        return self.label


class TargetsNow(models.Manager["MilestoneTarget"]):
    """Of indicators and milestones that the plan lists."""

    def get_queryset(self) -> models.QuerySet[MilestoneTarget]:
        listed = {"indicator__left_on__isnull": True, "milestone__left_on__isnull": True}
        return super().get_queryset().filter(**listed)


class MilestoneTarget(models.Model):
    """What an indicator must have reached at a milestone, in the indicator's own unit."""

    indicator = models.ForeignKey(
        Indicator, verbose_name="指标", on_delete=models.CASCADE, related_name="milestone_targets"
    )
    milestone = models.ForeignKey(
        Milestone, verbose_name="阶段性目标", on_delete=models.CASCADE, related_name="values"
    )
    value = models.DecimalField("阶段值", max_digits=18, decimal_places=4)
    printed = models.CharField("原文数字", max_length=40, blank=True)

    objects = TargetsNow()
    with_left = models.Manager["MilestoneTarget"]()

    class Meta:
        verbose_name = "指标阶段目标"
        verbose_name_plural = "指标阶段目标"
        ordering = ["indicator", "milestone__month"]
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "milestone"], name="milestone_target_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {self.milestone}"
