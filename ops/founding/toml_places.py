"""Where in a TOML text a table and its keys stand: tomllib gives values without their lines."""

from __future__ import annotations

import re

_HEAD = re.compile(r"\s*\[{1,2}\s*([A-Za-z0-9_.-]+)\s*\]{1,2}\s*(#.*)?")
_KEY = re.compile(r"\s*([A-Za-z0-9_-]+)\s*=")


class Places:
    """Line numbers of the heads and keys of a text whose tables are written out as `[name]` and `[[name]]`."""

    def __init__(self, text: str) -> None:
        self._lines: dict[tuple[str, int, str], int] = {}
        counted: dict[str, int] = {}
        table, number = "", 1
        for line, content in enumerate(text.splitlines(), 1):
            if head := _HEAD.fullmatch(content):
                table = head[1]
                number = counted[table] = counted.get(table, 0) + 1
                self._lines[table, number, ""] = line
            elif key := _KEY.match(content):
                self._lines.setdefault((table, number, key[1]), line)

    def words(self, table: str, number: int = 1, key: str = "") -> str:
        """第 N 行 of a key, of its table where the key is missing; empty where neither is written out."""
        line = self._lines.get((table, number, key)) or self._lines.get((table, number, ""))
        return f"第 {line} 行" if line else ""
