"""The official act: a notice is written as a draft, read by others, and then frozen."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from accounts.models import User
from accounts.readable_json import ReadableJSON
from documents.day_ranges import EVER
from notices import workflow
from progress.models import ReportingRound
from projects import access
from projects.models import AnnualPlan, District
from projects.periods import parse_notice_number
from projects.public_addresses import NOTICE


class NoticeQuerySet(models.QuerySet["Notice"]):
    def visible_to(self, user: User) -> Self:
        """Notices in work belong to the commission's staff of the district."""
        return self.filter(district__in=access.staff_keys(user))

    def public(self) -> Self:
        """What anyone may see: published ones, also when corrected, withdrawn or sealed since."""
        return self.filter(published_at__isnull=False)

    def kept(self) -> Self:
        """Without discarded drafts: only these hold a number."""
        return self.exclude(status=Notice.Status.DISCARDED)

    def in_work(self) -> Self:
        return self.kept().filter(published_at__isnull=True)


class Notice(models.Model):
    """A public notice. `content` is null until publication and from then on frozen (a trigger guards it)."""

    class Kind(models.TextChoices):
        TARGETS = "targets", "目标公示"
        PROGRESS = "progress", "进展公示"
        COMPLETION = "completion", "完成公示"
        CORRECTION = "correction", "更正公示"

    class Origin(models.TextChoices):
        MADE_HERE = "made_here", "本系统编制"
        BROUGHT_OVER = "brought_over", "由原网站转入"

    class Status(models.TextChoices):
        DRAFT = workflow.DRAFT, "编制中"
        IN_REVIEW = workflow.IN_REVIEW, "待审核"
        APPROVED = workflow.APPROVED, "待签发"
        PUBLISHED = workflow.PUBLISHED, "已发布"
        CORRECTED = workflow.CORRECTED, "已更正"
        WITHDRAWN = workflow.WITHDRAWN, "已撤回"
        SEALED = workflow.SEALED, "已封存"
        DISCARDED = workflow.DISCARDED, "已作废"

    class MissingRows(models.TextChoices):
        BLOCK = "block", "未通过的项目挡住发布"
        BLANK = "blank", "未通过的项目不写进展，金额沿用上期公示"

    class DayKind(models.TextChoices):
        NATURAL = "natural", "自然日"
        WORKING = "working", "工作日"

    district = models.ForeignKey(
        District, verbose_name="区县", on_delete=models.PROTECT, related_name="notices"
    )
    plan = models.ForeignKey(
        AnnualPlan, verbose_name="年度方案", on_delete=models.PROTECT, related_name="notices"
    )
    round = models.ForeignKey(
        ReportingRound,
        verbose_name="轮次",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="notices",
    )
    kind = models.CharField("种类", max_length=12, choices=Kind)
    origin = models.CharField("来源", max_length=12, choices=Origin, default=Origin.MADE_HERE)
    number = models.CharField("编号", max_length=40)
    version = models.PositiveIntegerField("版本", default=1)
    status = models.CharField("状态", max_length=12, choices=Status, default=Status.DRAFT)
    edit_version = models.PositiveIntegerField("编辑版本", default=1)

    # What the compiler writes. Figures and texts of the table come from plan and reports.
    title = models.CharField("标题", max_length=200, blank=True)
    lead = models.TextField("正文", blank=True)
    source = models.CharField("发布机构", max_length=80, blank=True)
    signed_on = models.DateField("成文日期", null=True, blank=True)
    columns = models.JSONField("栏目", default=list)
    categories = models.JSONField("所选类别", default=list, blank=True)
    missing_rows = models.CharField(
        "未通过的项目", max_length=8, choices=MissingRows, default=MissingRows.BLOCK
    )
    opens_on = models.DateField("公示开始", null=True, blank=True)
    closes_on = models.DateField("公示结束", null=True, blank=True)
    day_kind = models.CharField("计日方式", max_length=8, choices=DayKind, default=DayKind.NATURAL)
    first_day_counts = models.BooleanField("首日计入", default=True)
    minimum_days = models.PositiveIntegerField("最短天数", default=0)
    contact_name = models.CharField("联系人", max_length=40, blank=True)
    contact_phone = models.CharField("联系电话", max_length=40, blank=True)
    postal_address = models.CharField("通信地址", max_length=120, blank=True)
    postal_code = models.CharField("邮政编码", max_length=6, blank=True)
    visiting_place = models.CharField("来访地点", max_length=120, blank=True)
    visiting_hours = models.CharField("来访时间", max_length=80, blank=True)
    secrecy_reviewer = models.CharField("保密审查人", max_length=40, blank=True)
    secrecy_reviewed_on = models.DateField("保密审查日期", null=True, blank=True)
    correction_reason = models.TextField("更正说明", blank=True)
    restarts_window = models.BooleanField("重新计算公示期", null=True, blank=True)
    brought_content = models.JSONField("转入内容", encoder=ReadableJSON, null=True, blank=True)
    """What a notice brought over says, as read from its source; null for one made here."""
    table_title = models.CharField("原表标题", max_length=200, blank=True)

    # Who did what. Compiler, reviewer and signer are three people by default.
    compiled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    approved_digest = models.CharField("审核时内容摘要", max_length=64, blank=True)
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    paper_signer = models.CharField("纸质签发人", max_length=40, blank=True)
    paper_signed_on = models.DateField("纸质签发日期", null=True, blank=True)
    paper_scan = models.BinaryField("纸质签发件扫描", null=True, blank=True)
    paper_scan_name = models.CharField("扫描件文件名", max_length=120, blank=True)
    paper_scan_sha256 = models.CharField("扫描件摘要", max_length=64, blank=True)

    # Frozen at publication.
    content = models.JSONField("内容", encoder=ReadableJSON, null=True, blank=True)
    table_html = models.TextField("表格", blank=True)
    published_at = models.DateTimeField("发布时间", null=True, blank=True)
    content_sha256 = models.CharField("内容摘要 SHA-256", max_length=64, blank=True)
    content_sm3 = models.CharField("内容摘要 SM3", max_length=64, blank=True)
    chain_position = models.PositiveIntegerField("链上序号", null=True, blank=True)
    previous_record_sha256 = models.CharField("上一条记录摘要", max_length=64, blank=True)
    record_sha256 = models.CharField("记录摘要", max_length=64, blank=True)
    file_sha256 = models.CharField("原件摘要", max_length=64, blank=True)
    claimed_published_on = models.DateField("原网站载明日期", null=True, blank=True)

    # What may happen afterwards, beside the frozen content.
    replaces = models.OneToOneField(
        "self",
        verbose_name="更正哪一份",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="replaced_by",
    )
    withdrawn_at = models.DateTimeField("撤回时间", null=True, blank=True)
    withdrawal_reason = models.TextField("撤回原因", blank=True)
    table_stays_visible = models.BooleanField("撤回后表格仍可见", default=True)
    sealed_at = models.DateTimeField("封存时间", null=True, blank=True)
    seal_reason = models.TextField("封存原因", blank=True)
    seal_asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    seal_asked_at = models.DateTimeField("申请封存时间", null=True, blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = "公示"
        verbose_name_plural = "公示"
        ordering = ["district", "-published_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["district", "number"],
                condition=~Q(status="discarded"),
                name="notice_number_once",
            ),
            models.UniqueConstraint(
                fields=["district", "chain_position"], name="notice_chain_position_once"
            ),
            models.CheckConstraint(
                name="notice_days_sane",
                condition=Q(
                    signed_on__range=EVER,
                    opens_on__range=EVER,
                    closes_on__range=EVER,
                    secrecy_reviewed_on__range=EVER,
                    paper_signed_on__range=EVER,
                    claimed_published_on__range=EVER,
                ),
            ),
            models.CheckConstraint(
                name="notice_window_in_order",
                condition=Q(opens_on__isnull=True)
                | Q(closes_on__isnull=True)
                | Q(opens_on__lte=F("closes_on")),
            ),
            models.CheckConstraint(
                name="notice_published_is_frozen",
                condition=Q(
                    status__in=["draft", "in_review", "approved", "discarded"],
                    published_at__isnull=True,
                )
                | (
                    Q(status__in=["published", "corrected", "withdrawn", "sealed"])
                    & Q(published_at__isnull=False, chain_position__isnull=False)
                    & ~Q(content_sha256="")
                    & ~Q(record_sha256="")
                ),
            ),
            models.CheckConstraint(
                name="notice_published_was_signed",
                condition=Q(published_at__isnull=True)
                | Q(signed_by__isnull=False)
                | (~Q(paper_signer="") & Q(paper_signed_on__isnull=False))
                | Q(origin="brought_over", reviewed_by__isnull=False),
            ),
            models.CheckConstraint(
                name="notice_brought_over_has_source",
                condition=Q(origin="made_here", brought_content__isnull=True)
                | (Q(origin="brought_over") & ~Q(file_sha256="")),
            ),
            models.CheckConstraint(
                name="notice_signer_is_not_compiler",
                condition=Q(signed_by__isnull=True) | ~Q(signed_by=F("compiled_by")),
            ),
            models.CheckConstraint(
                name="notice_reviewer_is_not_compiler",
                condition=Q(reviewed_by__isnull=True) | ~Q(reviewed_by=F("compiled_by")),
            ),
            models.CheckConstraint(
                name="notice_correction_names_its_original",
                condition=Q(kind="correction", replaces__isnull=False)
                | (~Q(kind="correction") & Q(replaces__isnull=True))
                | Q(status="discarded", replaces__isnull=True),
            ),
            models.CheckConstraint(
                name="notice_withdrawn_has_time_and_reason",
                condition=~Q(status="withdrawn")
                | (Q(withdrawn_at__isnull=False) & ~Q(withdrawal_reason="")),
            ),
            models.CheckConstraint(
                name="notice_sealed_has_time_and_reason",
                condition=~Q(status="sealed") | (Q(sealed_at__isnull=False) & ~Q(seal_reason="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.district} {self.number}"

    @property
    def called(self) -> str:
        """What people call it: its number is for the address it will have."""
        return parse_notice_number(self.number).words

    @property
    def public_path(self) -> str:
        """Its page on the public site, once it is published."""
        return NOTICE.path(district=self.district.slug, notice=self.number)

    @property
    def district_code(self) -> str:
        return self.district.code

    @property
    def is_published(self) -> bool:
        return self.published_at is not None
