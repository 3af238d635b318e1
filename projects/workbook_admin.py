"""Tables of the admin that go out, and some come in, as workbooks.

django-import-export brings openpyxl and lxml along, a quarter of a second and 20 MB: it is loaded when somebody
opens such a table, not at start.
"""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import admin
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path
from django.utils.functional import cached_property


class WorkbookAdmin(admin.ModelAdmin):
    """A table with an export, and where `comes_in` an import. `resource` names its class in `projects.resources`."""

    resource: ClassVar[str] = ""
    comes_in: ClassVar[bool] = False
    is_opened: ClassVar[bool] = False

    def get_urls(self) -> list[URLPattern]:
        name = f"{self.opts.app_label}_{self.opts.model_name}"
        acts = {"export": "export_action"}
        if self.comes_in:
            acts |= {"import": "import_action", "process_import": "process_import"}
        own = [
            path(
                f"{act}/",
                self.admin_site.admin_view(self._door(method)),
                name=f"{name}_{act}",
            )
            for act, method in acts.items()
        ]
        return own + super().get_urls()

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> Any:
        if self.is_opened:
            return super().changelist_view(request, extra_context)
        return self._opened.changelist_view(request, extra_context)

    def _door(self, method: str) -> Any:
        def view(request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
            answer: HttpResponseBase = getattr(self._opened, method)(request, **kwargs)
            return answer

        return view

    @cached_property
    def _opened(self) -> Any:
        """The same table with django-import-export's pages."""
        from projects.workbook_pages import opened

        return opened(self, resource=self.resource, comes_in=self.comes_in)
