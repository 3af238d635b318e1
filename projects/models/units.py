"""Responsible units and the spellings documents print for them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from accounts.append_only import WrittenOnceModel
from accounts.names import validate_name
from accounts.sealing import seal, unseal
from documents.day_ranges import EVER
from projects.models.districts import District

CONTACT = {"contact_name": "联系人", "contact_post": "职务", "contact_phone": "联系电话"}
"""What is sealed of a unit's contact, and what it is called. Each at most 40 signs."""
CONTACT_MOST = 40


def contact_refusal(contact: Mapping[str, str]) -> str:
    """What cannot be kept of a contact, in a sentence; blank where all of it can."""
    for key, text in contact.items():
        if len(text) > CONTACT_MOST:
            return f"{CONTACT[key]}最多{CONTACT_MOST}字。"
    try:
        for key in ("contact_name", "contact_post"):
            validate_name(contact[key])
    except ValidationError as error:
        return "".join(error.messages)
    return ""


@dataclass(frozen=True)
class AfterSplit:
    """What becomes of a row that stands for a unit when another is split off; its model says so as `after_split`.

    By default it stays with the unit that keeps the old name.
    """

    task: str = ""
    """Where the row's task is found: it goes where that task goes."""
    is_copied: bool = False
    """Each of the units has one of its own."""


class StandingUnits(models.Manager["ResponsibleUnit"]):
    """Units that still stand: not those that went up into another in a reform."""

    def get_queryset(self) -> models.QuerySet[ResponsibleUnit]:
        return super().get_queryset().filter(successor__isnull=True)


class ResponsibleUnit(models.Model):
    """A unit that answers for tasks. A group (属地乡镇) has no account: staff enter for it.

    One that went up into another (机构改革) keeps its row for what was done in its name; `objects` does not find it, and
    its name is a spelling of its successor.
    """

    class Kind(models.TextChoices):
        DEPARTMENT = "department", "部门"
        BODY = "body", "其他单位"
        GROUP = "group", "一类单位"

    district = models.ForeignKey(
        District, verbose_name="区县", on_delete=models.PROTECT, related_name="units"
    )
    name = models.CharField("名称", max_length=60, validators=[validate_name])
    kind = models.CharField("类型", max_length=12, choices=Kind, default=Kind.DEPARTMENT)
    order = models.PositiveIntegerField("排序", default=0)
    is_commission = models.BooleanField("即发展改革部门", default=False)
    sealed_contact = models.BinaryField("联系人（加密）", null=True, blank=True)
    """Whom to call when the unit owes: a person's name, post and telephone (rules.md, Contact)."""
    successor = models.ForeignKey(
        "self",
        verbose_name="并入",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="predecessors",
    )

    objects = StandingUnits()
    with_former = models.Manager["ResponsibleUnit"]()

    class Meta:
        verbose_name = "责任单位"
        verbose_name_plural = "责任单位"
        ordering = ["district", "order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["district", "name"],
                condition=Q(successor__isnull=True),
                name="unit_name_once_in_district",
            ),
            models.CheckConstraint(
                name="unit_is_not_its_own_successor",
                condition=Q(successor__isnull=True) | ~Q(successor=F("pk")),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def district_code(self) -> str:
        return self.district.code

    @property
    def contact(self) -> dict[str, str]:
        """By the keys of `CONTACT`, blank where nothing is registered. Raises CannotUnseal."""
        return dict.fromkeys(CONTACT, "") | unseal(self.sealed_contact)

    @contact.setter
    def contact(self, given: Mapping[str, str]) -> None:
        values = {key: given.get(key, "").strip() for key in CONTACT}
        if values != self.contact:
            self.sealed_contact = seal(values) if any(values.values()) else None

    @property
    def contact_name(self) -> str:
        return self.contact["contact_name"]

    @contact_name.setter
    def contact_name(self, value: str) -> None:
        self.contact = self.contact | {"contact_name": value}

    @property
    def contact_post(self) -> str:
        return self.contact["contact_post"]

    @contact_post.setter
    def contact_post(self, value: str) -> None:
        self.contact = self.contact | {"contact_post": value}

    @property
    def contact_phone(self) -> str:
        return self.contact["contact_phone"]

    @contact_phone.setter
    def contact_phone(self, value: str) -> None:
        self.contact = self.contact | {"contact_phone": value}


class UnitAlias(models.Model):
    """Another spelling of a unit, as some document prints it."""

    district = models.ForeignKey(District, verbose_name="区县", on_delete=models.PROTECT)
    unit = models.ForeignKey(
        ResponsibleUnit, verbose_name="责任单位", on_delete=models.CASCADE, related_name="aliases"
    )
    name = models.CharField("写法", max_length=60, validators=[validate_name])

    class Meta:
        verbose_name = "单位别名"
        verbose_name_plural = "单位别名"
        ordering = ["district", "name"]
        constraints = [
            models.UniqueConstraint(fields=["district", "name"], name="alias_once_in_district"),
        ]

    def __str__(self) -> str:
        return f"{self.name}（{self.unit}）"


class UnitReform(WrittenOnceModel):
    """机构改革: units were renamed, merged or split by a document. What was published keeps the old names."""

    class Kind(models.TextChoices):
        RENAME = "rename", "更名"
        MERGE = "merge", "合并"
        SPLIT = "split", "拆分"

    district = models.ForeignKey(
        District, verbose_name="区县", on_delete=models.PROTECT, related_name="unit_reforms"
    )
    kind = models.CharField("种类", max_length=8, choices=Kind)
    document = models.CharField("依据文件", max_length=120)
    decided_on = models.DateField("日期")
    old_names = models.JSONField("原单位")
    new_names = models.JSONField("现单位")
    moved = models.JSONField("随改的内容", default=list)
    """In sentences, for the page and the trail."""
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("办理时间")

    class Meta:
        verbose_name = "机构改革"
        verbose_name_plural = "机构改革"
        ordering = ["district", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="unit_reform_day_sane", condition=Q(decided_on__range=EVER)
            ),
        ]

    def __str__(self) -> str:
        return f"{'、'.join(self.old_names)}{self.get_kind_display()}为{'、'.join(self.new_names)}"

    @property
    def district_code(self) -> str:
        return self.district.code
