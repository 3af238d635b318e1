"""Write the ends of all chains into a dated file of a folder that lies elsewhere."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.clock import real_now
from notices.verification import heads_json


class Command(BaseCommand):
    help = "把公示链头写进 DIR 里带日期的文件。DIR 应在别的机器或别的单位，供 verify_notices --heads 核对。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path, metavar="DIR")

    def handle(self, *args: Any, **options: Any) -> None:
        at = real_now()
        folder: Path = options["folder"]
        if not folder.is_dir():
            raise CommandError(f"文件夹 {folder} 不存在。")
        file = folder / f"heads-{at:%Y%m%d-%H%M%S}.json"
        try:
            with file.open("x", encoding="utf-8") as out:
                out.write(json.dumps(heads_json(at), ensure_ascii=False, indent=1) + "\n")
        except OSError as error:
            raise CommandError(f"链头没有写成：{error}") from error
        self.stdout.write(f"链头已写进 {file}")
