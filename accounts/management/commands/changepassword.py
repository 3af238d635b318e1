"""Django's command, refused in production: nobody types another person's password there."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth.management.commands import changepassword
from django.core.management.base import CommandError


class Command(changepassword.Command):
    def execute(self, *args: Any, **options: Any) -> Any:
        if settings.IS_PRODUCTION:
            raise CommandError(
                "正式环境不在命令行里改别人的密码。请在工作台“人员”里发登录链接；"
                "没有人能办时见《账号与安全手册》的应急办法。"
            )
        return super().execute(*args, **options)
