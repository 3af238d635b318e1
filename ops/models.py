"""What the installation knows of its own running: when each job ran, and how it ended."""

from __future__ import annotations

from django.db import models


class JobRun(models.Model):
    """One run of a scheduled job (`ops.jobs`), written when it ended, well or badly."""

    job = models.CharField("任务", max_length=40)
    started_at = models.DateTimeField("开始")
    ended_at = models.DateTimeField("结束")
    succeeded = models.BooleanField("成功")
    said = models.TextField("结果", blank=True)

    class Meta:
        verbose_name = "任务运行"
        verbose_name_plural = "任务运行"
        ordering = ["-started_at", "-pk"]
        indexes = [models.Index(fields=["job", "-started_at"], name="jobrun_newest_of_job")]

    def __str__(self) -> str:
        return f"{self.job} {self.started_at:%Y-%m-%d %H:%M}"
