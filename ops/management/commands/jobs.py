"""List the scheduled jobs: when each last ran, with what result, and which is late."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from accounts.clock import real_now
from intake.services import long_works
from ops import jobs


class Command(BaseCommand):
    help = "列出定时任务：上次什么时候运行、结果如何、是否过期。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--said",
            metavar="任务",
            choices=sorted(jobs.BY_NAME),
            help="显示一项任务上次的全部输出",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        for state in jobs.states(at=real_now()):
            if options["said"]:
                if state.job.name == options["said"] and state.last:
                    self.stdout.write(state.last.said)
                continue
            mark = (
                "·" if not state.is_late and (state.last is None or state.last.succeeded) else "×"
            )
            line = f"{mark} {state.job.name:<20} {state.job.words}：{state.sentence}"
            if state.last and not state.last.succeeded:
                line += f"（{state.last.said.splitlines()[-1] if state.last.said else '没有说明'}）"
            self.stdout.write(line)
        if not options["said"]:
            for stuck in long_works.interrupted(at=real_now()):
                self.stdout.write(f"× 没有完成：{stuck.sentence}")
