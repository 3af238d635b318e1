"""The official table: heads, sums and rows as cells, before any file format."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from documents.formulas import is_figure
from documents.writing.column_kinds import Align
from documents.writing.columns import Column, Keys, columns_of
from documents.writing.signs import writable
from documents.writing.wording import chinese_numeral

RowKind = Literal["head", "sum", "category", "entry"]
UNIT_LINE = "单位：万元"


@dataclass(frozen=True, slots=True)
class Cell:
    text: str
    align: Align = "left"
    is_figure: bool = False
    """The text is a bare decimal: a workbook writes it as a number."""
    colspan: int = 1
    rowspan: int = 1


@dataclass(frozen=True, slots=True)
class Row:
    kind: RowKind
    cells: tuple[Cell | None, ...]
    """One for each column; None where a cell before or above covers it."""


@dataclass(frozen=True, slots=True)
class Table:
    title: str
    unit_line: str
    """Printed once at the top right; empty where no column holds money."""
    columns: tuple[Column, ...]
    head: tuple[Row, ...]
    rows: tuple[Row, ...]


def make_table(
    title: str, columns: tuple[Column, ...], rows: Sequence[Row], *, has_amounts: bool = True
) -> Table:
    """A table with its head rows built from the columns. Without an amount in it the unit is not printed."""
    has_money = has_amounts and any(column.kind.is_money for column in columns)
    return Table(
        writable(title), UNIT_LINE if has_money else "", columns, _head_rows(columns), tuple(rows)
    )


def notice_table(content: Mapping[str, Any], title: str, keys: Keys = ()) -> Table:
    """The table of a notice's content: 合计 first, each category with its sums, its projects below it.

    Without a money column, or without an amount in it, there are no sums, and a category's row names how many
    projects it has. `keys` are those of its heads, as far as they are known.
    Raises UnknownColumn.
    """
    columns = columns_of(content["columns"], keys)
    totals = content["totals"] or {}
    summed = any(column.is_summed and totals.get(column.key) is not None for column in columns)
    rows: list[Row] = []
    if summed:
        rows.append(_sum_row("sum", "合计", columns, totals))
    for position, category in enumerate(content["categories"], start=1):
        if category["name"]:
            label = f"{chinese_numeral(position)}、{writable(category['name'])}"
            if summed:
                rows.append(_sum_row("category", label, columns, category))
            else:
                rows.append(heading_row(f"{label}（{len(category['projects'])}件）", len(columns)))
        rows += [
            _entry(project, columns, writable(category["name"])) for project in category["projects"]
        ]
    return make_table(title, columns, rows, has_amounts=summed)


def heading_row(label: str, width: int) -> Row:
    """A category's row over the whole table."""
    return Row("category", (Cell(label, colspan=width), *[None] * (width - 1)))


def cell_for(column: Column, text: str, *, rowspan: int = 1) -> Cell:
    """A cell set as its column asks: figures to the right, short facts centred, text from the left."""
    kind = column.kind
    if kind.align == "right":
        return Cell(text, "right", is_figure=is_figure(text), rowspan=rowspan)
    if kind.key == "number":
        is_number = text.isascii() and text.isdigit()
        return Cell(text, kind.align, is_figure=is_number, rowspan=rowspan)
    return Cell(text, kind.align, rowspan=rowspan)


def _head_rows(columns: tuple[Column, ...]) -> tuple[Row, ...]:
    if not any(column.group for column in columns):
        return (Row("head", tuple(Cell(writable(column.head), "center") for column in columns)),)
    upper: list[Cell | None] = []
    lower: list[Cell | None] = []
    for position, column in enumerate(columns):
        if not column.group:
            upper.append(Cell(writable(column.head), "center", rowspan=2))
            lower.append(None)
            continue
        if position and columns[position - 1].group == column.group:
            upper.append(None)
        else:
            width = sum(1 for _ in _run(columns, position))
            upper.append(Cell(column.group, "center", colspan=width))
        lower.append(Cell(writable(column.head), "center"))
    return Row("head", tuple(upper)), Row("head", tuple(lower))


def _run(columns: tuple[Column, ...], start: int) -> Sequence[Column]:
    end = start
    while end < len(columns) and columns[end].group == columns[start].group:
        end += 1
    return columns[start:end]


def _sum_row(
    kind: RowKind, label: str, columns: tuple[Column, ...], sums: Mapping[str, Any]
) -> Row:
    first = next(position for position, column in enumerate(columns) if column.is_summed)
    align: Align = "center" if kind == "sum" else "left"
    cells: list[Cell | None] = (
        [Cell(label, align, colspan=first), *[None] * (first - 1)] if first else []
    )
    needs_label = not first
    for column in columns[first:]:
        if column.is_summed:
            cells.append(cell_for(column, writable(sums.get(column.key))))
        else:
            cells.append(Cell(label if needs_label else "", align))
            needs_label = False
    return Row(kind, tuple(cells))


def _entry(project: Mapping[str, Any], columns: tuple[Column, ...], category: str) -> Row:
    cells = (
        cell_for(column, category if column.key == "category" else _fact(project, column))
        for column in columns
    )
    return Row("entry", tuple(cells))


def _fact(project: Mapping[str, Any], column: Column) -> str:
    units = [writable(unit) for unit in project.get("units") or ()]
    match column.key:
        case "units":
            return "、".join(units)
        case "lead_unit":
            return units[0] if units else ""
        case "other_units":
            return "、".join(units[1:])
        case "milestone":
            steps = project.get("milestones") or ()
            return "\n".join(
                writable(step["text"]) for step in steps if step["month"] == column.month
            )
        case "standing":
            standing = project.get("standing") or {}
            return writable(standing.get("value"))
        case key:
            return writable(project.get(key))
