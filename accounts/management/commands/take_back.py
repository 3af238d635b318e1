"""Stops a district's public pages from being answered out of memory while the database is away."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts import taken_back


class Command(BaseCommand):
    help = "数据库停着、而某区县的公开内容必须马上撤下时用：该区县和全站的页面不再从内存应答（不需要数据库）。"
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("district", metavar="DISTRICT", help="区县的网址段，例如 wanzhou")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            taken_back.mark_now(options["district"])
        except OSError as error:
            raise CommandError(f"记号写不了：{error}") from error
        self.stdout.write(
            "记下了。数据库恢复以前，这个区县和全站的页面答“数据库暂时连不上”；恢复以后请在系统里撤回或封存。"
        )
