"""Take over long works whose process died, or that nobody took; for the timer, safe to repeat."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from accounts.clock import now, real_now
from intake.services import long_works
from intake.services.crew import crew
from intake.services.long_works import Clocks


class Command(BaseCommand):
    help = "接着办没有办完的：读大文件、导入等，办的进程中断了的从头重做。定时运行，重复执行无害。"

    def handle(self, *args: Any, **options: Any) -> None:
        clocks = Clocks(machine=real_now, business=now)
        count = 0
        while long_works.carry_on(clocks, is_closed=crew.is_closed) is not None:
            count += 1
        given_up = long_works.give_up(at=real_now())
        self.stdout.write(f"接着办了 {count} 件。" if count else "没有要接着办的。")
        if given_up:
            self.stdout.write(f"{given_up} 件两次中断，已停下，等人重做。")
