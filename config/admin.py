"""The stock admin, open to whom a post gives something to do there."""

from __future__ import annotations

from django.contrib import admin
from django.contrib.admin.apps import AdminConfig
from django.http import HttpRequest


class PortalAdminSite(admin.AdminSite):
    site_header = "民生实事 · 系统管理"
    site_title = "系统管理"
    index_title = "可以办理的事项"
    site_url = "/desk/"
    enable_nav_sidebar = True

    def has_permission(self, request: HttpRequest) -> bool:
        """Signed in, with a post that has something here. The middleware has asked for the second factor."""
        return request.user.is_active and bool(request.user.get_all_permissions())


class PortalAdminConfig(AdminConfig):
    default_site = "config.admin.PortalAdminSite"
