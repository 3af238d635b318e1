"""What a unit reports on: tasks, their units in order, and their milestones."""

from __future__ import annotations

from datetime import date
from typing import Self, TypeVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from documents.day_ranges import EVER
from projects.models.plans import Project
from projects.models.units import ResponsibleUnit

_Row = TypeVar("_Row", bound=models.Model)


class TaskQuerySet(models.QuerySet["Task"]):
    def existing_on(self, day: date) -> Self:
        """The tasks that the plan held by that day: those of the document and those added since, but for projects
        that had left it."""
        return self.filter(
            Q(added_on__isnull=True) | Q(added_on__lte=day),
            Q(left_on__isnull=True) | Q(left_on__gt=day),
            Q(project__left_on__isnull=True) | Q(project__left_on__gt=day),
        )

    def listed(self) -> Self:
        """Without those that a decision took out of the plan by themselves."""
        return self.filter(left_on__isnull=True)


class Task(models.Model):
    """At least one per project; several only where the document gives rows or units of their own."""

    class State(models.TextChoices):
        RUNNING = "running", "进行中"
        PAUSED = "paused", "已暂停"
        STOPPED = "stopped", "已终止"

    project = models.ForeignKey(
        Project, verbose_name="项目", on_delete=models.CASCADE, related_name="tasks"
    )
    number = models.PositiveIntegerField("序号", default=1)
    text = models.TextField("目标任务")
    carries_money = models.BooleanField("承载投资", default=False)
    """Whether the project's money is reported on it now."""
    carried = models.JSONField("承载投资时段", default=list, db_default=[], blank=True)
    """Where another carried the money for a time, the times it did itself: pairs of days (ISO), the second no longer in
    it, a blank one without end. Kept by `projects.carried_money`."""
    state = models.CharField("状态", max_length=10, choices=State, default=State.RUNNING)
    added_on = models.DateField("增加日期", null=True, blank=True)
    """The day a decision added it in mid-year; empty for what the plan held from the start."""
    left_on = models.DateField("不再列入日期", null=True, blank=True)
    """The day a decision took it out of the plan while its project stays."""

    objects = TaskQuerySet.as_manager()

    class Meta:
        verbose_name = "目标任务"
        verbose_name_plural = "目标任务"
        ordering = ["project", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["project", "number"],
                condition=Q(left_on__isnull=True),
                name="task_number_once_in_project",
            ),
            models.CheckConstraint(name="task_left_on_sane", condition=Q(left_on__range=EVER)),
            models.CheckConstraint(name="task_added_on_sane", condition=Q(added_on__range=EVER)),
        ]

    def __str__(self) -> str:
        return f"{self.project}（{self.number}）" if self.number > 1 else str(self.project)

    @property
    def district_code(self) -> str:
        return self.project.plan.district.code

    def carries_on(self, day: date) -> bool:
        """Whether the project's money of a period that ends on that day is reported on it."""
        if not self.carried:
            return self.carries_money
        said = day.isoformat()
        return any(since <= said and (not until or said < until) for since, until in self.carried)

    def existed_on(self, day: date) -> bool:
        left = (self.left_on, self.project.left_on)
        return (self.added_on is None or self.added_on <= day) and all(
            left_on is None or left_on > day for left_on in left
        )


class TaskUnit(models.Model):
    """A unit of a task. The first listed leads: order is meaning."""

    class UnitRole(models.TextChoices):
        LEAD = "lead", "牵头"
        COOPERATING = "cooperating", "配合"

    task = models.ForeignKey(
        Task, verbose_name="目标任务", on_delete=models.CASCADE, related_name="task_units"
    )
    unit = models.ForeignKey(
        ResponsibleUnit,
        verbose_name="责任单位",
        on_delete=models.PROTECT,
        related_name="task_units",
    )
    role = models.CharField("角色", max_length=12, choices=UnitRole, default=UnitRole.LEAD)
    position = models.PositiveIntegerField("次序")

    class Meta:
        verbose_name = "任务单位"
        verbose_name_plural = "任务单位"
        ordering = ["task", "position"]
        constraints = [
            models.UniqueConstraint(fields=["task", "position"], name="task_unit_position_once"),
            models.UniqueConstraint(fields=["task", "unit"], name="task_unit_once"),
            models.CheckConstraint(
                name="task_unit_first_leads",
                condition=Q(role="lead") | Q(position__gt=1),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit}（{self.get_role_display()}）"


class PromisedQuerySet(models.QuerySet[_Row]):
    """Of what a plan promises below its tasks."""

    def existing_on(self, day: date) -> Self:
        return self.filter(Q(left_on__isnull=True) | Q(left_on__gt=day))


class PromisedNow(models.Manager[_Row]):
    """Without what a decision took out of the plan: nothing asks for it, counts it or prints it any more."""

    def get_queryset(self) -> models.QuerySet[_Row]:
        return super().get_queryset().filter(left_on__isnull=True)


class Milestone(models.Model):
    """What must stand by the end of a month, verbatim; percents of the whole work as printed.

    One that a decision took out keeps its row for what was answered; `objects` does not find it.
    """

    task = models.ForeignKey(
        Task, verbose_name="目标任务", on_delete=models.CASCADE, related_name="milestones"
    )
    month = models.PositiveIntegerField(
        "月底", validators=[MinValueValidator(1), MaxValueValidator(12)]
    )
    text = models.TextField("阶段性目标")
    percents = models.JSONField("原文百分数", default=list, blank=True)
    left_on = models.DateField("不再列入日期", null=True, blank=True)

    objects = PromisedNow["Milestone"]()
    with_left = PromisedQuerySet["Milestone"].as_manager()

    class Meta:
        verbose_name = "阶段性目标"
        verbose_name_plural = "阶段性目标"
        ordering = ["task", "month"]
        constraints = [
            models.UniqueConstraint(
                fields=["task", "month"],
                condition=Q(left_on__isnull=True),
                name="milestone_one_per_month",
            ),
            models.CheckConstraint(name="milestone_left_on_sane", condition=Q(left_on__range=EVER)),
            models.CheckConstraint(name="milestone_month", condition=Q(month__range=(1, 12))),
        ]

    def __str__(self) -> str:
        return f"{self.month}月底"
