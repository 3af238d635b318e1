"""What the columns of a head hold, each by its own words and all beside each other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from documents.dates import Months, months_in
from documents.money import scale_in
from documents.tables.meanings import Meaning, core_of, meaning_of, name_rank
from documents.text import bare

_PROGRESS_WORDS = re.compile(
    r"进展|推进|完成情况|落实|实施情况|开展情况|工作情况|执行情况|实际|投资|成效"
)
_SCHEDULE_WORDS = re.compile(r"目标|计划|安排|节点|序时|任务|阶段|时限|进度")
DONE = re.compile(r"(?:已|实际|累计)*完成(?:数|量|值)?|实际(?:数|值)?")
"""A lower head that says what came of a goal. Alone it may just as well head a goal (6月底前: 完成)."""
_STARTED = re.compile(r"开工|动工|启动|投用|投入使用|交付|验收|开放")
_YEARLY = {"year", "year-end"}


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
    whole = "".join(path)
    months = next((found for part in reversed(path) if (found := months_in(part))), None)
    scale = next((unit for part in reversed(path) if (unit := scale_in(part)) is not None), None)
    return Column(position, path, _meaning(last, parents, whole, months), months, scale)


def _meaning(last: str, parents: str, whole: str, months: Months | None) -> Meaning | None:
    own = meaning_of(last)
    if own in {Meaning.ANSWER, Meaning.REASON}:
        return own  # under whatever head: 投资完成情况 over 未完成原因 is no money
    if own is None and parents and meaning_of(parents) is Meaning.ANSWER:
        return Meaning.ANSWER
    if parents and meaning_of(parents) in {Meaning.PLAN, Meaning.INVESTED, Meaning.RATIO}:
        joined = meaning_of(parents + last)
        if own not in {Meaning.PLAN, Meaning.INVESTED, Meaning.RATIO}:
            own = _money_part(core_of(last)) or joined or own
    elif own is None:
        own = meaning_of(parents + last) or (meaning_of(parents) if parents else None)
    elif own is Meaning.UNIT and parents:
        own = meaning_of(parents + last) or own
    if months is None:
        return own
    if own in {Meaning.PLAN, Meaning.INVESTED, Meaning.RATIO, Meaning.IGNORED, Meaning.REMARK}:
        return own
    if own is Meaning.PROGRESS or _PROGRESS_WORDS.search(whole):
        return own if own in {Meaning.DEADLINE, Meaning.UNIT} else Meaning.PROGRESS
    if months.kind in _YEARLY and not _SCHEDULE_WORDS.search(parents) and own is not None:
        return own
    if own in {None, Meaning.TARGET, Meaning.SCHEDULE}:
        return Meaning.MILESTONE
    return own


def _money_part(core: str) -> Meaning | None:
    """What a part of a split money head says: 年度计划, 累计完成, 完成率."""
    if re.search(r"率|比|%", core):
        return Meaning.RATIO
    if re.search(r"完成|累计|实际|支出", core):
        return Meaning.INVESTED
    if re.search(r"计划|年度|总|预算|安排|小计|合计", core):
        return Meaning.PLAN
    return None


def resolve(columns: Sequence[Column]) -> tuple[Column, ...]:
    """What the heads mean beside each other: which of two is the name, which unit leads, which sum counts."""
    columns = list(columns)
    settle_words(columns)
    _settle_answers(columns)
    _settle_units(columns)
    _settle_money(columns)
    _settle_schedule(columns)
    _settle_pairs(columns)
    return tuple(columns)


def set_meaning(columns: list[Column], column: Column, meaning: Meaning | None) -> None:
    columns[column.position - 1] = replace(column, meaning=meaning)


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


def _settle_money(columns: list[Column]) -> None:
    plans = _with(columns, Meaning.PLAN)
    if len(plans) > 1:
        _keep_best(
            columns,
            plans,
            lambda text: (
                bool(re.search(r"年度|20\d\d年|本年|当年|今年", text)),
                bool(re.search("小计|合计|总额", text)),
            ),
        )
    invested = _with(columns, Meaning.INVESTED)
    if len(invested) > 1:
        _keep_best(
            columns,
            invested,
            lambda text: ("累计" in text, bool(re.search(r"年|截至|至", text)), "本月" not in text),
        )
    ratios = _with(columns, Meaning.RATIO)
    if ratios and not _with(columns, Meaning.PLAN, Meaning.INVESTED):
        for column in ratios:
            set_meaning(columns, column, Meaning.IGNORED)
    elif len(ratios) > 1:
        _keep_best(
            columns,
            ratios,
            lambda text: (bool(re.search(r"年度|本年|投资|占", text)), "累计" in text),
        )


def _keep_best(columns: list[Column], rivals: list[Column], key: object) -> None:
    assert callable(key)
    best = max(rivals, key=lambda column: (key("".join(column.path)), -column.position))
    for column in rivals:
        if column is not best:
            set_meaning(columns, column, Meaning.IGNORED)


def _settle_pairs(columns: list[Column]) -> None:
    """Of a period's goal and what came of it (二季度: 目标, 完成) the second is reported, not due."""
    due = _with(columns, Meaning.MILESTONE)
    goals = {column.path[:-1] for column in due if _SCHEDULE_WORDS.search(column.path[-1])}
    for column in due:
        is_half = len(column.path) > 1 and column.path[:-1] in goals
        if is_half and DONE.fullmatch(core_of(column.path[-1])):
            set_meaning(columns, column, Meaning.PROGRESS)


def _settle_schedule(columns: list[Column]) -> None:
    """The year's goal beside goals by month is a target where there is no other, else the year's end."""
    milestones = _with(columns, Meaning.MILESTONE)
    if not milestones:
        return
    if not _with(columns, Meaning.TARGET, Meaning.NAME):
        for column in milestones:
            if column.months and column.months.kind in _YEARLY:
                set_meaning(columns, column, Meaning.TARGET)
                return
