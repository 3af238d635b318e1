"""The tenant: one county-level district."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any, Self

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, When
from django.db.models.functions import Concat, Length
from django.db.models.lookups import In

from accounts.models import User
from accounts.names import validate_name
from projects import held_posts
from projects.public_addresses import RESERVED_SLUGS


def validate_slug_is_free(slug: str) -> None:
    """A slug is a first part of an address: those of the portal itself are taken (rules.md, Formats)."""
    if slug in RESERVED_SLUGS:
        raise ValidationError(f"“{slug}”是系统自己的地址，请换一个。", code="reserved")


class DistrictQuerySet(models.QuerySet["District"]):
    def with_post(self, user: User, roles: Iterable[str]) -> Self:
        """Districts in which the person holds one of the posts, or every one where it is held for all.

        None for an inactive or anonymous account.
        """
        person = user.pk if user.is_authenticated and user.is_active else None
        if person is None:
            return self.none()
        if held_posts.are_kept(user):
            wanted = frozenset(roles)
            held = {post.district_id for post in held_posts.held_by(user) if post.role in wanted}
            if None in held:
                return self.all()
            return self.filter(pk__in=held) if held else self.none()
        posts = self.model.memberships.rel.related_model._default_manager.filter(
            user=person, role__in=list(roles)
        )
        return self.filter(
            Exists(posts.filter(district=OuterRef("pk"))) | Exists(posts.filter(district=None))
        )

    def keys_with_post(
        self, user: User, roles: Iterable[str]
    ) -> Collection[int] | QuerySet[Any, Any]:
        """The same by their keys, for a condition on rows of theirs: no subquery where the posts are kept."""
        if held_posts.are_kept(user):
            wanted = frozenset(roles)
            posts = [post for post in held_posts.held_by(user) if post.role in wanted]
            keys = {post.district_id for post in posts if post.district_id is not None}
            if all(post.district_id is not None for post in posts):
                return keys
        return self.with_post(user, roles).order_by().values("pk")

    def with_shown_names(self) -> Self:
        """Each with `shown_name`: the short name, or the full one where another district here has the same short one.

        Such a row prints as it.
        """
        same = self.model._default_manager.filter(name=OuterRef("name")).exclude(pk=OuterRef("pk"))
        whole = Case(
            When(~Q(full_name=""), then=F("full_name")), default=Concat("province", "name")
        )
        return self.annotate(shown_name=Case(When(Exists(same), then=whole), default=F("name")))


class District(models.Model):
    """A district and its settings. Districts never see each other's unpublished work."""

    code = models.CharField(
        "区划代码",
        max_length=6,
        unique=True,
        validators=[RegexValidator(r"^\d{6}$", "区划代码是六位数字（GB/T 2260）。")],
    )
    slug = models.SlugField(
        "网址名", max_length=40, unique=True, validators=[validate_slug_is_free]
    )
    name = models.CharField(
        "名称", max_length=40, help_text="文件里的简称，如“万州区”", validators=[validate_name]
    )
    full_name = models.CharField("全称", max_length=80, blank=True, validators=[validate_name])
    province = models.CharField("省（市）", max_length=40, blank=True, validators=[validate_name])
    commission_name = models.CharField(
        "发展改革部门全称", max_length=80, validators=[validate_name]
    )
    order = models.PositiveIntegerField("排序", default=0)

    shows_standing = models.BooleanField("公开亮灯", default=False)
    reviewer_may_sign = models.BooleanField("审核人可以签发", default=False)
    answers_need_approval = models.BooleanField("异议答复须另一人批准", default=True)
    receipt_letters = models.CharField(
        "回执字头",
        max_length=2,
        blank=True,
        validators=[RegexValidator(r"\A[A-Z]{2}\Z", "回执字头是两个大写字母，如“WZ”。")],
        help_text="异议回执编号的头两个字母，如“WZ”；不填就用网址名的头两个字母。已发出的回执不变",
    )

    contact_name = models.CharField(
        "公示联系人", max_length=40, blank=True, validators=[validate_name]
    )
    contact_phone = models.CharField("公示联系电话（含区号）", max_length=40, blank=True)
    postal_address = models.CharField("通信地址", max_length=120, blank=True)
    postal_code = models.CharField(
        "邮政编码",
        max_length=6,
        blank=True,
        validators=[RegexValidator(r"^\d{6}$", "邮政编码是六位数字。")],
    )
    visiting_place = models.CharField("来访地点", max_length=120, blank=True)
    visiting_hours = models.CharField("来访时间", max_length=80, blank=True)

    SETTINGS = (
        "name", "full_name", "commission_name", "order", "reviewer_may_sign", "answers_need_approval", "shows_standing",
        "receipt_letters", "contact_name", "contact_phone", "postal_address", "postal_code", "visiting_place",
        "visiting_hours",
    )  # fmt: skip
    """What the desk may change. Code and slug stay: addresses, receipts and the trail are made with them."""

    objects = DistrictQuerySet.as_manager()

    class Meta:
        verbose_name = "区县"
        verbose_name_plural = "区县"
        ordering = ["order", "code"]
        constraints = [
            models.CheckConstraint(
                name="district_slug_not_reserved", condition=~Q(slug__in=sorted(RESERVED_SLUGS))
            ),
            # A receipt is told from what a person typed by its length: two letters, eight figures, eight signs.
            models.CheckConstraint(
                name="district_receipt_letters_none_or_two",
                condition=In(Length("receipt_letters"), [0, 2]),
                violation_error_message="回执字头是两个大写字母，如“WZ”。",
            ),
        ]

    def __str__(self) -> str:
        shown: str = self.__dict__.get("shown_name", self.name)
        return shown

    def clean(self) -> None:
        """Two of one short name are told apart by the full ones."""
        for other in District.objects.filter(name=self.name).exclude(pk=self.pk):
            if other.whole_name == self.whole_name:
                raise ValidationError(
                    {
                        "name": f"已经有一个“{self.name}”。同名的区县请写出上级，如“XX市{self.name}”，填在全称里。"
                    }
                )

    @property
    def whole_name(self) -> str:
        """With what stands above it: 重庆市万州区."""
        return self.full_name or f"{self.province}{self.name}"

    @property
    def district_code(self) -> str:
        return self.code
