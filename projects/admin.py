"""The register in the stock admin: units, aliases, calendar and posts are edited; plans are looked at."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import admin
from django.contrib.admin.utils import get_fields_from_path
from django.db.models import Model, QuerySet
from django.forms import ModelForm
from django.http import HttpRequest

from accounts import audit
from accounts.admin import PersonAdmin, ReadOnlyAdmin
from accounts.clock import now
from accounts.models import User
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
from projects.money import printed
from projects.promises import changes_in_words
from projects.services import posts
from projects.workbook_admin import WorkbookAdmin


def _person(request: HttpRequest) -> User:
    """Who is signed in: the admin lets nobody else in."""
    assert isinstance(request.user, User)
    return request.user


class AuditedAdmin(admin.ModelAdmin):
    """Every change in the admin leaves its event, in the same transaction."""

    def save_model(self, request: HttpRequest, obj: Model, form: ModelForm, change: bool) -> None:
        super().save_model(request, obj, form, change)
        self._record(request, obj, "change" if change else "add", form.changed_data)

    def delete_model(self, request: HttpRequest, obj: Model) -> None:
        self._record(request, obj, "delete", [])
        super().delete_model(request, obj)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        for obj in queryset:
            self.delete_model(request, obj)

    def _record(self, request: HttpRequest, obj: Model, act: str, changed: list[str]) -> None:
        audit.record(
            at=now(),
            actor=_person(request),
            verb=f"{obj._meta.model_name}.{act}",
            subject=obj,
            district_code=getattr(obj, "district_code", ""),
            detail={"fields": changed} if changed else None,
        )


class OwnDistrictsAdmin(admin.ModelAdmin):
    """Rows of the districts in which the person holds a post; nothing of another district."""

    district_path: ClassVar[str] = "district"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return (
            super()
            .get_queryset(request)
            .filter(**{f"{self.district_path}__memberships__user": _person(request)})
            .distinct()
        )

    def get_list_filter(self, request: HttpRequest) -> list[Any]:
        """Only what stands in the person's own rows is offered to choose from."""
        return [
            (name, admin.RelatedOnlyFieldListFilter)
            if get_fields_from_path(self.model, name)[-1].is_relation
            else name
            for name in map(str, super().get_list_filter(request))
        ]

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "district":
            kwargs["queryset"] = District.objects.filter(
                memberships__user=_person(request)
            ).distinct()
        if db_field.name == "unit":
            kwargs["queryset"] = ResponsibleUnit.objects.filter(
                district__memberships__user=_person(request)
            ).distinct()
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


class ImportedAdmin(WorkbookAdmin, AuditedAdmin):
    """A table that also comes in as a workbook."""

    comes_in = True


@admin.register(District)
class DistrictAdmin(AuditedAdmin):
    list_display = ["name", "code", "slug", "commission_name", "order"]
    search_fields = ["name", "code", "slug"]


@admin.register(ResponsibleUnit)
class UnitAdmin(ImportedAdmin, OwnDistrictsAdmin):
    resource = "UnitResource"
    list_display = ["name", "district", "kind", "contact_name", "contact_phone", "order"]
    list_filter = ["district", "kind"]
    search_fields = ["name", "aliases__name", "contact_name"]


@admin.register(UnitAlias)
class AliasAdmin(ImportedAdmin, OwnDistrictsAdmin):
    resource = "AliasResource"
    list_display = ["name", "unit", "district"]
    list_filter = ["district"]
    search_fields = ["name", "unit__name"]


@admin.register(CalendarDay)
class CalendarDayAdmin(ImportedAdmin):
    resource = "CalendarDayResource"
    list_display = ["day", "is_workday", "source"]
    list_filter = ["is_workday"]
    search_fields = ["source"]
    date_hierarchy = "day"


@admin.register(Membership)
class MembershipAdmin(OwnDistrictsAdmin):
    list_display = ["user", "district", "unit", "role"]
    list_filter = ["district", "role"]
    search_fields = ["user__name", "user__username", "unit__name"]

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A post is given and ended, not rewritten."""
        return False

    def save_model(
        self, request: HttpRequest, obj: Membership, form: ModelForm, change: bool
    ) -> None:
        post = posts.grant_post(
            user=obj.user,
            district=obj.district,
            role=Role(obj.role),
            unit=obj.unit,
            actor=_person(request),
            at=now(),
        )
        obj.pk = post.pk

    def delete_model(self, request: HttpRequest, obj: Membership) -> None:
        posts.end_post(post_id=obj.pk, actor=_person(request), at=now())

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        for obj in queryset:
            self.delete_model(request, obj)


admin.site.unregister(User)


@admin.register(User)
class OwnPeopleAdmin(AuditedAdmin, PersonAdmin):
    """People of the security administrator's own districts, and those without any post yet."""

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        people = super().get_queryset(request)
        own = District.objects.filter(memberships__user=_person(request))
        elsewhere = Membership.objects.exclude(district__in=own).values("user")
        return people.exclude(pk__in=elsewhere)


class ExportedAdmin(WorkbookAdmin, ReadOnlyAdmin, OwnDistrictsAdmin):
    """A table that is looked at and goes out as a workbook."""


@admin.register(AnnualPlan)
class PlanAdmin(ExportedAdmin):
    resource = "PlanResource"
    list_display = ["title", "district", "year", "document_number", "issued_on"]
    list_filter = ["district", "year"]
    search_fields = ["title", "document_number"]


@admin.register(Project)
class ProjectAdmin(ExportedAdmin):
    district_path = "plan__district"
    resource = "ProjectResource"
    list_display = ["number", "name", "plan", "category", "planned"]
    list_filter = ["plan", "category"]
    search_fields = ["name", "target"]

    @admin.display(description="年度投资计划（万元）", ordering="investment_plan", empty_value="--")
    def planned(self, project: Project) -> str | None:
        return printed(project.investment_plan) or None


@admin.register(Task)
class TaskAdmin(ExportedAdmin):
    district_path = "project__plan__district"
    resource = "TaskResource"
    list_display = ["project", "number", "text", "state", "added_on", "changes"]
    list_filter = ["project__plan", "state"]
    search_fields = ["text", "project__name"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).prefetch_related("changes")

    @admin.display(description="调整和原目标")
    def changes(self, task: Task) -> str:
        return changes_in_words(task)


@admin.register(PlanVersion)
class PlanVersionAdmin(ReadOnlyAdmin, OwnDistrictsAdmin):
    district_path = "plan__district"
    list_display = ["plan", "number", "published_at", "published_by"]
    list_filter = ["plan__district"]
