"""The table of a notice: printed heads mapped to the content's fields, cells in order, as one HTML fragment.

The fragment is frozen at publication (rules.md, Notice): the stylesheet keeps its classes for good.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.template.loader import get_template
from django.utils.safestring import SafeString, mark_safe

from documents.writing.column_kinds import COLUMN_KINDS, Kind
from documents.writing.columns import columns_of as written_columns
from documents.writing.columns import unknown_heads
from documents.writing.wording import chinese_numeral
from notices.content_reading import Group, NoticeContent, Row, Sums, read_notice
from projects.json_values import Json, lines


@dataclass(frozen=True)
class Column:
    """A head as printed, what it means, and how the cell stands in table and card."""

    kind: Kind
    head: str
    label: str
    month: int = 0

    @property
    def classes(self) -> str:
        return self.kind.classes

    @property
    def head_lines(self) -> tuple[str, ...]:
        """A narrow head broken where it means to be: 2025年 / 投资计划 / (万元)."""
        if "num" not in self.classes:
            return (self.head,)
        return tuple(part for part in _HEAD_BREAKS.split(self.head) if part)

    @property
    def cell_classes(self) -> str:
        """Without the widths: in a card a cell is as wide as it likes."""
        return " ".join(name for name in self.classes.split() if not name.startswith("c-"))

    @property
    def head_classes(self) -> str:
        """Width, side and staying of the head; the order in a card is the cells' alone."""
        kept = ("c-", "num", "stick")
        return " ".join(name for name in self.classes.split() if name.startswith(kept))


@dataclass(frozen=True)
class Cell:
    classes: str
    label: str
    lines: tuple[str, ...] = ()
    is_head: bool = False
    span: int = 1


@dataclass(frozen=True)
class Line:
    """One row of the table: kind is sum, group or item."""

    kind: str
    number: int
    cells: tuple[Cell, ...]


_HEAD_BREAKS = re.compile(r"(?<=^\d{4}年)|(?=[(（][^)）]*[)）]$)")


def columns_of(content: NoticeContent) -> tuple[Column, ...]:
    """Columns in the printed order. Heads that mean nothing known are left out (the checklist does not let them
    pass); without heads the usual ones of the kind stand in."""
    heads, keys = content.columns, content.keys
    if not heads:
        subject = "targets" if content.kind == "targets" else "progress"
        usual = [kind for kind in COLUMN_KINDS if subject in kind.usual_in and not kind.is_monthly]
        heads, keys = tuple(kind.head for kind in usual), tuple(kind.key for kind in usual)
    if unknown := unknown_heads(heads, keys):
        known = [(head, key) for head, key in zip(heads, keys, strict=True) if head not in unknown]
        heads, keys = tuple(head for head, _ in known), tuple(key for _, key in known)
    return tuple(
        Column(found.kind, found.printed, found.kind.short or found.printed, found.month or 0)
        for found in written_columns(heads, keys)
    )


def _value(row: Row, column: Column, group: Group) -> str:
    match column.kind.key:
        case "number":
            return str(row.number)
        case "category":
            return group.name
        case "lead_unit":
            return "".join(row.units[:1])
        case "other_units":
            return "、".join(row.units[1:])
        case "milestone":
            return "\n".join(stage.text for stage in row.stages if stage.month == column.month)
        case "standing":
            return row.standing_why
        case key:
            return row.cell(key)


def _item(row: Row, columns: tuple[Column, ...], group: Group) -> Line:
    cells = tuple(
        Cell(
            column.cell_classes,
            "" if column.kind.key in {"number", "name"} else column.label,
            lines(_value(row, column, group)),
            is_head=column.kind.key == "name",
        )
        for column in columns
    )
    return Line("item", row.number, cells)


def _sums(kind: str, name: str, sums: Sums, columns: tuple[Column, ...]) -> Line:
    """A row of sums: its name over the columns before the first sum, then a sum where there is a column for it.

    Where a sum comes first the name stands in the first column that has none.
    """
    first = next((i for i, column in enumerate(columns) if column.kind.is_summed), len(columns))
    named = Cell("stick o2", "", (name,), is_head=True, span=max(first, 1))
    cells = [named] if first else []
    for column in columns[first:]:
        if column.kind.is_summed:
            classes = column.cell_classes.replace("o6", "o3")
            cells.append(Cell(classes, column.label, lines(sums.cell(column.kind.key))))
        else:
            cells.append(Cell("c-hide", "") if named in cells else named)
    return Line(kind, 0, tuple(cells))


def _heading(order: int, group: Group, is_summed: bool) -> str:
    """一、市级重点民生实事: the numeral by order; where no column is summed, how many projects it has."""
    count = "" if is_summed else f"（{len(group.rows)}件）"
    return f"{chinese_numeral(order)}、{group.name}{count}"


def lines_of(content: NoticeContent, columns: tuple[Column, ...]) -> list[Line]:
    """合计 first, then each category with its subtotals and projects, as the source prints it."""
    table: list[Line] = []
    summed = [column.kind.key for column in columns if column.kind.is_summed]
    is_summed = any(content.totals.cell(key) for key in summed)
    if is_summed:
        table.append(_sums("sum", "合计", content.totals, columns))
    for order, group in enumerate(content.groups, 1):
        if group.name:
            heading = _heading(order, group, is_summed)
            table.append(
                _sums("group", heading, group.sums, columns)
                if is_summed
                else Line("group", 0, (Cell("stick o2", "", (heading,), True, len(columns)),))
            )
        table += [_item(row, columns, group) for row in group.rows]
    return table


def caption_of(content: NoticeContent, title: str = "") -> str:
    """What the table is: 附件 万州区2025年民生实事目标任务及推进情况表（1—3月）. `title` is the source's own, if it has one.

    A correction is named as what it corrects: its number tells, its kind does not.
    """
    if title:
        return f"附件 {title.removeprefix('附件').lstrip('：: 　')}"
    whose = content.district_name + (f"{content.year}年" if content.year else "") + "民生实事"
    if content.kind == "targets" or "-targets" in content.number:
        return f"附件 {whose}目标任务表"
    if content.kind == "completion" or "-year" in content.number:
        return f"附件 {whose}目标任务及完成情况表"
    if content.period:
        return f"附件 {whose}目标任务及推进情况表（{content.period.months}）"
    return f"附件 {whose}情况表"


def table_html(content: Json | NoticeContent, title: str = "") -> SafeString:
    """The table of a notice as an HTML fragment, a pure function of its content and the title of its own table.

    To be frozen at publication.
    """
    said = content if isinstance(content, NoticeContent) else read_notice(content)
    columns = columns_of(said)
    html = get_template("components/notice_table.html").render(
        {"columns": columns, "lines": lines_of(said, columns), "caption": caption_of(said, title)}
    )
    return mark_safe("\n".join(part.strip() for part in html.splitlines() if part.strip()))  # noqa: S308 - rendered with autoescape
