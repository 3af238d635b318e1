"""What a row wants by when: goals by month, days of steps, ticks, deadlines."""

from __future__ import annotations

import re

from documents.dates import serial_date
from documents.day_words import day_words
from documents.drafts import MilestoneDraft, TaskDraft, due_milestone
from documents.grids import Cell
from documents.schedules import Due, dues_in, steps_of_cell
from documents.tables.columns import Column
from documents.tables.evidence import TICK
from documents.tables.meanings import Meaning
from documents.tables.under import UnderHead
from documents.text import bare

_NOTHING = re.compile(r"[-/—\\无]+")


def read_milestones(at: UnderHead, row: int, task: TaskDraft) -> None:
    """Adds a row's goals to its task, in the order of their months."""
    for column in at.head.of(Meaning.MILESTONE):
        _goal_of_month(at, row, column, task)
    for column in at.head.of(Meaning.STEP):
        _step(at, row, column, task)
    for column in at.head.of(Meaning.SCHEDULE):
        cell = at.own(row, column)
        if cell:
            for due in steps_of_cell(cell.text):
                if all(known.month != due.month for known in task.milestones):
                    step = due_milestone(due, at.place(cell))
                    step.is_deadline = False
                    task.milestones.append(step)
    for column in at.head.of(Meaning.DEADLINE):
        _deadline(at, row, column, task)
    task.milestones.sort(key=lambda milestone: milestone.month)


def _goal_of_month(at: UnderHead, row: int, column: Column, task: TaskDraft) -> None:
    cell = at.own(row, column)
    text = at.column_text(row, column)
    if cell is None or column.months is None or not text or _NOTHING.fullmatch(text):
        return
    month, place = column.months.last, at.place(cell)
    if TICK.fullmatch(bare(text)):
        if _is_ticked(at, row, column.position + 1):
            return  # goes on: due at the end of the run
        ticked = MilestoneDraft(month, column.label, place, is_deadline=True, year=column.said.year)
        for before in task.milestones:
            before.is_deadline = False
        task.milestones.append(ticked)
        return
    task.milestones.append(MilestoneDraft(month, text, place, year=column.said.year))


def _is_ticked(at: UnderHead, row: int, position: int) -> bool:
    if position > len(at.head.columns):
        return False
    column = at.head.columns[position - 1]
    cell = at.own(row, column) if column.meaning is Meaning.MILESTONE else None
    return cell is not None and TICK.fullmatch(bare(cell.text)) is not None


def _step(at: UnderHead, row: int, column: Column, task: TaskDraft) -> None:
    """A step of the work with its day: its head is what is due."""
    cell = at.own(row, column)
    if cell is None or _NOTHING.fullmatch(bare(cell.text)):
        return
    for due in _dues(cell)[-1:]:
        step = due_milestone(due, at.place(cell))
        step.text, step.is_deadline = f"{column.label}\uff1a{due.text}", False
        task.milestones.append(step)


def _deadline(at: UnderHead, row: int, column: Column, task: TaskDraft) -> None:
    cell = at.own(row, column)
    for due in _dues(cell) if cell else ():
        if cell and all(known.month != due.month for known in task.milestones):
            task.milestones.append(due_milestone(due, at.place(cell)))


def _dues(cell: Cell) -> list[Due]:
    """What the cell wants by when; a spreadsheet's bare date number is its day."""
    day = serial_date(cell.number)
    if day is None:
        return dues_in(cell.text)
    return [Due(day.month, day_words(day), day.year, has_words=False)]
