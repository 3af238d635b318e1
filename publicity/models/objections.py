"""One register of objections for all channels. Identity and words are encrypted with a key outside the database."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from accounts.append_only import WrittenOnceModel
from accounts.models import User
from projects import access
from projects.models import District
from publicity.models.notices import Notice


class ObjectionQuerySet(models.QuerySet["Objection"]):
    def visible_to(self, user: User) -> Self:
        """The district's handlers; reviewers and signers see cases (without identity) to approve answers."""
        return self.filter(district__in=access.objection_districts(user))


class Objection(models.Model):
    """An objection to a notice. What the person wrote is in `sealed_words`, who it is in `sealed_identity`."""

    class Channel(models.TextChoices):
        WEB = "web", "网上"
        LETTER = "letter", "来信"
        PHONE = "phone", "来电"
        VISIT = "visit", "来访"
        FAX = "fax", "传真或邮件"

    class Status(models.TextChoices):
        RECEIVED = "received", "已收到"
        ACCEPTED = "accepted", "已受理"
        NOT_ACCEPTED = "not_accepted", "不予受理"
        UNDER_CHECK = "under_check", "核查中"
        ANSWERED = "answered", "已答复"
        WITHDRAWN = "withdrawn", "本人撤回"

    class Outcome(models.TextChoices):
        NONE = "", "未答复"
        UPHELD = "upheld", "属实，予以更正"
        PARTLY = "partly", "部分属实"
        NOT_UPHELD = "not_upheld", "不属实"

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
    wants_answer = models.BooleanField("要求答复", default=False)
    privacy_version = models.CharField("个人信息告知版本", max_length=20, blank=True)
    summary = models.TextField("办理人摘要（不含身份）", blank=True)

    status = models.CharField("状态", max_length=14, choices=Status, default=Status.RECEIVED)
    outcome = models.CharField("结论", max_length=12, choices=Outcome, blank=True, default="")
    received_at = models.DateTimeField("登记时间")
    received_on = models.DateField("收到日期")
    postmark_on = models.DateField("邮戳日期", null=True, blank=True)
    is_late = models.BooleanField("逾期", default=False)
    needs_human_check = models.BooleanField("须人工核对", default=False)
    is_incomplete = models.BooleanField("登记未完", default=False)
    told_on = models.DateField("告知日期", null=True, blank=True)
    accepted_on = models.DateField("受理日期", null=True, blank=True)
    concluded_on = models.DateField("办结日期", null=True, blank=True)
    extended_days = models.PositiveIntegerField("延长天数", default=0)
    refusal_reason = models.TextField("不予受理原因", blank=True)
    sealed_answer = models.BinaryField("答复（加密）", null=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    answer_approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    public_outcome = models.CharField("公开的处理结果", max_length=200, blank=True)
    outcome_released = models.BooleanField("处理结果已批准公开", default=False)
    identity_erased_at = models.DateTimeField("身份信息清除时间", null=True, blank=True)

    objects = ObjectionQuerySet.as_manager()

    class Meta:
        verbose_name = "异议"
        verbose_name_plural = "异议"
        ordering = ["-received_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="objection_extended_once_up_to_30", condition=Q(extended_days__lte=30)
            ),
            models.CheckConstraint(
                name="objection_refusal_has_reason",
                condition=~Q(status="not_accepted") | ~Q(refusal_reason=""),
            ),
            models.CheckConstraint(
                name="objection_answered_has_outcome_and_day",
                condition=~Q(status="answered")
                | (~Q(outcome="") & Q(concluded_on__isnull=False, answered_by__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return f"异议 {self.receipt}"

    @property
    def district_code(self) -> str:
        return self.district.code


class ObjectionStep(WrittenOnceModel):
    """One act on an objection. Notes never hold identity."""

    objection = models.ForeignKey(
        Objection, verbose_name="异议", on_delete=models.PROTECT, related_name="steps"
    )
    step = models.CharField("步骤", max_length=20)
    from_status = models.CharField("原状态", max_length=14, blank=True)
    to_status = models.CharField("新状态", max_length=14)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField("时间")
    note = models.TextField("说明", blank=True)

    class Meta:
        verbose_name = "异议流转"
        verbose_name_plural = "异议流转"
        ordering = ["objection", "at", "pk"]

    def __str__(self) -> str:
        return f"{self.objection} {self.step}"


class IdentityView(WrittenOnceModel):
    """Somebody looked at who objected: who, when and why."""

    objection = models.ForeignKey(
        Objection, verbose_name="异议", on_delete=models.PROTECT, related_name="identity_views"
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("时间")
    reason = models.CharField("原因", max_length=200)

    class Meta:
        verbose_name = "身份查看记录"
        verbose_name_plural = "身份查看记录"
        ordering = ["-at"]

    def __str__(self) -> str:
        return f"{self.by} {self.at:%Y-%m-%d %H:%M}"
