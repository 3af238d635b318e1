"""Take a backup while people write: database, files, heads of the chains, a manifest. Keys are not in it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.clock import now
from ops.backups import retention
from ops.backups.engines import ToolFailed
from ops.backups.taking import take_backup


class Command(BaseCommand):
    help = "备份：数据库、佐证文件、公示链头，连同清单写进 DIR 下的新文件夹。密钥不在备份里，要另外保管。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path, metavar="DIR", help="备份放在哪里，最好是另一块盘")
        parser.add_argument(
            "--keep-days",
            type=int,
            default=retention.KEEP_DAYS,
            help=f"每天最新的一份留几天，默认 {retention.KEEP_DAYS}",
        )
        parser.add_argument(
            "--keep-months",
            type=int,
            default=retention.KEEP_MONTHS,
            help=f"每月最新的一份留几个月，默认 {retention.KEEP_MONTHS}",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            taken = take_backup(
                options["folder"],
                at=now(),
                keep_days=options["keep_days"],
                keep_months=options["keep_months"],
            )
        except (ToolFailed, OSError) as error:
            raise CommandError(f"没有备份：{error}") from error
        self.stdout.write(f"已备份到 {taken.folder}（{taken.size / 1e6:.1f} MB）")
        for name in taken.gone:
            self.stdout.write(f"按保留期限删去 {name}")
