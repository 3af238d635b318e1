"""Progress tables put together from the parts heads are made of: period, act, measure, unit, in any order of columns.

`layouts` lays out one plan; this lays out results: counts by period, plan and done side by side, money of this year
beside last year's, steps with a day each, ticks, parts under a project.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from hypothesis import strategies as st

from tests.documents.layouts import FILES, Box, Line

UNITS = ("区教委", "区民政局", "区城市管理局", "区住房城乡建设委", "区水利局", "区卫生健康委")
THINGS = (
    ("新建公厕", 12, "座"),
    ("农村改厕", 1200, "户"),
    ("安装路灯", 2600, "盏"),
    ("困难残疾人康复", 860, "人次"),
    ("城镇新增就业", 3000, "人"),
    ("新建口袋公园", 8, "个"),
)
FORMATS = ("html", "docx", "xlsx", "csv", "txt")
TITLES = (
    "澄湾区2025年民生实事项目进展情况表",
    "澄湾区2025年重点民生实事完成情况统计表",
    "2025年澄湾区民生实事推进情况月报表",
)


@dataclass(frozen=True)
class Column:
    """A head (its upper part first) and the texts under it; heads of one upper part stand together."""

    path: tuple[str, ...]
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """A table and what must be read from each of its rows."""

    title: str
    columns: tuple[Column, ...]
    format: str
    names: tuple[str, ...]
    units: tuple[str, ...]
    plans: tuple[str | None, ...] = ()
    invested: tuple[str | None, ...] = ()
    ratios: tuple[str | None, ...] = ()
    reported: tuple[str | None, ...] = ()
    progress: tuple[str, ...] = ()
    milestones: tuple[tuple[tuple[int, str], ...], ...] = ()
    quantities: tuple[tuple[str, str], ...] = ()
    told: tuple[str, ...] = ()
    """Heads that a finding must name."""
    lines: tuple[str, ...] = field(default=())
    """Printed between the title and the table."""

    def render(self) -> tuple[bytes, str]:
        """The table as a file, with its name."""
        table = _lines(self.columns)
        return FILES[self.format]([self.title, *self.lines, table]), f"table.{self.format}"


def _lines(columns: Sequence[Column]) -> list[Line]:
    height = max(len(column.path) for column in columns)
    head: list[Line] = [[] for _ in range(height)]
    upper: Box | None = None
    before: tuple[str, ...] = ()
    for column in columns:
        if height == 1 or len(column.path) == 1:
            head[0].append(Box(column.path[0], rows=height))
            for line in head[1:]:
                line.append(None)
            before = ()
            continue
        if before and before[0] == column.path[0] and upper is not None:
            upper.columns += 1
            head[0].append(None)
        else:
            upper = Box(column.path[0])
            head[0].append(upper)
        head[1].append(Box(column.path[1]))
        before = column.path
    rows = len(columns[0].cells)
    return [*head, *([Box(column.cells[row]) for column in columns] for row in range(rows))]


# Parts of heads

CUMULATIVE = (
    "1-{m}月完成{u}",
    "1—{m}月累计完成{u}",
    "1-{m}月累计{u}",
    "截至{m}月底完成{u}",
    "截至{m}月底累计完成数{u}",
    "截至{m}月末{u}",
    "{m}月底累计完成{u}",
    "2025年1-{m}月完成{u}",
    "1至{m}月实际完成{u}",
    "{m}月末已完成{u}",
)
UNDATED = (
    "累计完成{u}",
    "已完成{u}",
    "完成数{u}",
    "实际完成{u}",
    "完成数量{u}",
    "目前完成{u}",
    "累计完成数{u}",
)
TARGETS = (
    "年度目标{u}",
    "目标任务{u}",
    "2025年目标{u}",
    "全年任务{u}",
    "目标值{u}",
    "计划数{u}",
    "年度计划{u}",
    "任务数{u}",
)
MEASURES = ("计量单位", "单位", "计量")
RATES = ("完成率", "完成率(%)", "完成比例", "完成进度(%)", "完成占比", "目标完成率(%)")
PLANS = (
    "年度计划投资(万元)",
    "2025年投资计划(万元)",
    "年度计划(万元)",
    "计划投资（万元）",
    "年度投资额(万元)",
    "2025年计划筹措资金(万元)",
)
INVESTED = (
    "1-{m}月完成投资(万元)",
    "1-{m}月累计(万元)",
    "截至{m}月底累计完成投资(万元)",
    "1—{m}月完成额（万元）",
    "累计完成投资(万元)",
    "本年完成投资(万元)",
    "本年累计完成(万元)",
)
MONTHLY = (
    "{m}月完成投资(万元)",
    "本月完成(万元)",
    "当月完成投资(万元)",
    "{m}月当月完成(万元)",
    "本月投资(万元)",
)
LAST_YEAR = (
    "2024年完成投资(万元)",
    "上年完成投资(万元)",
    "截至上年底累计完成投资(万元)",
    "截至2024年底累计完成(万元)",
    "去年完成额(万元)",
    "以前年度完成投资(万元)",
    "自开工以来累计完成投资(万元)",
)
MONEY_RATIOS = ("占比(%)", "完成率", "投资完成率(%)", "占年度计划%", "完成比例", "完成年度计划(%)")
WORDS_DONE = ("完成", "完成情况", "进展", "实际完成", "推进情况", "实际进度", "进展情况")
WORDS_PLANNED = ("计划", "目标", "任务", "应完成", "工作安排", "计划完成")
PERIODS = {
    3: ("一季度", "1-3月", "第一季度"),
    6: ("二季度", "1-6月", "上半年"),
    9: ("三季度", "1-9月", "前三季度"),
}
STEPS = (
    "施工图设计",
    "招投标",
    "进场施工",
    "主体完工",
    "竣工验收",
    "方案审批",
    "土地征收",
    "设备安装",
    "交付使用",
)
STEP_HEADS = ("倒排工期", "时间节点", "工作进度安排", "推进计划", "节点安排", "工期安排")
DAYS = (
    "2025年{m}月28日",
    "{m}/28",
    "2025.{m}.28",
    "{m}月底前",
    "{m}月",
    "2025-0{m}",
    "{m}月下旬",
    "2025/{m}/28",
)
TICKS = ("√", "✔", "✓", "●", "▲", "☑")


def _shuffled(draw: st.DrawFn, columns: Sequence[Column], fixed: int = 0) -> tuple[Column, ...]:
    """The columns in any order behind the first ones; heads of one upper part stay together."""
    groups: list[list[Column]] = []
    for column in columns[fixed:]:
        if groups and len(column.path) > 1 and groups[-1][0].path[0] == column.path[0]:
            groups[-1].append(column)
        else:
            groups.append([column])
    order = draw(st.permutations(groups))
    return (*columns[:fixed], *(column for group in order for column in group))


def _base(draw: st.DrawFn, count: int) -> tuple[list[Column], tuple[str, ...], tuple[str, ...]]:
    things = draw(st.permutations(THINGS))[:count]
    names = tuple(thing[0] for thing in things)
    units = tuple(draw(st.permutations(UNITS))[:count])
    numbers = tuple(str(number) for number in range(1, count + 1))
    name_head = draw(st.sampled_from(["项目名称", "指标名称", "实事项目", "事项名称"]))
    unit_head = draw(st.sampled_from(["责任单位", "牵头单位", "责任部门"]))
    columns = [
        Column(("序号",), numbers),
        Column((name_head,), names),
        Column((unit_head,), units),
    ]
    return columns, names, units


@st.composite
def counts(draw: st.DrawFn) -> Table:
    """Counts: the unit in the target's cell, in the heads, or in a column of its own; one period or two."""
    style = draw(st.sampled_from(["cell", "head", "column"]))
    count = 3
    columns, names, units = _base(draw, count)
    things = {thing[0]: thing for thing in THINGS}
    values = [things[name][1] for name in names]
    measures = ["座"] * count if style == "head" else [things[name][2] for name in names]
    done = [value * draw(st.integers(2, 9)) // 10 or 1 for value in values]
    in_head = "(座)" if style == "head" else ""
    target = draw(st.sampled_from(TARGETS)).format(u=in_head)
    last = draw(st.sampled_from([5, 6, 8, 9]))
    is_dated = draw(st.booleans())
    newest = draw(st.sampled_from(CUMULATIVE if is_dated else UNDATED)).format(m=last, u=in_head)
    with_unit = style == "cell"
    columns.append(
        Column(
            (target,),
            tuple(f"{v}{m if with_unit else ''}" for v, m in zip(values, measures, strict=True)),
        )
    )
    if style == "column":
        columns.append(Column((draw(st.sampled_from(MEASURES)),), tuple(measures)))
    told: list[str] = []
    if is_dated and draw(st.booleans()):
        older = draw(st.sampled_from(CUMULATIVE)).format(m=3, u=in_head)
        columns.append(Column((older,), tuple(str(value // 2) for value in done)))
        told.append(older)
    in_cell = draw(st.booleans()) and style == "cell"
    shown = tuple(f"{v}{m if in_cell else ''}" for v, m in zip(done, measures, strict=True))
    columns.append(Column((newest,), shown))
    if draw(st.booleans()):
        rates = tuple(f"{d * 100 / v:.1f}" for d, v in zip(done, values, strict=True))
        columns.append(Column((draw(st.sampled_from(RATES)),), rates))
    return Table(
        draw(st.sampled_from(TITLES)), _shuffled(draw, columns, 2), draw(st.sampled_from(FORMATS)), names, units,
        plans=(None,) * count, invested=(None,) * count, ratios=(None,) * count,
        reported=tuple(map(str, done)), milestones=((),) * count,
        quantities=tuple((str(v), m) for v, m in zip(values, measures, strict=True)), told=tuple(told),
    )  # fmt: skip


@st.composite
def money(draw: st.DrawFn) -> Table:
    """This year's plan and what was done of it, beside the whole, a month alone, last year."""
    count = 3
    columns, names, units = _base(draw, count)
    last = draw(st.sampled_from([5, 6, 8, 9]))
    plans = [draw(st.integers(100, 900)) * 10 for _ in range(count)]
    done = [plan * draw(st.integers(1, 9)) // 10 for plan in plans]
    columns.append(Column((draw(st.sampled_from(PLANS)),), tuple(map(str, plans))))
    columns.append(Column((draw(st.sampled_from(INVESTED)).format(m=last),), tuple(map(str, done))))
    told: list[str] = []
    if draw(st.booleans()):
        columns.append(Column(("总投资(万元)",), tuple(str(plan * 3) for plan in plans)))
    if draw(st.booleans()):
        head = draw(st.sampled_from(MONTHLY)).format(m=last)
        columns.append(Column((head,), tuple(str(value // 5 or 1) for value in done)))
        told.append(head)
    if draw(st.booleans()):
        head = draw(st.sampled_from(LAST_YEAR))
        columns.append(Column((head,), tuple(str(plan * 2) for plan in plans)))
        told.append(head)
    ratios: tuple[str | None, ...] = (None,) * count
    if draw(st.booleans()):
        ratios = tuple(f"{d * 100 / p:.1f}" for d, p in zip(done, plans, strict=True))
        columns.append(Column((draw(st.sampled_from(MONEY_RATIOS)),), tuple(map(str, ratios))))
    return Table(
        f"{draw(st.sampled_from(TITLES))}(1-{last}月)", _shuffled(draw, columns, 2), draw(st.sampled_from(FORMATS)), names, units,
        plans=tuple(map(str, plans)), invested=tuple(map(str, done)), ratios=ratios,
        milestones=((),) * count, told=tuple(told),
    )  # fmt: skip


@st.composite
def pairs(draw: st.DrawFn) -> Table:
    """Of each period what was planned and what came of it, in one head or under a split one."""
    count = 3
    columns, names, units = _base(draw, count)
    columns.append(
        Column(
            ("目标任务",), tuple(f"{name}{place}0个。" for place, name in enumerate(names, start=1))
        )
    )
    months = draw(st.sampled_from([(3, 6), (3, 6, 9), (6, 9)]))
    planned, did = draw(st.sampled_from(WORDS_PLANNED)), draw(st.sampled_from(WORDS_DONE))
    is_split = draw(st.booleans())
    which = draw(st.sampled_from([0, 1]))
    told: list[str] = []
    milestones: list[list[tuple[int, str]]] = [[] for _ in range(count)]
    progress = [""] * count
    for month in months:
        period = PERIODS[month][which]
        goals = tuple(f"完成第{month}步{place}" for place in range(count))
        results = tuple(f"第{month}步已办{place}" for place in range(count))
        parts = (
            ((period, planned), (period, did))
            if is_split
            else ((period + planned,), (period + did,))
        )
        columns += [Column(parts[0], goals), Column(parts[1], results)]
        for place in range(count):
            milestones[place].append((month, goals[place]))
            progress[place] = results[place]
        if month != months[-1]:
            told.append("".join(parts[1]))
    return Table(
        draw(st.sampled_from(TITLES)), tuple(columns), draw(st.sampled_from(FORMATS)), names, units,
        progress=tuple(progress), milestones=tuple(map(tuple, milestones)), told=tuple(told),
    )  # fmt: skip


@st.composite
def steps(draw: st.DrawFn) -> Table:
    """A column a step, its day in the cells, written in many ways; or ticks under the months."""
    count = 3
    columns, names, units = _base(draw, count)
    columns.append(
        Column(
            ("建设内容",), tuple(f"{name}{place}0个。" for place, name in enumerate(names, start=1))
        )
    )
    milestones: list[list[tuple[int, str]]] = [[] for _ in range(count)]
    if draw(st.booleans()):
        upper = draw(st.sampled_from(STEP_HEADS))
        heads = draw(st.permutations(STEPS))[: draw(st.integers(2, 5))]
        months = sorted(draw(st.sets(st.integers(1, 9), min_size=len(heads), max_size=len(heads))))
        ways = [draw(st.sampled_from(DAYS)) for _ in range(count)]
        for head, month in zip(heads, months, strict=True):
            columns.append(Column((upper, head), tuple(way.format(m=month) for way in ways)))
            for place in range(count):
                milestones[place].append((month, head))
    else:
        upper = draw(st.sampled_from(["完成时限", "完成时间", "时间节点", "序时安排"]))
        labels = draw(
            st.sampled_from(
                [
                    ("一季度", "二季度", "三季度", "四季度"),
                    ("3月", "6月", "9月", "12月"),
                    ("3月底前", "6月底前", "9月底前", "12月底前"),
                ]
            )
        )
        tick = draw(st.sampled_from(TICKS))
        due = [draw(st.integers(0, 3)) for _ in range(count)]
        for place, label in enumerate(labels):
            columns.append(
                Column((upper, label), tuple(tick if one == place else "" for one in due))
            )
        for place, one in enumerate(due):
            milestones[place].append((3 * one + 3, labels[one]))
    return Table(
        draw(st.sampled_from(["澄湾区2025年民生实事项目任务分解表", "澄湾区2025年民生实事项目一览表", "2025年澄湾区民生实事倒排工期表"])),
        tuple(columns), draw(st.sampled_from(FORMATS)), names, units,
        progress=("",) * count, milestones=tuple(map(tuple, milestones)),
    )  # fmt: skip
