"""A further district on an installation that runs: as the page of the system administrator, from a file or options."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.clock import now
from accounts.operating_user import run_by
from ops.founding.carrying_out import found_district
from ops.founding.faults import BadWishes
from ops.founding.reading import text_of
from ops.founding.telling import refusal_of, report
from ops.founding.wishes import read_wishes

_OPTIONS = ("code", "slug", "name", "commission_name")


class Command(BaseCommand):
    help = "新增一个区县：由现有的全部区县管理员管理，有内容发布之前公众看不到。可以反复执行，已有的不动"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--file", type=Path, metavar="F", help="文件，写 [district] 和责任单位，样子同开办文件"
        )
        parser.add_argument("--code", help="区划代码，六位（GB/T 2260）")
        parser.add_argument("--slug", help="网址名，定了不能改")
        parser.add_argument("--name", help="简称，如 万州区")
        parser.add_argument("--commission-name", help="发展改革部门全称")
        parser.add_argument("--dry-run", action="store_true", help="只看会做什么，不写入")

    def handle(self, *args: Any, **options: Any) -> None:
        path = options["file"]
        given = {name: options[name] for name in _OPTIONS if options[name]}
        if path is not None and given:
            raise CommandError("--file 和 --code 等只用一种。")
        try:
            text = text_of(path) if path is not None else _as_file(given)
            done = found_district(
                read_wishes(text, first=False),
                folder=path.parent if path is not None else Path.cwd(),
                at=now(),
                run_by=run_by(),
                keep=not options["dry_run"],
            )
        except BadWishes as refusal:
            raise CommandError(refusal_of(refusal)) from refusal
        for line in report(done, dry_run=options["dry_run"]):
            self.stdout.write(line)


def _as_file(given: dict[str, str]) -> str:
    lines = [f"{name} = {json.dumps(value, ensure_ascii=False)}" for name, value in given.items()]
    return "\n".join(["[district]", *lines])
