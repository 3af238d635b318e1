"""Whether the keys at hand are the ones this database was sealed with."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class KeyCanary(models.Model):
    """A known text, sealed: keys that do not open it are wrong, and are named before anybody loses a text to them."""

    sealed_text = models.BinaryField("密封的已知文字")
    made_at = models.DateTimeField("写入时间")

    class Meta:
        verbose_name = "密钥验证"
        verbose_name_plural = "密钥验证"
        constraints = [models.CheckConstraint(name="key_canary_is_one", condition=Q(pk=1))]

    def __str__(self) -> str:
        return f"{self.made_at:%Y-%m-%d}"
