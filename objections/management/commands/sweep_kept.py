"""What is kept for a while ends by the clock: typed texts after a day, counts after two. For a timer, every hour."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from accounts import typed_text, wiping
from objections import limits


class Command(BaseCommand):
    help = "清理到期的留存：登录过期时留下的文字满24小时、来访计数满两天的删去；SQLite 同时截断日志。每小时一次。"

    def handle(self, *args: Any, **options: Any) -> None:
        now = timezone.now()
        texts, tallies = typed_text.sweep(now), limits.sweep(now)
        said = "" if wiping.wipe() else "；数据库日志被占用，下次再截断"
        self.stdout.write(f"清理留存文字 {texts} 份，来访计数 {tallies} 条{said}")
