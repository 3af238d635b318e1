"""Changes to a plan in mid-year. The original stays visible."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from documents.day_ranges import EVER
from projects.models.plans import AnnualPlan, Project
from projects.models.tasks import Task
from projects.money import printed
from projects.printed_units import in_shown_unit, shown_unit


@dataclass(frozen=True, slots=True)
class ChangedFigure:
    """One figure, or one text, of a promise with what it was and what it becomes: "153万平方米"."""

    label: str
    before: str
    after: str


def _figure(kept: Mapping[str, str]) -> ChangedFigure:
    unit, printed_unit = kept["unit"], kept.get("unit_printed", "")
    shown = [kept["before"], kept["after"]]
    if unit and shown_unit(unit, printed_unit) != unit:
        shown = [printed(in_shown_unit(Decimal(value), unit, printed_unit)) for value in shown]
        unit = printed_unit
    return ChangedFigure(kept["label"], *(f"{value}{unit}" for value in shown))


class PlanChange(models.Model):
    """Add, adjust, pause, resume or stop a task, or take a whole project out of the plan: which body decided, by which
    document, when and why.

    `details` are the figures an adjustment changes besides the text, each with its value before and after
    (`projects.promises`); `addition` is what is to be added until it is approved and has a task of its own.
    """

    class Kind(models.TextChoices):
        ADD = "add", "增加"
        ADJUST = "adjust", "调整"
        PAUSE = "pause", "暂停"
        STOP = "stop", "终止"
        RESUME = "resume", "恢复"
        WITHDRAW = "withdraw", "退出"
        MERGE = "merge", "并入"
        SPLIT = "split", "拆分"
        RELIST = "relist", "恢复列入"
        DELIST = "delist", "不再列入"

    LEAVING = (Kind.WITHDRAW, Kind.MERGE, Kind.SPLIT)
    """What takes a whole project out of the plan."""
    OF_ROWS = (Kind.DELIST, Kind.RELIST)
    """Of a task, or of one indicator or milestone of it (`details`: its key, what it is called, what it promised)."""

    plan = models.ForeignKey(
        AnnualPlan, verbose_name="年度方案", on_delete=models.PROTECT, related_name="changes"
    )
    task = models.ForeignKey(
        Task,
        verbose_name="目标任务",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="changes",
    )
    project = models.ForeignKey(
        Project,
        verbose_name="项目",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="changes",
    )
    """Of what is decided about a whole project."""
    kind = models.CharField("种类", max_length=10, choices=Kind)
    deciding_body = models.CharField("决定机关", max_length=80)
    document_number = models.CharField("文号", max_length=60, blank=True)
    decided_on = models.DateField("决定日期")
    reason = models.TextField("原因")
    text_before = models.TextField("原目标任务", blank=True)
    text_after = models.TextField("调整后目标任务", blank=True)
    details = models.JSONField("数字改动", default=list, blank=True)
    into = models.JSONField("去向", default=list, blank=True)
    """The projects it goes on in, each with its lasting number, its number then and its name."""
    addition = models.JSONField("拟增加的内容", default=dict, blank=True)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    entered_at = models.DateTimeField("录入时间")
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    approved_at = models.DateTimeField("批准时间", null=True, blank=True)

    afterwards = ""
    """What a document issued later made of it, in words; told by `progress.selectors.changes.with_afterwards`."""

    class Meta:
        verbose_name = "方案调整"
        verbose_name_plural = "方案调整"
        ordering = ["plan", "-decided_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="plan_change_day_sane", condition=Q(decided_on__range=EVER)
            ),
            models.CheckConstraint(
                name="plan_change_two_people",
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("entered_by")),
            ),
            models.CheckConstraint(
                name="plan_change_has_task",
                condition=Q(task__isnull=False)
                | Q(project__isnull=False)
                | Q(kind="add", approved_at__isnull=True),
            ),
            models.CheckConstraint(
                name="plan_change_approved_has_time",
                condition=Q(approved_by__isnull=True, approved_at__isnull=True)
                | Q(approved_by__isnull=False, approved_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.about}"

    @property
    def about(self) -> str:
        """The project it is about, with its number where it has one."""
        if self.task is not None:
            return str(self.task)
        if self.project is not None:
            return str(self.project)
        addition: dict[str, Any] = self.addition
        return str(addition.get("name", ""))

    @property
    def source(self) -> str:
        """ "万州府办发〔2025〕9号", or the body where the decision has no number."""
        return self.document_number or self.deciding_body

    @property
    def goes_on_in(self) -> str:
        """ "第2件“社区食堂”、第5件“养老服务”"; blank where it goes on in none."""
        return "、".join(f"第{one['number']}件“{one['name']}”" for one in self.into)

    @property
    def delisted(self) -> str:
        """ "指标“新建步道 12公里”": what below its project it takes out or in again; blank for every other change."""
        if self.kind not in self.OF_ROWS or self.task_id is None:
            return ""
        return "、".join(f"{one['label']}“{one['before']}”" for one in self.details)

    @property
    def act(self) -> str:
        """ "退出", "并入第2件“社区食堂”", "拆分为第2件…": what was decided, for a remark."""
        if self.delisted:
            return f"{self.get_kind_display()}{self.delisted}"
        joint = "为" if self.kind == self.Kind.SPLIT else ""
        return f"{self.get_kind_display()}{joint}{self.goes_on_in}"

    @property
    def figures(self) -> list[ChangedFigure]:
        """The figures an adjustment changes, each in the unit its promise is printed in."""
        return [_figure(one) for one in self.details] if self.kind == self.Kind.ADJUST else []

    @property
    def original(self) -> str:
        """What the target was before, figures included; blank where the target was not touched."""
        if self.kind != self.Kind.ADJUST:
            return ""
        figures = [f"{one.label}{one.before}" for one in self.figures]
        changed = self.text_before if self.text_before != self.text_after else ""
        return "；".join([*([changed.rstrip("。；")] if changed else []), *figures])
