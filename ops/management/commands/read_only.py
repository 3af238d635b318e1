"""Let the portal show everything and take nothing, for an upgrade; and back."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from accounts.clock import real_now
from ops import read_only


class Command(BaseCommand):
    help = "只读：升级时公开页面照常，登录后的页面能看不能存；off 恢复。"
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("state", choices=["on", "off", "show"])
        parser.add_argument("--until", default="", help="告诉使用的人预计到几点，如 22:30")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["state"] == "on":
            read_only.close(at=real_now(), until=options["until"])
        elif options["state"] == "off":
            read_only.open_again()
        found = read_only.state()
        self.stdout.write(
            f"只读，{found.since} 起" + (f"，预计到 {found.until}" if found.until else "")
            if found
            else "正常"
        )
