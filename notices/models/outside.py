"""What stands on the exported site, as far as the last export told: derived from the folder, and no part of a notice."""

from __future__ import annotations

from django.db import models

from notices.models.notices import Notice


class OutsidePage(models.Model):
    """A notice's page in the folder the public reads: which state of the notice it shows, and since when."""

    notice = models.OneToOneField(
        Notice,
        verbose_name="公示",
        on_delete=models.CASCADE,
        related_name="outside",
        primary_key=True,
    )
    status = models.CharField("对外的状态", max_length=12)
    since = models.DateTimeField("起于")

    class Meta:
        verbose_name = "对外页面"
        verbose_name_plural = "对外页面"

    def __str__(self) -> str:
        return f"{self.notice} {self.status}"
