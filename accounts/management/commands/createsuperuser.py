"""Django's command, refused in production: posts give what a person may do."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth.management.commands import createsuperuser
from django.core.management.base import CommandError


class Command(createsuperuser.Command):
    def execute(self, *args: Any, **options: Any) -> Any:
        if settings.IS_PRODUCTION:
            raise CommandError(
                "正式环境没有超级用户：能办什么由岗位决定。岗位在工作台“人员”里授予；"
                "没有人能授予时见《账号与安全手册》的应急办法。"
            )
        return super().execute(*args, **options)
