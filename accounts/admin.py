"""Tables of the stock admin are looked at, searched and filtered; what changes them are the desk's pages."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.urls import URLPattern


class ReadOnlyAdmin(admin.ModelAdmin):
    """A list and a page for each row. Adding, changing, deleting and acting on many have no address here at all."""

    actions = None
    view_on_site = False
    change_form_template = "admin/register_row.html"

    def get_urls(self) -> list[URLPattern]:
        name = f"{self.opts.app_label}_{self.opts.model_name}"
        kept = {f"{name}_changelist", f"{name}_change"}
        return [one for one in super().get_urls() if one.name in kept]

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
