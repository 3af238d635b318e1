"""Heads that stand on bare lines: a run of lines that all name columns."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from documents.dates import months_in
from documents.grids import Cell, Grid
from documents.numbers import parse_number
from documents.tables import categories
from documents.tables.meanings import Meaning, meaning_of
from documents.text import bare

_MONEY = {Meaning.PLAN, Meaning.INVESTED, Meaning.RATIO}
_TITLE = re.compile(r"(?:表|清单|方案|台账|一览|汇总|公示|通知|情况的?报告)(?:\([^()]*\))?$")
_MONEY_GROUP = re.compile(r"情况|^(?:投资|资金|经费)(?:\(.*)?$")


def head_run(lines: Sequence[str], start: int) -> tuple[list[str], int]:
    """The heads that stand on lines from one on, broken ones joined, and the line behind them."""
    heads: list[str] = []
    at = start
    while at < len(lines) and len(heads) < 40:
        text = bare(lines[at])
        if not text:
            at += 1
            continue
        if (heads and re.fullmatch(r"\([^()]*\)?|[^(]*\)", text) and len(text) <= 12) or (
            heads and len(text) <= 3 and len(heads[-1]) <= 3 and meaning_of(heads[-1] + text)
        ):
            heads[-1] += text
        elif _is_head(text):
            heads.append(text)
        elif (parts := [bare(part) for part in lines[at].split(" ") if part]) and (
            len(parts) > 2 and all(map(_is_head, parts))
        ):
            heads.extend(parts)
        else:
            break
        at += 1
    return heads, at


def _is_head(text: str) -> bool:
    if len(text) > 24 or categories.is_total(text) or parse_number(text):
        return False
    if categories.has_numeral(text) or text.endswith(("。", ";", ",")):
        return False
    if len(text) > 8 and _TITLE.search(text):
        return False  # the table's title right above its head
    return (
        meaning_of(text) is not None and (len(text) <= 12 or bool(re.search(r"[()]|20\d\d", text)))
    ) or (months_in(text) is not None and len(text) <= 12)


Levels = tuple[list[str], dict[int, list[str]]]
"""Heads of the first row; and by position the parts of those that are split."""


def levels_of(heads: Sequence[str]) -> Iterator[Levels]:
    """The ways to read heads: all in one row, or the last of them as parts of a split one."""
    yield list(heads), {}
    for cut in range(3, len(heads) - 1):
        groups: dict[int, list[str]] = {}
        for part in heads[cut:]:
            group = _group_of(part, heads[:cut])
            if group is None:
                break
            groups.setdefault(group, []).append(part)
        else:
            if all(len(found) >= 2 for found in groups.values()):
                yield list(heads[:cut]), groups


def _group_of(part: str, heads: Sequence[str]) -> int | None:
    """Which head a part belongs under: months under 阶段性目标, sums under 投资完成情况."""
    meaning = meaning_of(part)
    months = months_in(part)
    for position, head in enumerate(heads):
        if months_in(head):
            continue
        own = meaning_of(head)
        if meaning in _MONEY and own in _MONEY and _MONEY_GROUP.search(head):
            return position
        if months and meaning not in _MONEY and own in {Meaning.SCHEDULE, Meaning.PROGRESS}:
            return position
        if meaning in {Meaning.LEAD, Meaning.COOPERATING} and own is Meaning.UNIT:
            return position
    return None


def head_grid(upper: Sequence[str], lower: dict[int, list[str]]) -> Grid:
    first: list[Cell | None] = []
    second: list[Cell | None] = []
    for position, text in enumerate(upper):
        parts = lower.get(position)
        column = len(first) + 1
        if parts is None:
            cell = Cell(text, 1, column, 2, 1)
            first.append(cell)
            second.append(cell)
            continue
        group = Cell(text, 1, column, 1, len(parts))
        for offset, part in enumerate(parts):
            first.append(group)
            second.append(Cell(part, 2, column + offset))
    return Grid(0, "", (tuple(first), tuple(second)))
