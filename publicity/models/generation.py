"""One number for each district, and one for the site, that tell every worker that something public changed."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import F


class GenerationQuerySet(models.QuerySet["Generation"]):
    def unsearched(self) -> Self:
        """Districts that changed since the search learnt of them."""
        return self.exclude(scope="").exclude(searched=F("mark"))


class Generation(models.Model):
    """Raised by triggers in the transaction of each publication, correction, withdrawal or outcome."""

    scope = models.CharField("区县网址名", max_length=40, primary_key=True)
    """A district's slug; empty for the site as a whole."""
    number = models.PositiveBigIntegerField("代次", default=0)
    mark = models.CharField("标记", max_length=32, blank=True)
    """Random with each number: a database put back from a copy never repeats one that a worker remembers."""
    searched = models.CharField("检索到的标记", max_length=32, blank=True)
    """The mark of the state that the search has taken in."""

    objects = GenerationQuerySet.as_manager()

    class Meta:
        verbose_name = "公开内容代次"
        verbose_name_plural = "公开内容代次"

    def __str__(self) -> str:
        return f"{self.scope or '全站'} {self.number}"
