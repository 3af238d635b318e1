"""What pages about all districts tell of each, made once for every process (`publicity.shared_parts`)."""

from __future__ import annotations

from django.db import models


class DistrictPart(models.Model):
    """A derived copy of what a district has published. It goes in the transaction that raises its generation, by a trigger."""

    name = models.CharField("部分", max_length=20)
    scope = models.CharField("区县网址名", max_length=40)
    state = models.CharField("状态", max_length=64)
    """Of what it was made: the district's mark, the day, the settings and the build."""
    text = models.TextField("内容")

    class Meta:
        verbose_name = "区县页面部分"
        verbose_name_plural = "区县页面部分"
        constraints = [
            models.UniqueConstraint(fields=["name", "scope"], name="district_part_once"),
        ]

    def __str__(self) -> str:
        return f"{self.scope} {self.name}"
