"""The promise of a year: a plan, its categories and projects, and its published versions."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce

from accounts.append_only import WrittenOnceModel
from accounts.models import User
from accounts.names import validate_name
from accounts.readable_json import ReadableJSON
from documents.day_ranges import EVER, FIRST_YEAR, LAST_YEAR
from projects.models.districts import District
from projects.models.posts import STAFF_ROLES, UNIT_ROLES
from projects.public_addresses import PLAN


class PlanQuerySet(models.QuerySet["AnnualPlan"]):
    def visible_to(self, user: User) -> Self:
        """Plans of the districts where the person works on business data (not the three administrators)."""
        held = District.objects.with_post(user, (*UNIT_ROLES, *STAFF_ROLES))
        return self.filter(district__in=held)


class AnnualPlan(models.Model):
    """A district's plan of one year, as issued by a document."""

    district = models.ForeignKey(
        District, verbose_name="区县", on_delete=models.PROTECT, related_name="plans"
    )
    year = models.PositiveIntegerField(
        "年度", validators=[MinValueValidator(FIRST_YEAR), MaxValueValidator(LAST_YEAR)]
    )
    title = models.CharField("标题", max_length=200, validators=[validate_name])
    document_number = models.CharField(
        "文号", max_length=60, blank=True, default="", validators=[validate_name]
    )
    issuer = models.CharField(
        "印发机关", max_length=80, blank=True, default="", validators=[validate_name]
    )
    issued_on = models.DateField("印发日期", null=True, blank=True)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="录入人",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )

    objects = PlanQuerySet.as_manager()

    class Meta:
        verbose_name = "年度方案"
        verbose_name_plural = "年度方案"
        ordering = ["district", "-year"]
        constraints = [
            models.UniqueConstraint(fields=["district", "year"], name="plan_one_per_district_year"),
            models.CheckConstraint(
                name="plan_year_sane", condition=Q(year__range=(FIRST_YEAR, LAST_YEAR))
            ),
            models.CheckConstraint(
                name="plan_issued_on_sane",
                condition=Q(issued_on__isnull=True) | Q(issued_on__range=EVER),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.district}{self.year}年方案"

    @property
    def public_path(self) -> str:
        """Its page on the public site, once a version is published."""
        return PLAN.path(district=self.district.slug, year=self.year)

    @property
    def district_code(self) -> str:
        return self.district.code


class PlanVersion(WrittenOnceModel):
    """A published version of a plan: a frozen snapshot, `content` exactly as served in plan.json.

    Only sealing after a privacy accident takes the content away; digest, number, moments and reason stay.
    """

    plan = models.ForeignKey(
        AnnualPlan, verbose_name="年度方案", on_delete=models.PROTECT, related_name="versions"
    )
    number = models.PositiveIntegerField("版本")
    content = models.JSONField("内容", encoder=ReadableJSON, null=True)
    content_sha256 = models.CharField("摘要 SHA-256", max_length=64)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="录入人",
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="发布人",
        on_delete=models.PROTECT,
        related_name="+",
    )
    published_at = models.DateTimeField("发布时间")
    seal_reason = models.TextField("封存原因", blank=True, default="")
    seal_asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="提出封存的人",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    seal_asked_at = models.DateTimeField("申请封存时间", null=True, blank=True)
    sealed_at = models.DateTimeField("封存时间", null=True, blank=True)

    class Meta:
        verbose_name = "方案版本"
        verbose_name_plural = "方案版本"
        ordering = ["plan", "number"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="plan_version_number_once"),
            # Publishing is the second person's act (rules.md, Powers).
            models.CheckConstraint(
                name="plan_version_two_people", condition=~Q(entered_by=F("published_by"))
            ),
            models.CheckConstraint(
                name="plan_version_sealed_has_reason",
                condition=Q(sealed_at__isnull=True)
                | (Q(content__isnull=True, seal_asked_by__isnull=False) & ~Q(seal_reason="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.plan}第{self.number}版"


class Category(models.Model):
    """A heading of the table; its name is without "一、" and "(10件)"."""

    plan = models.ForeignKey(
        AnnualPlan, verbose_name="年度方案", on_delete=models.CASCADE, related_name="categories"
    )
    order = models.PositiveIntegerField("排序")
    name = models.CharField("名称", max_length=80, validators=[validate_name])
    printed_heading = models.CharField("原文标题", max_length=120, blank=True)

    class Meta:
        verbose_name = "类别"
        verbose_name_plural = "类别"
        ordering = ["plan", "order"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "order"], name="category_order_once"),
            models.UniqueConstraint(fields=["plan", "name"], name="category_name_once"),
        ]

    def __str__(self) -> str:
        return self.name


class ProjectQuerySet(models.QuerySet["Project"]):
    def listed(self) -> Self:
        """Those the plan lists now: without what was withdrawn, merged or split."""
        return self.filter(left_on__isnull=True)

    def lasting(self, number: int) -> Self:
        """The project of a lasting number, whatever number it stands under now."""
        return self.annotate(lasts=Coalesce("key", "number")).filter(lasts=number)

    def as_printed(self) -> dict[tuple[int, str], Project]:
        """By number and name, as a document prints them: a number alone may be that of one that left as well.

        Of two alike in both it is the one that is listed.
        """
        listed_last = self.order_by(F("left_on").asc(nulls_last=True), "pk")
        return {(project.number, project.name): project for project in listed_last}


class Project(models.Model):
    """One project (件). `number` runs on over categories; what was printed is kept beside it.

    The number is where it stands in the plan and may change when the plan is issued anew; `lasting` is what it is
    followed by in feeds and open data and between versions, and never changes.
    """

    plan = models.ForeignKey(
        AnnualPlan, verbose_name="年度方案", on_delete=models.CASCADE, related_name="projects"
    )
    category = models.ForeignKey(
        Category,
        verbose_name="类别",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="projects",
    )
    number = models.PositiveIntegerField("序号")
    key = models.PositiveIntegerField("固定号", null=True, blank=True)
    """Its lasting number where that is not its number: the one it had before it was renumbered."""
    printed_number = models.CharField("原文序号", max_length=20, blank=True)
    name = models.CharField("项目名称", max_length=120, validators=[validate_name])
    target = models.TextField("年度目标任务")
    investment_plan = models.DecimalField(
        "年度投资计划（万元）", max_digits=14, decimal_places=4, null=True, blank=True
    )
    investment_printed = models.CharField("原文投资计划", max_length=40, blank=True)
    left_on = models.DateField("退出日期", null=True, blank=True)
    """The day a decision took it out of the plan; it keeps the number it had, which another may have since."""

    objects = ProjectQuerySet.as_manager()

    class Meta:
        verbose_name = "项目"
        verbose_name_plural = "项目"
        ordering = ["plan", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "number"],
                condition=Q(left_on__isnull=True),
                name="project_number_once_in_plan",
            ),
            models.UniqueConstraint(
                "plan", Coalesce("key", "number"), name="project_lasting_number_once_in_plan"
            ),
            models.CheckConstraint(
                name="project_key_from_one", condition=Q(key__isnull=True) | Q(key__gte=1)
            ),
            models.CheckConstraint(name="project_left_on_sane", condition=Q(left_on__range=EVER)),
            models.CheckConstraint(name="project_number_from_one", condition=Q(number__gte=1)),
            models.CheckConstraint(
                name="project_investment_not_negative",
                condition=Q(investment_plan__isnull=True) | Q(investment_plan__gte=0),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.name}"

    @property
    def lasting(self) -> int:
        """The number it is followed by, for good."""
        return self.number if self.key is None else self.key

    @property
    def district_code(self) -> str:
        return self.plan.district.code
