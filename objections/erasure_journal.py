"""Which objections were erased, kept outside the database: a backup of an earlier day must bring nobody back.

One line for each, numbers only: moment, district code, receipt number, key of the row. Lines are only added, each
forced to the disk before the erasure is committed; so the journal never knows less than the database. A line whose
erasure was not committed after all names one that two people had approved.
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
    """One objection whose identity and words were erased."""

    at: datetime
    district_code: str
    receipt: str
    key: int

    def line(self) -> str:
        return f"{self.at.isoformat(timespec='seconds')} {self.district_code} {self.receipt} {self.key}\n"


class JournalUnreadable(Exception):
    """The journal holds a line that no erasure wrote."""


def add(entries: Iterable[Entry]) -> None:
    """Add lines and wait until they are on the disk. Raises OSError where that fails: then nothing may be erased."""
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


def entries() -> list[Entry]:
    """Every line, oldest first; none where nothing was ever erased. Raises JournalUnreadable.

    A last line without its end was torn off in the writing: its erasure was not committed.
    """
    path = _path()
    if not path.exists():
        return []
    whole, _, _ = path.read_text(encoding="utf-8").rpartition("\n")
    return [_read(line, number) for number, line in enumerate(whole.split("\n"), 1) if line]


def _read(line: str, number: int) -> Entry:
    try:
        at, code, receipt, key = line.split(" ")
        return Entry(datetime.fromisoformat(at), code, receipt, int(key))
    except ValueError as error:
        raise JournalUnreadable(f"清除日志第 {number} 行读不懂，请与另存的一份核对。") from error


def _finish_torn_line(path: Path, file: int) -> None:
    """What a power cut tore off becomes nothing: the file is cut behind its last whole line."""
    data = path.read_bytes()
    if data and not data.endswith(b"\n"):
        os.truncate(file, data.rfind(b"\n") + 1)


def _path() -> Path:
    return Path(settings.PORTAL_JOURNAL)
