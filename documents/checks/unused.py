"""Every cell with content is accounted for: taken, told in a finding, or furniture by a named rule.

Whether something was taken is asked of the reading itself, not of the code that read it: a text passed over by
mistake is found like one passed over on purpose.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from typing import Literal

from documents import wording
from documents.checks.furniture import is_blank_mark, is_label, is_people, is_span, is_tick, rule_of
from documents.checks.holdings import Holdings, holds_figures, of_document, of_project
from documents.drafts import ListDraft, ProjectDraft
from documents.grids import Cell, Grid, Loaded
from documents.numbers import parse_number
from documents.reading import Finding, Place, Reading
from documents.tables import categories
from documents.tables.columns import Column, Head
from documents.tables.meanings import LEADERS, Meaning, core_of, meaning_of
from documents.text import bare, clean

Fate = Literal["taken", "told", "furniture"]
_MONEY = {Meaning.PLAN, Meaning.INVESTED, Meaning.RATIO}
_UNITS = {Meaning.UNIT, Meaning.LEAD, Meaning.COOPERATING}
_CORE = {Meaning.NAME, Meaning.TARGET, Meaning.MILESTONE, Meaning.PROGRESS}
"""What a plan or a report is made of: a word of it lost is no trifle."""
_PASSED_OVER = {None, Meaning.IGNORED}
_EARLIER = re.compile(r"去年|上年|往年|前年|上月|上季度|上期")
_RESULT = re.compile(r"完成|累计|本月|当月|实际")
"""Heads of a result: of several the newest is the report of a progress table, and the others are told."""


@dataclass(frozen=True, slots=True)
class Account:
    """What became of one cell."""

    cell: Cell
    place: Place
    fate: Fate
    rule: str = ""
    """The rule by which it is furniture."""
    column: Column | None = None
    project: int | None = None
    left: str = ""
    """The part that was not taken."""
    head: Place | None = None
    """Where its column's head stands: a person corrects the column there."""


@dataclass(slots=True)
class _Table:
    """A grid that was read, as it was read (a turned one upright), and whose rows are whose."""

    grid: Grid
    head: Head
    starts: list[int]
    owners: list[int]
    """Numbers of the projects that begin in the rows of `starts`."""
    bands: frozenset[int]
    """Rows that are headings of categories."""

    def owner(self, row: int) -> int | None:
        if row in self.bands:
            return None
        at = bisect_right(self.starts, row) - 1
        return self.owners[at] if at >= 0 else None

    def place(self, cell: Cell) -> Place:
        return Place(self.grid.index, *self.grid.place_of(cell))

    def head_place(self, column: Column) -> Place | None:
        """Where the head of a column begins; None where the table goes on from one with a head."""
        if self.head.bottom < self.head.top:
            return None
        cell = self.grid.cell(self.head.bottom, column.position)
        return self.place(cell) if cell is not None else None


class Accounts:
    """The cells and lines of a document held against what was taken out of it."""

    def __init__(
        self, loaded: Loaded, lists: Sequence[ListDraft], reading: Reading, drafts: Sequence[ProjectDraft]
    ) -> None:  # fmt: skip
        self.loaded = loaded
        self.whole = of_document(reading, drafts, has_tables=any(loaded.grids))
        self.projects = {
            project.number: of_project(project, draft)
            for project, draft in zip(reading.projects, drafts, strict=True)
        }
        headings = {
            key
            for part in lists
            for category in part.categories
            for printed in (bare(category.printed), bare(category.name))
            for key in (printed, printed.partition("、")[2])
        }
        self.headings = headings
        self.note_rows = {row for part in lists for row in part.note_rows}
        doubts = [finding for finding in reading.findings if finding.place is not None]
        self.told = {finding.place for finding in doubts}
        self.told_rows = {
            (finding.place.table, finding.place.row)
            for finding in doubts
            if finding.place
            and (
                finding.code == "part_row"
                or (finding.code == "name_differs" and finding.expected is None)
            )
        }
        self.tables = [
            _table(grid, head, lists[0], headings) for part in lists for grid, head in part.tables
        ]

    def cells(self) -> list[Account]:
        """Every cell with content, of tables that were read and of those that were not."""
        read = {table.grid.index for table in self.tables}
        found = [account for table in self.tables for account in self._of_table(table)]
        for grid in self.loaded.grids:
            if grid.index not in read:
                found += self._of_other(grid)
        return found

    def _of_table(self, table: _Table) -> Iterator[Account]:
        grid, head = table.grid, table.head
        titles = {bare(part) for column in head.columns for part in column.path}
        for cell in _cells(grid):
            place = table.place(cell)
            if cell.row < head.top:
                yield self._line(cell, place)
            elif cell.row <= head.bottom or bare(cell.text) in titles:
                yield Account(cell, place, "furniture", "head")
            elif cell.row in table.bands and bare(cell.text) in self.headings:
                yield Account(cell, place, "furniture", "heading of a category")
            elif (grid.index, cell.row) in self.note_rows:
                yield Account(cell, place, "furniture", "foot of a form or a page")
            elif self._is_told(table, cell, place):
                yield Account(cell, place, "furniture", "told by another finding")
            elif _stands_alone(grid, cell):
                yield self._line(cell, place)
            else:
                yield self._under_head(table, cell, place)

    def _is_told(self, table: _Table, cell: Cell, place: Place) -> bool:
        """Whether a finding speaks of this cell, of its whole row, or at its head of its whole column."""
        heads = (
            Place(place.table, row, cell.column) for row in range(table.head.top, table.head.bottom + 1)
        )  # fmt: skip
        return (
            place in self.told
            or (place.table, place.row) in self.told_rows
            or (table.grid.turned_below is None and any(head in self.told for head in heads))
        )

    def _line(self, cell: Cell, place: Place) -> Account:
        if rule := rule_of(cell.text):
            return Account(cell, place, "furniture", rule)
        left = [piece for piece in self.whole.left_of(cell.text) if not is_people(piece)]
        if not left or categories.is_total(cell.text):
            return Account(cell, place, "taken")
        return Account(cell, place, "told", left=clean(cell.text))

    def _under_head(self, table: _Table, cell: Cell, place: Place) -> Account:
        column = table.head.columns[cell.column - 1]
        if is_blank_mark(cell.text):
            return Account(cell, place, "furniture", "blank mark", column)
        if column.meaning is Meaning.NUMBER and parse_number(cell.text):
            return Account(cell, place, "furniture", "serial number", column)
        if is_of_people(column):
            return Account(cell, place, "furniture", "people", column)
        if _is_sums(table, cell):
            rule = (
                "sums" if cell.number is not None or holds_figures(cell.text) else "label of sums"
            )
            return Account(cell, place, "furniture", rule, column)
        number = table.owner(cell.row)
        holdings = self.projects.get(number) if number is not None else None
        left = self._left(cell, column, holdings)
        if not left:
            return Account(cell, place, "taken", "", column, number)
        if column.meaning in {Meaning.MILESTONE, Meaning.ANSWER} and is_tick(cell.text):
            return Account(cell, place, "taken", "", column, number)
        return Account(
            cell, place, "told", "", column, number, "\uff0c".join(left), table.head_place(column)
        )

    def _left(self, cell: Cell, column: Column, holdings: Holdings | None) -> list[str]:
        text = cell.text
        if holdings is None:
            return self.whole.left_of(text)
        if cell.is_percent and cell.number is not None and holdings.has_figure(str(cell.number)):
            return []
        left = [
            piece
            for piece in holdings.left_of(text)
            if not is_people(piece)
            and not is_label(piece, text)
            and not (column.meaning in _UNITS and _is_beside_a_unit(piece, text))
        ]
        if left and cell.rowspan > 1:
            return self.whole.left_of(text)  # one cell over several projects
        if (
            left
            and column.meaning not in _MONEY
            and not holds_figures(text)
            and len(bare(text)) > 3
        ):
            return (
                [] if self.whole.has(text) else left
            )  # a heading of a category, a name told elsewhere
        return left

    def _of_other(self, grid: Grid) -> Iterator[Account]:
        """A table that is no list of projects: its cells are lines."""
        for cell in _cells(grid):
            yield self._line(cell, Place(grid.index, cell.row, cell.column))


def unused(accounts: Sequence[Account], *, is_plan: bool) -> list[Finding]:
    """What was not taken: a column as one finding, single cells and lines each with their own."""
    findings: list[Finding] = []
    by_column: dict[tuple[int, int], list[Account]] = {}
    alone: list[Account] = []
    for account in accounts:
        if account.column is None:
            if account.fate == "told":
                alone.append(account)
        elif account.fate != "furniture" or account.rule == "blank mark":
            by_column.setdefault((account.place.table, account.column.position), []).append(account)
    for found in by_column.values():
        told = [account for account in found if account.fate == "told"]
        taken = sum(account.fate == "taken" for account in found)
        is_passed_over = found[0].column is not None and found[0].column.meaning in _PASSED_OVER
        if told and (is_passed_over or len(told) > taken):
            findings.append(_column(told, is_plan=is_plan))
        else:
            findings += [_cell(account) for account in told]
    findings += [wording.text_unused(account.left, account.place) for account in alone]
    return findings


def _column(told: Sequence[Account], *, is_plan: bool) -> Finding:
    column = told[0].column
    assert column is not None
    told_words = [clean(account.cell.text) for account in told]
    label = bare("".join(column.path))
    is_known = (
        column.meaning is not None
        or meaning_of(column.label) is not None
        or _EARLIER.search(label) is not None
        or is_span(column.label)
        or (not is_plan and _RESULT.search(label) is not None)
    )
    is_warned = not is_known and any(map(holds_figures, told_words))
    return wording.column_unused(
        column.label, told_words, told[0].head or told[0].place, is_warned=is_warned
    )


def _cell(account: Account) -> Finding:
    column = account.column
    assert column is not None
    is_warned = column.meaning in _CORE or (
        column.meaning is not Meaning.IGNORED and holds_figures(account.left)
    )
    return wording.text_unused(
        account.left, account.place, account.project, column.label, is_warned=is_warned
    )


def is_of_people(column: Column) -> bool:
    """Leaders, contacts, telephones: known to every reader of such tables, and never taken."""
    return column.meaning is Meaning.IGNORED and LEADERS.search(core_of(column.label)) is not None


def _table(grid: Grid, head: Head, plan: ListDraft, headings: Set[str]) -> _Table:
    rows: dict[int, int] = {}
    for draft in plan.projects:
        for key in ("number", "name"):
            place = draft.places.get(key)
            if place is not None and place.table == grid.index:
                row = grid.row_of(place.row, place.column)
                rows.setdefault(row, draft.number)
    starts = sorted(rows)
    bands = frozenset(cell.row for cell in _cells(grid) if bare(cell.text) in headings)
    return _Table(grid, head, starts, [rows[start] for start in starts], bands - rows.keys())


def _cells(grid: Grid) -> Iterator[Cell]:
    """Each cell that prints something, once."""
    for number, row in enumerate(grid.rows, start=1):
        for column, cell in enumerate(row, start=1):
            if cell is not None and (cell.row, cell.column) == (number, column) and bare(cell.text):
                yield cell


def _is_beside_a_unit(piece: str, text: str) -> bool:
    """Whether a word is a person's name or the like next to a unit; alone in its cell it stands in a unit's place."""
    return len(piece) <= 4 and piece != bare(text) and not holds_figures(piece)


def _stands_alone(grid: Grid, cell: Cell) -> bool:
    """Whether a cell is the only one of its row that prints anything."""
    if cell.rowspan > 1:
        return False
    return all(
        other is None or other is cell or not bare(other.text) for other in grid.rows[cell.row - 1]
    )


def _is_sums(table: _Table, cell: Cell) -> bool:
    """Whether a row is one of sums: its label says so, in one of its first columns."""
    first = [other for other in table.grid.rows[cell.row - 1][:4] if other and bare(other.text)]
    return any(
        categories.is_total(other.text) or categories.subtotal_of(other.text) is not None
        for other in first
        if len(bare(other.text)) <= 30
    )
