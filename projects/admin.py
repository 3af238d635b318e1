"""The register in the stock admin: read only, rows of the districts where a post of the person opens the table."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any, ClassVar

from django.contrib import admin
from django.contrib.admin.utils import get_fields_from_path
from django.core.exceptions import FieldDoesNotExist
from django.db.models import BooleanField, CharField, Q, QuerySet, Value
from django.db.models.functions import Cast, Concat
from django.http import HttpRequest

from accounts.admin import ReadOnlyAdmin
from accounts.audit_words import in_words
from accounts.models import AuditEvent, User
from projects import access
from projects.backends import districts_of_permission, roles_giving
from projects.models import (
    AnnualPlan,
    CalendarDay,
    District,
    Membership,
    PlanVersion,
    Project,
    ResponsibleUnit,
    Task,
    UnitAlias,
)
from projects.money import printed
from projects.promises import changes_in_words
from projects.workbook_admin import WorkbookAdmin


def _person(request: HttpRequest) -> User:
    """Who is signed in: the admin lets nobody else in."""
    assert isinstance(request.user, User)
    return request.user


@cache
def _yes_or_no(column: BooleanField) -> Callable[[Any], str]:
    @admin.display(description=str(column.verbose_name), ordering=column.name)
    def said(row: Any) -> str:
        return "是" if getattr(row, column.name) else "否"

    return said


class RegisterAdmin(WorkbookAdmin, ReadOnlyAdmin):
    """A table of the register: looked at, searched, filtered, and taken out as a workbook.

    Its rows are those of the districts where the person holds a post that opens this very table (`backends.REGISTER`).
    List, filter, page of a row and export all ask `get_queryset`. `district_path` leads from a row to its district;
    empty: the table belongs to the whole installation and holds nothing of a district.
    """

    district_path: ClassVar[str] = "district"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows = super().get_queryset(request)
        return rows.filter(self.own_rows(request)) if self.district_path else rows

    def own_rows(self, request: HttpRequest) -> Q:
        """What of the table is the person's to look at."""
        own = Q(**{f"{self.district_path}__in": self.own_districts(request)})
        if self.is_for_installation(request):
            own |= Q(**{f"{self.district_path}__isnull": True})
        return own

    def own_districts(self, request: HttpRequest) -> QuerySet[District]:
        return districts_of_permission(_person(request), self._looking)

    def is_for_installation(self, request: HttpRequest) -> bool:
        return access.holds_for_installation(_person(request), *roles_giving(self._looking))

    @property
    def _looking(self) -> str:
        return f"{self.opts.app_label}.view_{self.opts.model_name}"

    def get_list_display(self, request: HttpRequest) -> list[Any]:
        return [self._read_out(name) for name in super().get_list_display(request)]

    def _read_out(self, name: Any) -> Any:
        """A yes or no of a list as a word: the stock drawing reads True or False aloud."""
        try:
            column = self.opts.get_field(name)
        except (FieldDoesNotExist, TypeError):
            return name
        return _yes_or_no(column) if isinstance(column, BooleanField) else name

    def get_list_filter(self, request: HttpRequest) -> list[Any]:
        """Only what stands in the person's own rows is offered to choose from."""
        return [
            (name, admin.RelatedOnlyFieldListFilter)
            if isinstance(name, str) and get_fields_from_path(self.model, name)[-1].is_relation
            else name
            for name in super().get_list_filter(request)
        ]


@admin.register(User)
class PersonAdmin(RegisterAdmin):
    """People with a post in one of the districts. Password and flags of Django's own are no part of a register."""

    resource = "projects.resources.PersonResource"
    list_display = ["username", "name", "phone", "is_active", "needs_second_factor", "last_login"]
    list_filter = ["is_active", "needs_second_factor"]
    search_fields = ["username", "name", "phone"]
    ordering = ["username"]
    fields = [
        "username",
        "name",
        "phone",
        "email",
        "is_active",
        "must_change_password",
        "needs_second_factor",
        "last_login",
        "date_joined",
    ]

    def own_rows(self, request: HttpRequest) -> Q:
        posts = Membership.objects.filter(district__in=self.own_districts(request))
        if self.is_for_installation(request):
            posts = Membership.objects.all()
        return Q(pk__in=posts.values("user"))


class ActFilter(admin.SimpleListFilter):
    """The verbs that stand in the person's own rows, by their words."""

    title = "操作"
    parameter_name = "verb"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        verbs = model_admin.get_queryset(request).order_by().values_list("verb", flat=True)
        return sorted(((verb, in_words(verb)) for verb in verbs.distinct()), key=lambda one: one[1])

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return queryset.filter(verb=self.value()) if self.value() else queryset


@admin.register(AuditEvent)
class AuditEventAdmin(RegisterAdmin):
    """The trail of the auditor's own districts, and what people with a post there did that has no district."""

    resource = "projects.resources.AuditEventResource"
    list_display = ["at", "actor_label", "act", "subject_label", "district_code", "address"]
    list_filter = [ActFilter, "district_code"]
    fields = [
        "at",
        "actor_label",
        "act",
        "subject_label",
        "subject_key",
        "district_code",
        "address",
        "detail",
    ]
    readonly_fields = ["act"]
    search_fields = ["actor_label", "subject_label", "subject_key", "address"]
    date_hierarchy = "at"

    @admin.display(description="操作", ordering="verb")
    def act(self, event: AuditEvent) -> str:
        return in_words(event.verb)

    def own_rows(self, request: HttpRequest) -> Q:
        own = self.own_districts(request)
        here = Membership.objects.filter(district__in=own)
        about = here.values(key=Concat(Value("accounts.user:"), Cast("user_id", CharField())))
        events = Q(district_code__in=own.values("code")) | (
            Q(district_code="") & (Q(actor__in=here.values("user")) | Q(subject_key__in=about))
        )
        return events | Q(district_code="") if self.is_for_installation(request) else events


@admin.register(District)
class DistrictAdmin(RegisterAdmin):
    district_path = "pk"
    resource = "projects.resources.DistrictResource"
    list_display = ["name", "code", "slug", "commission_name", "order"]
    search_fields = ["name", "code", "slug"]


@admin.register(ResponsibleUnit)
class UnitAdmin(RegisterAdmin):
    resource = "projects.resources.UnitNameResource"
    list_display = ["name", "district", "kind", "order"]
    list_filter = ["district", "kind"]
    list_select_related = ["district"]
    search_fields = ["name", "aliases__name"]


@admin.register(UnitAlias)
class AliasAdmin(RegisterAdmin):
    resource = "projects.resources.AliasResource"
    list_display = ["name", "unit", "district"]
    list_filter = ["district"]
    list_select_related = ["unit", "district"]
    search_fields = ["name", "unit__name"]


@admin.register(CalendarDay)
class CalendarDayAdmin(RegisterAdmin):
    district_path = ""
    resource = "projects.resources.CalendarDayResource"
    list_display = ["day", "is_workday", "source"]
    list_filter = ["is_workday"]
    search_fields = ["source"]
    date_hierarchy = "day"


@admin.register(Membership)
class MembershipAdmin(RegisterAdmin):
    resource = "projects.resources.MembershipResource"
    list_display = ["user", "district", "unit", "role"]
    list_filter = ["district", "role"]
    list_select_related = ["user", "district", "unit"]
    search_fields = ["user__name", "user__username", "unit__name"]


@admin.register(AnnualPlan)
class PlanAdmin(RegisterAdmin):
    resource = "projects.resources.PlanResource"
    list_display = ["title", "district", "year", "document_number", "issued_on"]
    list_filter = ["district", "year"]
    list_select_related = ["district"]
    search_fields = ["title", "document_number"]


@admin.register(Project)
class ProjectAdmin(RegisterAdmin):
    district_path = "plan__district"
    resource = "projects.resources.ProjectResource"
    list_display = ["number", "name", "plan", "category", "planned"]
    list_filter = ["plan", "category"]
    list_select_related = ["plan__district", "category"]
    search_fields = ["name", "target"]

    @admin.display(description="年度投资计划（万元）", ordering="investment_plan", empty_value="--")
    def planned(self, project: Project) -> str | None:
        return printed(project.investment_plan) or None


@admin.register(Task)
class TaskAdmin(RegisterAdmin):
    district_path = "project__plan__district"
    resource = "projects.resources.TaskResource"
    list_display = ["project", "number", "text", "state", "added_on", "changes"]
    list_filter = ["project__plan", "state"]
    list_select_related = ["project__plan__district"]
    search_fields = ["text", "project__name"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).prefetch_related("changes")

    @admin.display(description="调整和原目标")
    def changes(self, task: Task) -> str:
        return changes_in_words(task)


@admin.register(PlanVersion)
class PlanVersionAdmin(RegisterAdmin):
    district_path = "plan__district"
    resource = "projects.resources.PlanVersionResource"
    list_display = ["plan", "number", "published_at", "published_by"]
    list_filter = ["plan__district"]
    list_select_related = ["plan__district", "published_by"]
