"""One number that tells every worker that something public changed."""

from __future__ import annotations

from django.db import models


class Generation(models.Model):
    """A single row, raised in the transaction of each publication, correction, withdrawal or outcome."""

    number = models.PositiveBigIntegerField("代次", default=0)
    mark = models.CharField("标记", max_length=32, blank=True)
    """Random with each number: a database put back from a copy never repeats one that a worker remembers."""

    class Meta:
        verbose_name = "公开内容代次"
        verbose_name_plural = "公开内容代次"

    def __str__(self) -> str:
        return str(self.number)
