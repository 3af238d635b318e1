"""Every step of a report, and what was approved: written once."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from accounts.append_only import WrittenOnceModel
from accounts.readable_json import ReadableJSON
from progress.models.reports import ProgressReport


class ReportStep(WrittenOnceModel):
    """One step of the workflow: who, when, from, to, why."""

    report = models.ForeignKey(
        ProgressReport, verbose_name="报告", on_delete=models.PROTECT, related_name="steps"
    )
    step = models.CharField("步骤", max_length=20)
    from_status = models.CharField("原状态", max_length=12, blank=True)
    to_status = models.CharField("新状态", max_length=12)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="办理人",
        on_delete=models.PROTECT,
        related_name="+",
    )
    at = models.DateTimeField("时间")
    note = models.TextField("意见", blank=True)
    detail = models.JSONField("内容", default=dict, blank=True)
    """Reasons per field of a return, values before and after of a save, whether filled on behalf."""

    class Meta:
        verbose_name = "流转"
        verbose_name_plural = "流转"
        ordering = ["report", "pk"]

    def __str__(self) -> str:
        return f"{self.report} {self.step}"


class ReportRevision(WrittenOnceModel):
    """What was approved, frozen. A notice is compiled from revisions."""

    report = models.ForeignKey(
        ProgressReport, verbose_name="报告", on_delete=models.PROTECT, related_name="revisions"
    )
    number = models.PositiveIntegerField("次数")
    content = models.JSONField("内容", encoder=ReadableJSON)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    approved_at = models.DateTimeField("通过时间")

    class Meta:
        verbose_name = "定稿"
        verbose_name_plural = "定稿"
        ordering = ["report", "number"]
        constraints = [
            models.UniqueConstraint(fields=["report", "number"], name="revision_number_once"),
        ]

    def __str__(self) -> str:
        return f"{self.report} 第{self.number}次定稿"
