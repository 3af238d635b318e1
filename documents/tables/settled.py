"""A head as its table's cells, title and neighbours settle it, and what is told of columns left aside."""

from __future__ import annotations

from collections.abc import Sequence

from documents.grids import Grid
from documents.reading import Finding, Place
from documents.tables import told
from documents.tables.amounts import is_source, is_spent, settle_plan, settle_ratio
from documents.tables.answers import settle_answer_columns
from documents.tables.columns import Column, Head, says_problems_too
from documents.tables.evidence import Around, Under
from documents.tables.heads import settle_by_rows
from documents.tables.meanings import Meaning
from documents.tables.measures import settle_measure_columns, settle_measures
from documents.tables.periods import settle_periods, settle_unclear
from documents.tables.steps import settle_steps, settle_ticks


def settled(grid: Grid, head: Head, around: Around) -> Head:
    """What each column holds, all evidence counted."""
    head = settle_by_rows(grid, head)
    columns = list(head.columns)
    under = Under(grid, head, around)
    settle_measure_columns(under, columns)
    settle_steps(under, columns)
    settle_ticks(under, columns)
    settle_unclear(under, columns)
    head = settle_answer_columns(grid, Head(head.top, head.bottom, tuple(columns)))
    columns = list(head.columns)
    settle_measures(under, columns)
    settle_periods(under, columns)
    settle_plan(under, columns)
    settle_ratio(under, columns)
    return Head(head.top, head.bottom, tuple(columns))


def told_of(grid: Grid, head: Head) -> list[Finding]:
    """Of each column that tells of another time which was read instead, and which report holds what is not public."""
    findings: list[Finding] = [
        told.problems_too(_label(column), Place(grid.index, head.bottom, column.position))
        for column in head.of(Meaning.PROGRESS)
        if says_problems_too(column.label)
    ]
    money = _labels(head.of(Meaning.INVESTED))
    words = _labels(head.of(Meaning.PROGRESS, Meaning.PERIODIC))
    under = Under(grid, head, Around())
    sources = [column for column in head.columns if is_source(column)]
    if len(sources) > 1 and not head.of(Meaning.PLAN):
        place = Place(grid.index, head.bottom, sources[0].position)
        findings.append(told.sources_alone(_labels(sources), place))
    findings += [
        told.taken_as_spent(_label(column), Place(grid.index, head.bottom, column.position))
        for column in head.of(Meaning.INVESTED)
        if is_spent(column)
    ]
    for column in head.of(Meaning.EARLIER):
        read = money or words if column.said.is_money else words or money
        if under.texts(column):
            place = Place(grid.index, head.bottom, column.position)
            findings.append(told.of_another_time(_label(column), read, place))
    return findings


def _labels(columns: Sequence[Column]) -> str:
    return "、".join(_label(column) for column in columns)


def _label(column: Column) -> str:
    return "".join(column.path[-2:])
