"""What a correction changed: old and new cells, found by comparing the two frozen contents."""

from __future__ import annotations

from dataclasses import dataclass

from publicity.site.contents import NoticeContent, Row

FIELDS = (
    ("name", "项目名称"),
    ("target", "目标任务"),
    ("investment_plan", "投资计划（万元）"),
    ("units_text", "责任单位"),
    ("progress", "进展情况"),
    ("invested", "完成额度（万元）"),
    ("ratio", "占比（%）"),
    ("remark", "备注"),
)


@dataclass(frozen=True)
class Change:
    """One cell that differs. `number` is None for the totals."""

    number: int | None
    name: str
    column: str
    old: str
    new: str


def changes(old: NoticeContent, new: NoticeContent) -> list[Change]:
    """Every differing cell, rows in the new one's order, then rows that fell away, then 合计."""
    found: list[Change] = []
    for number in [*new.rows, *(n for n in old.rows if n not in new.rows)]:
        before, after = old.rows.get(number), new.rows.get(number)
        name = (after or before or Row(number, "")).name
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
        for attribute, column in FIELDS:
            was, now = str(getattr(before, attribute)), str(getattr(after, attribute))
            if was != now:
                found.append(Change(number, name, column, was, now))
    for attribute, column in FIELDS:
        if hasattr(old.totals, attribute):
            was, now = getattr(old.totals, attribute), getattr(new.totals, attribute)
            if was != now:
                found.append(Change(None, "合计", column, was, now))
    return found
