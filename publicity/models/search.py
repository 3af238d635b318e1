"""What can be found: one row for each published project and notice."""

from __future__ import annotations

from django.db import models


class SearchEntry(models.Model):
    """A derived copy of published content, replaced in the transaction that changes it. Never unpublished text."""

    class Kind(models.TextChoices):
        PROJECT = "project", "项目"
        NOTICE = "notice", "公示"

    district = models.CharField("区县网址名", max_length=40, db_index=True)
    district_name = models.CharField("区县", max_length=40)
    kind = models.CharField("种类", max_length=8, choices=Kind)
    path = models.CharField("地址", max_length=120, unique=True)
    title = models.CharField("标题", max_length=200)
    year = models.PositiveIntegerField("年度")
    number = models.PositiveIntegerField("序号", default=0)
    body = models.TextField("正文")
    folded = models.TextField("比对用正文")

    class Meta:
        verbose_name = "检索条目"
        verbose_name_plural = "检索条目"
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.title
