"""Questions to the responsible units."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from accounts.models import User
from documents.day_ranges import EVER
from objections.models.objections import Objection
from projects import access
from projects.models import AfterSplit, ResponsibleUnit


class UnitInquiryQuerySet(models.QuerySet["UnitInquiry"]):
    def visible_to(self, user: User) -> Self:
        """The people of the unit that is asked."""
        own = access.own_units(user)
        return self.filter(Q(unit__in=own) | Q(unit__successor__in=own))

    def waiting(self) -> Self:
        return self.filter(replied_at__isnull=True, closed_at__isnull=True)


class UnitInquiry(models.Model):
    """A question to a responsible unit. It carries the handler's summary, never the words or who wrote them."""

    after_split = AfterSplit()
    objection = models.ForeignKey(
        Objection, verbose_name="异议", on_delete=models.PROTECT, related_name="inquiries"
    )
    unit = models.ForeignKey(
        ResponsibleUnit,
        verbose_name="责任单位",
        on_delete=models.PROTECT,
        related_name="objection_inquiries",
    )
    sealed_question = models.BinaryField("核查事项（加密，不含身份）")
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    asked_at = models.DateTimeField("发出时间")
    due_on = models.DateField("限期")
    sealed_reply = models.BinaryField("核查答复（加密）", null=True)
    replied_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    replied_at = models.DateTimeField("答复时间", null=True, blank=True)
    closed_at = models.DateTimeField("终止时间", null=True, blank=True)
    """Set where the objection ended before the unit answered."""

    objects = UnitInquiryQuerySet.as_manager()

    class Meta:
        verbose_name = "核查函"
        verbose_name_plural = "核查函"
        ordering = ["asked_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["objection", "unit"],
                condition=Q(replied_at__isnull=True, closed_at__isnull=True),
                name="inquiry_one_waiting_per_unit",
            ),
            models.CheckConstraint(name="inquiry_day_sane", condition=Q(due_on__range=EVER)),
            models.CheckConstraint(
                name="inquiry_reply_has_person",
                condition=Q(replied_at__isnull=True)
                | Q(replied_by__isnull=False, sealed_reply__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.objection} → {self.unit}"
