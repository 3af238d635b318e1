"""One register of objections for all channels.

Whatever a person wrote, whoever they are, and whatever the office writes about the case is encrypted with a key that
is kept outside the database (`objections.sealing`). In clear stand only the facts a register is worked
with: numbers, days, states. The one text in clear is the public outcome, which is written to be published.
"""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from accounts.models import User
from documents.day_ranges import EVER
from notices.models.notices import Notice
from objections import workflow
from objections.deadlines import EXTENSION_AT_MOST
from projects import access
from projects.models import District


class ObjectionQuerySet(models.QuerySet["Objection"]):
    def visible_to(self, user: User) -> Self:
        """The district's handlers; reviewers and signers see cases (without identity) to approve answers."""
        return self.filter(district__in=access.objection_districts(user))

    def registered(self) -> Self:
        """The register proper: without what still waits for a person to look whether it is an objection at all."""
        return self.filter(needs_human_check=False)

    def to_be_checked(self) -> Self:
        """待人工核对: posted in a burst, too fast, or into the trap; kept apart so that the register stays usable."""
        return self.filter(needs_human_check=True, status=Objection.Status.RECEIVED)

    def in_hand(self) -> Self:
        """Open ones, and those not accepted whose writer has still to be told."""
        return self.filter(
            Q(status__in=workflow.OPEN)
            | Q(status=Objection.Status.NOT_ACCEPTED, told_on__isnull=True)
        )


class Objection(models.Model):
    """An objection to a notice. What the person wrote is in `sealed_words`, who it is in `sealed_identity`."""

    class Channel(models.TextChoices):
        WEB = "web", "网上"
        LETTER = "letter", "来信"
        PHONE = "phone", "来电"
        VISIT = "visit", "来访"
        FAX = "fax", "传真或邮件"

    class Status(models.TextChoices):
        RECEIVED = workflow.RECEIVED, "已收到"
        ACCEPTED = workflow.ACCEPTED, "已受理"
        NOT_ACCEPTED = workflow.NOT_ACCEPTED, "不予受理"
        UNDER_CHECK = workflow.UNDER_CHECK, "核查中"
        ANSWERED = workflow.ANSWERED, "已答复"
        WITHDRAWN = workflow.WITHDRAWN, "本人撤回"

    class Outcome(models.TextChoices):
        NONE = "", "未答复"
        UPHELD = "upheld", "属实，予以更正"
        PARTLY = "partly", "部分属实"
        NOT_UPHELD = "not_upheld", "不属实"

    class AnswerState(models.TextChoices):
        NONE = "", "未起草"
        DRAFT = "draft", "起草中"
        SUBMITTED = "submitted", "等待批准"
        RETURNED = "returned", "退回修改"
        APPROVED = "approved", "已批准"

    class Telling(models.TextChoices):
        PAGE = "page", "查询页"
        PHONE = "phone", "电话"
        LETTER = "letter", "书面"
        PERSON = "person", "当面"

    class Rating(models.TextChoices):
        GOOD = "good", "满意"
        FAIR = "fair", "基本满意"
        POOR = "poor", "不满意"

    district = models.ForeignKey(
        District, verbose_name="区县", on_delete=models.PROTECT, related_name="objections"
    )
    notice = models.ForeignKey(
        Notice,
        verbose_name="公示",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="objections",
    )
    receipt = models.CharField("回执编号", max_length=32, unique=True)
    code_hash = models.CharField("查询码摘要", max_length=64, blank=True)
    form_token = models.CharField("表单标记", max_length=64, unique=True, null=True, blank=True)
    channel = models.CharField("渠道", max_length=8, choices=Channel)
    project_number = models.PositiveIntegerField("项目序号", null=True, blank=True)
    column = models.CharField("涉及栏目", max_length=60, blank=True)
    sealed_words = models.BinaryField("异议内容（加密）", null=True)
    sealed_identity = models.BinaryField("姓名与联系方式（加密）", null=True)
    sealed_summary = models.BinaryField("办理人摘要（加密，不含身份）", null=True)
    wants_answer = models.BooleanField("要求答复本人", default=False)
    privacy_version = models.CharField("个人信息告知版本", max_length=20, blank=True)

    # Keyed digests: tell that two texts are equal without saying what they are. Emptied with the words.
    words_mark = models.CharField("内容标记", max_length=64, blank=True, db_index=True)
    contact_mark = models.CharField("联系方式标记", max_length=64, blank=True, db_index=True)
    source_mark = models.CharField("来源标记", max_length=64, blank=True, db_index=True)
    """Of the address range, kept only while the post waits for a person's check."""

    status = models.CharField("状态", max_length=14, choices=Status, default=Status.RECEIVED)
    outcome = models.CharField("结论", max_length=12, choices=Outcome, blank=True, default="")
    received_at = models.DateTimeField("登记时间")
    received_on = models.DateField("收到日期")
    postmark_on = models.DateField("邮戳日期", null=True, blank=True)
    registered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    """Who entered a letter, call or visit; null for the web form."""
    is_late = models.BooleanField("逾期", default=False)
    needs_human_check = models.BooleanField("待人工核对", default=False)
    is_incomplete = models.BooleanField("登记未完", default=False)
    told_on = models.DateField("告知日期", null=True, blank=True)
    told_how = models.CharField("告知方式", max_length=8, choices=Telling, blank=True)
    accepted_on = models.DateField("受理日期", null=True, blank=True)
    concluded_on = models.DateField("办结日期", null=True, blank=True)
    sealed_refusal = models.BinaryField("不予受理原因（加密）", null=True)

    extended_days = models.PositiveIntegerField("延长天数", default=0)
    extension_asked_days = models.PositiveIntegerField("申请延长天数", default=0)
    sealed_extension = models.BinaryField("延长原因（加密）", null=True)
    extension_asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    extension_approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    answer_state = models.CharField(
        "答复", max_length=10, choices=AnswerState, blank=True, default=""
    )
    answer_version = models.PositiveIntegerField("答复版本", default=0)
    sealed_answer = models.BinaryField("答复（加密）", null=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    answer_approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    answer_sent_on = models.DateField("答复送达日期", null=True, blank=True)
    answer_sent_how = models.CharField("送达方式", max_length=8, choices=Telling, blank=True)
    public_outcome = models.CharField("公开的处理结果", max_length=200, blank=True)
    outcome_released = models.BooleanField("处理结果已批准公开", default=False)
    correction = models.ForeignKey(
        Notice,
        verbose_name="由此启动的更正",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="corrects_objections",
    )
    report_reopened_at = models.DateTimeField("进展报告退回更正时间", null=True, blank=True)
    rating = models.CharField("本人评价", max_length=6, choices=Rating, blank=True)
    rated_at = models.DateTimeField("评价时间", null=True, blank=True)
    erasure_asked_at = models.DateTimeField("本人申请删除时间", null=True, blank=True)
    identity_erased_at = models.DateTimeField("身份和原文清除时间", null=True, blank=True)

    objects = ObjectionQuerySet.as_manager()

    class Meta:
        verbose_name = "异议"
        verbose_name_plural = "异议"
        ordering = ["-received_at", "-pk"]
        indexes = [
            models.Index(
                fields=["district", "needs_human_check", "status"], name="objection_register"
            ),
        ]
        constraints = [
            models.CheckConstraint(
                name="objection_days_sane",
                condition=Q(
                    received_on__range=EVER,
                    postmark_on__range=EVER,
                    told_on__range=EVER,
                    accepted_on__range=EVER,
                    concluded_on__range=EVER,
                    answer_sent_on__range=EVER,
                ),
            ),
            models.CheckConstraint(
                name="objection_extended_once_up_to_30",
                condition=Q(
                    extended_days__lte=EXTENSION_AT_MOST,
                    extension_asked_days__lte=EXTENSION_AT_MOST,
                ),
            ),
            models.CheckConstraint(
                name="objection_extension_has_another_approver",
                condition=Q(extended_days=0)
                | (
                    Q(extension_approved_by__isnull=False, sealed_extension__isnull=False)
                    & ~Q(extension_approved_by=F("extension_asked_by"))
                ),
            ),
            models.CheckConstraint(
                name="objection_refusal_has_reason",
                condition=~Q(status="not_accepted") | Q(sealed_refusal__isnull=False),
            ),
            models.CheckConstraint(
                name="objection_accepted_has_day_and_summary",
                condition=~Q(status__in=["accepted", "under_check", "answered"])
                | Q(accepted_on__isnull=False, sealed_summary__isnull=False),
            ),
            models.CheckConstraint(
                name="objection_answered_has_outcome_and_day",
                condition=~Q(status="answered")
                | (
                    ~Q(outcome="")
                    & Q(
                        concluded_on__isnull=False,
                        answered_by__isnull=False,
                        sealed_answer__isnull=False,
                        answer_state="approved",
                    )
                ),
            ),
            models.CheckConstraint(
                name="objection_outcome_only_when_answered",
                condition=Q(outcome="") | Q(status="answered"),
            ),
            models.CheckConstraint(
                name="objection_released_outcome_is_written",
                condition=Q(outcome_released=False)
                | (Q(status="answered") & ~Q(public_outcome="")),
            ),
            models.CheckConstraint(
                name="objection_erased_holds_nothing",
                condition=Q(identity_erased_at__isnull=True)
                | Q(
                    sealed_words__isnull=True,
                    sealed_identity__isnull=True,
                    words_mark="",
                    contact_mark="",
                ),
            ),
            models.CheckConstraint(
                name="objection_erased_keeps_no_text",
                condition=Q(identity_erased_at__isnull=True)
                | (
                    (Q(sealed_summary__isnull=True) | Q(sealed_summary=b""))
                    & (Q(sealed_refusal__isnull=True) | Q(sealed_refusal=b""))
                    & (Q(sealed_extension__isnull=True) | Q(sealed_extension=b""))
                    & (Q(sealed_answer__isnull=True) | Q(status="answered"))
                    & (Q(public_outcome="") | Q(outcome_released=True))
                ),
            ),
            models.CheckConstraint(
                name="objection_told_says_how",
                condition=Q(told_on__isnull=True) | ~Q(told_how=""),
            ),
        ]

    def __str__(self) -> str:
        return f"异议 {self.receipt}"

    @property
    def district_code(self) -> str:
        return self.district.code

    @property
    def is_open(self) -> bool:
        return self.status in workflow.OPEN


RIGHT = (Objection.Outcome.UPHELD, Objection.Outcome.PARTLY)
"""Outcomes that a correction follows: the objection was right, or partly."""
