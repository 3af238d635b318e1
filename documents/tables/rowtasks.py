"""What one row says of a project: its task with units and goals, what is reported, its money and remark."""

from __future__ import annotations

from documents.dates import months_in, serial_date
from documents.day_words import day_words
from documents.drafts import ProjectDraft, TaskDraft, UnitText
from documents.grids import Cell
from documents.money import Figure, plain_figure
from documents.tables import told
from documents.tables.answers import answers_in
from documents.tables.columns import Column
from documents.tables.evidence import BLANK, QUANTITY
from documents.tables.meanings import Meaning, core_of
from documents.tables.schedule import read_milestones
from documents.tables.under import UnderHead
from documents.text import is_blank
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
    read_milestones(at, row, task)
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


def _progress(at: UnderHead, row: int) -> str:
    """What a row reports: the report's columns one after the other, figures by month with their months."""
    told_of = [
        (column, text)
        for column in at.head.of(Meaning.PROGRESS)
        if (text := at.column_text(row, column))
    ]
    several = len(told_of) > 1
    texts = [
        core_of(column.label) + text if several and QUANTITY.fullmatch(text) else text
        for column, text in told_of
    ]
    by_month = [
        f"{_period_label(column)}{text}"
        for column in at.head.of(Meaning.PERIODIC)
        if (text := at.column_text(row, column))
    ]
    if by_month:
        texts.append("；".join(by_month))
    return "\n".join(dict.fromkeys(texts))


def _period_label(column: Column) -> str:
    """1月, or 一季度完成 where the lower head names no month itself."""
    return column.label if months_in(column.label) else "".join(column.path[-2:])


def _from_earlier(at: UnderHead, row: int, project: ProjectDraft) -> str:
    """Where the newest column is blank, the newest of the others with words, and told."""
    newest = at.head.first(Meaning.PROGRESS)
    if newest is None or newest.months is None:
        return ""
    older = [
        column
        for column in at.head.of(Meaning.EARLIER)
        if column.months
        and column.months.last < newest.months.last
        and column.path[:-1] == newest.path[:-1]
    ]
    for column in sorted(older, key=lambda column: -column.months.last if column.months else 0):
        text, cell = at.column_text(row, column), at.own(row, column)
        if text and cell is not None:
            doubt = told.from_earlier(column.label, newest.label, text, at.place(cell))
            project.doubts.append(doubt)
            return text
    return ""


def add_doubts(at: UnderHead, row: int, project: ProjectDraft) -> None:
    """What cannot be told apart, row by row; the report of an earlier month where the newest is blank."""
    for column in at.head.of(Meaning.UNSURE):
        cell = at.own(row, column)
        if cell is not None and not BLANK.fullmatch(cell.text.strip()):
            head = "".join(column.path[-2:])
            project.doubts.append(told.unsure_amount(head, cell.text.strip(), at.place(cell)))
    for column in at.head.of(Meaning.DEADLINE, Meaning.STEP):
        cell = at.own(row, column)
        if cell is not None and (day := serial_date(cell.number)):
            project.doubts.append(
                told.serial_date(cell.text.strip(), day_words(day), at.place(cell))
            )
    if project.tasks and not project.tasks[-1].progress:
        project.tasks[-1].progress = _from_earlier(at, row, project)


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


def add_money(at: UnderHead, row: int, project: ProjectDraft, *, is_part: bool = False) -> None:
    """The row's amounts, added to those of the project's rows above; a part's are in the project's own."""
    for meaning, key in AMOUNTS.items():
        column = at.head.first(meaning)
        cell = at.own(row, column) if column else None
        if column is None or cell is None or (is_part and key in project.own_amounts):
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
