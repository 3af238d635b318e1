"""Index everything published anew. Safe to repeat; needed only after the index was lost."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from publicity.search import refresh_all


class Command(BaseCommand):
    help = "重建检索索引（只含已发布内容）"

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"已编入 {refresh_all()} 条。")
