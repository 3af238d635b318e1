"""Keeps the exported folder as it is published, from now until it is told to end."""

from __future__ import annotations

import signal
import threading
from pathlib import Path
from types import FrameType
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError, close_old_connections, connection

from accounts import clock
from publicity.exporting.assets import NoSuchAsset
from publicity.exporting.folder import NotOurs
from publicity.exporting.watching import Watcher
from publicity.views.surroundings import surroundings

EVERY = 1.0
"""Seconds between two looks."""
AFTER_A_FAULT = 10.0


class Command(BaseCommand):
    help = "看守导出的文件夹：每秒看一眼有没有新的发布、更正、撤回、封存，有就马上导出有变化的区县。由 systemd 常驻运行。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path, metavar="DIR", help="导出到哪个文件夹")
        parser.add_argument("--once", action="store_true", help="只看一次，有变化就导出，然后结束")

    def handle(self, *args: Any, **options: Any) -> None:
        watcher = Watcher(
            options["folder"],
            surroundings(),
            now=clock.now,
            waiting=lambda: self.stderr.write("另一个导出正在进行，等它结束。"),
        )
        if options["once"]:
            try:
                self._look(watcher)
            except OSError as fault:
                raise CommandError(f"没有导出成：{fault}") from fault
            return
        is_over = threading.Event()

        def end(signum: int, frame: FrameType | None) -> None:
            is_over.set()

        # An export under way is finished first; who cannot wait kills, and the next one mends.
        for one in (signal.SIGTERM, signal.SIGINT):
            signal.signal(one, end)
        said = ""
        while not is_over.is_set():
            pause = EVERY
            try:
                close_old_connections()
                self._look(watcher)
                said = ""
            except (DatabaseError, OSError, NoSuchAsset) as fault:
                # Tried again until it goes; the same fault is told once.
                told = f"没有导出成，{AFTER_A_FAULT:.0f} 秒后再试：{fault}".strip()
                if told != said:
                    self.stderr.write(told)
                said, pause = told, AFTER_A_FAULT
                connection.close()
            is_over.wait(pause)

    def _look(self, watcher: Watcher) -> None:
        try:
            outcome = watcher.step()
        except NotOurs as refusal:
            raise CommandError(str(refusal)) from refusal
        if outcome and (outcome.written or outcome.removed):
            self.stdout.write(f"写入 {outcome.written} 个，移除 {outcome.removed} 个")
