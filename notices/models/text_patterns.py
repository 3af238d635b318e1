"""A district's own wording and window."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from notices.models.notices import Notice
from projects.models import District


class NoticePattern(models.Model):
    """A district's own wording and window for one kind of notice. Without one the portal's own stands in.

    `title` and `lead` may hold {区县}, {部门}, {年度}, {期间}, {月份}, {期间和月份}, {方案}: each is filled from one period.
    """

    district = models.ForeignKey(
        District, verbose_name="区县", on_delete=models.CASCADE, related_name="notice_patterns"
    )
    kind = models.CharField("种类", max_length=12, choices=Notice.Kind)
    title = models.CharField("标题模板", max_length=200)
    lead = models.TextField("正文模板")
    columns = models.JSONField("栏目", default=list, blank=True)
    day_kind = models.CharField(
        "计日方式", max_length=8, choices=Notice.DayKind, default=Notice.DayKind.NATURAL
    )
    first_day_counts = models.BooleanField("首日计入", default=True)
    usual_days = models.PositiveIntegerField("通常天数", default=31)
    minimum_days = models.PositiveIntegerField("最短天数", default=0)
    basis = models.CharField("依据", max_length=200, blank=True)

    class Meta:
        verbose_name = "公示模板"
        verbose_name_plural = "公示模板"
        ordering = ["district", "kind"]
        constraints = [
            models.UniqueConstraint(fields=["district", "kind"], name="pattern_one_per_kind"),
            models.CheckConstraint(
                name="pattern_usual_not_below_minimum",
                condition=Q(usual_days__gte=1) & Q(usual_days__gte=F("minimum_days")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.district} {self.get_kind_display()}"
