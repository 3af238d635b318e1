"""Holds every published notice to its digests and its chain; names each row altered, inserted or removed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from notices.chain import Head
from notices.verification import read_heads, verify_district
from projects.models import District


class Command(BaseCommand):
    help = (
        "核对已发布的公示：内容、文件、表格与发布时的摘要，以及各区县的记录链。有问题时退出码为 1。"
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--heads", type=Path, help="export_heads 导出并另存的链头文件")
        parser.add_argument("--district", help="只核对一个区县（网址名或区划代码）")

    def handle(self, *args: Any, **options: Any) -> None:
        heads = _heads(options["heads"])
        districts = District.objects.all()
        if wanted := options["district"]:
            districts = districts.filter(slug=wanted) | districts.filter(code=wanted)
            if not districts:
                raise CommandError(f"没有“{wanted}”这个区县。", returncode=2)
        faults = 0
        for district in districts:
            report = verify_district(district, heads.get(district.code, []))
            faults += len(report.faults)
            if not report.count and not report.problems:
                continue
            word = "有问题" if report.faults else "完好"
            self.stdout.write(f"{report.name}（{report.code}）：{report.count} 份公示，{word}")
            for problem in report.problems:
                mark = "×" if problem.is_fault else "·"
                self.stdout.write(f"  {mark} {problem.sentence}")
        known = set(District.objects.values_list("code", flat=True))
        for code in sorted(set(heads) - known):
            faults += 1
            self.stdout.write(f"  × 导出的链头里有区划代码 {code}，现在没有这个区县。")
        if faults:
            raise CommandError(f"共 {faults} 处问题。", returncode=1)
        self.stdout.write("全部完好。")


def _heads(path: Path | None) -> dict[str, list[Head]]:
    if path is None:
        return {}
    try:
        return read_heads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise CommandError(f"链头文件读不了：{error}", returncode=2) from error
