"""Tables in and out of the register by workbook (django-import-export), with Chinese heads.

Units, aliases and calendar days come in (`projects.services.register_imports`); every table of the register goes out.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from import_export import fields, resources, widgets

from accounts.audit_words import in_words
from accounts.models import AuditEvent, User
from projects.look_alikes import name_taken
from projects.models import (
    AnnualPlan,
    CalendarDay,
    District,
    Membership,
    PlanVersion,
    Project,
    ResponsibleUnit,
    Role,
    Task,
    UnitAlias,
)
from projects.models.units import CONTACT, contact_refusal
from projects.promises import changes_in_words


class CheckedResource(resources.ModelResource):
    """Rows that come in: every one checked by the model's own rules, and by what a form would refuse.

    `district` is the only one whose rows come in; a file may leave its name out, and may name no other.
    """

    def __init__(self, district: District | None = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.district = district

    def before_import_row(self, row: Any, **kwargs: Any) -> None:
        if self.district is None:
            return
        named = str(row.get("区县") or "").strip()
        if named and named != self.district.name:
            raise ValidationError({"district": f"这里登记的是{self.district}，不是“{named}”。"})
        row["区县"] = self.district.name

    def validate_instance(
        self, instance: Any, import_validation_errors: Any = None, validate_unique: bool = True
    ) -> None:
        super().validate_instance(instance, import_validation_errors, validate_unique)
        if isinstance(instance, ResponsibleUnit) and (wrong := contact_refusal(instance.contact)):
            raise ValidationError(wrong)
        if isinstance(instance, ResponsibleUnit | UnitAlias) and (taken := name_taken(instance)):
            raise ValidationError({"name": taken})


class ChoiceWidget(widgets.Widget):
    """A choice written in its Chinese words."""

    def __init__(self, choices: list[tuple[str, str]]) -> None:
        super().__init__()
        self.by_word = {str(label): value for value, label in choices}
        self.words = {value: str(label) for value, label in choices}

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> str:
        word = str(value or "").strip()
        if word not in self.by_word:
            raise ValueError(f"“{word}”不在可选的写法里，应为：{'、'.join(self.by_word)}。")
        return self.by_word[word]

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:
        return self.words.get(value, "")


class YesNoWidget(widgets.Widget):
    """是 or 否."""

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> bool:
        word = str(value or "").strip()
        if word not in {"是", "否"}:
            raise ValueError(f"“{word}”应写“是”或“否”。")
        return word == "是"

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:
        return "是" if value else "否"


class DayWidget(widgets.Widget):
    """A day as people and spreadsheets write it: 2026-10-10, 2026/10/10, 2026年10月10日."""

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> date:
        text = str(value or "").strip()
        parts = re.fullmatch(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?", text)
        try:
            return date(*map(int, parts.groups())) if parts else date.fromisoformat(text)
        except ValueError as error:
            raise ValueError(f"“{text}”不是日期，应像 2026-10-10 这样填写。") from error

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> Any:
        return value if kwargs.get("force_native_type") else str(value or "")


class UnitWidget(widgets.ForeignKeyWidget):
    """A unit by its name, within the district of the same row."""

    def get_queryset(self, value: Any, row: Any, *args: Any, **kwargs: Any) -> Any:
        return self.model.objects.filter(district__name=str(row.get("区县") or "").strip())

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> Any:
        try:
            return super().clean(value, row, **kwargs)
        except self.model.DoesNotExist as error:
            raise ValueError(f"区县“{row.get('区县')}”没有责任单位“{value}”。") from error


def district_field() -> fields.Field:
    return fields.Field("district", "区县", widgets.ForeignKeyWidget(District, "name"))


class UnitNameResource(CheckedResource):
    """Units as everybody sees them who looks at the register, without whom to call there."""

    district = district_field()
    name = fields.Field("name", "名称")
    kind = fields.Field("kind", "类型", ChoiceWidget(ResponsibleUnit.Kind.choices))
    order = fields.Field("order", "排序", widgets.IntegerWidget(), default=0)

    class Meta:
        model = ResponsibleUnit
        fields = ("district", "name", "kind", "order")
        import_id_fields = ("district", "name")
        clean_model_instances = True
        skip_unchanged = True
        use_transactions = True
        store_instance = True
        skip_html_diff = True


class UnitResource(UnitNameResource):
    """The same with whom to call: for those who keep units."""

    contact_name = fields.Field("contact_name", "联系人", default="")
    contact_post = fields.Field("contact_post", "职务", default="")
    contact_phone = fields.Field("contact_phone", "联系电话", default="")

    class Meta:
        fields = ("district", "name", "kind", "order", *CONTACT)


class AliasResource(CheckedResource):
    district = district_field()
    name = fields.Field("name", "写法")
    unit = fields.Field("unit", "责任单位", UnitWidget(ResponsibleUnit, "name"))

    class Meta:
        model = UnitAlias
        fields = ("district", "name", "unit")
        import_id_fields = ("district", "name")
        clean_model_instances = True
        skip_unchanged = True
        use_transactions = True
        store_instance = True
        skip_html_diff = True


class CalendarDayResource(CheckedResource):
    day = fields.Field("day", "日期", DayWidget())
    is_workday = fields.Field("is_workday", "是工作日", YesNoWidget())
    source = fields.Field("source", "依据")

    class Meta:
        model = CalendarDay
        fields = ("day", "is_workday", "source")
        import_id_fields = ("day",)
        clean_model_instances = True
        skip_unchanged = True
        use_transactions = True
        store_instance = True
        skip_html_diff = True


class DistrictResource(resources.ModelResource):
    code = fields.Field("code", "区划代码")
    name = fields.Field("name", "名称")
    slug = fields.Field("slug", "网址名")
    commission_name = fields.Field("commission_name", "发展改革部门全称")

    class Meta:
        model = District
        fields = ("code", "name", "slug", "commission_name")


class PersonResource(resources.ModelResource):
    username = fields.Field("username", "用户名")
    name = fields.Field("name", "姓名")
    phone = fields.Field("phone", "联系电话")
    is_active = fields.Field("is_active", "在用", YesNoWidget())
    needs_second_factor = fields.Field("needs_second_factor", "登录须动态口令", YesNoWidget())
    last_login = fields.Field("last_login", "上次登录", widgets.DateTimeWidget())

    class Meta:
        model = User
        fields = ("username", "name", "phone", "is_active", "needs_second_factor", "last_login")


class MembershipResource(resources.ModelResource):
    username = fields.Field("user__username", "用户名")
    name = fields.Field("user__name", "姓名")
    district = fields.Field("district__name", "区县")
    unit = fields.Field("unit__name", "责任单位")
    role = fields.Field("role", "岗位", ChoiceWidget(Role.choices))

    class Meta:
        model = Membership
        fields = ("username", "name", "district", "unit", "role")


class AuditEventResource(resources.ModelResource):
    at = fields.Field("at", "时间", widgets.DateTimeWidget())
    actor = fields.Field("actor_label", "人员")
    act = fields.Field(column_name="操作")
    verb = fields.Field("verb", "操作代码")
    subject = fields.Field("subject_label", "对象")
    subject_key = fields.Field("subject_key", "对象编号")
    district = fields.Field("district_code", "区县代码")
    address = fields.Field("address", "来源地址")
    detail = fields.Field("detail", "内容", widgets.JSONWidget())

    class Meta:
        model = AuditEvent
        fields = (
            "at", "actor", "act", "verb", "subject", "subject_key", "district", "address", "detail",
        )  # fmt: skip

    def dehydrate_act(self, event: AuditEvent) -> str:
        return in_words(event.verb)


class PlanResource(resources.ModelResource):
    district = fields.Field("district__name", "区县")
    year = fields.Field("year", "年度")
    title = fields.Field("title", "标题")
    document_number = fields.Field("document_number", "文号")
    issuer = fields.Field("issuer", "印发机关")
    issued_on = fields.Field("issued_on", "印发日期", widgets.DateWidget("%Y-%m-%d"))

    class Meta:
        model = AnnualPlan
        fields = ("district", "year", "title", "document_number", "issuer", "issued_on")


class ProjectResource(resources.ModelResource):
    district = fields.Field("plan__district__name", "区县")
    year = fields.Field("plan__year", "年度")
    number = fields.Field("number", "序号")
    printed_number = fields.Field("printed_number", "原文序号")
    category = fields.Field("category__name", "类别")
    name = fields.Field("name", "项目名称")
    target = fields.Field("target", "年度目标任务")
    investment_plan = fields.Field(
        "investment_plan", "年度投资计划（万元）", widgets.DecimalWidget(coerce_to_string=False)
    )

    class Meta:
        model = Project
        fields = (
            "district",
            "year",
            "number",
            "printed_number",
            "category",
            "name",
            "target",
            "investment_plan",
        )


class TaskResource(resources.ModelResource):
    district = fields.Field("project__plan__district__name", "区县")
    year = fields.Field("project__plan__year", "年度")
    project = fields.Field("project__number", "项目序号")
    number = fields.Field("number", "任务序号")
    text = fields.Field("text", "目标任务")
    units = fields.Field(column_name="责任单位")
    added_on = fields.Field("added_on", "增加日期", widgets.DateWidget("%Y-%m-%d"))
    changes = fields.Field(column_name="调整和原目标")

    class Meta:
        model = Task
        fields = (
            "district",
            "year",
            "project",
            "number",
            "text",
            "units",
            "added_on",
            "changes",
        )

    def dehydrate_units(self, task: Task) -> str:
        return "、".join(task_unit.unit.name for task_unit in task.task_units.all())

    def dehydrate_changes(self, task: Task) -> str:
        return changes_in_words(task)


class PlanVersionResource(resources.ModelResource):
    district = fields.Field("plan__district__name", "区县")
    year = fields.Field("plan__year", "年度")
    number = fields.Field("number", "版本")
    published_at = fields.Field("published_at", "发布时间", widgets.DateTimeWidget())
    published_by = fields.Field("published_by__name", "发布人")
    digest = fields.Field("content_sha256", "摘要 SHA-256")

    class Meta:
        model = PlanVersion
        fields = ("district", "year", "number", "published_at", "published_by", "digest")
