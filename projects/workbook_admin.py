"""Tables of the admin that go out as workbooks.

django-import-export and openpyxl take a quarter of a second and 20 MB: they are loaded when somebody takes a table
out, not at start.
"""

from __future__ import annotations

from typing import ClassVar

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.utils.module_loading import import_string

from accounts import audit
from accounts.clock import now
from accounts.models import User
from documents.writing.file_forms import CONTENT_TYPES


class WorkbookAdmin(admin.ModelAdmin):
    """A table with an export of the rows in sight, as searched and filtered. `resource` is the path of its class.

    Taking a table out is told to the trail, so it is a POST; a GET leads back to the list.
    """

    resource: ClassVar[str] = ""
    change_list_template = "admin/register_list.html"

    def get_urls(self) -> list[URLPattern]:
        name = f"{self.opts.app_label}_{self.opts.model_name}"
        view = self.admin_site.admin_view(self.export_view)
        return [path("export/", view, name=f"{name}_export"), *super().get_urls()]

    def export_view(self, request: HttpRequest) -> HttpResponse:
        if not self.has_view_permission(request) or not isinstance(request.user, User):
            raise PermissionDenied("这张表由别的岗位查阅，您没有这个岗位。")
        name = f"{self.opts.app_label}_{self.opts.model_name}"
        if request.method != "POST":
            return redirect(f"admin:{name}_changelist")
        from projects.register_files import workbook

        rows = self.get_changelist_instance(request).queryset
        table = import_string(self.resource)().export(rows, force_native_type=True)
        data = workbook(table)
        audit.record(
            at=now(),
            actor=request.user,
            verb="register.export",
            subject=request.user,
            detail={"table": self.opts.label_lower, "rows": len(table)},
        )
        answer = HttpResponse(data, content_type=CONTENT_TYPES["xlsx"])
        answer["Content-Disposition"] = f'attachment; filename="{self.opts.model_name}.xlsx"'
        return answer
