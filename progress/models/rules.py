"""Thresholds of the lights, named and dated."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from accounts.names import validate_name
from documents.day_ranges import EVER


class RuleSet(models.Model):
    """Points of the target that may be missing before a light changes (rules.md, Lights)."""

    name = models.CharField("名称", max_length=60, unique=True, validators=[validate_name])
    effective_from = models.DateField("起用日期", unique=True)
    milestone_behind_over = models.DecimalField(
        "按节点：差多少个百分点以上为滞后", max_digits=5, decimal_places=1, default=30
    )
    elapsed_slow_over = models.DecimalField(
        "按时间：差多少个百分点以上为偏慢", max_digits=5, decimal_places=1, default=10
    )
    elapsed_behind_over = models.DecimalField(
        "按时间：差多少个百分点以上为滞后", max_digits=5, decimal_places=1, default=30
    )
    ahead_from = models.DecimalField(
        "按时间：多多少个百分点起为超前", max_digits=5, decimal_places=1, default=10
    )
    source = models.CharField("依据", max_length=200, blank=True)

    class Meta:
        verbose_name = "亮灯规则"
        verbose_name_plural = "亮灯规则"
        ordering = ["effective_from"]
        constraints = [
            models.CheckConstraint(
                name="rule_set_bands_in_order",
                condition=Q(elapsed_slow_over__lte=F("elapsed_behind_over")),
            ),
            models.CheckConstraint(
                name="rule_set_day_sane", condition=Q(effective_from__range=EVER)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}（{self.effective_from}起）"
