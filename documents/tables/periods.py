"""Of several periods side by side the newest cumulative one is the report; the others are told and left aside.

Reports are cumulative from January. 一季度完成 beside 二季度完成, 6月完成 beside 1-6月累计, 上月进展 beside 本月进展,
2024年完成投资 beside 2025年完成投资: one column of them is this document's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from documents.dates import Months
from documents.tables.columns import YEARLY, Column, set_meaning
from documents.tables.evidence import Under
from documents.tables.meanings import Meaning
from documents.text import bare

_OF_A_YEAR = {Meaning.PROGRESS, Meaning.INVESTED, Meaning.PLAN, Meaning.RATIO}
_GOAL = re.compile(r"目标|任务|计划|指标")
_OF_YEARS = re.compile(
    r"(?<!\d)[两二三四五六2-6]年(?:行动)?(?:的)?(?:总|累计|计划|规划)*(?:目标|任务|计划|指标)|20\d\d年?[-至~]20\d\d|十[三四五六]五|总(?:体)?(?:目标|任务)|规划期"
)
_BEFORE_CHANGE = re.compile(r"年初|原(?:计划|定|目标|任务)|(?:调整|变更)前")
_AFTER_CHANGE = re.compile(r"(?:调整|变更)后")
_SHORT = {"quarter", "month"}
_ENOUGH = 3
"""So many periods whose figures never fall, though together they are more than all, are cumulative."""


def settle_unclear(under: Under, columns: list[Column]) -> None:
    """Bare months (1月, 6月底完成) are results where their cells or the title say so, else goals."""
    due = [column for column in columns if column.meaning is Meaning.MILESTONE]
    period = under.around.period
    for column in due:
        if period and len(due) == 1 and _is_next_step(column, period):
            set_meaning(columns, column, Meaning.IGNORED)
    due = [column for column in columns if column.meaning is Meaning.MILESTONE]
    open_ones = [column for column in due if column.said.act is None]
    reported = any(column.meaning in {Meaning.PROGRESS, Meaning.INVESTED} for column in columns)
    done = {column.path[:-1] for column in columns if column.path[1:] and column.said.act == "done"}
    for column in open_ones:
        beside = column.path[:-1] in done and not under.is_ticked(column)
        told = under.around.is_report and not reported and not under.is_ticked(column)
        if beside or under.tells_of_deeds(column) or (told and not under.is_dated(column)):
            set_meaning(columns, column, Meaning.PROGRESS)


def _is_next_step(column: Column, period: Months) -> bool:
    """9月工作计划 in a report of August: what comes next, which is never published."""
    months = column.months
    return (
        months is not None
        and months.first == period.last + 1
        and re.search(r"工作计划|打算|工作安排|下步", column.label) is not None
    )


def settle_periods(under: Under, columns: list[Column]) -> None:
    """Leaves one period's columns as the report; the others become EARLIER."""
    for column in tuple(columns):
        if column.meaning in _OF_A_YEAR and is_of_another_year(under, column):
            set_meaning(columns, column, Meaning.EARLIER)
    _leave_goals_of_years(under, columns)
    _choose_reports(under, columns)
    _choose_amounts(under, columns)


def _leave_goals_of_years(under: Under, columns: list[Column]) -> None:
    """三年总目标, 2027年目标 beside 2026年目标: the year's is the document's."""
    goals = [column for column in _of(columns, Meaning.TARGET) if _GOAL.search(column.label)]
    of_years = [
        column
        for column in goals
        if _OF_YEARS.search(bare(column.label)) or is_of_another_year(under, column)
    ]
    yearly = [
        column for column in goals if column not in of_years and _says_this_year(under, column)
    ]
    if yearly:
        _drop(columns, of_years, Meaning.IGNORED)
    if any(_AFTER_CHANGE.search("".join(column.path)) for column in goals):
        before = [column for column in goals if _BEFORE_CHANGE.search("".join(column.path))]
        _drop(columns, before, Meaning.IGNORED)


def _says_this_year(under: Under, column: Column) -> bool:
    said = column.said
    return said.is_this_year or (said.year is not None and said.year == under.around.year)


def is_of_another_year(under: Under, column: Column) -> bool:
    said, year = column.said, under.around.year
    if said.is_last_year and not said.is_this_year:
        return True
    return said.year is not None and year is not None and said.year != year


def _of(columns: Sequence[Column], meaning: Meaning) -> list[Column]:
    return [column for column in columns if column.meaning is meaning]


def _drop(
    columns: list[Column], dropped: Sequence[Column], meaning: Meaning = Meaning.EARLIER
) -> None:
    for column in dropped:
        set_meaning(columns, column, meaning)


def _choose_reports(under: Under, columns: list[Column]) -> None:
    reports = _of(columns, Meaning.PROGRESS)
    if len(reports) < 2:
        return
    ages = {column.said.age for column in reports}
    if len(ages) > 1 and -1 in ages:
        _drop(columns, [column for column in reports if column.said.age == -1])
        reports = _of(columns, Meaning.PROGRESS)
    newest = [column for column in reports if "最新" in column.label]
    if newest:
        _drop(columns, [column for column in reports if column not in newest])
        return
    _leave_cumulative(under, columns, reports)
    _choose_dated(under, columns, _of(columns, Meaning.PROGRESS))


def _leave_cumulative(under: Under, columns: list[Column], reports: Sequence[Column]) -> None:
    """本月完成 beside 累计完成: the second tells it all."""
    sums = [column for column in reports if is_cumulative(column)]
    parts = [column for column in reports if _is_part(column) and column not in sums]
    if any(column.months is None and column.said.is_cumulative for column in sums):
        # 一季度完成 beside 二季度完成 and 累计完成 is a quarter's alone, though it begins in January
        parts += [column for column in sums if column.months and column.months.kind in _SHORT]
        sums = [column for column in sums if column not in parts]
    _drop(columns, [part for part in parts if any(_covers(whole, part) for whole in sums)])


def _covers(whole: Column, part: Column) -> bool:
    """1-6月 covers 6月 and 二季度; 累计 without a month covers all; 一季度 does not cover 二季度."""
    if whole.months is None or whole.months.kind in YEARLY:
        return whole.said.is_cumulative
    return part.months is None or part.months.last <= whole.months.last


def _is_part(column: Column) -> bool:
    """Of a month or a quarter alone: 本月完成, 6月完成, 二季度完成."""
    said = column.said
    months = said.months
    return said.is_in_period or (months is not None and months.first > 1)


def is_cumulative(column: Column) -> bool:
    """Counted from January: 累计, 1-6月, 上半年, 一季度."""
    said = column.said
    return said.is_cumulative or (said.months is not None and said.months.first == 1)


def _choose_dated(under: Under, columns: list[Column], reports: Sequence[Column]) -> None:
    dated = [column for column in reports if (column.months and column.months.kind not in YEARLY)]
    ends = sorted({_end(column) for column in dated})
    if len(ends) < 2:
        return
    told = [column for column in dated if under.has_content(column)] or dated
    told = _until(under.around.period, told)
    last = max(_end(column) for column in told)
    chosen = [column for column in dated if _end(column) == last]
    if _are_single_figures(under, columns, told, chosen):
        _drop(columns, [column for column in dated if column not in told])
        _drop(columns, told, Meaning.PERIODIC)
        return
    _drop(columns, [column for column in dated if column not in chosen])


def _until(period: Months | None, told: list[Column]) -> list[Column]:
    """Not beyond the document's own period, where columns within it tell something."""
    if period is None:
        return told
    return [column for column in told if _end(column) <= period.last] or told


def _end(column: Column) -> int:
    assert column.months is not None
    return column.months.last


def _are_cumulative(under: Under, columns: Sequence[Column], ordered: Sequence[Column]) -> bool:
    """By their figures alone: they never fall, and their sum would be more than the target or the ratio allows."""
    if len(ordered) < _ENOUGH or not under.never_falls(ordered):
        return False
    wholes = [c for c in columns if c.meaning in {Meaning.TARGET, Meaning.PLAN}]
    ratios = [c for c in columns if c.said.is_rate]
    return any(under.sum_exceeds(ordered, whole) for whole in wholes) or any(
        under.share_fits(ordered[-1], whole, ratio) > 0 for whole in wholes for ratio in ratios
    )


def _are_single_figures(
    under: Under, columns: Sequence[Column], told: Sequence[Column], chosen: Sequence[Column]
) -> bool:
    """Figures of each month alone, whose newest is not what was done since January."""
    figures = [column for column in told if under.is_numeric(column)]
    if len(figures) < 2 or len(figures) < len(told):
        return False
    if all(is_cumulative(column) for column in chosen):
        return False
    ordered = sorted(figures, key=_end)
    return not _are_cumulative(under, columns, ordered)


def _choose_amounts(under: Under, columns: list[Column]) -> None:
    """完成额: the newest that counts from January; an amount of a month alone is nobody's 完成额."""
    amounts = _of(columns, Meaning.INVESTED)
    if not amounts:
        return
    whole = [column for column in amounts if not _is_part(column) or is_cumulative(column)]
    if not whole:
        whole = _cumulative_by_figures(under, columns, amounts)
    told = _until_amounts(under, [column for column in whole if under.has_content(column)] or whole)
    if not told:
        _drop(columns, amounts[:-1])
        _drop(columns, amounts[-1:], Meaning.UNSURE)
        return
    dated = [
        _end(column)
        for column in amounts
        if column.months and column.months.kind not in YEARLY and under.has_content(column)
    ]
    newest = max(dated, default=0)
    if under.around.period is not None:
        newest = max(newest, under.around.period.last)
    best = max(told, key=lambda column: _amount_rank(column, newest))
    if _stops_early(best, max(dated, default=0)):
        _drop(columns, amounts)
        _drop(columns, [best], Meaning.UNSURE)
        return
    _drop(columns, [column for column in amounts if column.position != best.position])


def _until_amounts(under: Under, told: list[Column]) -> list[Column]:
    period = under.around.period
    if period is None:
        return told
    return [
        column for column in told if not column.months or column.months.last <= period.last
    ] or told


def _stops_early(column: Column, newest: int) -> bool:
    """一季度完成 in a table that goes on to June is not what was done till June."""
    months = column.months
    return months is not None and months.kind not in YEARLY and months.last < newest


def _amount_rank(column: Column, newest: int) -> tuple[bool, int, bool, bool, int]:
    said = column.said
    months = said.months if said.months and said.months.kind not in YEARLY else None
    of_this_year = said.is_this_year or months is not None or said.year is not None
    return (
        of_this_year and not _stops_early(column, newest),
        months.last if months else newest,
        "累计" in column.label,
        not said.is_in_period,
        -column.position,
    )


def _cumulative_by_figures(
    under: Under, columns: Sequence[Column], amounts: Sequence[Column]
) -> list[Column]:
    """Amounts by month that never fall over three months or more, the newest of them."""
    told = [column for column in amounts if column.months and under.has_content(column)]
    ordered = sorted(told, key=_end)
    return ordered[-1:] if _are_cumulative(under, columns, ordered) else []
