"""Which of several sums is the year's plan, and which ratio is the money's."""

from __future__ import annotations

import re

from documents.tables.columns import YEARLY, Column, set_meaning
from documents.tables.evidence import Under
from documents.tables.meanings import Meaning

_SOURCES = re.compile(
    r"中央|省级|省财政|市级|区级|县级|镇级|本级|自筹|专项|债券|社会|上级|配套|贷款|其中|财政资金|补助|地方"
)
_WHOLE = re.compile(r"小计|合计|总额|总投资|总计|总概算|总数")
_BEFORE_CHANGE = re.compile(r"年初|原计划|原定|调整前|变更前")
_PAID_OUT = re.compile(r"拨付|到位|支付|下达")
_SPENT = re.compile(r"投入|花费|耗资|使用")
_NOT_YET_SPENT = re.compile(r"计划|[拟预应需总]|概算|估算|匡算|安排|申请|争取|目标")


def settle_plan(under: Under, columns: list[Column]) -> None:
    """The year's plan before the whole investment, a sum before its sources, a plan by month never."""
    plans = [column for column in columns if column.meaning is Meaning.PLAN]
    for column in plans:
        if _is_of_a_period(column) or (_BEFORE_CHANGE.search(column.label) and len(plans) > 1):
            set_meaning(columns, column, Meaning.EARLIER)
    _settle_spent(columns)
    plans = _without_sources(columns)
    if len(plans) > 1:
        filled = {column.position: under.figures(column) for column in plans}
        most = max(filled.values())
        invested, ratio = (
            _first(columns, meaning) for meaning in (Meaning.INVESTED, Meaning.RATIO)
        )
        best = max(
            plans,
            key=lambda column: (
                filled[column.position] * 2 > most,
                under.share_fits(invested, column, ratio) > 0,
                *_plan_rank(column),
            ),
        )
        for column in plans:
            if column is not best:
                set_meaning(columns, column, Meaning.IGNORED)


def _without_sources(columns: list[Column]) -> list[Column]:
    """A source of the money is never the plan: beside a sum, though blank, nor of several sources one."""
    plans = [column for column in columns if column.meaning is Meaning.PLAN]
    sources = [column for column in plans if _SOURCES.search(column.path[-1])]
    if len(plans) < 2 or not sources:
        return plans
    for column in sources:
        set_meaning(columns, column, Meaning.IGNORED)
    return [column for column in plans if column not in sources]


def is_source(column: Column) -> bool:
    """Whether a head tells where a part of the money comes from: 中央资金."""
    return (
        column.meaning is Meaning.IGNORED
        and column.said.is_money
        and _SOURCES.search(column.path[-1]) is not None
    )


def _settle_spent(columns: list[Column]) -> None:
    """投入资金 beside what was done is money spent; in a table of goals alone it is the plan."""
    if not _first(columns, Meaning.PROGRESS) or _first(columns, Meaning.INVESTED):
        return
    spent = [column for column in columns if column.meaning is Meaning.PLAN and is_spent(column)]
    if len(spent) == 1:
        set_meaning(columns, spent[0], Meaning.INVESTED)


def is_spent(column: Column) -> bool:
    """Whether a head says that money went in, and neither that it shall (计划投入) nor that it has (已投入)."""
    if column.said.act is not None or column.said.is_rate:
        return False
    words = "".join(column.path)
    return bool(_SPENT.search(column.label)) and not _NOT_YET_SPENT.search(words)


def _is_of_a_period(column: Column) -> bool:
    months = column.months
    if column.said.is_in_period or column.said.age == -1:
        return True
    return (
        months is not None and months.kind not in YEARLY and (months.first, months.last) != (1, 12)
    )


def _plan_rank(column: Column) -> tuple[bool, bool, bool, bool, bool, int]:
    text = "".join(column.path)
    last = column.path[-1]
    return (
        not _SOURCES.search(last),
        bool(re.search(r"年度|20\d\d年|本年|当年|今年", text)),
        bool(re.search(r"小计|合计|总额|总计", last)),
        bool(re.search(r"计划|安排", last)),
        bool(_WHOLE.search(text)),
        -column.position,
    )


def settle_ratio(under: Under, columns: list[Column]) -> None:
    """The ratio that the rows' money gives; 完成率 of counts is none, nor that of money paid out."""
    plan, invested = _first(columns, Meaning.PLAN), _first(columns, Meaning.INVESTED)
    for column in tuple(columns):
        if column.meaning is Meaning.IGNORED and _gives_the_share(under, column, invested, plan):
            set_meaning(columns, column, Meaning.RATIO)
    ratios = [column for column in columns if column.meaning is Meaning.RATIO]
    if not ratios:
        return
    fits = {column: under.share_fits(invested, plan, column) for column in ratios}
    best = max(ratios, key=lambda column: (fits[column], _ratio_rank(column), -column.position))
    keeps = (plan is not None or invested is not None) and (
        fits[best] > 0 or _is_of_money(best, plan, invested, is_denied=fits[best] < 0)
    )
    for column in ratios:
        if column is not best or not keeps:
            set_meaning(columns, column, Meaning.IGNORED)


def _gives_the_share(
    under: Under, column: Column, invested: Column | None, plan: Column | None
) -> bool:
    """完成年度计划(%): a percent that is in each row what was done of the plan."""
    if not column.said.is_rate or re.search(r"形象|拨付|到位|支付", "".join(column.path)):
        return False
    return under.share_fits(invested, plan, column) >= max(len(under.texts(column)), 1)


def _first(columns: list[Column], meaning: Meaning) -> Column | None:
    return next((column for column in columns if column.meaning is meaning), None)


def _ratio_rank(column: Column) -> tuple[bool, bool]:
    text = "".join(column.path)
    return bool(re.search(r"年度|本年|投资|占", text)), "累计" in text


def _is_of_money(
    column: Column, plan: Column | None, invested: Column | None, *, is_denied: bool
) -> bool:
    """By its own words (投资完成率, 占比), or beside a plan and what was done of it that do not deny it."""
    text = "".join(column.path)
    if _PAID_OUT.search(text):
        return invested is not None and bool(_PAID_OUT.search("".join(invested.path)))
    if re.search(r"投资|资金|占", text):
        return True
    return plan is not None and invested is not None and not is_denied
