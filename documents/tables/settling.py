"""What the heads mean beside each other: which of two is the name, which unit leads, what is a pair."""

from __future__ import annotations

import re
from collections.abc import Sequence

from documents.tables.columns import DONE, SCHEDULE_WORDS, YEARLY, Column, set_meaning
from documents.tables.meanings import Meaning, core_of, name_rank

_STARTED = re.compile(r"开工|动工|启动|投用|投入使用|交付|验收|开放")


def resolve(columns: Sequence[Column]) -> tuple[Column, ...]:
    """What the heads mean beside each other: which of two is the name, which unit leads, what is a pair."""
    columns = list(columns)
    settle_words(columns)
    _settle_answers(columns)
    _settle_units(columns)
    _settle_schedule(columns)
    _settle_pairs(columns)
    return tuple(columns)


def _with(columns: Sequence[Column], *meanings: Meaning) -> list[Column]:
    return [column for column in columns if column.meaning in meanings]


def settle_words(columns: list[Column]) -> None:
    words = _with(columns, Meaning.NAME, Meaning.TARGET)
    if len(words) < 2:
        return
    ranked = sorted(words, key=lambda column: (-name_rank(column.label), column.position))
    if name_rank(ranked[0].label) == name_rank(ranked[1].label) == 0:
        return
    for column in words:
        set_meaning(columns, column, Meaning.NAME if column is ranked[0] else Meaning.TARGET)


def _settle_answers(columns: list[Column]) -> None:
    """A reason belongs to an answer or a report; 是否开工 alone is a feature of a plan, not what came of it."""
    if _with(columns, Meaning.PROGRESS):
        return
    answers = _with(columns, Meaning.ANSWER)
    if all(_STARTED.search(column.label) for column in answers):
        for column in (*answers, *_with(columns, Meaning.REASON)):
            set_meaning(columns, column, Meaning.IGNORED)


def _settle_units(columns: list[Column]) -> None:
    units = _with(columns, Meaning.UNIT)
    leads = _with(columns, Meaning.LEAD)
    if leads:
        for column in (*leads[1:], *units):
            set_meaning(columns, column, Meaning.COOPERATING)
    elif len(units) > 1:
        main = next((column for column in units if "责任" in column.label), units[0])
        for column in units:
            if column is not main:
                set_meaning(columns, column, Meaning.COOPERATING)


def _settle_pairs(columns: list[Column]) -> None:
    """Of a period's goal and what came of it (二季度: 目标, 完成) the second is reported, not due."""
    due = _with(columns, Meaning.MILESTONE)
    goals = {column.path[:-1] for column in due if SCHEDULE_WORDS.search(column.path[-1])}
    for column in due:
        is_half = len(column.path) > 1 and column.path[:-1] in goals
        if is_half and DONE.fullmatch(core_of(column.path[-1])):
            set_meaning(columns, column, Meaning.PROGRESS)


def _settle_schedule(columns: list[Column]) -> None:
    """The year's goal beside goals by month is a target where there is no other, else the year's end."""
    milestones = _with(columns, Meaning.MILESTONE)
    if not milestones:
        return
    targets = _with(columns, Meaning.TARGET)
    yearly = [
        column for column in targets if re.match(r"(?:20\d\d年)?(?:全年|年底|年末)", column.label)
    ]
    if yearly and len(yearly) < len(targets):
        for column in yearly:
            set_meaning(columns, column, Meaning.MILESTONE)
    if not _with(columns, Meaning.TARGET, Meaning.NAME):
        for column in milestones:
            if column.months and column.months.kind in YEARLY:
                set_meaning(columns, column, Meaning.TARGET)
                return
