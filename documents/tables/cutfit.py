"""Which column each line of a row belongs to, from what it says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import accumulate

from documents.dates import deadline_month
from documents.tables.answers import is_answer
from documents.tables.columns import Column
from documents.tables.meanings import Meaning
from documents.text import bare, item_mark
from documents.units import looks_like_units

_PROSE = {Meaning.TARGET, Meaning.PROGRESS, Meaning.MILESTONE, Meaning.SCHEDULE}
_UNITS = {Meaning.UNIT, Meaning.LEAD, Meaning.COOPERATING}
_MONEY = {Meaning.PLAN, Meaning.INVESTED, Meaning.RATIO}
_FIGURE = re.compile(r"[-+]?\d[\d,.]*(?:亿元|万元|元)?|[-/—]+")
_PERCENT = re.compile(r"\d+(?:\.\d+)?%?|[-/—]+")
_BLANK_COST = {
    Meaning.NAME: 6.0,
    Meaning.TARGET: 3.0,
    Meaning.UNIT: 2.0,
    Meaning.LEAD: 2.0,
    Meaning.COOPERATING: 0.6,
    Meaning.MILESTONE: 1.0,
    Meaning.PROGRESS: 1.5,
    Meaning.PLAN: 1.5,
    Meaning.INVESTED: 1.0,
    Meaning.RATIO: 0.9,
    Meaning.DEADLINE: 1.0,
    Meaning.SCHEDULE: 1.0,
    Meaning.ANSWER: 0.4,
    Meaning.REASON: 0.4,
    Meaning.IGNORED: 0.4,
}
_NEW_SUB_ROW = 2.5
_MOST_STATES = 16
"""How many half-read ways are followed at a time: keeps a row's cost linear in its lines."""


@dataclass(slots=True)
class Fit:
    """Lines put into columns, sub-row by sub-row, and how well they fit."""

    score: float
    rows: list[dict[int, list[str]]] = field(default_factory=list)

    def put(self, columns: Sequence[Column], meaning: Meaning, text: str) -> None:
        """Writes a text into the first sub-row's column of a meaning."""
        for column in columns:
            if column.meaning is meaning:
                self.rows[0][column.position] = [text]
                return


_Step = tuple[float, tuple[tuple[int, int], ...]]
"""A score and, for each line so far, the sub-row and the column it stands in."""


def fit_block(texts: Sequence[str], columns: Sequence[Column]) -> Fit:
    """The best way to read the lines of one project as its row, or as its row and sub-rows.

    Lines keep their order; a column may be blank, or take several lines (the items of a list, units a line
    each). A row that goes on behind its last column begins again at a target, for a further task.
    """
    free = [
        column for column in columns if column.meaning not in {Meaning.NUMBER, Meaning.CATEGORY}
    ]
    first_costs = _running([_cost(column.meaning, 0) for column in free])
    later_costs = _running([_cost(column.meaning, 1) for column in free])
    opening = _PROSE | _UNITS
    if not any(column.meaning is Meaning.TARGET for column in free):
        opening = opening | {Meaning.NAME}  # the words under 民生实事 are the tasks
    begin = next((i for i, column in enumerate(free) if column.meaning in opening), None)
    # For the sub-row and column in which the last line stands, the best way to come there.
    states: dict[tuple[int, int], _Step] = {(0, -1): (0.0, ())}
    for text in texts:
        fits = [
            (i, value)
            for i, column in enumerate(free)
            if (value := _first(column.meaning, text)) is not None
        ]
        again = [
            (i, value)
            for i, value in fits
            if free[i].meaning in opening
            and not (free[i].meaning is Meaning.NAME and _are_units(text))
        ]
        following: dict[tuple[int, int], _Step] = {}
        for (sub_row, at), (score, path) in states.items():
            costs = later_costs if sub_row else first_costs
            if at >= 0 and (more := _more(free[at].meaning, text)) is not None:
                _keep(following, (sub_row, at), score + more, path)
            for column, value in fits:
                if column > at:
                    skipped = costs[column] - costs[at + 1]
                    _keep(following, (sub_row, column), score - skipped + value, path)
            if begin is None or begin > at:
                continue
            rest = score - (costs[-1] - costs[at + 1]) - _NEW_SUB_ROW
            for column, value in again:
                skipped = later_costs[column] - later_costs[begin] if column > begin else 0.0
                _keep(following, (sub_row + 1, column), rest - skipped + value, path)
        if not following:
            return Fit(-1e9, [{}])
        likely = sorted(following.items(), key=lambda item: -item[1][0])[:_MOST_STATES]
        states = dict(likely)
    return _best(states, free, texts)


def _running(costs: Sequence[float]) -> list[float]:
    """Sums of the costs before each column, and of all."""
    return [0.0, *accumulate(costs)]


def cell_value(meaning: Meaning | None, text: str) -> float | None:
    """How well a whole cell fits a column; None where it cannot stand there."""
    lines = [line for line in text.split("\n") if bare(line)]
    if meaning is Meaning.CATEGORY or not lines:
        return 0.5
    if meaning in _UNITS:
        return _first(meaning, text)
    values = [_first(meaning, lines[0]), *(_more(meaning, line) for line in lines[1:])]
    if any(value is None for value in values):
        return None
    return sum(value for value in values if value is not None)


def blank_cost(meaning: Meaning | None) -> float:
    """What a blank column costs in a row with a number."""
    return _cost(meaning, 0)


def _keep(
    states: dict[tuple[int, int], _Step],
    key: tuple[int, int],
    score: float,
    path: tuple[tuple[int, int], ...],
) -> None:
    """Remembers a way to put a line into a sub-row and column, if it is the best so far."""
    known = states.get(key)
    if known is None or score > known[0]:
        states[key] = (score, (*path, key))


def _best(
    states: dict[tuple[int, int], _Step], free: Sequence[Column], texts: Sequence[str]
) -> Fit:
    ends = [
        (score - sum(_cost(column.meaning, sub_row) for column in free[at + 1 :]), path)
        for (sub_row, at), (score, path) in states.items()
    ]
    score, path = max(ends, key=lambda end: end[0])
    rows: list[dict[int, list[str]]] = [{}]
    for (sub_row, at), text in zip(path, texts, strict=True):
        while len(rows) <= sub_row:
            rows.append({})
        rows[sub_row].setdefault(free[at].position, []).append(text)
    return Fit(score, rows)


def _cost(meaning: Meaning | None, sub_row: int) -> float:
    """What a blank column costs; sub-rows share the merged cells of the first."""
    if meaning is None:
        return 0.0
    if sub_row and meaning not in {Meaning.TARGET, Meaning.MILESTONE}:
        return 0.1
    return _BLANK_COST.get(meaning, 0.0)


@lru_cache(maxsize=20_000)
def _first(meaning: Meaning | None, text: str) -> float | None:
    """How well a line begins a cell of a column; None where it cannot stand there."""
    plain = bare(text)
    is_figure = _FIGURE.fullmatch(plain) is not None
    if meaning in {Meaning.PLAN, Meaning.INVESTED}:
        return 3.0 if is_figure else None
    if meaning is Meaning.RATIO:
        if not _PERCENT.fullmatch(plain):
            return None
        return 3.0 if len(plain.partition(".")[0].rstrip("%")) <= 3 else -2.0
    if is_figure:
        return 0.2 if meaning in {Meaning.REMARK, Meaning.REASON, Meaning.IGNORED, None} else None
    if meaning in _UNITS:
        return 4.0 if _are_units(text) else None
    if meaning is Meaning.DEADLINE:
        return 4.0 if len(plain) <= 20 and deadline_month(plain) else None
    if meaning is Meaning.NAME:
        if len(plain) > 45 or (item_mark(text) and len(plain) > 20):
            return -3.0
        return 2.0 if not plain.endswith(("。", ";", ",")) else 0.5
    if meaning in _PROSE:
        if _are_units(text) and len(plain) <= 12:
            return -2.0
        return 2.0 if plain.endswith(("。", ";")) or len(plain) >= 12 else 0.8
    if meaning is Meaning.ANSWER:
        return 2.5 if is_answer(text) else -2.0
    if meaning is Meaning.IGNORED:
        return 1.2 if len(plain) <= 4 else 0.3 if len(plain) <= 20 else -2.0
    return 0.4 if len(plain) <= 30 else -1.0


@lru_cache(maxsize=20_000)
def _more(meaning: Meaning | None, text: str) -> float | None:
    """How well a line goes on in the cell of the line before: a further item, a further unit, a broken line."""
    plain = bare(text)
    if meaning in _MONEY or meaning is Meaning.DEADLINE or _FIGURE.fullmatch(plain):
        return None
    if meaning in _UNITS:
        return 1.0 if _are_units(text) else -1.5 if len(plain) <= 6 else None
    if meaning is Meaning.NAME:
        return -2.0 if len(plain) <= 12 else None
    if meaning in _PROSE:
        mark = item_mark(text)
        if _are_units(text) and len(plain) <= 12:
            return -4.0
        return 1.0 if mark and mark[1] > 1 else -1.8
    return -1.0


@lru_cache(maxsize=20_000)
def _are_units(text: str) -> bool:
    return looks_like_units(text)
