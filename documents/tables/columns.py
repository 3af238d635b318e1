"""What the columns of a head hold, each by its own words and all beside each other."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from decimal import Decimal

from documents.dates import Months, months_in
from documents.tables.grammar import Said, said_by
from documents.tables.meanings import Meaning, core_of, meaning_of
from documents.text import bare

_PROBLEMS_TOO = re.compile(r"进展.*(?:问题|困难|下一?步|下一?阶段|下个?月)")
_PROGRESS_WORDS = re.compile(
    r"进展|推进|完成情况|落实|实施情况|开展情况|工作情况|执行情况|实际|投资|成效"
)
SCHEDULE_WORDS = re.compile(r"目标|计划|安排|节点|序时|任务|阶段|时限|进度")
DONE = re.compile(r"(?:已|实际|累计)*完成(?:数|量|值)?|实际(?:数|值)?")
"""A lower head that says what came of a goal. Alone it may just as well head a goal (6月底前: 完成)."""
YEARLY = {"year", "year-end"}
_AMOUNTS = {Meaning.PLAN, Meaning.INVESTED, Meaning.RATIO}


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table: where it stands, its printed heads from top to bottom, and what they mean."""

    position: int
    """Counted from 1."""
    path: tuple[str, ...]
    meaning: Meaning | None
    months: Months | None = None
    scale: Decimal | None = None
    """万元 in one unit of the head, where it names one."""
    unit: str | None = None
    """What its bare numbers count: 座 of 目标任务(座)."""

    @property
    def said(self) -> Said:
        """The head's parts: period, act, measure."""
        return said_by(self.path)

    @property
    def label(self) -> str:
        """The head as printed, the last part of a split one."""
        if not self.path:
            return ""
        last = self.path[-1]
        if len(self.path) > 1 and re.fullmatch(r"\([^()]*\)?", bare(last)):
            last = self.path[-2] + last
        return last


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a table and its columns, from the first to the last."""

    top: int
    bottom: int
    columns: tuple[Column, ...]

    _by_meaning: dict[tuple[Meaning, ...], tuple[Column, ...]] = field(
        default_factory=dict, compare=False, repr=False
    )

    def of(self, *meanings: Meaning) -> tuple[Column, ...]:
        """The columns that hold any of these, in order."""
        found = self._by_meaning.get(meanings)
        if found is None:
            found = tuple(column for column in self.columns if column.meaning in meanings)
            self._by_meaning[meanings] = found
        return found

    def first(self, *meanings: Meaning) -> Column | None:
        """The first column that holds one of these."""
        found = self.of(*meanings)
        return found[0] if found else None


def column_of(position: int, path: tuple[str, ...]) -> Column:
    if not path:
        return Column(position, (), None)
    last = path[-1]
    if len(path) > 1 and re.fullmatch(r"\([^()]*\)?", bare(last)):
        last = path[-2] + last
    parents = "".join(core_of(part) for part in path[:-1])
    said = said_by(path)
    meaning = _measured(_meaning(last, parents, "".join(path), said), last, said)
    return Column(position, path, meaning, said.months, said.scale, said.unit)


def says_problems_too(head: str) -> bool:
    """进展、问题及下一步: one cell for what is published and what never is."""
    return _PROBLEMS_TOO.search(bare(head)) is not None


def _meaning(last: str, parents: str, whole: str, said: Said) -> Meaning | None:
    own = meaning_of(last)
    months = said.months
    if own in {Meaning.ANSWER, Meaning.REASON}:
        return own  # under whatever head: 投资完成情况 over 未完成原因 is no money
    if own is None and parents and meaning_of(parents) is Meaning.ANSWER:
        return Meaning.ANSWER
    if _SOURCES_OVER.fullmatch(parents) and own in {None, Meaning.IGNORED}:
        # 资金来源 over 合计, 上级, 本级: the plan with its parts
        return Meaning.PLAN
    if parents and meaning_of(parents) in _AMOUNTS:
        joined = meaning_of(parents + last)
        if own not in _AMOUNTS:
            own = _money_part(core_of(last)) or joined or own
        if own is Meaning.PLAN and said.act == "done" and (part := _part_of_done(core_of(last))):
            own = part
    elif own is None:
        own = meaning_of(parents + last) or (meaning_of(parents) if parents else None)
    elif own is Meaning.UNIT and parents:
        own = meaning_of(parents + last) or own
    if months is None:
        return own
    if own in {*_AMOUNTS, Meaning.IGNORED, Meaning.REMARK}:
        return own
    if own is Meaning.PROGRESS or said.act == "done" or _PROGRESS_WORDS.search(whole):
        is_goal = said.act == "plan" and own is not Meaning.PROGRESS
        if not is_goal:
            return own if own in {Meaning.DEADLINE, Meaning.UNIT} else Meaning.PROGRESS
    of_the_year = months.kind in YEARLY and own is not None
    if of_the_year and (not SCHEDULE_WORDS.search(parents) or not months_in(last)):
        return own
    if own in {None, Meaning.TARGET, Meaning.SCHEDULE}:
        return Meaning.MILESTONE
    return own


def _measured(own: Meaning | None, last: str, said: Said) -> Meaning | None:
    """What the unit and the act make of it: 年度计划(万元) is money, 已完成(座) what came of a goal."""
    if own is Meaning.PROGRESS and says_problems_too(last):
        return own
    if said.age == 2 and own in {None, Meaning.PROGRESS, Meaning.TARGET, Meaning.MILESTONE}:
        return Meaning.IGNORED  # 下月计划: never published
    if own is Meaning.DEADLINE and said.is_firm:
        return Meaning.IGNORED  # 实际完成时间: when it was done, not when it is due
    is_share = bare(last).startswith("占")
    if own in _NO_RATIO and said.is_rate and (said.act == "done" or is_share):
        return Meaning.RATIO
    if _PAID_OUT.search(last) and own in {*_COUNTABLE, Meaning.INVESTED} and said.is_money:
        return Meaning.IGNORED  # money handed over is not what was built with it
    if said.scale is not None and own in _COUNTABLE and not said.is_rate:
        if said.act == "plan":
            return Meaning.PLAN
        if said.act == "done":
            return Meaning.INVESTED
    if own in {Meaning.PLAN, Meaning.INVESTED} and said.unit and not said.is_money:
        return Meaning.TARGET if own is Meaning.PLAN else Meaning.PROGRESS
    if own in {None, Meaning.TARGET} and said.act == "done" and not said.is_rate:
        return Meaning.PROGRESS
    if own is Meaning.PLAN and said.act == "done" and said.is_money and not said.is_rate:
        return Meaning.INVESTED if re.search(r"完成|支出|使用", last) else own
    return own


_SOURCES_OVER = re.compile(r"(?:项目|建设|投资)?资金(?:来源|渠道|构成|组成)(?:及(?:金额|规模))?")
_NO_RATIO = {None, Meaning.TARGET, Meaning.NAME, Meaning.PROGRESS}
_PAID_OUT = re.compile(r"支付|拨付|到位|下达|报账")
_COUNTABLE = {None, Meaning.TARGET, Meaning.MILESTONE, Meaning.PROGRESS, Meaning.SCHEDULE}


def _money_part(core: str) -> Meaning | None:
    """What a part of a split money head says: 年度计划, 累计完成, 完成率."""
    if re.search(r"率|比|%", core):
        return Meaning.RATIO
    if re.search(r"完成|累计|实际|支出", core):
        return Meaning.INVESTED
    if re.search(r"计划|年度|总|预算|安排|小计|合计", core):
        return Meaning.PLAN
    return None


def _part_of_done(core: str) -> Meaning | None:
    """Under 累计完成: 小计 is the sum of what was done, 财政资金 a part of it."""
    if re.fullmatch(r"小计|合计|总额|总计|金额|投资|资金", core):
        return Meaning.INVESTED
    return None if re.search(r"计划|年度|预算|安排", core) else Meaning.IGNORED


def set_meaning(columns: list[Column], column: Column, meaning: Meaning | None) -> None:
    columns[column.position - 1] = replace(columns[column.position - 1], meaning=meaning)
