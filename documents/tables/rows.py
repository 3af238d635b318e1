"""The rows of a table to projects, tasks, categories and sums."""

from __future__ import annotations

import re
from dataclasses import replace

from documents.drafts import ListDraft, ProjectDraft
from documents.grids import Cell, Grid
from documents.money import TEN_THOUSANDS
from documents.tables import told
from documents.tables.bands import Bands
from documents.tables.columns import Head
from documents.tables.evidence import Around
from documents.tables.heads import find_head, is_head_row, own_cells
from documents.tables.levels import Levels
from documents.tables.meanings import Meaning
from documents.tables.rownames import RowName, name_of_row, target_of_row
from documents.tables.rowtasks import AMOUNTS, add_doubts, add_money, add_remark, task_in
from documents.tables.settled import settled
from documents.tables.subrows import add_row
from documents.tables.under import UnderHead
from documents.text import bare, is_blank


class RowReader:
    """Reads one grid's rows under its head into a list; a list may go on over several grids."""

    def __init__(self, target: ListDraft, grid: Grid, head: Head, around: Around) -> None:
        self.list = target
        self.around = around
        self.at = UnderHead(grid, head, around.scale or TEN_THOUSANDS)
        self.project: ProjectDraft | None = target.projects[-1] if target.projects else None
        self.levels = Levels(self.at)
        self.bands = Bands(target, self.at, self.levels.style)
        self._begins = True
        self._in_parts = False
        self._heads: dict[tuple[str, ...], tuple[Head, int]] = {}

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
        called = self._with_parts_above(row, name_of_row(self.at, row))
        self.list.has_derived_names |= called.is_derived
        if self.project is not None and self.levels.goes_on(called, self.project):
            self.levels.has_part(called)
            add_row(self.at, row, called, self.project, begins_page=self._begins)
        else:
            self._new_project(row, called)
        if called.is_glued and self.project and called.name_cell:
            place = self.at.place(called.name_cell)
            doubt = told.cell_split(called.name_cell.text, called.name, place)
            self.project.doubts.append(doubt)
        self._begins = False

    def _with_parts_above(self, row: int, called: RowName) -> RowName:
        """西区小学 below 其中：东区小学: a row of money alone without a number goes on taking the project apart."""
        goes_on = (
            self._in_parts
            and not called.number_text
            and self.at.head.first(Meaning.NUMBER) is not None
            and not self.at.text(row, Meaning.TARGET)
            and any(self.at.own(row, column) for column in self.at.head.of(*AMOUNTS))
        )
        self._in_parts = called.is_of_which or goes_on
        return replace(called, is_of_which=True) if goes_on else called

    def _new_project(self, row: int, called: RowName) -> None:
        number = called.number
        has_zeros = number is not None and re.search(r"\.0+$", called.number_text)
        project = ProjectDraft(
            printed_number=(number.printed if number and has_zeros else called.number_text) or None,
            value=number.value if number else None,
            name=called.name,
            names=[called.name] if called.name else [],
            category=self.bands.category,
            table=self.at.grid.index,
            starts_table=self._begins,
        )
        if called.number_cell:
            project.places["number"] = self.at.place(called.number_cell)
        if called.name_cell:
            project.places["name"] = self.at.place(called.name_cell)
        self.list.projects.append(project)
        self.project = project
        self.levels.has_project()
        text = called.target or target_of_row(self.at, row)
        project.tasks.append(task_in(self.at, row, text))
        add_money(self.at, row, project)
        project.own_amounts = {key for key in AMOUNTS.values() if getattr(project, key)}
        add_remark(self.at, row, project)
        add_doubts(self.at, row, project)
