"""After a backup was restored and before anybody signs in: erase again what the journal of erasures names."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts.clock import now
from accounts.erasure_journal import JournalUnreadable
from objections import services


class Command(BaseCommand):
    help = "恢复备份之后、开放登录之前运行：按清除日志（PORTAL_JOURNAL）把已清除的异议再清除一遍。可重复运行。"

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            done = services.replay_erasures(at=now())
        except JournalUnreadable as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            f"再次清除 {done.erased} 件，原已清除 {done.already} 件，库里没有的 {done.unknown} 件；"
            f"再次封存 {done.sealed} 份"
        )
        if done.by_hand:
            raise CommandError(
                f"{'、'.join(done.by_hand)} 封存过，经手人在备份里没有：开放之前请签发人和安全管理员重新封存。"
            )
