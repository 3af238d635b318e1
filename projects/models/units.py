"""Responsible units and the spellings documents print for them."""

from __future__ import annotations

from django.db import models

from accounts.names import validate_name
from projects.models.districts import District


class ResponsibleUnit(models.Model):
    """A unit that answers for tasks. A group (属地乡镇) has no account: staff enter for it."""

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
    contact_name = models.CharField("联系人", max_length=40, blank=True, validators=[validate_name])
    contact_phone = models.CharField("联系电话", max_length=40, blank=True)

    class Meta:
        verbose_name = "责任单位"
        verbose_name_plural = "责任单位"
        ordering = ["district", "order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["district", "name"], name="unit_name_once_in_district"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def district_code(self) -> str:
        return self.district.code


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
