from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.http import HttpRequest

from accounts.models import AuditEvent, User


@admin.register(User)
class PersonAdmin(UserAdmin):
    list_display = ["username", "name", "phone", "is_active", "is_staff", "needs_second_factor"]
    list_filter = ["is_active", "is_staff", "needs_second_factor"]
    search_fields = ["username", "name", "phone"]
    ordering = ["username"]
    fieldsets = [
        (None, {"fields": ["username", "password"]}),
        ("本人", {"fields": ["name", "phone", "email"]}),
        ("账号", {"fields": ["is_active", "is_staff", "must_change_password"]}),
    ]
    add_fieldsets = [
        (None, {"classes": ["wide"], "fields": ["username", "name", "password1", "password2"]})
    ]
    filter_horizontal = ()


class ReadOnlyAdmin(admin.ModelAdmin):
    """Tables that change through services only: to be looked at, searched and filtered."""

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(AuditEvent)
class AuditEventAdmin(ReadOnlyAdmin):
    list_display = ["at", "actor_label", "verb", "subject_label", "district_code"]
    list_filter = ["verb", "district_code"]
    search_fields = ["actor_label", "subject_label", "subject_key"]
    date_hierarchy = "at"
