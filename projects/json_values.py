"""What both contents are made of: texts, days, stages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

Json = Mapping[str, Any]


def text(data: Json, key: str) -> str:
    """The text under `key`; "" where it is null or missing."""
    found = data.get(key)
    return "" if found is None else str(found)


def day(written: object) -> date | None:
    return date.fromisoformat(str(written)[:10]) if written else None


def moment(written: object) -> datetime | None:
    return datetime.fromisoformat(str(written)) if written else None


def lines(cell: str) -> tuple[str, ...]:
    """The paragraphs of a cell: list items stand on lines of their own."""
    return tuple(line.strip() for line in cell.split("\n") if line.strip())


@dataclass(frozen=True)
class Stage:
    """What must stand by the end of a month, as issued."""

    month: int
    text: str
