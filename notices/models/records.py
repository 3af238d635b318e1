"""What stands beside a notice and proves it: the end of the chain, its steps, its files."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from accounts.append_only import WrittenOnceModel, WrittenOnceQuerySet
from documents.writing.file_forms import FILE_FORMS
from notices.models.notices import Notice
from projects.models import District


class NoticeHead(models.Model):
    """The end of a district's chain of notices. Publishing locks this row."""

    district = models.OneToOneField(
        District, on_delete=models.PROTECT, related_name="notice_head", primary_key=True
    )
    count = models.PositiveIntegerField("条数", default=0)
    record_sha256 = models.CharField("最新记录摘要", max_length=64, blank=True)

    class Meta:
        verbose_name = "公示链头"
        verbose_name_plural = "公示链头"

    def __str__(self) -> str:
        return f"{self.district} 第{self.count}条"


class NoticeStep(WrittenOnceModel):
    """One step of a notice."""

    notice = models.ForeignKey(
        Notice, verbose_name="公示", on_delete=models.PROTECT, related_name="steps"
    )
    step = models.CharField("步骤", max_length=20)
    from_status = models.CharField("原状态", max_length=12, blank=True)
    to_status = models.CharField("新状态", max_length=12)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("时间")
    note = models.TextField("意见", blank=True)
    digest = models.CharField("当时内容摘要", max_length=64, blank=True)
    detail = models.JSONField("内容", default=dict, blank=True)

    class Meta:
        verbose_name = "公示流转"
        verbose_name_plural = "公示流转"
        ordering = ["notice", "at", "pk"]

    def __str__(self) -> str:
        return f"{self.notice} {self.step}"


def form_choices() -> list[tuple[str, str]]:
    """The forms a notice may be stored in; called where they are asked for, so that a new one needs no migration."""
    return [(form.ending, form.label) for form in FILE_FORMS]


class NoticeFile(models.Model):
    """A file of a published notice, made once. Only sealing empties it."""

    notice = models.ForeignKey(
        Notice, verbose_name="公示", on_delete=models.PROTECT, related_name="files"
    )
    format = models.CharField("格式", max_length=6, choices=form_choices)
    data = models.BinaryField("内容", null=True)
    size = models.PositiveIntegerField("大小（字节）")
    sha256 = models.CharField("摘要 SHA-256", max_length=64, db_index=True)
    sm3 = models.CharField("摘要 SM3", max_length=64, db_index=True)

    objects = WrittenOnceQuerySet.as_manager()

    class Meta:
        verbose_name = "公示文件"
        verbose_name_plural = "公示文件"
        ordering = ["notice", "format"]
        constraints = [
            models.UniqueConstraint(fields=["notice", "format"], name="notice_file_one_per_format"),
        ]

    def __str__(self) -> str:
        return f"{self.notice}.{self.format}"
