"""After a restore: the acts that were answered after the backup and are not in it, by the web server's access log."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from datetime import datetime
from itertools import chain
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from look.moments import BEIJING
from ops.acts_after import acts_after
from ops.backups.manifest import Damaged, read_manifest
from ops.backups.restoring import newest_backup


class Command(BaseCommand):
    help = "恢复之后：从 nginx 的访问日志（另存在别的机器上）列出备份以后办过的事，逐件请本人核对。不需要数据库。"
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path, metavar="DIR", help="恢复用的那份备份")
        parser.add_argument(
            "--log",
            type=Path,
            action="append",
            required=True,
            help="访问日志，可以给几个，.gz 也行",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            taken_at = datetime.fromisoformat(
                read_manifest(newest_backup(options["folder"])).taken_at
            )
            acts = list(acts_after(chain.from_iterable(map(_lines, options["log"])), taken_at))
        except (Damaged, OSError) as error:
            raise CommandError(str(error)) from error
        for act in acts:
            self.stdout.write(
                f"{act.at.astimezone(BEIJING):%Y-%m-%d %H:%M:%S}  {act.method} {act.path}  {act.status}  {act.address}"
            )
        self.stdout.write(
            f"备份时刻 {taken_at.astimezone(BEIJING):%Y-%m-%d %H:%M:%S}，以后办过 {len(acts)} 件"
            "（前一分钟的也列出，可能已在备份里）。"
        )


def _lines(log: Path) -> Iterator[str]:
    opened = gzip.open if log.suffix == ".gz" else open
    with opened(log, "rt", encoding="utf-8", errors="replace") as file:
        yield from file
