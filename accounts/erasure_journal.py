"""What was erased or sealed, kept outside the database: a backup of an earlier day must bring nothing back.

One line for each, numbers only: moment, district code, kind, number (of the receipt, of the notice), key of the row,
keys of the two people. Lines are only added, each forced to the disk before the act is committed; so the journal
never knows less than the database. A line whose act was not committed after all names one that two people had decided.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings


@dataclass(frozen=True, slots=True)
class Entry:
    """One act that destroyed something. `by` are the keys of who asked and who decided."""

    at: datetime
    district_code: str
    kind: str
    number: str
    key: int
    by: tuple[int, ...] = ()

    def line(self) -> str:
        people = ",".join(str(key) for key in self.by) or "-"
        at = self.at.isoformat(timespec="seconds")
        return f"{at} {self.district_code} {self.kind} {self.number} {self.key} {people}\n"


class JournalUnreadable(Exception):
    """The journal holds a line that no erasure wrote."""


def add(entries: Iterable[Entry]) -> None:
    """Add lines and wait until they are on the disk. Raises OSError where that fails: then nothing may be destroyed."""
    text = "".join(entry.line() for entry in entries)
    if not text:
        return
    path = _path()
    path.parent.mkdir(parents=True, exist_ok=True)
    is_new = not path.exists()
    file = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        _finish_torn_line(path, file)
        if os.write(file, text.encode("ascii")) != len(text):
            raise OSError("the journal of erasures took only a part")
        os.fsync(file)
    finally:
        os.close(file)
    if is_new:
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def entries(kind: str) -> list[Entry]:
    """Every line of a kind, oldest first; none where nothing was ever erased. Raises JournalUnreadable.

    A last line without its end was torn off in the writing: its erasure was not committed.
    """
    path = _path()
    if not path.exists():
        return []
    whole, _, _ = path.read_text(encoding="utf-8").rpartition("\n")
    found = [_read(line, number) for number, line in enumerate(whole.split("\n"), 1) if line]
    return [entry for entry in found if entry.kind == kind]


def _read(line: str, number: int) -> Entry:
    try:
        at, code, kind, name, key, people = line.split(" ")
        by = () if people == "-" else tuple(int(one) for one in people.split(","))
        return Entry(datetime.fromisoformat(at), code, kind, name, int(key), by)
    except ValueError as error:
        raise JournalUnreadable(f"清除日志第 {number} 行读不懂，请与另存的一份核对。") from error


def _finish_torn_line(path: Path, file: int) -> None:
    """What a power cut tore off becomes nothing: the file is cut behind its last whole line."""
    data = path.read_bytes()
    if data and not data.endswith(b"\n"):
        os.truncate(file, data.rfind(b"\n") + 1)


def _path() -> Path:
    return Path(settings.PORTAL_JOURNAL)
