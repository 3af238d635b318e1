from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.contrib.auth.signals import user_logged_in
from django.core.management.base import CommandError
from django.db.models.signals import post_migrate, pre_migrate


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = "人员与审计"

    def ready(self) -> None:
        from accounts import middleware

        user_logged_in.connect(middleware.session_begun, dispatch_uid="session begun")
        if settings.IS_PRODUCTION:
            post_migrate.connect(mark_production, sender=self)
        elif settings.IS_DEMO:
            pre_migrate.connect(leave_production_alone, sender=self)


def leave_production_alone(**kwargs: Any) -> None:
    """Demo mode does not migrate a database that says of itself that it is in production."""
    from accounts.services import is_marked_production

    if is_marked_production():
        raise CommandError(
            "这个数据库是正式运行的，现在却是演示模式：没有改它。先读入正式环境的设置"
            "（set -a; . /etc/portal.env; set +a），再执行一次。"
        )


def mark_production(**kwargs: Any) -> None:
    """After a migration in production the database says of itself what it is for."""
    from accounts import database_clock, services

    services.mark_production(at=database_clock.read())
