"""What a row is called: its number, its name, and whether its words say that it is a part of the row above."""

from __future__ import annotations

import re
from dataclasses import dataclass

from documents.grids import Cell
from documents.names import split_name
from documents.numbers import PrintedNumber, parse_number
from documents.schedules import cut_schedule
from documents.subnumbers import sub_number
from documents.tables.columns import Column, Head
from documents.tables.evidence import TICK
from documents.tables.meanings import Meaning
from documents.tables.under import UnderHead
from documents.text import bare, clean, item_mark, squeeze

_OF_WHICH = re.compile(r"^[\s\u3000]*(?:其中|其中包括|包括)(?:[:\uff1a\s,\uff0c、]|(?=.))")
_YEARLY = re.compile(r"全年|年度|年底目标|年末目标")
_GOAL = re.compile(r"目标|任务|内容")
_DASHES = re.compile(r"^[\s\u3000]*(?:[—－–-]{1,3}|[·•])[\s\u3000]*(?=[^\s\d])")
_GLUED = re.compile(r"(\D{2,14}) +([^ ]*\d[^ ]*)")


@dataclass(frozen=True, slots=True)
class RowName:
    """Number and name of a row, as printed and told apart."""

    name: str
    number_text: str
    number: PrintedNumber | None
    name_cell: Cell | None
    number_cell: Cell | None
    target: str = ""
    """What the names' cell says of the target, where it holds both."""
    words: str = ""
    """The whole text of the cell that holds the name."""
    is_derived: bool = False
    """The first clause of its target serves as name."""
    is_glued: bool = False
    """Name and target ran together, a blank between them."""
    is_of_which: bool = False
    """其中:东片区, —东片区."""
    mark: PrintedNumber | None = None
    """A list mark before the name beside a column of numbers: ①东片区."""

    @property
    def is_merged(self) -> bool:
        """Whether the number above reaches down to this row."""
        return (
            not self.number_text
            and self.number_cell is not None
            and bool(bare(self.number_cell.text))
        )


def name_of_row(at: UnderHead, row: int) -> RowName:
    """Reads the columns of numbers and names; without names the target's cell holds both."""
    number_cell, name_cell = at.cell(row, Meaning.NUMBER), at.cell(row, Meaning.NAME)
    number_text = squeeze(number_cell.text) if number_cell and number_cell.row == row else ""
    name = clean(name_cell.text).replace("\n", "") if name_cell and name_cell.row == row else ""
    words, target = name, ""
    is_derived = is_glued = False
    if name and name_cell and (glued := _target_in_name(at, row, name_cell)):
        name, target = glued
        is_glued = True
    if not at.head.of(Meaning.NAME) and at.text(row, Meaning.TARGET):
        words = _printed_target(at, row)
        name, target, is_printed = split_name(words)
        is_derived = not is_printed
    is_of_which = bool(_OF_WHICH.match(name) or _DASHES.match(name))
    mark = None
    if is_of_which:
        name = _DASHES.sub("", _OF_WHICH.sub("", name)).strip() or name
    elif at.head.first(Meaning.NUMBER) is None and name:
        number_text, name = _number_in(name)
    elif name and not number_text:
        printed, rest = _number_in(name)
        mark = parse_number(printed) if printed else None
        name = rest if mark and mark.style in {"circle", "arabic-bracket"} else name
    number = parse_number(number_text) if number_text else None
    return RowName(
        name, number_text, number, name_cell, number_cell,
        target, words, is_derived, is_glued, is_of_which, mark,
    )  # fmt: skip


def target_of_row(at: UnderHead, row: int) -> str:
    """What a row promises; where no column holds targets, its goal of the whole year (全年目标)."""
    if at.head.of(Meaning.TARGET):
        return at.text(row, Meaning.TARGET)
    column = yearly_goal(at.head)
    text = at.column_text(row, column) if column else ""
    return "" if TICK.fullmatch(text) else text or _goal_before_steps(at, row)


def _goal_before_steps(at: UnderHead, row: int) -> str:
    """年度目标:更新电梯90台。6月底前:…: the words before the steps, in a column of goals and steps together."""
    for column in at.head.of(Meaning.SCHEDULE):
        rest, steps = cut_schedule(at.column_text(row, column))
        if steps and rest and _GOAL.search(column.label):
            return rest
    return ""


def yearly_goal(head: Head) -> Column | None:
    """The column of the whole year's goal among goals by month."""
    return next(
        (
            column
            for column in head.of(Meaning.MILESTONE)
            if _YEARLY.search(column.label) and column.months and column.months.last == 12
        ),
        None,
    )


def _printed_target(at: UnderHead, row: int) -> str:
    cells = [at.own(row, column) for column in at.head.of(Meaning.TARGET)]
    return "\n".join(cell.text for cell in cells if cell is not None)


def _target_in_name(at: UnderHead, row: int, name_cell: Cell) -> tuple[str, str] | None:
    """A name and a target that ran together in one cell: 农村公交 新购公交车24辆."""
    if not at.head.of(Meaning.TARGET) or at.text(row, Meaning.TARGET):
        return None
    found = _GLUED.fullmatch(name_cell.text.strip())
    return (found[1].strip(), found[2]) if found else None


def _number_in(name: str) -> tuple[str, str]:
    """A number before a name: 14.改扩建学校, 3.1农村改厕, (一)养老保险, ①东片区."""
    if part := sub_number(name):
        return part.printed, part.words
    mark = item_mark(name)
    if mark is None or mark[0] in {"ordinal", "bullet"}:
        return "", name
    return name[: len(name) - len(mark[2])].strip(), mark[2]
