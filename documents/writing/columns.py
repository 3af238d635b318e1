"""What each printed head of a notice means, and how its column is set.

Meanings come from the reader's own table of words, so that what is written is read back alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from documents.grids import Cell, Grid

Meaning = Literal[
    "number",
    "category",
    "name",
    "target",
    "investment_plan",
    "units",
    "lead_unit",
    "other_units",
    "progress",
    "invested",
    "ratio",
    "remark",
    "milestone",
    "standing",
]
_WRITTEN: dict[str, Meaning] = {
    "number": "number",
    "category": "category",
    "name": "name",
    "target": "target",
    "investment_plan": "investment_plan",
    "unit": "units",
    "lead": "lead_unit",
    "cooperating": "other_units",
    "progress": "progress",
    "invested": "invested",
    "ratio": "ratio",
    "remark": "remark",
    "milestone": "milestone",
}
"""The reader's meaning (`documents.tables.meanings`, by value) to the writer's."""
SUMMED: frozenset[Meaning] = frozenset({"investment_plan", "invested", "ratio"})
MONEY: frozenset[Meaning] = frozenset({"investment_plan", "invested"})
CENTRED: frozenset[Meaning] = frozenset(
    {"number", "category", "units", "lead_unit", "other_units", "remark", "standing"}
)
GROUPS: dict[frozenset[Meaning], str] = {
    frozenset({"invested", "ratio"}): "投资完成情况",
    frozenset({"milestone"}): "阶段性目标",
}
"""Heads over several columns: printed where the columns stand side by side."""

_STANDING = re.compile(r"亮灯|进度状态|进度评价")
_MONEY_UNIT = re.compile(r"[(（](?:单位[:：])?(?:亿元|万元|千元|元)[)）]")


class UnknownColumn(ValueError):
    """A head whose meaning is not known. The message is one Chinese sentence."""


@dataclass(frozen=True, slots=True)
class Column:
    head: str
    """As the table prints it: a money unit in brackets is left to the unit line."""
    printed: str
    """As a file without a unit line prints it: a head of money names 万元, which the values are in."""
    meaning: Meaning
    month: int | None = None
    group: str = ""

    @property
    def is_summed(self) -> bool:
        return self.meaning in SUMMED


def unknown_heads(heads: Sequence[str]) -> list[str]:
    """The heads of a table that no writer could fill, for a checklist to name."""
    return [
        head for head, (meaning, _) in zip(heads, _meanings(heads), strict=True) if meaning is None
    ]


def columns_of(heads: Sequence[str]) -> tuple[Column, ...]:
    """The columns of a table from its printed heads, in their order; split heads are put together again.

    Raises UnknownColumn.
    """
    columns = []
    for head, (meaning, month) in zip(heads, _meanings(heads), strict=True):
        if meaning is None:
            raise UnknownColumn(f"表头“{head}”不知道对应哪一项内容，请改用常用的名称。")
        is_money = meaning in MONEY
        columns.append(
            Column(
                head=_MONEY_UNIT.sub("", head) if is_money else head,
                printed=_with_unit(head) if is_money else head,
                meaning=meaning,
                month=month,
            )
        )
    return _grouped(columns)


def _meanings(heads: Sequence[str]) -> list[tuple[Meaning | None, int | None]]:
    if not heads:
        return []
    # The reader's words for heads take time to load; a server that writes no table need not have them.
    from documents.dates import months_in
    from documents.tables.heads import head_at
    from documents.tables.meanings import meaning_of

    row = tuple(Cell(head, 1, position) for position, head in enumerate(heads, start=1))
    found: list[tuple[Meaning | None, int | None]] = []
    for head, column in zip(heads, head_at(Grid(1, "", (row,)), 1, 1).columns, strict=True):
        candidates: Iterator[Meaning | None] = (
            _WRITTEN.get(known.value) for known in (column.meaning, meaning_of(head)) if known
        )
        meaning: Meaning | None = next((candidate for candidate in candidates if candidate), None)
        if _STANDING.search(head):
            meaning = "standing"
        months = months_in(head) if meaning == "milestone" else None
        found.append((meaning, months.last if months else None))
    return found


def _with_unit(head: str) -> str:
    """The head with 万元 in brackets, as printed where it has it already."""
    found = _MONEY_UNIT.search(head)
    if found and "万元" in found.group():
        return head
    return _MONEY_UNIT.sub("", head) + "（万元）"


def _grouped(columns: list[Column]) -> tuple[Column, ...]:
    done: list[Column] = []
    while len(done) < len(columns):
        start = len(done)
        for meanings, group in GROUPS.items():
            end = start
            while end < len(columns) and columns[end].meaning in meanings:
                end += 1
            if end - start > 1 and {column.meaning for column in columns[start:end]} == meanings:
                done += [replace(column, group=group) for column in columns[start:end]]
                break
        else:
            done.append(columns[start])
    return tuple(done)
