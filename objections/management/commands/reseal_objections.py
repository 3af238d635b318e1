"""After a new key was put first in PORTAL_FIELD_KEYS: seal everything with it, then the old key can go."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from objections.rotation import reseal_everything
from objections.sealing import CannotUnseal


class Command(BaseCommand):
    help = "用 PORTAL_FIELD_KEYS 的第一把钥匙重新加密全部异议；完成后旧钥匙可以去掉"

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            many = reseal_everything()
        except CannotUnseal as error:
            raise CommandError(f"{error}：请把旧钥匙放回 PORTAL_FIELD_KEYS 后再运行") from error
        self.stdout.write(f"已重新加密 {many} 条")
