"""Rows that are parts of the project above them: further tasks, cut rows that go on, 其中 with its money."""

from __future__ import annotations

import re

from documents.drafts import ProjectDraft, TaskDraft
from documents.tables import told
from documents.tables.meanings import Meaning
from documents.tables.rest_of_rows import go_on
from documents.tables.rownames import RowName
from documents.tables.rowtasks import AMOUNTS, add_doubts, add_money, add_remark, add_to, task_in
from documents.tables.under import UnderHead
from documents.text import bare, clean

_DEEDS = re.compile(r"(?:实际|累计|已)?完成(?:数|量|值|情况)?|实际(?:数|值|进度)?|进展(?:情况)?")
_MORE_THAN_MONEY = (
    Meaning.MILESTONE,
    Meaning.STEP,
    Meaning.DEADLINE,
    Meaning.SCHEDULE,
    Meaning.PROGRESS,
    Meaning.PERIODIC,
    Meaning.ANSWER,
)


def add_row(
    at: UnderHead, row: int, called: RowName, project: ProjectDraft, *, begins_page: bool
) -> None:
    """Adds what a row says to its project."""
    if project.tasks and _is_of_deeds(at, row):
        _add_deeds(at, row, project)
        return
    is_numbered = bool(called.number_text or called.mark)
    has_target = bool(at.text(row, Meaning.TARGET) or called.target)
    is_new = bool(called.name) and bare(called.name) != bare(project.name)
    if begins_page and project.tasks and not is_numbered and not called.is_of_which:
        go_on(project, task_in(at, row, called.target or at.text(row, Meaning.TARGET)))
    elif called.is_of_which and _says_it_above(project):
        _leave_part(at, row, called, project)
        return
    elif has_target:
        _further_task(at, row, called, project, is_numbered=is_numbered)
    elif is_numbered and is_new and _is_money_only(at, row):
        _leave_part(at, row, called, project)
        return
    elif is_new and (is_numbered or called.is_of_which):
        _task_under_name(at, row, called, project)
    elif is_new and not at.head.of(Meaning.TARGET):
        _task_of_words(at, row, called.name, project)
    elif project.tasks:
        add_to(project.tasks[-1], task_in(at, row, ""))
    add_money(at, row, project, is_part=is_numbered or called.is_of_which)
    add_remark(at, row, project)
    add_doubts(at, row, project)


def _is_of_deeds(at: UnderHead, row: int) -> bool:
    """Whether a row is what came of the row 计划 above it: 实际 under 计划, both under one project."""
    columns = at.head.of(Meaning.CATEGORY, Meaning.IGNORED, Meaning.TARGET)
    cells = [at.own(row, column) for column in columns]
    cells += [at.own(row, column) for column in at.head.columns if column.meaning is None]
    return any(cell is not None and _DEEDS.fullmatch(bare(cell.text)) for cell in cells)


def _add_deeds(at: UnderHead, row: int, project: ProjectDraft) -> None:
    """What was done by each month is reported in words: the figures may be of a month alone."""
    done = task_in(at, row, "")
    told = "；".join(f"{step.month}月{step.text}" for step in done.milestones)
    task = project.tasks[-1]
    task.progress = "\n".join(filter(None, (task.progress, done.progress, told)))
    add_remark(at, row, project)
    add_doubts(at, row, project)


def _says_it_above(project: ProjectDraft) -> bool:
    """Whether a row 其中 only takes apart what its project's own row has said already."""
    return bool(project.own_amounts) or any(task.text for task in project.tasks)


def _is_money_only(at: UnderHead, row: int) -> bool:
    paid = any(at.own(row, column) for column in at.head.of(*AMOUNTS))
    return paid and not any(at.own(row, column) for column in at.head.of(*_MORE_THAN_MONEY))


def _leave_part(at: UnderHead, row: int, called: RowName, project: ProjectDraft) -> None:
    """A part whose amounts are in the row above: told, its units taken; its amounts where the row above has none."""
    cells = [at.own(row, column) for column in at.head.columns]
    printed = "、".join(
        clean(cell.text) for cell in cells if cell is not None and cell is not called.name_cell
    )
    place = at.place(called.name_cell) if called.name_cell else None
    project.doubts.append(told.part_of_row(called.words or called.name, printed, place))
    units = task_in(at, row, "").unit_texts
    known = project.tasks[-1].unit_texts
    known.extend(item for item in units if all(item.text != other.text for other in known))
    add_money(at, row, project, is_part=True)
    add_remark(at, row, project)


def _task_under_name(at: UnderHead, row: int, called: RowName, project: ProjectDraft) -> None:
    """1.1 under 1, its text where the names stand: a task of the project that 1 names."""
    _append(project, _with_units(task_in(at, row, called.words), project))


def _task_of_words(at: UnderHead, row: int, words: str, project: ProjectDraft) -> None:
    """Where the names' column holds the tasks, words under a number above are a further task."""
    first = project.tasks[0]
    first.text = first.text or project.name
    project.tasks.append(_with_units(task_in(at, row, words), project))


def _further_task(
    at: UnderHead, row: int, called: RowName, project: ProjectDraft, *, is_numbered: bool
) -> None:
    if called.is_derived and is_numbered:
        _append(project, _with_units(task_in(at, row, clean(called.words)), project))
        return
    text = called.target or at.text(row, Meaning.TARGET)
    task = _with_units(task_in(at, row, text), project)
    if called.name and not called.is_derived and bare(called.name) != bare(project.name):
        task.name = called.name
        if not is_numbered and not called.is_of_which:
            project.names.append(called.name)
    _append(project, task)


def _with_units(task: TaskDraft, project: ProjectDraft) -> TaskDraft:
    if not task.unit_texts and project.tasks:
        task.unit_texts = list(project.tasks[-1].unit_texts)
    return task


def _append(project: ProjectDraft, task: TaskDraft) -> None:
    """Behind the others, or in the place of a first row that gave only the project's name and units."""
    only = project.tasks[0] if len(project.tasks) == 1 else None
    is_name = only is not None and bare(only.text) in {"", bare(project.name)}
    if only is None or not is_name or only.milestones:
        project.tasks.append(task)
        return
    task.progress = "\n".join(filter(None, (only.progress, task.progress)))
    task.answers = [*only.answers, *(row for row in task.answers if row not in only.answers)]
    known = {unit.text for unit in task.unit_texts}
    task.unit_texts.extend(unit for unit in only.unit_texts if unit.text not in known)
    project.tasks = [task]
