"""Whether figures are money or counts, and what they count: by the words of the heads, else by the cells."""

from __future__ import annotations

import re

from documents.tables.columns import Column, set_meaning
from documents.tables.evidence import Under
from documents.tables.grammar import is_measure
from documents.tables.meanings import Meaning, core_of

_SUM_OF_PARTS = re.compile(r"(?:全[县市区镇旗州])?(?:总数|总量|合计|总计|小计|数量)")
_DONE = {Meaning.PROGRESS, Meaning.INVESTED}


def settle_measure_columns(under: Under, columns: list[Column]) -> None:
    """A column of nothing but 座, 人次, 户 says what the row's numbers count, whatever its head."""
    for column in tuple(columns):
        if column.meaning in {Meaning.UNIT, Meaning.COOPERATING, Meaning.LEAD, None}:
            texts = under.texts(column)
            if texts and all(map(is_measure, texts)):
                set_meaning(columns, column, Meaning.MEASURE)
    _goals_in_a_sum(under, columns)


def _goals_in_a_sum(under: Under, columns: list[Column]) -> None:
    """合计 or 数量 beside 计量单位, before the parts of each town: the goal, where no column says 目标."""
    meanings = {column.meaning for column in columns}
    if Meaning.MEASURE not in meanings or Meaning.TARGET in meanings:
        return
    for column in tuple(columns):
        is_sum = column.meaning is None and _SUM_OF_PARTS.fullmatch(core_of(column.label))
        if is_sum and under.is_plain(column):
            set_meaning(columns, column, Meaning.TARGET)
            return


def settle_measures(under: Under, columns: list[Column]) -> None:
    """Figures under heads that say neither money nor counts (累计完成, 年度计划) are told apart.

    Counts by their units (900户), a unit in the head or a column 计量单位; money where the line over the table
    or the plan beside it is money. Where both may be, the printed ratio decides, else nobody does: UNSURE.
    """
    counted = any(column.meaning is Meaning.MEASURE for column in columns)
    promises_counts = _promises_counts(under, columns)
    in_money = not counted and not promises_counts and _plans_money(columns)
    for column in tuple(columns):
        if column.meaning is Meaning.MILESTONE and _is_paid(under, column, in_money=in_money):
            set_meaning(columns, column, Meaning.PLAN)
        elif column.meaning is Meaning.PLAN and under.counts(column) and not column.said.is_money:
            set_meaning(columns, column, Meaning.TARGET)
    if not counted:
        _plans_in_money(under, columns)
    plans = [column for column in columns if column.meaning is Meaning.PLAN]
    for column in tuple(columns):
        if column.meaning in _DONE and column.said.act == "done" and not column.said.is_rate:
            set_meaning(columns, column, _done(under, columns, column, plans, counted))


def _plans_money(columns: list[Column]) -> bool:
    return any(column.meaning is Meaning.PLAN for column in columns)


def _promises_counts(under: Under, columns: list[Column]) -> bool:
    """Whether the targets, or the names where there are none, promise anything in figures."""
    words = [column for column in columns if column.meaning in {Meaning.TARGET, Meaning.NAME}]
    return any(re.search(r"\d", text) for column in words for text in under.texts(column))


def _is_paid(under: Under, column: Column, *, in_money: bool) -> bool:
    """Amounts by month: by their head, or bare figures in a table of nothing but money."""
    if under.counts(column) or not under.is_numeric(column):
        return False
    return column.said.is_money or (in_money and under.is_plain(column))


def _plans_in_money(under: Under, columns: list[Column]) -> None:
    """年度计划 over bare numbers under a line 单位:万元 is money, where another column holds the target."""
    if under.around.scale is None:
        return
    if any(column.meaning is Meaning.PLAN for column in columns):
        return
    for column in tuple(columns):
        is_plan = column.meaning is Meaning.TARGET and column.said.act == "plan"
        if is_plan and under.is_plain(column) and not under.counts(column):
            set_meaning(columns, column, Meaning.PLAN)


def _done(
    under: Under, columns: list[Column], column: Column, plans: list[Column], counted: bool
) -> Meaning | None:
    """What a column of results holds: money, counts or words, or what cannot be told apart."""
    if not under.texts(column):
        return column.meaning
    if column.said.is_money:
        is_money = under.is_numeric(column) and not under.counts(column)
        return Meaning.INVESTED if is_money else column.meaning
    if counted or under.counts(column) or not under.is_numeric(column):
        return Meaning.PROGRESS
    if under.pays(column):
        return Meaning.INVESTED
    paid = any(other.meaning is Meaning.INVESTED and other.said.is_money for other in columns)
    if paid and _promises_counts(under, columns):
        return Meaning.PROGRESS
    if not plans:
        return Meaning.INVESTED if under.around.scale is not None else Meaning.PROGRESS
    return _by_ratio(under, columns, column, plans)


def _by_ratio(under: Under, columns: list[Column], column: Column, plans: list[Column]) -> Meaning:
    targets = [
        other for other in columns if other.meaning is Meaning.TARGET and under.is_numeric(other)
    ]
    if not targets:
        return Meaning.INVESTED
    ratios = [other for other in columns if other.said.is_rate and under.is_numeric(other)]
    paid = max(
        (under.share_fits(column, plan, ratio) for plan in plans for ratio in ratios), default=0
    )
    counts = max(
        (under.share_fits(column, target, ratio) for target in targets for ratio in ratios),
        default=0,
    )
    if paid == counts:
        return Meaning.UNSURE
    return Meaning.INVESTED if paid > counts else Meaning.PROGRESS
