"""Pictures of a project that are published: chosen by its unit, released by a reviewer, published by the compiler.

A picture stands beside the notices, never in one: what a notice froze does not change, and a picture may be taken down
without touching it (docs/dev/decisions, the day of the migration).
"""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from accounts.append_only import WrittenOnceQuerySet
from accounts.models import User
from documents.day_ranges import EVER
from notices.digests import canonical_json, digest_of_bytes
from projects.access import visible_tasks
from projects.models import District, Task


class PictureQuerySet(models.QuerySet["Picture"]):
    def visible_to(self, user: User) -> Self:
        """The commission's staff see their district's, people of a unit those of their own unit's tasks."""
        return self.filter(task__in=visible_tasks(user))

    def public(self) -> Self:
        """What was published, also where it was taken down since."""
        return self.filter(published_at__isnull=False)

    def shown(self) -> Self:
        return self.filter(status=Picture.Status.PUBLISHED)


class Picture(models.Model):
    """A photo with its stage, words and day. From the publication on nothing of it changes but being taken down."""

    class Stage(models.TextChoices):
        BEFORE = "before", "施工前"
        NOW = "now", "施工中"
        AFTER = "after", "完工"

    class Status(models.TextChoices):
        OFFERED = "offered", "待审核"
        REFUSED = "refused", "未放行"
        BACK = "back", "已收回"
        RELEASED = "released", "已放行，待公布"
        PUBLISHED = "published", "已公布"
        WITHDRAWN = "withdrawn", "已撤下"

    district = models.ForeignKey(
        District, verbose_name="区县", on_delete=models.PROTECT, related_name="pictures"
    )
    task = models.ForeignKey(
        Task, verbose_name="目标任务", on_delete=models.PROTECT, related_name="pictures"
    )
    year = models.PositiveIntegerField("年度")
    project_key = models.PositiveIntegerField("项目固定号")
    stage = models.CharField("阶段", max_length=6, choices=Stage)
    text = models.CharField("说明", max_length=120)
    taken_on = models.DateField("拍摄日期")
    status = models.CharField("状态", max_length=9, choices=Status, default=Status.OFFERED)
    source_name = models.CharField("原文件名", max_length=120)
    source_sha256 = models.CharField("原文件摘要", max_length=64)
    content_sha256 = models.CharField("内容摘要", max_length=64, db_index=True)
    """Of words, stage, day and the digests of all files (`content`); its beginning is the picture's address."""
    offered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="提出人", on_delete=models.PROTECT, related_name="+"
    )
    offered_at = models.DateTimeField("提出时间")
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="审核人",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    decided_at = models.DateTimeField("审核时间", null=True, blank=True)
    decision_note = models.TextField("放行依据或退回原因", blank=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="公布人",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    published_at = models.DateTimeField("公布时间", null=True, blank=True)
    in_head = models.BooleanField("放在区县首页", default=False)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="撤下人",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    withdrawn_at = models.DateTimeField("撤下时间", null=True, blank=True)
    withdrawal_reason = models.TextField("撤下原因", blank=True)

    objects = PictureQuerySet.as_manager()

    class Meta:
        verbose_name = "公布的图片"
        verbose_name_plural = "公布的图片"
        ordering = ["district", "pk"]
        constraints = [
            models.CheckConstraint(
                name="picture_has_words", condition=~Q(text="") & ~Q(source_sha256="")
            ),
            models.CheckConstraint(name="picture_day_sane", condition=Q(taken_on__range=EVER)),
            models.CheckConstraint(
                name="picture_released_by_another_with_a_note",
                condition=~Q(status__in=["released", "published"])
                | (
                    Q(decided_by__isnull=False)
                    & ~Q(decided_by=F("offered_by"))
                    & ~Q(decision_note="")
                ),
            ),
            models.CheckConstraint(
                name="picture_published_by_another",
                condition=Q(published_at__isnull=True)
                | (Q(published_by__isnull=False) & ~Q(published_by=F("decided_by"))),
            ),
            models.CheckConstraint(
                name="picture_public_states_have_a_moment",
                condition=(
                    Q(status__in=["published", "withdrawn"], published_at__isnull=False)
                    | Q(
                        status__in=["offered", "refused", "released", "back"],
                        published_at__isnull=True,
                    )
                ),
            ),
            models.CheckConstraint(
                name="picture_withdrawn_with_reason",
                condition=(
                    ~Q(status="withdrawn")
                    & Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True, withdrawal_reason="")
                )
                | (
                    Q(status="withdrawn", withdrawn_at__isnull=False, in_head=False)
                    & ~Q(withdrawal_reason="")
                ),
            ),
            models.UniqueConstraint(
                fields=["content_sha256"],
                condition=Q(status__in=["offered", "released", "published", "withdrawn"]),
                name="picture_once",
            ),
            models.UniqueConstraint(
                fields=["district"], condition=Q(in_head=True), name="picture_one_in_a_head"
            ),
            models.CheckConstraint(
                name="picture_in_head_is_published",
                condition=Q(in_head=False) | Q(status="published"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year}年第{self.project_key}件图片（{self.get_stage_display()}）"

    @property
    def is_gone(self) -> bool:
        """Whether its bytes were destroyed."""
        return self.status in (Picture.Status.BACK, Picture.Status.WITHDRAWN)

    @property
    def mark(self) -> str:
        """The beginning of its addresses."""
        return self.content_sha256[:MARK]


MARK = 16
"""Signs of the digest in an address."""


class PictureFile(models.Model):
    """A size of a picture in one form, made once when it was offered. Taking down and taking back empty it."""

    class Form(models.TextChoices):
        JPEG = "jpg", "JPEG"
        WEBP = "webp", "WebP"

    picture = models.ForeignKey(
        Picture, verbose_name="图片", on_delete=models.PROTECT, related_name="files"
    )
    width = models.PositiveIntegerField("宽（像素）")
    height = models.PositiveIntegerField("高（像素）")
    form = models.CharField("格式", max_length=4, choices=Form)
    data = models.BinaryField("内容", null=True)
    size = models.PositiveIntegerField("大小（字节）")
    sha256 = models.CharField("摘要 SHA-256", max_length=64, db_index=True)

    objects = WrittenOnceQuerySet.as_manager()

    class Meta:
        verbose_name = "图片文件"
        verbose_name_plural = "图片文件"
        ordering = ["picture", "width", "form"]
        constraints = [
            models.UniqueConstraint(
                fields=["picture", "width", "form"], name="picture_file_one_per_size_and_form"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.picture} {self.width}.{self.form}"


def content_digest_of(picture: Picture, files: list[tuple[int, int, str, str]]) -> str:
    """SHA-256 of what is published of a picture; `files` are (width, height, form, digest) in the order of width and form."""
    said = {
        "district": picture.district.code,
        "year": picture.year,
        "project": picture.project_key,
        "stage": str(picture.stage),
        "text": picture.text,
        "taken_on": picture.taken_on.isoformat(),
        "files": [
            {"width": width, "height": height, "form": form, "sha256": digest}
            for width, height, form, digest in files
        ],
    }
    return digest_of_bytes(canonical_json(said)).sha256
