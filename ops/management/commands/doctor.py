"""Look at everything that may go wrong on this server; each finding with its remedy. Exit 1 where something is at fault."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.clock import real_now
from ops.doctor import Severity, examine
from ops.expected_triggers import present_triggers

_MARKS = {Severity.WELL: "·", Severity.WARNING: "!", Severity.FAULT: "×"}


class Command(BaseCommand):
    help = "体检：设置、密钥、角色、结构、触发器、文件夹、磁盘、时间、日历、邮件、定时任务，逐项给出办法。"
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="输出 JSON")
        parser.add_argument(
            "--triggers", action="store_true", help="只列出数据库里的触发器（开发用）"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["triggers"]:
            self.stdout.write(json.dumps(sorted(present_triggers()), indent=1))
            return
        findings = examine(at=real_now())
        if options["json"]:
            rows = [{**asdict(one), "severity": one.severity.name.lower()} for one in findings]
            self.stdout.write(json.dumps(rows, ensure_ascii=False, indent=1))
        else:
            for one in findings:
                self.stdout.write(f"{_MARKS[one.severity]} {one.subject}：{one.said}")
                if one.remedy:
                    self.stdout.write(f"    → {one.remedy}")
        faults = sum(one.severity is Severity.FAULT for one in findings)
        warnings = sum(one.severity is Severity.WARNING for one in findings)
        if faults:
            raise CommandError(f"{faults} 处必须处理，{warnings} 处请留意。", returncode=1)
        if not options["json"]:
            self.stdout.write(f"没有必须处理的问题，{warnings} 处请留意。")
