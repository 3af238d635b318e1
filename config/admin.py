"""The stock admin as a register that is read: open to whom a post gives something to look at there."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from importlib import import_module
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.contrib import admin
from django.contrib.admin.apps import SimpleAdminConfig
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import URLPattern, URLResolver
from django.utils.module_loading import module_has_submodule

NOTHING_HERE = (
    "“登记查阅”给编制岗、审核岗、安全管理员、系统管理员和审计员查阅，您没有这些岗位。"
    "您的事项都在工作台里。"
)
NO_ADDRESS = {"autocomplete", "view_on_site"}
"""What a register that is only read has no use for; both would answer about rows beside a table's own list."""


class PortalAdminSite(admin.AdminSite):
    site_header = "民生实事 · 登记查阅"
    site_title = "登记查阅"
    index_title = "可以查阅的表"
    site_url = "/desk/"
    enable_nav_sidebar = True

    def get_urls(self) -> list[URLPattern | URLResolver]:
        return [one for one in super().get_urls() if getattr(one, "name", None) not in NO_ADDRESS]

    def has_permission(self, request: HttpRequest) -> bool:
        """Signed in, with a post that has something here. The middleware has asked for the second factor."""
        return request.user.is_active and bool(request.user.get_all_permissions())

    def admin_view(  # type: ignore[override]
        self, view: Callable[..., HttpResponseBase], cacheable: bool = False
    ) -> Callable[..., HttpResponseBase]:
        """Django sends everybody without permission to sign in; who is signed in already is told why not."""
        checked = super().admin_view(view, cacheable)

        @wraps(checked)
        def told(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if request.user.is_authenticated and not self.has_permission(request):
                raise PermissionDenied(NOTHING_HERE)
            return checked(request, *args, **kwargs)

        return told

    def password_change(  # type: ignore[override]
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponseBase:
        """There is one page for it, with the portal's rules and its audit event."""
        return redirect("accounts:password-change")


class PortalAdminConfig(SimpleAdminConfig):
    default_site = "config.admin.PortalAdminSite"

    def ready(self) -> None:
        """Our own apps' tables. Those of libraries are nobody's, and import-export's would load openpyxl at start."""
        super().ready()
        import_module("config.deploy_checks")
        for app in apps.get_app_configs():
            if Path(app.path).parent == settings.BASE_DIR and module_has_submodule(
                app.module, "admin"
            ):
                import_module(f"{app.name}.admin")
