"""Restore the newest backup into a scratch database and look at everything; a dated report says how it went."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.clock import now
from accounts.database_role import USUAL_ROLE
from ops.backups.drill import REPORTS, hold_drill
from ops.backups.manifest import Damaged
from ops.backups.restoring import newest_backup


class Command(BaseCommand):
    help = "恢复演练：把最新一份备份恢复到临时库，逐项核对后删去临时库，写一份有日期的报告。正在运行的门户不受影响。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "folder", type=Path, metavar="DIR", help="一份备份，或者放备份的文件夹（取最新一份）"
        )
        parser.add_argument("--reports", type=Path, help=f"报告放在哪里，默认 DIR/{REPORTS}")

        parser.add_argument("--role", default=USUAL_ROLE, help=f"运行时角色，默认 {USUAL_ROLE}")

    def handle(self, *args: Any, **options: Any) -> None:
        folder: Path = options["folder"]
        try:
            backup = newest_backup(folder)
        except Damaged as error:
            raise CommandError(str(error)) from error
        beside = backup.parent if backup == folder else folder
        drill = hold_drill(
            backup, at=now(), reports=options["reports"] or beside / REPORTS, role=options["role"]
        )
        for look in drill.looks:
            self.stdout.write(f"  {'·' if look['ok'] else '×'} {look['subject']}：{look['said']}")
        self.stdout.write(f"{drill.backup}：用时 {drill.seconds} 秒，报告 {drill.report}")
        if drill.faults:
            raise CommandError(f"演练没有通过：{'；'.join(drill.faults)}")
        self.stdout.write("演练通过。")
