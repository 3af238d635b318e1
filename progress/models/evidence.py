"""Files a unit adds to a report. Optional, never asked for."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from progress.models.reports import ProgressReport


class Evidence(models.Model):
    """A file beside a report, stored under a random name; photos are kept without their location."""

    report = models.ForeignKey(
        ProgressReport, verbose_name="报告", on_delete=models.CASCADE, related_name="evidence"
    )
    name = models.CharField("文件名", max_length=120)
    file = models.FileField("文件", upload_to="evidence/")
    content_type = models.CharField("类型", max_length=80)
    size = models.PositiveIntegerField("大小（字节）")
    sha256 = models.CharField("摘要", max_length=64)
    is_stamped_sheet = models.BooleanField("盖章件扫描", default=False)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    added_at = models.DateTimeField("时间")

    class Meta:
        verbose_name = "佐证"
        verbose_name_plural = "佐证"
        ordering = ["report", "pk"]

    def __str__(self) -> str:
        return self.name
