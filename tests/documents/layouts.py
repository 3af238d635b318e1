"""One plan in many layouts: what an office might have issued, as html, docx, xlsx, csv or pasted text."""

from __future__ import annotations

import html
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from decimal import ROUND_HALF_UP, Decimal

import docx
import openpyxl
from openpyxl.styles import Font

from documents import Reading

# What is laid out


@dataclass(frozen=True)
class TaskRow:
    text: str
    units: tuple[str, ...]
    milestones: dict[int, str] = field(default_factory=dict)


@dataclass(frozen=True)
class ProjectRow:
    name: str
    category: str | None
    tasks: tuple[TaskRow, ...]
    plan: str | None = None
    invested: str | None = None
    progress: str | None = None
    remark: str | None = None

    @property
    def ratio(self) -> str | None:
        if self.plan is None or self.invested is None or Decimal(self.plan) == 0:
            return None
        share = Decimal(self.invested) / Decimal(self.plan) * 100
        return str(share.quantize(Decimal("0.1"), rounding=ROUND_HALF_UP))


def rows_of(reading: Reading) -> tuple[ProjectRow, ...]:
    """A reading's projects as rows to lay out again."""
    return tuple(
        ProjectRow(
            project.name,
            project.category,
            tuple(
                TaskRow(
                    f"{task.number}.{task.text}" if len(project.tasks) > 1 else task.text,
                    task.units,
                    {milestone.month: milestone.text for milestone in task.milestones},
                )
                for task in project.tasks
            ),
            project.investment_plan,
            project.invested,
            project.progress,
            project.remark,
        )
        for project in reading.projects
    )


# How it is laid out

SYNONYMS: dict[str, tuple[str, ...]] = {
    "number": ("序号", "编号", "项目序号", "序 号"),
    "name": (
        "项目名称",
        "事项名称",
        "实事项目",
        "工程名称",
        "任务名称",
        "项 目\n名 称",
        "民生实事项目",
    ),
    "target": (
        "2025年度工作目标任务",
        "年度建设内容及规模",
        "主要内容",
        "事项内容",
        "目标任务",
        "具体任务及目标",
        "建设内容",
    ),
    "unit": ("责任单位", "承办单位", "责任\n单位", "实施单位", "责任部门"),
    "lead": ("牵头单位", "主办单位", "牵头部门"),
    "cooperating": ("配合单位", "协办单位", "责任单位"),
    "plan": ("2025年投资计划", "年度投资", "计划投资", "总投资", "年度计划投资"),
    "invested": ("完成额度", "完成投资", "累计完成", "累计完成投资"),
    "ratio": ("占比", "完成率", "投资完成率", "完成比例"),
    "progress": (
        "进展情况",
        "月度进展情况(1-3月)",
        "推进情况",
        "工作进展",
        "落实情况",
        "1-3月进展",
    ),
    "remark": ("备注", "备 注"),
    "leader": ("分管领导", "区政府分管领导", "责任领导", "牵头领导"),
    "category": ("类别", "项目类别", "分类"),
}
MONTH_HEADS: tuple[Callable[[int], str], ...] = (
    lambda month: f"{month}月",
    lambda month: f"2025年{month}月",
    lambda month: f"{month}月底前",
    lambda month: f"{'一二三四'[month // 3 - 1]}季度",
    lambda month: f"第{'一二三四'[month // 3 - 1]}季度末",
    lambda month: f"截至{month}月底目标",
)
NUMBERS: dict[str, Callable[[int], str]] = {
    "plain": str,
    "dot": lambda number: f"{number}.",
    "comma": lambda number: f"{number}、",
    "circle": lambda number: chr(0x2460 + number - 1),
    "star": lambda number: f"{number}*",
    "padded": lambda number: f"{number:02d}",
    "bracket": lambda number: f"({number})",
}
SEPARATORS = ("、", ",", "\uff0c", ";", "\uff1b", " ", "\n", "、\n", "")


@dataclass(frozen=True)
class Layout:
    format: str = "html"
    order: tuple[int, ...] = ()
    """Ranks of the columns behind the number; shorter than needed is filled up."""
    words: int = 0
    """Which synonym each head takes."""
    category: str = "row"
    """row, column, tables or none."""
    numbers: str = "plain"
    restarts: bool = False
    separator: str = "、"
    months: int = 0
    unit_columns: str = "one"
    """one, two or marked: 区教委(牵头)."""
    money: str = "head"
    """head, line, 亿元 or 元: where the unit of money stands and what it is."""
    ratio: str = "plain"
    """plain, sign or cell (a percent cell of a workbook)."""
    totals: str = "top"
    """top, bottom or none."""
    has_split_head: bool = True
    has_leader: bool = False
    title: str = "above"
    """above, inside (a row of the table) or none."""
    blank_rows: int = 0
    page_rows: int = 0
    """So many projects a page: the head comes again within the table; 0 for one page."""


@dataclass
class Box:
    """A cell of the abstract table."""

    text: str
    rows: int = 1
    columns: int = 1
    number: Decimal | None = None
    number_format: str = ""


Line = list[Box | None]
Block = str | list[Line]


def render(projects: Sequence[ProjectRow], layout: Layout, title: str) -> tuple[bytes, str]:
    """The plan as a file, with its name."""
    blocks = _blocks(projects, layout, title)
    ending = {"lines": "txt", "bars": "txt"}.get(layout.format, layout.format)
    return FILES[layout.format](blocks), f"plan.{ending}"


def render_drawing(drawing: str, format: str, title: str) -> tuple[bytes, str]:
    """A table drawn with bars (^ merged with the cell above, < with the one to the left) as a file."""
    rows = [[part.strip() for part in line.split("|")] for line in drawing.strip().split("\n")]
    table: list[Line] = []
    marks: dict[tuple[int, int], Box] = {}
    for i, row in enumerate(rows):
        table.append([])
        for j, text in enumerate(row):
            if text == "^":
                marks[i, j] = box = marks[i - 1, j]
                box.rows = i + 1 - next(k for k in range(i + 1) if marks.get((k, j)) is box)
            elif text == "<":
                marks[i, j] = box = marks[i, j - 1]
                box.columns = j + 1 - next(k for k in range(j + 1) if marks.get((i, k)) is box)
            else:
                marks[i, j] = Box(text.replace("\\n", "\n"))
            table[-1].append(marks[i, j] if text not in "^<" or not text else None)
    return FILES[format]([title, table]), f"table.{format}"


def _blocks(projects: Sequence[ProjectRow], layout: Layout, title: str) -> list[Block]:
    blocks: list[Block] = []
    groups: list[tuple[str | None, list[tuple[int, ProjectRow]]]] = []
    count = 0
    for number, project in enumerate(projects, start=1):
        if not groups or groups[-1][0] != project.category:
            groups.append((project.category, []))
            count = 0
        count += 1
        restarts = layout.restarts and layout.category != "none"
        groups[-1][1].append((count if restarts else number, project))
    columns = _columns(projects, layout)
    if layout.title == "above":
        blocks.append(title)
    if layout.money == "line":
        blocks.append("单位:万元")
    if layout.category == "tables":
        for position, (category, members) in enumerate(groups):
            blocks.append(f"{'一二三四五六七八九'[position]}、{category}")
            blocks.append(_table([(category, members)], layout, columns, "", projects))
    else:
        inside = title if layout.title == "inside" else ""
        blocks.append(_table(groups, layout, columns, inside, projects))
    return blocks


@dataclass(frozen=True)
class _Column:
    key: str
    month: int = 0


def _columns(projects: Sequence[ProjectRow], layout: Layout) -> list[_Column]:
    keys = [_Column("name"), _Column("target")]
    keys += {"two": [_Column("lead"), _Column("cooperating")]}.get(
        layout.unit_columns, [_Column("unit")]
    )
    months = sorted({month for row in projects for task in row.tasks for month in task.milestones})
    if any(row.plan is not None for row in projects):
        keys += [_Column("plan"), _Column("money")]
    if months:
        keys.append(_Column("months"))
    if any(row.progress for row in projects):
        keys.append(_Column("progress"))
    if layout.has_leader:
        keys.append(_Column("leader"))
    if any(row.remark for row in projects):
        keys.append(_Column("remark"))
    ranks = {key: layout.order[i] if i < len(layout.order) else i for i, key in enumerate(keys)}
    keys.sort(key=lambda key: ranks[key])
    spread: list[_Column] = []
    for key in keys:
        if key.key == "money":
            spread += [_Column("invested"), _Column("ratio")]
        elif key.key == "months":
            spread += [_Column("month", month) for month in months]
        else:
            spread.append(key)
    front = [_Column("category")] if layout.category == "column" else []
    return [*front, _Column("number"), *spread]


def _head_word(column: _Column, layout: Layout) -> str:
    if column.key == "month":
        return MONTH_HEADS[layout.months % len(MONTH_HEADS)](column.month)
    words = SYNONYMS[column.key]
    word = words[(layout.words * 7 + len(column.key)) % len(words)]
    if column.key in {"plan", "invested"} and layout.money in {"head", "亿元", "元"}:
        word += f"({'万元' if layout.money == 'head' else layout.money})"
    if column.key == "ratio":
        word += "(%)"
    return word


_GROUPS = {"month": "阶段性目标", "invested": "投资完成情况", "ratio": "投资完成情况"}


def _head(columns: Sequence[_Column], layout: Layout) -> list[Line]:
    if not layout.has_split_head or not any(column.key in _GROUPS for column in columns):
        return [[Box(_head_word(column, layout)) for column in columns]]
    upper: Line = []
    lower: Line = []
    for column in columns:
        group = _GROUPS.get(column.key)
        if group is None:
            upper.append(Box(_head_word(column, layout), rows=2))
            lower.append(None)
            continue
        lower.append(Box(_head_word(column, layout)))
        before = next((box for box in reversed(upper) if box is not None), None)
        if before is not None and before.text == group:
            before.columns += 1
            upper.append(None)
        else:
            upper.append(Box(group))
    return [upper, lower]


def _table(
    groups: Sequence[tuple[str | None, list[tuple[int, ProjectRow]]]],
    layout: Layout,
    columns: Sequence[_Column],
    title: str,
    everything: Sequence[ProjectRow],
) -> list[Line]:
    width = len(columns)
    table: list[Line] = []
    if title:
        table.append(_spanning(title, width))
    head = _head(columns, layout)
    table += [list(map(_copy, line)) for line in head]
    has_money = any(row.plan is not None for row in everything)
    sums = _sums_line("合计", everything, layout, columns)
    if layout.totals == "top" and has_money and layout.category != "tables":
        table.append(sums)
    on_page = 0
    for position, (category, members) in enumerate(groups):
        if layout.category == "row" and category:
            numeral = "一二三四五六七八九"[position]
            name = f"{numeral}、{category}({len(members)}件)"
            if has_money and layout.totals != "none":
                table.append(_sums_line(name, [row for _, row in members], layout, columns))
            else:
                table.append(_spanning(name, width))
        height = sum(len(row.tasks) for _, row in members)
        for place, (number, row) in enumerate(members):
            if layout.page_rows and on_page == layout.page_rows and layout.category != "column":
                table += [list(map(_copy, line)) for line in head]
                on_page = 0
            on_page += 1
            lines = _project_lines(number, row, layout, columns)
            if layout.category == "column":
                first = lines[0]
                first[0] = Box(category or "", rows=height) if place == 0 else None
            table += lines
    if layout.totals == "bottom" and has_money and layout.category != "tables":
        table.append(sums)
    table += [[Box("") for _ in columns] for _ in range(layout.blank_rows)]
    return table


def _copy(box: Box | None) -> Box | None:
    return replace(box) if box else None


def _spanning(text: str, width: int) -> Line:
    return [Box(text, columns=width), *([None] * (width - 1))]


def _sums_line(
    label: str, rows: Sequence[ProjectRow], layout: Layout, columns: Sequence[_Column]
) -> Line:
    plan = sum((Decimal(row.plan) for row in rows if row.plan), Decimal(0))
    invested = sum((Decimal(row.invested) for row in rows if row.invested), Decimal(0))
    whole = ProjectRow("", None, (), str(plan), str(invested))
    line: Line = []
    for column in columns:
        if column.key in {"plan", "invested", "ratio"}:
            line.append(_money_box(column.key, whole, layout))
        else:
            line.append(Box(""))
    reach = 0
    while reach < len(columns) and columns[reach].key not in {"plan", "invested", "ratio"}:
        reach += 1
    if reach > 1:
        line[0] = Box(label, columns=reach)
        line[1:reach] = [None] * (reach - 1)
    else:
        line[0] = Box(label)
    return line


def _money_box(key: str, row: ProjectRow, layout: Layout) -> Box:
    if key == "ratio":
        if row.ratio is None:
            return Box("")
        if layout.ratio == "sign":
            return Box(f"{row.ratio}%")
        if layout.ratio == "cell":
            return Box(f"{row.ratio}%", 1, 1, Decimal(row.ratio) / 100, "0.0%")
        return Box(row.ratio, 1, 1, Decimal(row.ratio), "0.0")
    value = row.plan if key == "plan" else row.invested
    if value is None:
        return Box("")
    factor = {"亿元": Decimal("0.0001"), "元": Decimal(10_000)}.get(layout.money)
    if factor is None:
        return Box(value, 1, 1, Decimal(value))
    scaled = Decimal(value) * factor
    text = f"{scaled.normalize():f}"
    if layout.money == "元":
        text = f"{scaled:,.0f}"
    return Box(text)


def _project_lines(
    number: int, row: ProjectRow, layout: Layout, columns: Sequence[_Column]
) -> list[Line]:
    height = len(row.tasks)
    lines: list[Line] = []
    for position, task in enumerate(row.tasks):
        line: Line = []
        for column in columns:
            first = position == 0
            match column.key:
                case "number":
                    box = Box(NUMBERS[layout.numbers](number), height) if first else None
                case "category":
                    box = None
                case "name":
                    box = Box(row.name, height) if first else None
                case "target":
                    box = Box(task.text)
                case "month":
                    box = Box(task.milestones.get(column.month, ""))
                case "unit" | "lead" | "cooperating":
                    box = _unit_box(column.key, row, position, layout)
                case "plan" | "invested" | "ratio":
                    box = _money_box(column.key, row, layout) if first else None
                    if box:
                        box.rows = height
                case "leader":
                    box = Box("张三丰", height) if first else None
                case _:
                    box = Box(getattr(row, column.key) or "", height) if first else None
            line.append(box)
        lines.append(line)
    return lines


def _unit_box(key: str, row: ProjectRow, position: int, layout: Layout) -> Box | None:
    units = row.tasks[position].units
    if position and row.tasks[position - 1].units == units:
        return None  # merged with the cell above
    height = 1
    while position + height < len(row.tasks) and row.tasks[position + height].units == units:
        height += 1
    if key == "lead":
        return Box(units[0] if units else "", height)
    if key == "cooperating":
        return Box(layout.separator.join(units[1:]), height)
    if layout.unit_columns == "marked" and len(units) > 1:
        return Box("、".join((f"{units[0]}(牵头)", *units[1:])), height)
    return Box(layout.separator.join(units), height)


# Files


def _html(blocks: Sequence[Block]) -> bytes:
    parts = ["<!DOCTYPE html><html><head><meta charset='utf-8'><title>x</title></head><body>"]
    for block in blocks:
        if isinstance(block, str):
            parts.append(f"<p>{html.escape(block)}</p>")
            continue
        parts.append("<table border='1'>")
        for line in block:
            parts.append("<tr>")
            for box in line:
                if box is not None:
                    lines = "".join(f"<p>{html.escape(part)}</p>" for part in box.text.split("\n"))
                    parts.append(f"<td rowspan='{box.rows}' colspan='{box.columns}'>{lines}</td>")
            parts.append("</tr>")
        parts.append("</table>")
    return "".join([*parts, "</body></html>"]).encode()


def _docx(blocks: Sequence[Block]) -> bytes:
    document = docx.Document()
    for block in blocks:
        if isinstance(block, str):
            document.add_paragraph(block)
            continue
        table = document.add_table(len(block), len(block[0]))
        for i, line in enumerate(block):
            for j, box in enumerate(line):
                if box is None:
                    continue
                cell = table.cell(i, j)
                if box.rows > 1 or box.columns > 1:
                    cell = cell.merge(table.cell(i + box.rows - 1, j + box.columns - 1))
                lines = box.text.split("\n")
                cell.text = lines[0]
                for more in lines[1:]:
                    cell.add_paragraph(more)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _xlsx(blocks: Sequence[Block]) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    at = 1
    width = max(len(block[0]) for block in blocks if not isinstance(block, str))
    for block in blocks:
        if isinstance(block, str):
            sheet.cell(at, 1, block).font = Font(bold=True)
            sheet.merge_cells(start_row=at, end_row=at, start_column=1, end_column=width)
            at += 1
            continue
        for i, line in enumerate(block):
            for j, box in enumerate(line):
                if box is None:
                    continue
                cell = sheet.cell(at + i, j + 1, box.text or None)
                if box.number is not None:
                    cell.value = box.number
                    if box.number_format:
                        cell.number_format = box.number_format
                if box.rows > 1 or box.columns > 1:
                    sheet.merge_cells(
                        start_row=at + i,
                        start_column=j + 1,
                        end_row=at + i + box.rows - 1,
                        end_column=j + box.columns,
                    )
        at += len(block)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _csv(blocks: Sequence[Block]) -> bytes:
    import csv

    out = io.StringIO()
    writer = csv.writer(out)
    for block in blocks:
        if isinstance(block, str):
            writer.writerow([block])
            continue
        for line in block:
            writer.writerow(["" if box is None else box.text for box in line])
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def _text(blocks: Sequence[Block]) -> bytes:
    """Pasted from Word: a row a line, cells apart by tabs, line breaks in cells gone."""
    lines = []
    for block in blocks:
        if isinstance(block, str):
            lines.append(block)
            continue
        lines.extend(
            "\t".join("" if box is None else box.text.replace("\n", " ") for box in line)
            for line in block
        )
    return "\n".join(lines).encode()


def _lines(blocks: Sequence[Block]) -> bytes:
    """Copied from a page: a cell a line, empty cells lost."""
    lines: list[str] = []
    for block in blocks:
        if isinstance(block, str):
            lines += [block, ""]
            continue
        for line in block:
            for box in line:
                if box is not None and box.text:
                    lines += [box.text, ""]
    return "\n".join(lines).encode()


def _bars(blocks: Sequence[Block]) -> bytes:
    """Copied from a page: a cell a line with a bar behind it, merged cells once, bars at the row's end."""
    lines: list[str] = []
    for block in blocks:
        if isinstance(block, str):
            lines.append(block)
            continue
        for line in block:
            boxes = [box for box in line if box is not None]
            missing = len(line) - len(boxes)
            for position, box in enumerate(boxes):
                bars = " |" * (1 + (missing if position == len(boxes) - 1 else 0))
                lines.append(f"{box.text.replace(chr(10), ' ')}{bars}")
    return "\n".join(lines).encode()


FILES: dict[str, Callable[[Sequence[Block]], bytes]] = {
    "html": _html,
    "docx": _docx,
    "xlsx": _xlsx,
    "csv": _csv,
    "txt": _text,
    "lines": _lines,
    "bars": _bars,
}
