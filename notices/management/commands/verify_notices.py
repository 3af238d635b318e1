"""Holds every published notice, and the audit trail, to digests and chain; names what was altered, inserted or removed.

Without --full, what stands as it was verified last is not read again (`notices.verified_points` says what that cannot see).
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts import audit_chain, clock
from look.moments import BEIJING
from notices.chain import Head
from notices.verification import read_audit_head, read_heads
from notices.verified_points import verify_audit, verify_districts
from projects.models import District


class Command(BaseCommand):
    help = "核对已发布的公示：内容、文件、表格与发布时的摘要，各区县的记录链，以及审计记录的摘要链。有问题时退出码为 1。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--heads", type=Path, help="export_heads 导出并另存的链头文件")
        parser.add_argument(
            "--full", action="store_true", help="每一份的内容都重新核对，不看上次核对到哪里"
        )
        parser.add_argument("--district", help="只核对一个区县（网址名或区划代码）")

    def handle(self, *args: Any, **options: Any) -> None:
        heads, audit_heads = _heads(options["heads"])
        districts = District.objects.all()
        if wanted := options["district"]:
            districts = districts.filter(slug=wanted) | districts.filter(code=wanted)
            if not districts:
                raise CommandError(f"没有“{wanted}”这个区县。", returncode=2)
        faults, unread = 0, 0
        at, full = clock.real_now(), options["full"]
        for report, was_read in verify_districts(districts, heads, at=at, full=full):
            faults += len(report.faults)
            unread += not was_read
            if not report.count and not report.problems:
                continue
            word = "有问题" if report.faults else "完好"
            if not was_read:
                word += "（与上次核对时相同）"
            self.stdout.write(f"{report.name}（{report.code}）：{report.count} 份公示，{word}")
            for problem in report.problems:
                mark = "×" if problem.is_fault else "·"
                self.stdout.write(f"  {mark} {problem.sentence}")
        known = set(District.objects.values_list("code", flat=True))
        for code in sorted(set(heads) - known):
            faults += 1
            self.stdout.write(f"  × 导出的链头里有区划代码 {code}，现在没有这个区县。")
        if not wanted:
            faults += self._audit(audit_heads, full=full)
        if faults:
            raise CommandError(f"共 {faults} 处问题。", returncode=1)
        self.stdout.write("全部完好。")
        if unread:
            self.stdout.write(f"{unread} 个区县没有变化，内容没有重读；全量核对用 --full。")

    def _audit(self, heads: list[audit_chain.Head], *, full: bool) -> int:
        """Say how the trail stands; gives the faults."""
        report = verify_audit(heads, at=clock.real_now(), full=full)
        if report.blocks or report.faults:
            word = "有问题" if report.faults else "完好"
            self.stdout.write(f"审计记录：{report.events} 条，{report.blocks} 块，{word}")
        for sentence in report.faults:
            self.stdout.write(f"  × 审计记录：{sentence}")
        if report.waiting_since:
            since = f"{report.waiting_since.astimezone(BEIJING):%Y-%m-%d %H:%M}"
            late = report.is_overdue(clock.now())
            hint = "，超过一小时：请检查 chain_audit 定时任务" if late else ""
            self.stdout.write(f"  · 审计记录尚未入链 {report.waiting} 条，最早 {since}{hint}。")
        return len(report.faults)


def _heads(path: Path | None) -> tuple[dict[str, list[Head]], list[audit_chain.Head]]:
    if path is None:
        return {}, []
    try:
        text = path.read_text(encoding="utf-8")
        audit_head = read_audit_head(text)
        return read_heads(text), [audit_head] if audit_head else []
    except (OSError, ValueError) as error:
        raise CommandError(f"链头文件读不了：{error}", returncode=2) from error
