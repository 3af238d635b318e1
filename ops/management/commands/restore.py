"""Bring a backup back into an empty database and an empty media folder, as the owner of the tables."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.database_role import USUAL_ROLE
from accounts.erasure_journal import JournalUnreadable
from ops.backups.engines import ToolFailed
from ops.backups.manifest import Damaged
from ops.backups.restoring import RestoreRefused, newest_backup, restore
from ops.backups.soundness import faults_of


class Command(BaseCommand):
    help = "从备份恢复：DATABASE_URL 指向一个空库（PostgreSQL 用属主），PORTAL_MEDIA_ROOT 指向空文件夹。"
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "folder", type=Path, metavar="DIR", help="一份备份，或者放备份的文件夹（取最新一份）"
        )
        parser.add_argument("--role", default=USUAL_ROLE, help=f"运行时角色，默认 {USUAL_ROLE}")
        parser.add_argument("--answer", type=Path, help="把检查结果写成 JSON（演练用）")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            restored = restore(
                newest_backup(options["folder"]), say=self.stdout.write, role=options["role"]
            )
        except (Damaged, RestoreRefused, ToolFailed, JournalUnreadable, OSError) as error:
            raise CommandError(str(error)) from error
        if options["answer"]:
            looks = [asdict(look) for look in restored.looks]
            options["answer"].write_text(json.dumps(looks, ensure_ascii=False), encoding="utf-8")
        for look in restored.looks:
            self.stdout.write(f"  {'·' if look.ok else '×'} {look.subject}：{look.said}")
        if faults := list(faults_of(restored.looks)):
            raise CommandError(
                f"恢复了，但有 {len(faults)} 处不对，请先不要开放：{'；'.join(faults)}"
            )
        self.stdout.write(
            f"已恢复 {restored.manifest.taken_at} 的备份。下一步：manage.py doctor，然后启动门户。"
        )
