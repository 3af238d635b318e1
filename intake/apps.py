from django.apps import AppConfig
from django.core.checks import Tags, register
from django.db.models.signals import post_migrate


class IntakeConfig(AppConfig):
    name = "intake"
    verbose_name = "文件导入"

    def ready(self) -> None:
        from intake.database_shape import check_shape, mark_version

        register(check_shape, Tags.database)
        post_migrate.connect(mark_version, sender=self)
