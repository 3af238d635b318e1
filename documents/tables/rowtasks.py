"""What one row says of a project: its task with units and goals, what is reported, its money and remark."""

from __future__ import annotations

import re

from documents.drafts import (
    MilestoneDraft,
    ProjectDraft,
    TaskDraft,
    UnitText,
    due_milestone,
)
from documents.grids import Cell
from documents.money import Figure, plain_figure
from documents.schedules import dues_in
from documents.tables.answers import answers_in
from documents.tables.columns import Column
from documents.tables.meanings import Meaning
from documents.tables.parts import schedule_in
from documents.tables.under import UnderHead
from documents.text import clean, is_blank
from documents.units import Role

AMOUNTS = {Meaning.PLAN: "plan", Meaning.INVESTED: "invested", Meaning.RATIO: "ratio"}
_UNIT_ROLES: dict[Meaning, Role | None] = {
    Meaning.UNIT: None,
    Meaning.LEAD: "lead",
    Meaning.COOPERATING: "cooperating",
}


def task_in(at: UnderHead, row: int, text: str) -> TaskDraft:
    """The task a row prints, its target being `text`: units, goals by month, what is reported."""
    task = TaskDraft(text)
    target = at.own(row, at.head.first(Meaning.TARGET))
    task.place = at.place(target) if target else None
    for meaning, role in _UNIT_ROLES.items():
        for column in at.head.of(meaning):
            cell = _unit_cell(at, row, column)
            if cell and not is_blank(cell.text):
                task.unit_texts.append(UnitText(cell.text, role, at.place(cell)))
    _read_milestones(at, row, task)
    task.progress = _progress(at, row)
    if answers := answers_in(at, row):
        task.answers.append(answers)
    return task


def _unit_cell(at: UnderHead, row: int, column: Column) -> Cell | None:
    """The unit of a row; one that stands before the numbers is of every row down to the next, merged or not."""
    cell = at.grid.cell(row, column.position)
    number = at.head.first(Meaning.NUMBER)
    if number is not None and column.position < number.position:
        while row > at.head.bottom + 1 and (cell is None or is_blank(cell.text)):
            row -= 1
            cell = at.grid.cell(row, column.position)
    return cell


def _read_milestones(at: UnderHead, row: int, task: TaskDraft) -> None:
    for column in at.head.of(Meaning.MILESTONE):
        cell = at.own(row, column)
        text = clean(cell.text) if cell else ""
        if cell and column.months and text and not re.fullmatch(r"[-/—\\无]+", text):
            task.milestones.append(MilestoneDraft(column.months.last, text, at.place(cell)))
    for column in at.head.of(Meaning.SCHEDULE):
        cell = at.own(row, column)
        if cell:
            for month, text in schedule_in(clean(cell.text)):
                if all(known.month != month for known in task.milestones):
                    task.milestones.append(MilestoneDraft(month, text, at.place(cell)))
    for column in at.head.of(Meaning.DEADLINE):
        cell = at.own(row, column)
        for due in dues_in(cell.text) if cell else ():
            if cell and all(known.month != due.month for known in task.milestones):
                task.milestones.append(due_milestone(due, at.place(cell)))
    task.milestones.sort(key=lambda milestone: milestone.month)


def _progress(at: UnderHead, row: int) -> str:
    """What a row reports: of several months the last one told, other columns one after the other."""
    columns = at.head.of(Meaning.PROGRESS)
    newest = [column for column in columns if "最新" in column.label]
    if not newest and all(column.months for column in columns):
        months = [column.months.last for column in columns if column.months]
        for month in sorted(set(months), reverse=True):
            newest = [column for column in columns if column.months and column.months.last == month]
            if any(at.column_text(row, column) for column in newest):
                break
    texts = [text for column in (newest or columns) if (text := at.column_text(row, column))]
    return "\n".join(dict.fromkeys(texts))


def add_to(task: TaskDraft, more: TaskDraft) -> None:
    """A row without a target of its own: further units, goals and words for the task above."""
    task.unit_texts.extend(item for item in more.unit_texts if item not in task.unit_texts)
    for milestone in more.milestones:
        same = next((known for known in task.milestones if known.month == milestone.month), None)
        if same:
            same.text += "\n" + milestone.text
        else:
            task.milestones.append(milestone)
    task.milestones.sort(key=lambda milestone: milestone.month)
    task.progress = "\n".join(filter(None, (task.progress, more.progress)))
    task.answers.extend(row for row in more.answers if row not in task.answers)


def add_money(at: UnderHead, row: int, project: ProjectDraft) -> None:
    """The row's amounts, added to those of the project's rows above."""
    for meaning, key in AMOUNTS.items():
        column = at.head.first(meaning)
        cell = at.own(row, column) if column else None
        if column is None or cell is None:
            continue
        figure = at.figure(cell, column)
        if figure is None:
            continue
        before: Figure | None = getattr(project, key)
        if before is None:
            setattr(project, key, figure)
            project.places[key] = at.place(cell)
        elif meaning is Meaning.RATIO:
            project.ratio = None
        elif before.decimal is not None and figure.decimal is not None:
            total = plain_figure(before.decimal + figure.decimal)
            setattr(project, key, Figure(f"{before.raw}+{figure.raw}", total))


def add_remark(at: UnderHead, row: int, project: ProjectDraft) -> None:
    """The row's remark, behind those of the rows above."""
    text = at.text(row, Meaning.REMARK)
    if text and text not in project.remark.split("\n"):
        project.remark = "\n".join(filter(None, (project.remark, text)))
