"""The installation's first run: administrators, district, units, people, days, and links for everybody."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.clock import now
from accounts.operating_user import run_by
from ops.founding.asking import ask
from ops.founding.carrying_out import found_office
from ops.founding.faults import BadWishes
from ops.founding.handing_out import Handover
from ops.founding.reading import text_of
from ops.founding.telling import refusal_of, report
from ops.founding.wishes import Wishes, read_wishes


class Command(BaseCommand):
    help = "开办：三名管理员、第一个区县、责任单位、人员岗位、日历，并发登录链接。可以反复执行，已有的不动"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--file",
            type=Path,
            metavar="F",
            help="开办文件（样子见 deploy/first_run.toml）；不写就逐项提问",
        )
        parser.add_argument(
            "--save", type=Path, metavar="F", help="逐项提问时，把回答写成开办文件，以后可以照用"
        )
        parser.add_argument("--dry-run", action="store_true", help="只看会做什么，不写入")
        parser.add_argument("--new-links", action="store_true", help="给还没有登录过的人重发链接")
        Handover.add_arguments(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        handover = Handover(options)
        try:
            wishes, folder = self._wishes(options)
            done = found_office(
                wishes,
                folder=folder,
                at=now(),
                run_by=run_by(),
                new_links=options["new_links"],
                keep=not options["dry_run"],
            )
        except BadWishes as refusal:
            raise CommandError(refusal_of(refusal)) from refusal
        handed_out = [] if options["dry_run"] else handover.give(done.handed)
        for line in report(done, handed_out=handed_out, dry_run=options["dry_run"]):
            self.stdout.write(line)

    def _wishes(self, options: dict[str, Any]) -> tuple[Wishes, Path]:
        path = options["file"]
        if path is not None:
            return read_wishes(text_of(path)), path.parent
        text = ask(read=input, say=self.stdout.write)
        if options["save"]:
            options["save"].write_text(text, encoding="utf-8")
        return read_wishes(text), Path.cwd()
