"""django-import-export's pages for a table of the admin. Imported at the first use, see `workbook_admin`."""

from __future__ import annotations

from typing import Any

from django.contrib.admin import ModelAdmin
from django.http import HttpRequest, HttpResponse
from import_export.admin import ExportMixin, ImportExportMixin
from import_export.formats import base_formats
from import_export.results import Result

from accounts import audit
from accounts.clock import now
from accounts.models import User
from projects import resources
from projects.models import District

FORMATS = [base_formats.XLSX, base_formats.CSV]


class GoesOut(ExportMixin):
    formats = FORMATS


class ComesIn(ImportExportMixin):
    """Rows of one's own districts only, and one audit event for the file."""

    formats = FORMATS

    def get_import_resource_kwargs(self, request: HttpRequest, **kwargs: Any) -> dict[str, Any]:
        own = District.objects.filter(memberships__user=_person(request)).distinct()
        return {**super().get_import_resource_kwargs(request, **kwargs), "districts": own}

    def process_result(self, result: Result, request: HttpRequest) -> HttpResponse:
        audit.record(
            at=now(),
            actor=_person(request),
            verb=f"{self.model._meta.model_name}.import",
            subject=_person(request),
            detail={kind: count for kind, count in result.totals.items() if count},
        )
        return super().process_result(result, request)


def opened(table: ModelAdmin[Any], *, resource: str, comes_in: bool) -> Any:
    """The table's admin with its workbook pages; `resource` names a class in `projects.resources`."""
    pages = ComesIn if comes_in else GoesOut
    found = {"resource_classes": [getattr(resources, resource)], "is_opened": True}
    kind = type(f"Opened{type(table).__name__}", (pages, type(table)), found)
    return kind(table.model, table.admin_site)


def _person(request: HttpRequest) -> User:
    assert isinstance(request.user, User)
    return request.user
