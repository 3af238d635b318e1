"""What a head says as grammar: planned or done, of which time, measured in what.

Heads differ in every office, but they are put together from the same parts: a period (1-6月, 上半年, 截至9月底), an act
(计划, 目标 or 完成, 累计, 已), a measure (投资, 率, plain counts) and a unit in brackets (万元, 座, %). The parts decide
what a column may hold: what was done is never a goal, what was done last year is not this year's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from documents.dates import Months, months_in, year_in
from documents.money import scale_in
from documents.quantities import units
from documents.text import bare

Act = Literal["plan", "done"]

_FIRMLY_DONE = re.compile(
    r"已|实际|实绩|完成情况|完成率|完成比|完成进度|完成占|进展|进度情况|推进情况|落实情况|执行情况|实施情况|开展情况|工作情况|办理情况|成效|完成目标任务|完成.{0,8}(?:率|比例|百分比|占比|比重)"
)
_PLANNED_DOING = re.compile(
    r"(?:(?<!投资)(?<!资金)计划|应|拟|预计|须|需要?|力争|确保|预期)(?:要|当)?(?:累计)?(?:完成|实现|达到|建成)"
)
_WHEN_DONE = re.compile(
    r"(?:完成|完工|竣工|办结|投用|交付)(?:时限|时间|期限|日期|节点|要求|标准)|[底末日月度年]以?之?前"
)
_ACTS = re.compile(
    r"(?P<plan>计划|目标|安排|任务|序时|时序|节点|时限|期限|要求|预计|预期|拟|应|指标|部署|下达)"
    r"|(?P<done>完成(?:数|量|值|额|个数)?|累计|落实|实现|建成|支出|报送数|结果|现状|新增数)"
)
_UNTIL = re.compile(r"截至|截止|至今|目前|当前|最新|本期末")
_THIS_MONTH = re.compile(r"(?:本|当)[月季期周](?:数|值)?|新增|小计")
_DUE_OR_DONE = re.compile(r"(?:[底末]|年内)(?:前)?(?:全部|全面)?完成$|完成目标$|完成任务$")
"""6月底完成, 完成目标: a goal as well as what came of it."""

_MONEY = re.compile(r"投资|资金|金额|经费|概算|预算|造价|额度|支出|款")
_RATE = re.compile(r"率|占|比例|比重|百分比|%|进度\(%\)")
_LAST_YEAR = re.compile(
    r"上年|去年|上一年|上个?年度|历年|以前年度|往年|前年|年初前|年前累计|(?:开工|建设|启动|立项)(?:以来|至今)|自开工"
)
_THIS_YEAR = re.compile(r"本年|今年|当年|(?<![前上一])年度|年内|年初以来")
_BEFORE = re.compile(r"上个?[月期周旬季]|上季度?|上一[月期周季]|前期进展|前[一次]期|上次|前次|往期")
_NOW = re.compile(r"本个?[月期周旬季]|本次|最新|目前|当前|当[月期]")
_NEXT = re.compile(r"下个?[月期周季]|下一[步月期周季阶]|下阶段|后续|下步")
_CUMULATIVE = re.compile(
    r"累计|截至|截止|月[底末]|季度?[底末]|总计|合计|共完成|至今|以来|[1一]-\d{1,2}月|[1一][至到]\d{1,2}月"
)
_IN_PERIOD = re.compile(r"当月|本月|本季|当季|本周|当期|每月|各月新增|单月|月度新增|新增")
_BRACKET = re.compile(r"\((?:计量)?(?:单位:?)?([^()]{1,8})\)?$")


@dataclass(frozen=True, slots=True)
class Said:
    """What a head says, its upper heads included."""

    act: Act | None = None
    """None where it does not say, or where it may be either (6月底完成)."""
    is_firm: bool = False
    """Said to be done beyond doubt: 已, 实际, 进展."""
    months: Months | None = None
    year: int | None = None
    """The year it names in digits."""
    is_last_year: bool = False
    is_this_year: bool = False
    age: int = 0
    """-1 for what stood before (上月), 1 for now (本月, 最新), 2 for what is to come (下月)."""
    is_cumulative: bool = False
    is_in_period: bool = False
    """Of this month or quarter alone."""
    is_money: bool = False
    is_rate: bool = False
    scale: Decimal | None = None
    """万元 in one unit of the head, where it names one."""
    unit: str | None = None
    """What it counts in, where it says so: 目标任务(座)."""


NOTHING = Said()


@lru_cache(maxsize=2048)
def said_by(path: tuple[str, ...]) -> Said:
    """The parts of a head, given from its upper part to its lowest."""
    if not path:
        return NOTHING
    parts = [bare(part) for part in path]
    whole = "".join(parts)
    plain = re.sub(r"\([^()]*\)?", "", whole) or whole
    act, is_firm = _act(parts)
    scale = next((unit for part in reversed(path) if (unit := scale_in(part)) is not None), None)
    months = next((found for part in reversed(path) if (found := months_in(part))), None)
    spanned = months is not None and months.is_cumulative and months.kind != "year"
    return Said(
        act=act,
        is_firm=is_firm,
        months=months,
        year=next((named for part in reversed(path) if (named := year_in(part))), None),
        is_last_year=bool(_LAST_YEAR.search(whole)),
        is_this_year=bool(_THIS_YEAR.search(whole)),
        age=_age(parts),
        is_cumulative=bool(_CUMULATIVE.search(whole)) or spanned,
        is_in_period=bool(_IN_PERIOD.search(whole)) and "累计" not in parts[-1],
        is_money=scale is not None or bool(_MONEY.search(plain)),
        is_rate=bool(_RATE.search(parts[-1])) or "%" in whole,
        scale=scale,
        unit=next((counted for part in reversed(parts) if (counted := unit_in(part))), None),
    )


def unit_in(head: str) -> str | None:
    """The measure a head names in its brackets: 目标任务(座), 完成(万人次). Money and percents are none."""
    found = _BRACKET.search(bare(head))
    return found[1] if found and is_measure(found[1]) else None


@lru_cache(maxsize=1024)
def is_measure(text: str) -> bool:
    """Whether words are nothing but a measure of counts: 座, 万人次, 平方米."""
    taken = units.measure(text)
    return (
        taken.word.split("/")[0] in units.ALL_WORDS
        and taken.family not in {"money", "percent"}
        and not re.search(r"元|%", text)
    )


def _act(parts: Sequence[str]) -> tuple[Act | None, bool]:
    """The lowest head that says so decides; 完成 alone under 6月底前 is the goal."""
    weak: Act | None = None
    for place in range(len(parts) - 1, -1, -1):
        text = re.sub(r"\([^()]*\)?", "", parts[place]) or parts[place]
        act, is_firm = _act_of(text)
        above = parts[place - 1] if place else ""
        if re.fullmatch(r"完成(?:全部|全面)?", text) and _WHEN_DONE.search(above):
            return None, False
        if act is not None:
            return act, is_firm
        if _DUE_OR_DONE.search(text):
            return None, False
        if _UNTIL.search(text) or _THIS_MONTH.fullmatch(text):
            weak = weak or "done"
    return weak, False


@lru_cache(maxsize=2048)
def _act_of(text: str) -> tuple[Act | None, bool]:
    if _UNTIL.search(text) and "完成" in text and not re.search(r"目标|计划|任务|应|拟", text):
        return "done", True
    if _WHEN_DONE.search(text) and not re.search(r"已|实际|累计|进展|情况", text):
        return "plan", False
    if _FIRMLY_DONE.search(text):
        return "done", True
    if _PLANNED_DOING.search(text):
        return "plan", False
    if _DUE_OR_DONE.search(text):
        return None, False
    last = None
    for last in _ACTS.finditer(text):  # noqa: B007
        pass
    if last is None:
        return None, False
    return ("plan" if last["plan"] else "done"), False


def _age(parts: Sequence[str]) -> int:
    for part in reversed(parts):
        for age, words in ((2, _NEXT), (-1, _BEFORE), (1, _NOW)):
            if words.search(part):
                return age
    return 0
