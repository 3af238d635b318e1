"""What is left behind of an objection's way: every act, and every look at what was written."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from accounts.append_only import WrittenOnceModel
from objections.models.objections import Objection


class ObjectionStep(WrittenOnceModel):
    """One act on an objection. `note` is a sentence of the portal's own (days, numbers): never words, never identity."""

    objection = models.ForeignKey(
        Objection, verbose_name="异议", on_delete=models.PROTECT, related_name="steps"
    )
    step = models.CharField("步骤", max_length=20)
    from_status = models.CharField("原状态", max_length=14, blank=True)
    to_status = models.CharField("新状态", max_length=14)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField("时间")
    note = models.CharField("说明", max_length=120, blank=True)

    class Meta:
        verbose_name = "异议流转"
        verbose_name_plural = "异议流转"
        ordering = ["objection", "at", "pk"]

    def __str__(self) -> str:
        return f"{self.objection} {self.step}"


class IdentityView(WrittenOnceModel):
    """Somebody looked at what was written and by whom: who, when and why. The reason holds no identity."""

    objection = models.ForeignKey(
        Objection, verbose_name="异议", on_delete=models.PROTECT, related_name="identity_views"
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("时间")
    reason = models.CharField("原因", max_length=200)

    class Meta:
        verbose_name = "身份查看记录"
        verbose_name_plural = "身份查看记录"
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.by} {self.at:%Y-%m-%d %H:%M}"
