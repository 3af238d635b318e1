"""Which state of each district the exported folder shows that the public reads."""

from __future__ import annotations

from django.db import models


class ExportedDistrict(models.Model):
    """Derived from the folder, as far as the last export told: a district's mark of then, and since when it stands there."""

    scope = models.CharField("区县网址名", max_length=40, primary_key=True)
    mark = models.CharField("标记", max_length=32)
    since = models.DateTimeField("起于")

    class Meta:
        verbose_name = "对外的区县"
        verbose_name_plural = "对外的区县"

    def __str__(self) -> str:
        return f"{self.scope} {self.since:%Y-%m-%d %H:%M:%S}"
