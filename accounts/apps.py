from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.db.models.signals import post_migrate


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = "用户与审计"

    def ready(self) -> None:
        if settings.IS_PRODUCTION:
            post_migrate.connect(mark_production, sender=self)


def mark_production(**kwargs: Any) -> None:
    """After a migration in production the database says of itself what it is for."""
    from accounts import database_clock, services

    services.mark_production(at=database_clock.read())
