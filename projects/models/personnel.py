"""What was done to people's posts and accounts, and by whom: proposals and their decisions, kept for good."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from projects.models.districts import District
from projects.models.posts import TWO_PERSON_ROLES, WHOLE_INSTALLATION, Role
from projects.models.units import ResponsibleUnit


class PersonnelAct(models.Model):
    """A post given or ended, an account reset, closed or opened. What takes two persons waits for the second."""

    class Kind(models.TextChoices):
        GRANT = "grant", "授予岗位"
        END = "end", "结束岗位"
        RESET_PASSWORD = "reset_password", "重设密码"
        RESET_CODE = "reset_code", "解除动态口令"
        CLOSE = "close", "停用账号"
        OPEN = "open", "启用账号"

    class Decision(models.TextChoices):
        WAITING = "waiting", "待确认"
        CONFIRMED = "confirmed", "已确认"
        DECLINED = "declined", "未同意"
        ALONE = "alone", "一人办理"
        COMMAND = "command", "服务器上办理"

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="人员",
        on_delete=models.PROTECT,
        related_name="personnel_acts",
    )
    kind = models.CharField("事项", max_length=20, choices=Kind)
    role = models.CharField("岗位", max_length=20, choices=Role, blank=True)
    district = models.ForeignKey(
        District, verbose_name="区县", null=True, on_delete=models.PROTECT, related_name="+"
    )
    unit = models.ForeignKey(
        ResponsibleUnit,
        verbose_name="责任单位",
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    reason = models.TextField("说明", blank=True)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="提出人",
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    proposed_at = models.DateTimeField("提出时间")
    decision = models.CharField("结果", max_length=10, choices=Decision, default=Decision.WAITING)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="确认人",
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    decided_at = models.DateTimeField("确认时间", null=True)

    class Meta:
        verbose_name = "人员事项"
        verbose_name_plural = "人员事项"
        ordering = ["-proposed_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="act_confirmed_by_another",
                condition=~Q(decision="confirmed")
                | Q(proposed_by__isnull=False, decided_by__isnull=False)
                & ~Q(decided_by=F("proposed_by")),
            ),
            models.CheckConstraint(
                name="act_never_for_oneself",
                condition=(Q(proposed_by__isnull=True) | ~Q(proposed_by=F("person")))
                & (Q(decided_by__isnull=True) | ~Q(decided_by=F("person"))),
            ),
            models.CheckConstraint(
                name="act_alone_for_plain_posts",
                condition=~Q(decision="alone", kind="grant", role__in=TWO_PERSON_ROLES),
            ),
            models.CheckConstraint(
                name="act_decided_has_time",
                condition=Q(decision="waiting", decided_at__isnull=True, decided_by__isnull=True)
                | ~Q(decision="waiting") & Q(decided_at__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["person", "kind", "role"],
                condition=Q(decision="waiting"),
                name="act_waits_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.what}"

    @property
    def what(self) -> str:
        """The act in words: 授予岗位：万州区 签发人."""
        if not self.role:
            return str(self.get_kind_display())
        return f"{self.get_kind_display()}：{self.place} {self.get_role_display()}"

    @property
    def place(self) -> str:
        if self.district is None:
            return WHOLE_INSTALLATION
        return f"{self.district} · {self.unit}" if self.unit else str(self.district)

    @property
    def district_code(self) -> str:
        return self.district.code if self.district else ""
