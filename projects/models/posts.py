"""Who holds which post where."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from projects.models.districts import District
from projects.models.units import ResponsibleUnit


class Role(models.TextChoices):
    """The roles of rules.md, Powers."""

    REPORTER = "reporter", "填报岗"
    UNIT_HEAD = "unit_head", "单位负责人"
    COMPILER = "compiler", "编制岗"
    REVIEWER = "reviewer", "审核岗"
    SIGNER = "signer", "签发人"
    HANDLER = "handler", "异议办理岗"
    SECURITY_ADMIN = "security_admin", "安全管理员"
    SYSTEM_ADMIN = "system_admin", "系统管理员"
    AUDITOR = "auditor", "审计员"


UNIT_ROLES = (Role.REPORTER, Role.UNIT_HEAD)
STAFF_ROLES = (Role.COMPILER, Role.REVIEWER, Role.SIGNER, Role.HANDLER)
SEPARATED_ROLES = (Role.SECURITY_ADMIN, Role.SYSTEM_ADMIN, Role.AUDITOR)
SECOND_FACTOR_ROLES = (Role.SIGNER, Role.HANDLER, Role.SECURITY_ADMIN, Role.SYSTEM_ADMIN)

TWO_PERSON_ROLES = (Role.REVIEWER, Role.SIGNER, Role.HANDLER, *SEPARATED_ROLES)
"""Posts that sign, review, see identities or administer: giving one takes two persons."""

WHOLE_INSTALLATION = "全部区县"


def place_words(district: str | None, unit: str | None) -> str:
    """Where a post is held, in words: of a unit, of a district, or everywhere."""
    if district is None:
        return WHOLE_INSTALLATION
    return f"{district} · {unit}" if unit else district


class Membership(models.Model):
    """A post: a person, a district, a role, and for unit roles a unit.

    The three administrators may hold theirs for the whole installation: then no district is named, and the post
    gives its powers in every one.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="人员",
        on_delete=models.CASCADE,
        related_name="memberships",
    )
    district = models.ForeignKey(
        District,
        verbose_name="区县",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="memberships",
    )
    unit = models.ForeignKey(
        ResponsibleUnit,
        verbose_name="责任单位",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="memberships",
    )
    role = models.CharField("岗位", max_length=20, choices=Role)

    class Meta:
        verbose_name = "岗位"
        verbose_name_plural = "岗位"
        ordering = ["district", "role", "user"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "district", "role", "unit"], name="membership_once_in_unit"
            ),
            models.UniqueConstraint(
                fields=["user", "district", "role"],
                condition=Q(unit__isnull=True),
                name="membership_once_in_district",
            ),
            models.CheckConstraint(
                name="membership_unit_for_unit_roles",
                condition=Q(role__in=UNIT_ROLES, unit__isnull=False)
                | (~Q(role__in=UNIT_ROLES) & Q(unit__isnull=True)),
            ),
            models.CheckConstraint(
                name="membership_without_district_is_an_administrators",
                condition=Q(district__isnull=False) | Q(role__in=SEPARATED_ROLES),
                violation_error_message="只有系统管理员、安全管理员、审计员可以不限区县。",
            ),
            # Nobody may hold two of system administrator, security administrator, auditor (GB/T 22239).
            models.UniqueConstraint(
                fields=["user"],
                condition=Q(role__in=SEPARATED_ROLES),
                name="membership_one_separated_role",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.place} {self.get_role_display()}"

    @property
    def place(self) -> str:
        """Where it is held, in words."""
        return place_words(
            str(self.district) if self.district else None, str(self.unit) if self.unit else None
        )

    @property
    def district_code(self) -> str:
        return self.district.code if self.district else ""
