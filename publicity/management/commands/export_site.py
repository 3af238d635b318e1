"""Writes the public site as a folder of files for a web server, a CDN, or the day the database is down."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from time import perf_counter
from typing import Any
from urllib.parse import urlsplit

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts import clock
from publicity.exporting import export_site
from publicity.exporting.assets import NoSuchAsset
from publicity.exporting.folder import NotOurs
from publicity.exporting.watching import Published, is_public
from publicity.views.surroundings import surroundings


class Command(BaseCommand):
    help = "把公开页面、公示文件、数据和订阅导出成一个文件夹，可由网站服务器直接提供。有变化的才写，每个文件一次写成。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path, metavar="DIR", help="导出到哪个文件夹")
        parser.add_argument(
            "--base-url",
            default="",
            help="页面里写的网址（订阅、二维码、规范网址），默认 PORTAL_BASE_URL；可以带子路径",
        )
        parser.add_argument(
            "--changed-only",
            action="store_true",
            help="相信上次导出的清单：没有变化的区县不再生成，也不读盘核对",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        around, folder = surroundings(), options["folder"]
        if base_url := options["base_url"].rstrip("/"):
            if urlsplit(base_url).scheme not in {"http", "https"} or not urlsplit(base_url).netloc:
                raise CommandError(
                    f"--base-url 要写完整网址，例如 https://www.example.gov.cn/msss，不是“{base_url}”。"
                )
            around = replace(around, base_url=base_url)
        started = perf_counter()

        def progress(part: str, done: int, of: int) -> None:
            if options["verbosity"] > 0 and done < of:
                self.stderr.write(f"[{done + 1}/{of}] {part or '首页和全站文件'}")

        try:
            before = Published.now()
            outcome = export_site(
                folder,
                day=clock.today(),
                around=around,
                changed_only=options["changed_only"],
                progress=progress,
                waiting=lambda: self.stderr.write("另一个导出正在进行，等它结束。"),
            )
            if is_public(folder):
                before.note(at=clock.now())
        except (NotOurs, NoSuchAsset) as refusal:
            raise CommandError(str(refusal)) from refusal
        except OSError as fault:
            raise CommandError(f"没有写成：{fault}") from fault
        self.stdout.write(
            f"写入 {outcome.written} 个，未变 {outcome.kept} 个，移除 {outcome.removed} 个，"
            f"用时 {perf_counter() - started:.1f} 秒：{folder}"
        )
