from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate


def lay_the_canary(**_: Any) -> None:
    """After `migrate`: a new database gets the text by which a wrong key is known."""
    from accounts.clock import real_now
    from objections.key_canary import lay_canary

    lay_canary(at=real_now())


class OpsConfig(AppConfig):
    name = "ops"
    verbose_name = "运行维护"

    def ready(self) -> None:
        from intake.services.crew import crew
        from ops import read_only

        crew.is_closed = lambda: read_only.state() is not None
        post_migrate.connect(lay_the_canary, sender=self)
