"""What a correction changed: old and new cells, found by comparing the two frozen contents."""

from __future__ import annotations

from dataclasses import dataclass

from documents.day_words import day_words
from documents.writing.column_kinds import COLUMN_KINDS, KIND
from notices.content_reading import NoticeContent, Row
from progress.wording import Piece, difference

MILESTONE = KIND["milestone"]
COMPARED = tuple(
    kind
    for kind in COLUMN_KINDS
    if kind.offered_in and kind.key != "number" and not kind.is_monthly
)
"""The columns of one cell, in their order."""
CONTACT = (
    ("contact_name", "联系人"),
    ("contact_phone", "联系电话"),
    ("contact_address", "通信地址"),
    ("contact_hours", "来访"),
)


@dataclass(frozen=True)
class Change:
    """One cell that differs. `number` is None for the totals."""

    number: int | None
    name: str
    column: str
    old: str
    new: str

    @property
    def pieces(self) -> list[Piece]:
        """Both texts as one, so that a reader sees which words differ; empty where they have little in common."""
        return difference(self.old, self.new)


def changes(old: NoticeContent, new: NoticeContent) -> list[Change]:
    """Every differing cell, rows in the new one's order, then rows that fell away, then 合计, then window and contact."""
    found: list[Change] = []
    for key in [*new.by_key, *(one for one in old.by_key if one not in new.by_key)]:
        before, after = old.by_key.get(key), new.by_key.get(key)
        row = after or before or Row(key, "")
        number, name = row.number, row.name
        if before is None or after is None:
            found.append(
                Change(
                    number,
                    name,
                    "整行",
                    before.name if before else "没有这一行",
                    after.name if after else "去掉这一行",
                )
            )
            continue
        for kind in COMPARED:
            was, now = before.cell(kind.key), after.cell(kind.key)
            if was != now:
                found.append(Change(number, name, kind.head, was, now))
        found += _stages(before, after)
    for kind in (kind for kind in COMPARED if kind.is_summed):
        was, now = old.totals.cell(kind.key), new.totals.cell(kind.key)
        if was != now:
            found.append(Change(None, "合计", kind.head, was, now))
    return found + _around(old, new)


def _stages(before: Row, after: Row) -> list[Change]:
    """Milestones, month by month."""
    was, now = _by_month(before), _by_month(after)
    return [
        Change(
            after.number,
            after.name,
            MILESTONE.of_month(month),
            was.get(month, ""),
            now.get(month, ""),
        )
        for month in sorted({*was, *now})
        if was.get(month) != now.get(month)
    ]


def _by_month(row: Row) -> dict[int, str]:
    texts: dict[int, list[str]] = {}
    for stage in row.stages:
        texts.setdefault(stage.month, []).append(stage.text)
    return {month: "\n".join(parts) for month, parts in texts.items()}


def _around(old: NoticeContent, new: NoticeContent) -> list[Change]:
    """Until when and how one may object."""
    pairs = [("公示期", _window(old), _window(new))] + [
        (column, getattr(old, attribute), getattr(new, attribute)) for attribute, column in CONTACT
    ]
    return [Change(None, "异议", column, was, now) for column, was, now in pairs if was != now]


def _window(content: NoticeContent) -> str:
    window = content.window
    return f"{day_words(window.opens_on)}至{day_words(window.closes_on)}" if window else ""
