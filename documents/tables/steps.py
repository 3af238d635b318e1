"""Plans told by dates and ticks: a column a step with its day in the cells (倒排工期), a tick under the month."""

from __future__ import annotations

import re

from documents.tables.columns import Column, set_meaning
from documents.tables.evidence import Under
from documents.tables.meanings import Meaning, meaning_of

_NO_STEP = {
    Meaning.NUMBER,
    Meaning.MILESTONE,
    Meaning.LEAD,
    Meaning.COOPERATING,
    Meaning.REMARK,
    Meaning.CATEGORY,
    Meaning.MEASURE,
    Meaning.ANSWER,
    Meaning.REASON,
}
_MONEY = {Meaning.PLAN, Meaning.INVESTED, Meaning.RATIO}
_BEGINS_OR_ENDS = re.compile(
    r"(?:开工|启动|完工|竣工|完成|建成|投用|起止)?(?:时间|日期|时限|期限|年月)"
)
_SCHEDULES = {Meaning.SCHEDULE, Meaning.DEADLINE}
_TABLE_OF_DAYS = re.compile(r"工期|倒排|节点|进度|时间|时序|计划|安排|步骤|阶段")


def settle_steps(under: Under, columns: list[Column]) -> None:
    """Columns with nothing but days, two or more of them under one head or under heads that name steps."""
    dated = [
        column
        for column in columns
        if column.meaning not in _NO_STEP | _MONEY
        and column.path
        and not column.said.is_firm
        and under.is_dated(column)
    ]
    groups: dict[tuple[str, ...], list[Column]] = {}
    for column in dated:
        groups.setdefault(column.path[:-1], []).append(column)
    for parents, group in groups.items():
        if len(group) < 2:
            continue
        if not parents and not all(_names_a_step(column) for column in group):
            continue
        if parents and not _TABLE_OF_DAYS.search("".join(parents)):
            continue
        for column in group:
            set_meaning(columns, column, Meaning.STEP)


def _names_a_step(column: Column) -> bool:
    """招标, 主体完工, not 开工时间 and 完成时间, which say when the whole begins and ends."""
    core = re.sub(r"\([^()]*\)?", "", column.label)
    return not _BEGINS_OR_ENDS.fullmatch(core) and meaning_of(core) not in _SCHEDULES


def settle_ticks(under: Under, columns: list[Column]) -> None:
    """A tick under a month is the day by which all is due, unless the head says it was done."""
    for column in tuple(columns):
        if column.meaning is Meaning.DEADLINE and column.months and under.is_ticked(column):
            set_meaning(columns, column, Meaning.MILESTONE)
