"""Links and codes go apart: onto the terminal in two parts, or into two files that only their owner reads."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser

from ops.founding.telling import code_lines, link_lines
from projects.services import HandedOut


class Handover:
    """Where links and codes of this run go. The files must be new: what was handed out once is not written over."""

    def __init__(self, options: Mapping[str, Any]) -> None:
        self.links: Path | None = options["links"]
        self.codes: Path | None = options["codes"]
        if (self.links is None) != (self.codes is None):
            raise CommandError("--links 和 --codes 要一起写：链接和绑定码分开放。")
        if self.links is not None and self.links == self.codes:
            raise CommandError("--links 和 --codes 要写两个文件：链接和绑定码分开放。")
        for path in (self.links, self.codes):
            if path is not None and path.exists():
                raise CommandError(f"{path} 已经有了，请换一个文件名。")
            if path is not None and not os.access(path.parent, os.W_OK):
                raise CommandError(f"写不进 {path.parent}，请换一个文件夹。")

    @staticmethod
    def add_arguments(parser: CommandParser) -> None:
        """The two options."""
        parser.add_argument("--links", type=Path, metavar="F", help="登录链接写到这个文件（0600）")
        parser.add_argument("--codes", type=Path, metavar="F", help="绑定码写到这个文件（0600）")

    def give(self, handed: Sequence[HandedOut]) -> list[str]:
        """Write the files, or give the lines of the terminal. They are kept nowhere: this is the only time."""
        if not handed:
            return []
        links, codes = link_lines(handed), code_lines(handed)
        if self.links is None or self.codes is None:
            return [
                "\n登录链接（只显示这一次）：", *links,
                "\n绑定码（只显示这一次；由另一个人转交，不要和链接放在一起）：", *codes,
            ]  # fmt: skip
        _write(self.links, links)
        _write(self.codes, codes)
        return [f"\n登录链接写在 {self.links}，绑定码写在 {self.codes}，转交以后都删去。"]


def _write(path: Path, lines: Sequence[str]) -> None:
    made = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(made, "w", encoding="utf-8") as file:
        file.write("".join(f"{line}\n" for line in lines))
