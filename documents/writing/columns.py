"""What each printed head of a table means, and how its column is set.

A head whose key is known means that; of the others the meaning is guessed in the reader's own words, so that what is
brought over is written as it was read.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from documents.grids import Cell, Grid
from documents.writing.column_kinds import COLUMN_KINDS, KIND, Kind, kind_of

Keys = Sequence[str | None]
"""The key of each head, None where it is not known. An empty one knows none."""

_READ_AS: dict[str, str] = {kind.read_as: kind.key for kind in COLUMN_KINDS if kind.read_as}
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
    kind: Kind
    month: int | None = None
    group: str = ""

    @property
    def key(self) -> str:
        return self.kind.key

    @property
    def is_summed(self) -> bool:
        return self.kind.is_summed


def unknown_heads(heads: Sequence[str], keys: Keys = ()) -> list[str]:
    """The heads of a table that no writer could fill, for a checklist to name."""
    return [
        head for head, meaning in zip(heads, _meanings(heads, keys), strict=True) if meaning is None
    ]


def columns_of(heads: Sequence[str], keys: Keys = ()) -> tuple[Column, ...]:
    """The columns of a table from its printed heads, in their order; split heads are put together again.

    Raises UnknownColumn.
    """
    columns = []
    for head, meaning in zip(heads, _meanings(heads, keys), strict=True):
        if meaning is None:
            raise UnknownColumn(f"表头“{head}”不知道对应哪一项内容，请改用常用的名称。")
        kind, month = meaning
        columns.append(
            Column(
                head=_MONEY_UNIT.sub("", head) if kind.is_money else head,
                printed=_with_unit(head) if kind.is_money else head,
                kind=kind,
                month=month,
            )
        )
    return _grouped(columns)


def _meanings(heads: Sequence[str], keys: Keys) -> list[tuple[Kind, int | None] | None]:
    known = [kind_of(key) if key else None for key in keys or [None] * len(heads)]
    if None not in known:
        return known
    return [told or guess for told, guess in zip(known, guessed_meanings(heads), strict=True)]


def guessed_meanings(heads: Sequence[str]) -> list[tuple[Kind, int | None] | None]:
    """What each head of a row of heads would mean to the reader, with its month where it has one."""
    # The reader's words for heads take time to load; a server that writes no table need not have them.
    from documents.dates import months_in
    from documents.tables.heads import head_at
    from documents.tables.meanings import meaning_of

    row = tuple(Cell(head, 1, position) for position, head in enumerate(heads, start=1))
    found: list[tuple[Kind, int | None] | None] = []
    for head, column in zip(heads, head_at(Grid(1, "", (row,)), 1, 1).columns, strict=True):
        candidates = (
            _READ_AS.get(known.value) for known in (column.meaning, meaning_of(head)) if known
        )
        key = next((candidate for candidate in candidates if candidate), None)
        if _STANDING.search(head):
            key = "standing"
        if key is None:
            found.append(None)
            continue
        months = months_in(head) if KIND[key].is_monthly else None
        found.append((KIND[key], months.last if months else None))
    return found


def _with_unit(head: str) -> str:
    """The head with 万元 in brackets, as printed where it has it already."""
    found = _MONEY_UNIT.search(head)
    if found and "万元" in found.group():
        return head
    return _MONEY_UNIT.sub("", head) + "（万元）"


def _grouped(columns: list[Column]) -> tuple[Column, ...]:
    """Those of a group, where all of them and more than one stand side by side, under the head they share."""
    done: list[Column] = []
    while len(done) < len(columns):
        start = len(done)
        group = columns[start].kind.group
        end = start
        while group and end < len(columns) and columns[end].kind.group == group:
            end += 1
        whole = {kind.key for kind in COLUMN_KINDS if kind.group == group}
        if end - start > 1 and {column.key for column in columns[start:end]} == whole:
            done += [replace(column, group=group) for column in columns[start:end]]
        else:
            done.append(columns[start])
    return tuple(done)
