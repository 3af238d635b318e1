"""List the migrations that wait; exit 3 where one of them must not run while the old version takes anything."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from ops.waiting_migrations import waiting_migrations


class Command(BaseCommand):
    help = "列出还没执行的迁移，各自能否在旧版本照常使用时执行；有不能的，退出码为 3。"
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        found = waiting_migrations()
        for one in found:
            self.stdout.write(f"{'·' if one.runs_while_serving else '×'} {one.name}")
        if not found:
            self.stdout.write("没有要执行的迁移。")
        if not all(one.runs_while_serving for one in found):
            raise CommandError("其中有的要先转为只读再执行。", returncode=3)
