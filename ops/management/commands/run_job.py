"""Run one scheduled job and record how it ended; the timers in deploy/ call this."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.clock import real_now
from ops import jobs


class Command(BaseCommand):
    help = "运行一项定时任务并记下结果（由 deploy/ 里的定时器调用）。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", choices=sorted(jobs.BY_NAME), metavar="任务")

    def handle(self, *args: Any, **options: Any) -> None:
        done = jobs.run(jobs.BY_NAME[options["name"]], clock=real_now)
        self.stdout.write(done.said)
        if not done.succeeded:
            raise CommandError(f"“{jobs.BY_NAME[done.job].words}”没有成功。")
