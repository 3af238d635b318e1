"""A portal that is being upgraded shows everything and takes nothing, and says until when.

A file beside the data says so, not a row: while tables are changed the database is no place to ask. Every process on
the folder sees it at the next request.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from ops.held_folder import data_folder

NAME = "read-only.json"


@dataclass(frozen=True)
class ReadOnly:
    """Since when, and what the office told about its end."""

    since: str
    until: str


def _file() -> Path:
    return data_folder() / NAME


def state() -> ReadOnly | None:
    """None in ordinary service. A file that cannot be read still closes: somebody put it there."""
    try:
        text = _file().read_text(encoding="utf-8")
    except FileNotFoundError:
        return None
    try:
        return ReadOnly(**json.loads(text))
    except (ValueError, TypeError):
        return ReadOnly("", "")


def close(*, at: datetime, until: str) -> None:
    """From the next request on nothing is taken. `until` is shown as written, e.g. 22:30; may be empty."""
    file = _file()
    coming = file.with_suffix(".coming")
    coming.write_text(
        json.dumps(asdict(ReadOnly(at.isoformat(timespec="minutes"), until)), ensure_ascii=False),
        encoding="utf-8",
    )
    coming.replace(file)


def open_again() -> bool:
    """Back to ordinary service; whether it was closed."""
    try:
        _file().unlink()
    except FileNotFoundError:
        return False
    return True
