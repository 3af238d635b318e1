"""The rows of a table to projects, tasks, categories and sums."""

from __future__ import annotations

import re

from documents.drafts import (
    ListDraft,
    ProjectDraft,
    TaskDraft,
)
from documents.grids import Cell, Grid
from documents.money import TEN_THOUSANDS
from documents.names import split_name
from documents.numbers import COARSE_TO_FINE, PrintedNumber, Style, parse_number
from documents.tables import told
from documents.tables.bands import Bands
from documents.tables.columns import Head
from documents.tables.evidence import Around
from documents.tables.heads import find_head, is_head_row, own_cells
from documents.tables.meanings import Meaning
from documents.tables.parts import go_on
from documents.tables.rowtasks import add_doubts, add_money, add_remark, add_to, task_in
from documents.tables.settled import settled
from documents.tables.under import UnderHead
from documents.text import bare, clean, is_blank, item_mark, squeeze

_CONTENT = (
    Meaning.TARGET,
    Meaning.UNIT,
    Meaning.LEAD,
    Meaning.COOPERATING,
    Meaning.MILESTONE,
    Meaning.DEADLINE,
    Meaning.SCHEDULE,
    Meaning.PROGRESS,
    Meaning.ANSWER,
)


class RowReader:
    """Reads one grid's rows under its head into a list; a list may go on over several grids."""

    def __init__(self, target: ListDraft, grid: Grid, head: Head, around: Around) -> None:
        self.list = target
        self.around = around
        self.at = UnderHead(grid, head, around.scale or TEN_THOUSANDS)
        self.project: ProjectDraft | None = target.projects[-1] if target.projects else None
        self.style = self._style_of_projects()
        self.bands = Bands(target, self.at, self.style)
        self._begins = True
        self._has_names = bool(head.of(Meaning.NAME))
        self._rest_of_target = ""
        self._heads: dict[tuple[str, ...], tuple[Head, int]] = {}

    def _style_of_projects(self) -> Style | None:
        """How projects are numbered: the coarsest style of the rows that say more than a name."""
        column = self.at.head.first(Meaning.NUMBER)
        if column is None:
            return None
        styles: set[Style] = set()
        for row in range(self.at.head.bottom + 1, len(self.at.grid.rows) + 1):
            cell = self.at.own(row, column)
            number = parse_number(cell.text) if cell else None
            if number and number.style not in styles and self._has_content(row):
                styles.add(number.style)
        return min(styles, key=COARSE_TO_FINE.index, default=None)

    def _has_content(self, row: int) -> bool:
        return any(self.at.own(row, column) for column in self.at.head.of(*_CONTENT))

    def read(self, first_row: int) -> None:
        """Reads the rows from one on to the end of the grid."""
        row = first_row
        while row <= len(self.at.grid.rows):
            row = self._read_row(row) + 1

    # One row

    def _read_row(self, row: int) -> int:
        if self._is_plainly_a_project(row):
            self._row_of_project(row)
            return row
        cells = [cell for cell in own_cells(self.at.grid, row) if not is_blank(cell.text)]
        if not cells:
            return row
        if is_head_row(self.at.grid, row):
            return self._repeated_head(row)
        if self._is_numbering_of_columns(cells):
            return row
        if (
            self.bands.is_sums(row, cells)
            or self.bands.is_note(row, cells)
            or self.bands.is_heading(row, cells)
        ):
            return row
        self._row_of_project(row)
        return row

    def _is_plainly_a_project(self, row: int) -> bool:
        """A number, a name and a target of its own: no need to look for a heading, a sum or a note."""
        number = self.at.own(row, self.at.head.first(Meaning.NUMBER))
        name = self.at.own(row, self.at.head.first(Meaning.NAME))
        target = self.at.own(row, self.at.head.first(Meaning.TARGET))
        if number is None or name is None or target is None or name is target:
            return False
        return number.colspan == 1 and number.text.isdecimal() and not name.text.isdecimal()

    def _repeated_head(self, row: int) -> int:
        """Takes a head that comes again on a new page; gives its last row."""
        texts = tuple(bare(cell.text) for cell in own_cells(self.at.grid, row))
        known = self._heads.get(texts)
        if known is not None:
            self.at.head, height = known
            return min(row + height, len(self.at.grid.rows))
        head = find_head(self.at.grid, start=row, stop=row)
        if head is None:
            return row
        if [column.path for column in head.columns] == [c.path for c in self.at.head.columns]:
            # What the first page's rows told about the heads holds on the next.
            head = Head(head.top, head.bottom, self.at.head.columns)
        else:
            head = settled(self.at.grid, head, self.around)
        self.at.head = head
        self._heads[texts] = head, head.bottom - row
        return head.bottom

    def _is_numbering_of_columns(self, cells: list[Cell]) -> bool:
        """A row 1 2 3 4 5 or 甲 乙 1 2 under the head."""
        texts = [bare(cell.text) for cell in cells]
        if len(texts) < 3 or len(texts) < self.at.grid.width - 1:
            return False
        counted = [text for text in texts if text not in set("甲乙丙丁戊ABCDEFGH")]
        return counted == [str(number) for number in range(1, len(counted) + 1)] or not counted

    # Projects and their tasks

    def _row_of_project(self, row: int) -> None:
        self.bands.take_category(row)
        number_cell = self.at.cell(row, Meaning.NUMBER)
        name_cell = self.at.cell(row, Meaning.NAME)
        number_text = squeeze(number_cell.text) if number_cell and number_cell.row == row else ""
        name = clean(name_cell.text).replace("\n", "") if name_cell and name_cell.row == row else ""
        glued = self._target_in_name(row, name_cell) if name else None
        if glued:
            name, self._rest_of_target = glued
        if not self._has_names and self.at.text(row, Meaning.TARGET):
            name = self._name_in_target(row)
        if self.at.head.first(Meaning.NUMBER) is None and name:
            number_text, name = self._number_in_name(name)
        number = parse_number(number_text) if number_text else None
        if self._goes_on(number_cell, number_text, number, name):
            assert self.project is not None
            self._sub_row(row, name, number_text)
        else:
            self._new_project(row, number_text, number, name, name_cell, number_cell)
        if glued and self.project and name_cell:
            doubt = told.cell_split(name_cell.text, name, self.at.place(name_cell))
            self.project.doubts.append(doubt)
        self._begins = False

    def _target_in_name(self, row: int, name_cell: Cell | None) -> tuple[str, str] | None:
        """A name and a target that ran together in one cell, a blank between them: 农村公交 新购公交车24辆."""
        if name_cell is None or not self.at.head.of(Meaning.TARGET):
            return None
        if self.at.text(row, Meaning.TARGET):
            return None
        found = re.fullmatch(r"(\D{2,14}) +([^ ]*\d[^ ]*)", name_cell.text.strip())
        return (found[1].strip(), found[2]) if found else None

    def _number_in_name(self, name: str) -> tuple[str, str]:
        """Where no column holds numbers, they may stand before the names: 14.改扩建学校."""
        mark = item_mark(name)
        if mark is None or mark[0] in {"ordinal", "bullet"}:
            return "", name
        return name[: len(name) - len(mark[2])].strip(), mark[2]

    def _name_in_target(self, row: int) -> str:
        """Where no column holds names, the target's cell holds both: name: target, or a sentence."""
        cells = [self.at.own(row, column) for column in self.at.head.of(Meaning.TARGET)]
        printed = "\n".join(cell.text for cell in cells if cell is not None)
        name, self._rest_of_target, is_printed = split_name(printed)
        self.list.has_derived_names |= not is_printed
        return name

    def _task(self, row: int) -> TaskDraft:
        text = self._rest_of_target or self.at.text(row, Meaning.TARGET)
        self._rest_of_target = ""
        return task_in(self.at, row, text)

    def _goes_on(
        self, number_cell: Cell | None, number_text: str, number: PrintedNumber | None, name: str
    ) -> bool:
        """Whether a row is a further part of the project above it."""
        current = self.project
        if current is None:
            return False
        if number_text:
            if self._is_finer(number):
                return True
            same_number = (
                number is not None
                and current.value == number.value
                and bare(number_text) == bare(current.printed_number or "")
            )
            return same_number and bool(name) and bare(name) == bare(current.name)
        if number_cell is not None and bare(number_cell.text):
            return True  # merged with the number above
        if not self._has_names:
            return not name or self.at.head.first(Meaning.NUMBER) is not None
        return not name or bare(name) == bare(current.name)

    def _is_finer(self, number: PrintedNumber | None) -> bool:
        """Whether a number is of a part of a project: (1) under 1, 10-2 under 10."""
        if number is None or self.style is None:
            return False
        return COARSE_TO_FINE.index(number.style) > COARSE_TO_FINE.index(self.style)

    def _new_project(
        self,
        row: int,
        number_text: str,
        number: PrintedNumber | None,
        name: str,
        name_cell: Cell | None,
        number_cell: Cell | None,
    ) -> None:
        project = ProjectDraft(
            printed_number=(
                number.printed if number and re.search(r"\.0+$", number_text) else number_text
            )
            or None,
            value=number.value if number else None,
            name=name,
            names=[name] if name else [],
            category=self.bands.category,
            table=self.at.grid.index,
            starts_table=self._begins,
        )
        if number_cell:
            project.places["number"] = self.at.place(number_cell)
        if name_cell:
            project.places["name"] = self.at.place(name_cell)
        self.list.projects.append(project)
        self.project = project
        task = self._task(row)
        project.tasks.append(task)
        add_money(self.at, row, project)
        add_remark(self.at, row, project)
        add_doubts(self.at, row, project)

    def _sub_row(self, row: int, name: str, number_text: str) -> None:
        project = self.project
        assert project is not None
        if self._begins and project.tasks:
            go_on(project, self._task(row))
        elif self.at.text(row, Meaning.TARGET):
            self._further_task(row, name, project, is_numbered=bool(number_text))
        elif name and not self.at.head.of(Meaning.TARGET) and bare(name) != bare(project.name):
            self._task_of_words(row, name, project)
        elif project.tasks:
            add_to(project.tasks[-1], self._task(row))
        add_money(self.at, row, project)
        add_remark(self.at, row, project)
        add_doubts(self.at, row, project)

    def _task_of_words(self, row: int, words: str, project: ProjectDraft) -> None:
        """Where the names' column holds the tasks, words under a number above are a further task."""
        first = project.tasks[0]
        first.text = first.text or project.name
        task = self._task(row)
        task.text = words
        task.unit_texts = task.unit_texts or list(project.tasks[-1].unit_texts)
        project.tasks.append(task)

    def _further_task(
        self, row: int, name: str, project: ProjectDraft, *, is_numbered: bool
    ) -> None:
        task = self._task(row)
        if not task.unit_texts and project.tasks:
            task.unit_texts = list(project.tasks[-1].unit_texts)
        if name and bare(name) != bare(project.name):
            task.name = name
            if not is_numbered:
                project.names.append(name)
        only = project.tasks[0] if len(project.tasks) == 1 else None
        if only and not only.text and not only.milestones:
            task.progress = "\n".join(filter(None, (only.progress, task.progress)))
            task.answers = [
                *only.answers,
                *(row for row in task.answers if row not in only.answers),
            ]
            project.tasks = [task]
        else:
            project.tasks.append(task)
