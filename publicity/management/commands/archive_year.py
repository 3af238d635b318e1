"""Writes a district's year as a folder that opens without the portal, with digests and a script that verifies it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts import clock
from publicity.archiving import ArchiveRefused, archive_year
from publicity.exporting.assets import NoSuchAsset
from publicity.views.surroundings import site_today


class Command(BaseCommand):
    help = "把一个区县一年里公布过的内容归档成一个文件夹：不用系统也能打开，附摘要和核对脚本。不含未公布内容和个人信息。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("district", help="区县网址名")
        parser.add_argument("year", type=int)
        parser.add_argument("folder", type=Path, metavar="DIR", help="写到哪个空文件夹")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            done = archive_year(
                options["folder"],
                site=site_today(),
                district=options["district"],
                year=options["year"],
                made_at=clock.now(),
            )
        except (ArchiveRefused, NoSuchAsset) as refusal:
            raise CommandError(str(refusal)) from refusal
        except OSError as fault:
            raise CommandError(f"没有写成：{fault}") from fault
        self.stdout.write(f"写入 {done.files} 个文件，其中 {done.notices} 份公示附有全文数据。")
        self.stdout.write(f"请把下面一行另外记下：digests.json 的 SHA-256：{done.list_sha256}")
