"""A yearly plan as its two attachments: what is promised, and what must stand by which month."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from documents.writing.columns import Column, columns_of
from documents.writing.letter import (
    TITLE_CHARACTERS,
    WIDE_TITLE_CHARACTERS,
    Attachment,
    Letter,
    sign,
)
from documents.writing.signs import writable
from documents.writing.table import Cell, Row, Table, cell_for, heading_row, make_table
from documents.writing.titles import title_lines
from documents.writing.wording import chinese_date, chinese_numeral


@dataclass(frozen=True, slots=True)
class PlanTable:
    name: str
    """The sheet's."""
    table: Table
    is_wide: bool


def plan_tables(plan: Mapping[str, Any]) -> tuple[PlanTable, ...]:
    """Attachment 1 with units and targets; attachment 2 with the stages, where the plan has any."""
    year = plan["year"]
    of = f"{writable(_district(plan))}{year}年重点民生实事"
    has_money = any(project.get("investment_plan") is not None for project in plan["projects"])
    money = [f"{year}年投资计划(万元)"] if has_money else []
    first = columns_of(["序号", "项目名称", "责任单位", f"{year}年度工作目标任务", *money])
    targets = make_table(f"{of}工作目标任务", first, list(_target_rows(plan, first)))
    tables = [PlanTable("目标任务", targets, is_wide=False)]
    months = sorted({step["month"] for project in plan["projects"] for step in _steps(project)})
    if months:
        second = columns_of(
            [
                "序号",
                "项目名称",
                "年度建设内容及规模",
                *(f"{year}年{month}月" for month in months),
                "责任单位",
            ]
        )
        stages = make_table(f"{of}项目实施方案", second, list(_stage_rows(plan, second)))
        tables.append(PlanTable("实施方案", stages, is_wide=True))
    return tuple(tables)


def plan_letter(plan: Mapping[str, Any]) -> Letter:
    """The plan as a document. The covering words of the original are not kept, so none are written."""
    tables = plan_tables(plan)
    title = writable(plan.get("title")) or tables[0].table.title
    day = plan.get("issued_on")
    return Letter(
        title_lines=title_lines(title, TITLE_CHARACTERS),
        title=title,
        document_number=writable(plan.get("document_number")),
        blocks=(),
        signature=sign(
            writable(plan.get("issuer")),
            chinese_date(day) if day else "",
            leaves_room_for_seal=True,
        ),
        attachments=tuple(
            Attachment(
                label="附件" if len(tables) == 1 else f"附件{number}",
                title_lines=title_lines(
                    plan_table.table.title,
                    WIDE_TITLE_CHARACTERS if plan_table.is_wide else TITLE_CHARACTERS,
                ),
                table=plan_table.table,
                is_wide=plan_table.is_wide,
            )
            for number, plan_table in enumerate(tables, start=1)
        ),
        author=writable(plan.get("issuer")),
        subject=writable(plan.get("document_number")),
    )


def _district(plan: Mapping[str, Any]) -> str:
    district = plan.get("district") or ""
    return district["name"] if isinstance(district, Mapping) else district


def _steps(project: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    for task in project["tasks"]:
        yield from task["milestones"]


def _groups(plan: Mapping[str, Any]) -> Iterator[tuple[str, list[Mapping[str, Any]]]]:
    """Each category's printed heading with its projects, in the plan's order; projects of none come first."""
    projects: Sequence[Mapping[str, Any]] = plan["projects"]
    names = [category["name"] for category in plan["categories"]]
    if loose := [project for project in projects if project["category"] not in names]:
        yield "", loose
    for position, name in enumerate(names, start=1):
        held = [project for project in projects if project["category"] == name]
        yield f"{chinese_numeral(position)}、{writable(name)}（{len(held)}件）", held


def _number(project: Mapping[str, Any]) -> str:
    return writable(project.get("printed_number") or project["number"])


def _units(units: Sequence[Any]) -> str:
    return "、".join(
        writable(unit["name"] if isinstance(unit, Mapping) else unit) for unit in units
    )


def _target_rows(plan: Mapping[str, Any], columns: tuple[Column, ...]) -> Iterator[Row]:
    for heading, projects in _groups(plan):
        if heading:
            yield heading_row(heading, len(columns))
        for project in projects:
            facts = {
                "number": _number(project),
                "name": writable(project["name"]),
                "units": _units(project["units"]),
                "target": writable(project["target"]),
                "investment_plan": writable(project.get("investment_plan")),
            }
            yield Row("entry", tuple(cell_for(column, facts[column.meaning]) for column in columns))


def _stage_rows(plan: Mapping[str, Any], columns: tuple[Column, ...]) -> Iterator[Row]:
    """One row a task; number and name stand once for all tasks of a project."""
    for heading, projects in _groups(plan):
        if heading:
            yield heading_row(heading, len(columns))
        for project in projects:
            tasks = project["tasks"]
            several = len(tasks) > 1
            for position, task in enumerate(tasks):
                text = f"{task['number']}.{task['text']}" if several else task["text"]
                facts = {
                    "number": _number(project),
                    "name": writable(project["name"]),
                    "target": writable(text),
                    "units": _units(task["units"] or project["units"]),
                }
                yield Row(
                    "entry",
                    tuple(
                        _stage_cell(column, facts, task, position, len(tasks)) for column in columns
                    ),
                )


def _stage_cell(
    column: Column, facts: Mapping[str, str], task: Mapping[str, Any], position: int, tasks: int
) -> Cell | None:
    if column.meaning in ("number", "name"):
        return cell_for(column, facts[column.meaning], rowspan=tasks) if position == 0 else None
    if column.meaning == "milestone":
        texts = [
            writable(step["text"]) for step in task["milestones"] if step["month"] == column.month
        ]
        return Cell("\n".join(texts))
    return cell_for(column, facts[column.meaning])
