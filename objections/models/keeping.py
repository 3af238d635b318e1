"""What is kept beside the register for a while: scans of letters, typed text, counts; and how it is erased."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from objections.models.objections import Objection
from projects.models import District


class ObjectionScan(models.Model):
    """A letter or fax as it came, entered by staff. Bytes and file name are sealed; erasing takes the row away."""

    objection = models.ForeignKey(
        Objection, verbose_name="异议", on_delete=models.PROTECT, related_name="scans"
    )
    sealed_file = models.BinaryField("扫描件（加密）")
    content_type = models.CharField("类型", max_length=40)
    size = models.PositiveIntegerField("大小（字节）")
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    added_at = models.DateTimeField("添加时间")

    class Meta:
        verbose_name = "来信扫描件"
        verbose_name_plural = "来信扫描件"
        ordering = ["objection", "pk"]

    def __str__(self) -> str:
        return f"{self.objection} 扫描件 {self.pk}"


class Erasure(models.Model):
    """A proposal to erase identities and words: proposed by a handler, approved by the security administrator."""

    district = models.ForeignKey(
        District, verbose_name="区县", on_delete=models.PROTECT, related_name="objection_erasures"
    )
    objections = models.ManyToManyField(Objection, verbose_name="异议", related_name="erasures")
    reason = models.CharField("原因", max_length=200)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    proposed_at = models.DateTimeField("提出时间")
    proposed_on_server_by = models.CharField("在服务器上提出的系统用户", max_length=64, blank=True)
    """The operating system's user, where it was proposed by the command and not on the desk."""
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    approved_at = models.DateTimeField("批准时间", null=True, blank=True)
    declined_at = models.DateTimeField("退回时间", null=True, blank=True)

    class Meta:
        verbose_name = "清除申请"
        verbose_name_plural = "清除申请"
        ordering = ["-proposed_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="erasure_approver_is_another",
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("proposed_by")),
            ),
            models.CheckConstraint(
                name="erasure_approval_has_person",
                condition=Q(approved_at__isnull=True) | Q(approved_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"清除申请 {self.pk}"


class Tally(models.Model):
    """How often something came in a stretch of time: an address range, a guess at a receipt's code.

    Holds a keyed digest, no address and no number; swept after two days.
    """

    purpose = models.CharField("用途", max_length=12)
    mark = models.CharField("来源标记", max_length=64)
    since = models.DateTimeField("起始时间")
    count = models.PositiveIntegerField("次数", default=0)
    last_at = models.DateTimeField("最近一次", null=True, blank=True)
    """Where the time between two counts as well (guesses at a code)."""

    class Meta:
        verbose_name = "来访计数"
        verbose_name_plural = "来访计数"
        constraints = [
            models.UniqueConstraint(fields=["purpose", "mark", "since"], name="tally_once"),
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.since:%Y-%m-%d %H:%M} {self.count}"
