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

_OF_THE_PROJECT = frozenset({"number", "name", "investment_plan"})


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
    targets = make_table(f"{of}工作目标任务", first, list(_rows(plan, first)))
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
        stages = make_table(f"{of}项目实施方案", second, list(_rows(plan, second)))
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


def _units(units: Sequence[Any]) -> str:
    return "、".join(
        writable(unit["name"] if isinstance(unit, Mapping) else unit) for unit in units
    )


def _rows(plan: Mapping[str, Any], columns: tuple[Column, ...]) -> Iterator[Row]:
    """One row a task; what belongs to the project stands once for all its tasks."""
    for heading, projects in _groups(plan):
        if heading:
            yield heading_row(heading, len(columns))
        for project in projects:
            tasks = project["tasks"]
            for position, (task, text) in enumerate(zip(tasks, _task_texts(project), strict=True)):
                facts = {
                    "number": writable(project.get("printed_number") or project["number"]),
                    "name": writable(project["name"]),
                    "investment_plan": writable(project.get("investment_plan")),
                    "target": text,
                    "units": _units(task["units"] or project["units"]),
                }
                yield Row(
                    "entry",
                    tuple(_cell(column, facts, task, position, len(tasks)) for column in columns),
                )


def _cell(
    column: Column, facts: Mapping[str, str], task: Mapping[str, Any], position: int, tasks: int
) -> Cell | None:
    if column.key in _OF_THE_PROJECT:
        return cell_for(column, facts[column.key], rowspan=tasks) if position == 0 else None
    if column.key == "milestone":
        texts = [
            writable(step["text"]) for step in task["milestones"] if step["month"] == column.month
        ]
        return Cell("\n".join(texts))
    return cell_for(column, facts[column.key])


def _task_texts(project: Mapping[str, Any]) -> list[str]:
    """The printed text of each task: with its number where there are several."""
    tasks = project["tasks"]
    if len(tasks) == 1:
        return [writable(project["target"]) or writable(tasks[0]["text"])]
    printed = writable(project["target"]).split("\n")
    if len(printed) == len(tasks):
        return printed
    return [f"{task['number']}.{writable(task['text'])}" for task in tasks]
