"""`manage.py read_document FILE`: what the reader makes of a file, for people or as JSON. Needs no database."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

import documents
from documents.day_ranges import plan_year
from documents.formats.sniffing import READABLE
from documents.listing import listing


class Command(BaseCommand):
    help = f"读一份文件：{READABLE}，列出项目和疑点；--json 输出完整结果。"
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="FILE", help="要读取的文件")
        parser.add_argument("--json", action="store_true", help="以 JSON 输出完整结果")
        parser.add_argument(
            "--units", metavar="FILE", help="责任单位名单（每行一个），用来分开连写的单位"
        )
        parser.add_argument(
            "--year", type=plan_year, metavar="Y", help="文件未载明年度时采用的年度"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Prints the reading and leaves with 0, or one sentence on stderr and leaves with 2."""
        path = Path(options["file"])
        try:
            data = path.read_bytes()
            units = _unit_names(Path(options["units"])) if options["units"] else ()
        except (OSError, UnicodeDecodeError) as problem:
            named = getattr(problem, "filename", None) or options["units"] or path
            self._refuse(f"无法打开文件：{named}")
        try:
            reading = documents.read(data, path.name, known_units=units, year=options["year"])
        except documents.UnreadableDocument as refusal:
            self._refuse(str(refusal))
        if options["json"]:
            self.stdout.write(json.dumps(reading.as_json(), ensure_ascii=False, indent=2))
        else:
            self.stdout.write(listing(reading))

    def _refuse(self, sentence: str) -> None:
        self.stderr.write(sentence, self.style.NOTICE)
        sys.exit(2)


def _unit_names(path: Path) -> list[str]:
    """One name a line; a comma, a tab or 、 also ends a name, so that lists with aliases serve too."""
    text = path.read_text(encoding="utf-8-sig")
    for sign in ",\t、，;；":
        text = text.replace(sign, "\n")
    return [name for line in text.splitlines() if (name := line.strip(' "[]'))]
