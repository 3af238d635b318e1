"""Every column a table of ours may have, one row each: key, head, how it is set, in which data it stands.

What a notice offers, checks, draws, writes into files, compares and describes as open data is taken from this table.
Where its cells come from: `notices.compile`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Align = Literal["left", "center", "right"]
_ANY = float("inf")
_ALL = ("targets", "progress", "completion")
_TOLD = ("progress", "completion")
_UNIT = re.compile(r"（[^）]*）$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A column, whatever its table."""

    key: str
    head: str
    """As our notices print it, but for year and months."""
    names_year: bool = False
    names_months: bool = False
    head_of_year: str = ""
    """The head where the completion of a whole year is told."""
    is_monthly: bool = False
    """Whether there is one for each month; its key then ends in the month: milestone-6."""
    usual_in: tuple[str, ...] = ()
    """What the notices are about (`projects.periods.Subject`) that begin with it."""
    offered_in: tuple[str, ...] = ()
    """Those that may have it; a column of none is met in notices brought over alone."""
    is_told: bool = False
    """Whether a round tells it of a project, and not the plan."""
    is_summed: bool = False
    """Whether categories and the whole have a value of it."""
    is_money: bool = False
    align: Align = "left"
    """To the right stand figures."""
    narrowest_mm: float
    most_share: float = 0.0
    """How much it may take of the room left, by how much it has to say; 0 takes none."""
    classes: str
    """Of head and cells of the web table; o1…o7 give the order in a card, `third` sets money side by side."""
    short: str = ""
    """Its name in a card, where the head is too long for one."""
    group: str = ""
    """The head over all columns of this group, printed where they stand side by side."""
    read_as: str = ""
    """The reader's meaning (`documents.tables.meanings`, by value) that is this column; empty where it has none."""
    stored_as: str = ""
    """Its key in a project of `<notice>.json`, where that is another."""
    said: str = ""
    """What its text is called behind 第3件, where it is free text."""
    means: str = ""
    """What the open data says of it; empty where a project of `<notice>.json` has no such key."""

    @property
    def name(self) -> str:
        """The head without its unit, for lists of columns."""
        return _UNIT.sub("", self.head)

    @property
    def json_key(self) -> str:
        return self.stored_as or self.key

    def of_month(self, month: int) -> str:
        """The head of a monthly column."""
        return f"{month}{self.head}"

    def printed(
        self, *, year: int, subject: str, months: str = "", month: int | None = None
    ) -> str:
        """The head as a notice prints it. `months` words its period (1—3月), `month` is that of a monthly column."""
        if month is not None:
            return self.of_month(month)
        if self.head_of_year and subject == "completion":
            return self.head_of_year
        if self.names_months and months:
            return f"{self.head}（{months}）"
        return f"{year}年{self.head}" if self.names_year else self.head


COLUMN_KINDS: tuple[Kind, ...] = (
    Kind(
        key="number", head="序号", usual_in=_ALL, offered_in=_ALL,
        align="center", narrowest_mm=9.0, classes="c-no stick num o1",
        read_as="number", means="序号",
    ),
    Kind(
        key="name", head="项目名称", usual_in=_ALL, offered_in=_ALL,
        narrowest_mm=20.0, most_share=1.0, classes="c-name stick2 o2",
        read_as="name", said="名称", means="项目名称",
    ),
    Kind(
        key="target", head="目标任务", names_year=True, usual_in=_ALL, offered_in=_ALL,
        narrowest_mm=30.0, most_share=_ANY, classes="o3",
        read_as="target", said="目标", means="年度目标任务",
    ),
    Kind(
        key="investment_plan", head="投资计划（万元）", names_year=True, usual_in=_ALL, offered_in=_ALL,
        is_summed=True, is_money=True, align="right", narrowest_mm=17.0,
        classes="c-plan num third o6", short="计划(万元)",
        read_as="investment_plan", means="投资计划，万元",
    ),
    Kind(
        key="units", head="责任单位", usual_in=_ALL, offered_in=_ALL,
        align="center", narrowest_mm=19.0, most_share=1.0, classes="c-unit o5",
        read_as="unit", means="责任单位，第一个牵头",
    ),
    Kind(
        key="progress", head="进展情况", names_months=True, head_of_year="全年完成情况",
        usual_in=_TOLD, offered_in=_TOLD, is_told=True,
        narrowest_mm=30.0, most_share=_ANY, classes="o4",
        read_as="progress", said="进展", means="进展情况",
    ),
    Kind(
        key="invested", head="完成额度（万元）", usual_in=_TOLD, offered_in=_TOLD, is_told=True,
        is_summed=True, is_money=True, align="right", narrowest_mm=17.0,
        classes="c-done num third o6", short="完成(万元)", group="投资完成情况",
        read_as="invested", means="完成额度，万元",
    ),
    Kind(
        key="ratio", head="占比（%）", usual_in=_TOLD, offered_in=_TOLD, is_told=True,
        is_summed=True, align="right", narrowest_mm=14.0,
        classes="c-ratio num third o6", short="占比(%)", group="投资完成情况",
        read_as="ratio", means="占比，%，一位小数；没有计划为 null",
    ),
    Kind(
        key="remark", head="备注", usual_in=_TOLD, offered_in=_ALL, is_told=True,
        align="center", narrowest_mm=10.0, most_share=_ANY, classes="c-remark o7",
        read_as="remark", said="备注", means="备注；没有审定的写明未报送、退回未改或已报送未审定",
    ),
    Kind(
        key="milestone", head="月底目标", is_monthly=True, usual_in=("targets",), offered_in=_ALL,
        narrowest_mm=24.0, most_share=_ANY, classes="o4", group="阶段性目标",
        read_as="milestone", stored_as="milestones", means="阶段性目标：month 月底，text 内容",
    ),
    Kind(
        key="standing", head="亮灯", align="center", narrowest_mm=12.0, classes="c-unit o7",
        means="亮灯：value，sentence 说明；区县不公开亮灯为 null",
    ),
    Kind(
        key="category", head="类别", align="center", narrowest_mm=18.0, classes="c-unit o5",
        read_as="category",
    ),
    Kind(
        key="lead_unit", head="牵头单位", align="center", narrowest_mm=18.0, most_share=1.0,
        classes="c-unit o5", read_as="lead",
    ),
    Kind(
        key="other_units", head="配合单位", align="center", narrowest_mm=18.0, most_share=1.0,
        classes="c-unit o5", read_as="cooperating",
    ),
)  # fmt: skip
"""In the order in which notices and open data have them."""
KIND: dict[str, Kind] = {kind.key: kind for kind in COLUMN_KINDS}
SUMMED: tuple[str, ...] = tuple(kind.key for kind in COLUMN_KINDS if kind.is_summed)


def kind_of(key: str) -> tuple[Kind, int | None] | None:
    """The column of a key, and its month where it is monthly ("milestone-6"); None where no notice offers it."""
    name, _, month = key.partition("-")
    kind = KIND.get(name)
    if kind is None or not kind.offered_in:
        return None
    if not kind.is_monthly:
        return (kind, None) if key == name else None
    return (kind, int(month)) if month.isdecimal() and 1 <= int(month) <= 12 else None


def keys_of(kind: Kind, months: tuple[int, ...] = tuple(range(1, 13))) -> list[str]:
    """Its keys: one, or one for each month."""
    return [f"{kind.key}-{month}" for month in months] if kind.is_monthly else [kind.key]
