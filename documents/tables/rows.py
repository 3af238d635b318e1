"""The rows of a table to projects, tasks, categories and sums."""

from __future__ import annotations

import re
from decimal import Decimal

from documents.dates import deadline_month
from documents.drafts import (
    CategoryDraft,
    ListDraft,
    MilestoneDraft,
    ProjectDraft,
    SumsDraft,
    TaskDraft,
    UnitText,
)
from documents.grids import Cell, Grid
from documents.money import TEN_THOUSANDS, Figure, plain_figure, read_amount, read_ratio
from documents.names import split_name
from documents.numbers import COARSE_TO_FINE, PrintedNumber, Style, parse_number
from documents.reading import Place
from documents.tables import categories
from documents.tables.columns import Column, Head
from documents.tables.heads import find_head, is_head_row, own_cells
from documents.tables.meanings import Meaning
from documents.tables.parts import go_on, schedule_in
from documents.text import bare, clean, is_blank, item_mark, squeeze
from documents.units import Role

_MONEY = (Meaning.PLAN, Meaning.INVESTED, Meaning.RATIO)
_KEYS = {Meaning.PLAN: "plan", Meaning.INVESTED: "invested", Meaning.RATIO: "ratio"}
_CONTENT = (
    Meaning.TARGET,
    Meaning.UNIT,
    Meaning.LEAD,
    Meaning.COOPERATING,
    Meaning.MILESTONE,
    Meaning.DEADLINE,
    Meaning.SCHEDULE,
    Meaning.PROGRESS,
)
_UNIT_ROLES: dict[Meaning, Role | None] = {
    Meaning.UNIT: None,
    Meaning.LEAD: "lead",
    Meaning.COOPERATING: "cooperating",
}
_NOTE = re.compile(
    r"(?:注|备注|说明|填报|填表|制表|审核|单位|联系|附件|附表|第\d+页|共\d+页|数据|统计|截止|截至)\d?[::(]?|第?\d+/?\d*页|-\d+-"
)


class RowReader:
    """Reads one grid's rows under its head into a list; a list may go on over several grids."""

    def __init__(self, target: ListDraft, grid: Grid, head: Head, scale: Decimal | None) -> None:
        self.list = target
        self.grid = grid
        self.head = head
        self.scale = scale or TEN_THOUSANDS
        self.project: ProjectDraft | None = target.projects[-1] if target.projects else None
        self.category: CategoryDraft | None = target.categories[-1] if target.categories else None
        self.style = self._style_of_projects()
        self._begins = True
        self._has_names = bool(head.of(Meaning.NAME))
        self._rest_of_target = ""
        self._heads: dict[tuple[str, ...], tuple[Head, int]] = {}

    def _style_of_projects(self) -> Style | None:
        """How projects are numbered: the coarsest style of the rows that say more than a name."""
        column = self.head.first(Meaning.NUMBER)
        if column is None:
            return None
        styles: set[Style] = set()
        for row in range(self.head.bottom + 1, len(self.grid.rows) + 1):
            cell = self._own(row, column)
            number = parse_number(cell.text) if cell else None
            if number and number.style not in styles and self._has_content(row):
                styles.add(number.style)
        return min(styles, key=COARSE_TO_FINE.index, default=None)

    def _has_content(self, row: int) -> bool:
        return any(self._own(row, column) for column in self.head.of(*_CONTENT))

    def read(self, first_row: int) -> None:
        """Reads the rows from one on to the end of the grid."""
        row = first_row
        while row <= len(self.grid.rows):
            row = self._read_row(row) + 1

    # One row

    def _read_row(self, row: int) -> int:
        if self._is_plainly_a_project(row):
            self._row_of_project(row)
            return row
        cells = [cell for cell in own_cells(self.grid, row) if not is_blank(cell.text)]
        if not cells:
            return row
        if is_head_row(self.grid, row):
            return self._repeated_head(row)
        if self._is_numbering_of_columns(cells):
            return row
        if self._sums(row, cells) or self._note(row, cells) or self._heading(row, cells):
            return row
        self._row_of_project(row)
        return row

    def _is_plainly_a_project(self, row: int) -> bool:
        """A number, a name and a target of its own: no need to look for a heading, a sum or a note."""
        number = self._own(row, self.head.first(Meaning.NUMBER))
        name = self._own(row, self.head.first(Meaning.NAME))
        target = self._own(row, self.head.first(Meaning.TARGET))
        if number is None or name is None or target is None or name is target:
            return False
        return number.colspan == 1 and number.text.isdecimal() and not name.text.isdecimal()

    def _repeated_head(self, row: int) -> int:
        """Takes a head that comes again on a new page; gives its last row."""
        texts = tuple(bare(cell.text) for cell in own_cells(self.grid, row))
        known = self._heads.get(texts)
        if known is not None:
            self.head, height = known
            return min(row + height, len(self.grid.rows))
        head = find_head(self.grid, start=row, stop=row)
        if head is None:
            return row
        self.head = head
        self._heads[texts] = head, head.bottom - row
        return head.bottom

    def _is_numbering_of_columns(self, cells: list[Cell]) -> bool:
        """A row 1 2 3 4 5 or 甲 乙 1 2 under the head."""
        texts = [bare(cell.text) for cell in cells]
        if len(texts) < 3 or len(texts) < self.grid.width - 1:
            return False
        counted = [text for text in texts if text not in set("甲乙丙丁戊ABCDEFGH")]
        return counted == [str(number) for number in range(1, len(counted) + 1)] or not counted

    def _sums(self, row: int, cells: list[Cell]) -> bool:
        label = self._label(row, cells)
        if label is None:
            return False
        if categories.is_total(label.text):
            self.list.totals = self.list.totals or SumsDraft(place=self._place(label))
            self._read_sums(row, self.list.totals)
            self.list.totals.printed_count = categories.total_count(label.text)
            return True
        of = categories.subtotal_of(label.text)
        if of is None:
            return False
        self._read_sums(row, self._subtotalled(of, label))
        return True

    def _label(self, row: int, cells: list[Cell]) -> Cell | None:
        """The first words of a row, if it has no content besides money."""
        words = [cell for cell in cells if not self._means(cell, *_MONEY, Meaning.REMARK)]
        if not words:
            return None
        others = [
            cell
            for cell in words[1:]
            if self._means(cell, Meaning.TARGET, Meaning.PROGRESS, Meaning.MILESTONE)
            and not cell.number
        ]
        return words[0] if not others else None

    def _subtotalled(self, of: str, label: Cell) -> CategoryDraft:
        if not bare(of):
            if self.category is None:
                self.category = self.list.category(
                    CategoryDraft("", squeeze(label.text), None, self._place(label))
                )
            return self.category
        named = categories.heading(of, self._place(label))
        current = self.category
        if current and (
            bare(current.name) == bare(named.name)
            or bare(current.name).startswith(bare(named.name))
        ):
            return current
        loose = [project for project in self.list.projects if project.category is None]
        category = self.list.category(named)
        if loose and current is None:
            for project in loose:
                project.category = category
            self.category = None
        else:
            self.category = category
        return category

    def _read_sums(self, row: int, target: SumsDraft | CategoryDraft) -> None:
        for meaning, key in _KEYS.items():
            column = self.head.first(meaning)
            cell = self._own(row, column) if column else None
            if column and cell:
                figure = self._figure(cell, column)
                if figure and getattr(target, key) is None:
                    setattr(target, key, figure)
                    target.places[key] = self._place(cell)

    def _note(self, row: int, cells: list[Cell]) -> bool:
        """Words under or between the rows that belong to no column."""
        if len(cells) > 2 or any(cell.number is not None for cell in cells):
            return False
        text = bare(cells[0].text)
        is_wide = cells[0].colspan * 2 > self.grid.width
        if _NOTE.match(text) and (is_wide or len(cells) == 1) and not parse_number(text):
            self.list.lines.append(clean(cells[0].text))
            return True
        if is_wide and len(cells) == 1 and (len(text) > 45 or text.endswith("。")):
            self.list.lines.append(clean(cells[0].text))
            return True
        return False

    def _heading(self, row: int, cells: list[Cell]) -> bool:
        words = [cell for cell in cells if not self._means(cell, *_MONEY, Meaning.REMARK)]
        number_column = self.head.first(Meaning.NUMBER)
        if not words or len(words) > 2:
            return False
        first = words[0]
        if len(words) == 2:
            number = parse_number(first.text)
            if not (
                number_column
                and first.column == number_column.position
                and self._means(words[1], Meaning.NAME)
                and self._number_heads(number)
            ):
                return False
            self._open_category(words[1].text, first, row, numeral=first.text)
            return True
        text = first.text
        if parse_number(text) is not None:
            return False
        is_wide = first.colspan >= 2 and first.colspan * 2 >= self.grid.width - 2
        in_front = first.column <= 2
        stands_alone = in_front and (
            categories.has_numeral(text)
            or (number_column is not None and first.column == number_column.position)
            or (
                self._means(first, Meaning.NAME, Meaning.CATEGORY)
                and categories.sounds_like_heading(text)
            )
        )
        if not (is_wide or stands_alone) or len(bare(text)) > 60:
            return False
        if self._means(first, Meaning.CATEGORY) and not is_wide and first.rowspan > 1:
            return False
        self._open_category(text, first, row)
        return True

    def _number_heads(self, number: PrintedNumber | None) -> bool:
        """Whether a number and a name alone are a heading: projects are numbered in a finer way."""
        if number is None:
            return False
        if self.style is None:
            return number.style in {"chinese", "chinese-bracket"}
        return COARSE_TO_FINE.index(number.style) < COARSE_TO_FINE.index(self.style)

    def _open_category(self, text: str, cell: Cell, row: int, numeral: str = "") -> None:
        category = categories.heading(text, self._place(cell))
        if numeral:
            category.printed = f"{squeeze(numeral).rstrip('、.')}、{category.printed}"
            category.level = categories.level_of(f"{squeeze(numeral)}、")
        if category.level == 2:
            category.parent = next(
                (above for above in reversed(self.list.categories) if above.level == 1), None
            )
        self.category = self.list.category(category)
        self._read_sums(row, self.category)

    # Projects and their tasks

    def _row_of_project(self, row: int) -> None:
        self._merged_category(row)
        number_cell = self._cell(row, Meaning.NUMBER)
        name_cell = self._cell(row, Meaning.NAME)
        number_text = squeeze(number_cell.text) if number_cell and number_cell.row == row else ""
        name = clean(name_cell.text).replace("\n", "") if name_cell and name_cell.row == row else ""
        if not self._has_names and self._text(row, Meaning.TARGET):
            name = self._name_in_target(row)
        if self.head.first(Meaning.NUMBER) is None and name:
            number_text, name = self._number_in_name(name)
        number = parse_number(number_text) if number_text else None
        if self._goes_on(number_cell, number_text, number, name):
            assert self.project is not None
            self._sub_row(row, name, number_text)
        else:
            self._new_project(row, number_text, number, name, name_cell, number_cell)
        self._begins = False

    def _number_in_name(self, name: str) -> tuple[str, str]:
        """Where no column holds numbers, they may stand before the names: 14.改扩建学校."""
        mark = item_mark(name)
        if mark is None or mark[0] in {"ordinal", "bullet"}:
            return "", name
        return name[: len(name) - len(mark[2])].strip(), mark[2]

    def _name_in_target(self, row: int) -> str:
        """Where no column holds names, the target's cell holds both: name: target, or a sentence."""
        cells = [self._own(row, column) for column in self.head.of(Meaning.TARGET)]
        printed = "\n".join(cell.text for cell in cells if cell is not None)
        name, self._rest_of_target, is_printed = split_name(printed)
        self.list.has_derived_names |= not is_printed
        return name

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
            return not name or self.head.first(Meaning.NUMBER) is not None
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
            category=self.category,
            table=self.grid.index,
            starts_table=self._begins,
        )
        if number_cell:
            project.places["number"] = self._place(number_cell)
        if name_cell:
            project.places["name"] = self._place(name_cell)
        self.list.projects.append(project)
        self.project = project
        task = self._task(row)
        project.tasks.append(task)
        self._money(row, project)
        self._remark(row, project)

    def _sub_row(self, row: int, name: str, number_text: str) -> None:
        project = self.project
        assert project is not None
        if self._begins and project.tasks:
            go_on(project, self._task(row))
        elif self._text(row, Meaning.TARGET):
            self._further_task(row, name, project, is_numbered=bool(number_text))
        elif project.tasks:
            self._more_of(project.tasks[-1], self._task(row))
        self._money(row, project)
        self._remark(row, project)

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
            project.tasks = [task]
        else:
            project.tasks.append(task)

    def _more_of(self, task: TaskDraft, more: TaskDraft) -> None:
        """A row without a target of its own: further units, goals and words for the task above."""
        task.unit_texts.extend(item for item in more.unit_texts if item not in task.unit_texts)
        for milestone in more.milestones:
            same = next(
                (known for known in task.milestones if known.month == milestone.month), None
            )
            if same:
                same.text += "\n" + milestone.text
            else:
                task.milestones.append(milestone)
        task.milestones.sort(key=lambda milestone: milestone.month)
        task.progress = "\n".join(filter(None, (task.progress, more.progress)))

    def _task(self, row: int) -> TaskDraft:
        task = TaskDraft(self._rest_of_target or self._text(row, Meaning.TARGET))
        self._rest_of_target = ""
        target = self._own(row, self.head.first(Meaning.TARGET))
        task.place = self._place(target) if target else None
        for meaning, role in _UNIT_ROLES.items():
            for column in self.head.of(meaning):
                cell = self.grid.cell(row, column.position)
                if cell and not is_blank(cell.text):
                    task.unit_texts.append(UnitText(cell.text, role, self._place(cell)))
        self._milestones(row, task)
        task.progress = self._progress(row)
        return task

    def _milestones(self, row: int, task: TaskDraft) -> None:
        for column in self.head.of(Meaning.MILESTONE):
            cell = self._own(row, column)
            text = clean(cell.text) if cell else ""
            if cell and column.months and text and not re.fullmatch(r"[-/—\\无]+", text):
                task.milestones.append(MilestoneDraft(column.months.last, text, self._place(cell)))
        for column in self.head.of(Meaning.SCHEDULE):
            cell = self._own(row, column)
            if cell:
                for month, text in schedule_in(clean(cell.text)):
                    if all(known.month != month for known in task.milestones):
                        task.milestones.append(MilestoneDraft(month, text, self._place(cell)))
        for column in self.head.of(Meaning.DEADLINE):
            cell = self._own(row, column)
            due = deadline_month(cell.text) if cell else None
            if cell and due and all(known.month != due for known in task.milestones):
                task.milestones.append(
                    MilestoneDraft(due, clean(cell.text), self._place(cell), is_deadline=True)
                )
        task.milestones.sort(key=lambda milestone: milestone.month)

    def _progress(self, row: int) -> str:
        """What a row reports: of several months the last one told, other columns one after the other."""
        columns = self.head.of(Meaning.PROGRESS)
        newest = [column for column in columns if "最新" in column.label]
        if not newest and all(column.months for column in columns):
            months = [column.months.last for column in columns if column.months]
            for month in sorted(set(months), reverse=True):
                newest = [
                    column for column in columns if column.months and column.months.last == month
                ]
                if any(self._column_text(row, column) for column in newest):
                    break
        texts = [text for column in (newest or columns) if (text := self._column_text(row, column))]
        return "\n".join(dict.fromkeys(texts))

    def _money(self, row: int, project: ProjectDraft) -> None:
        for meaning, key in _KEYS.items():
            column = self.head.first(meaning)
            cell = self._own(row, column) if column else None
            if column is None or cell is None:
                continue
            figure = self._figure(cell, column)
            if figure is None:
                continue
            before: Figure | None = getattr(project, key)
            if before is None:
                setattr(project, key, figure)
                project.places[key] = self._place(cell)
            elif meaning is Meaning.RATIO:
                project.ratio = None
            elif before.decimal is not None and figure.decimal is not None:
                total = plain_figure(before.decimal + figure.decimal)
                setattr(project, key, Figure(f"{before.raw}+{figure.raw}", total))

    def _figure(self, cell: Cell, column: Column) -> Figure | None:
        if column.meaning is Meaning.RATIO:
            return read_ratio(cell)
        return read_amount(cell, scale=column.scale or self.scale)

    def _remark(self, row: int, project: ProjectDraft) -> None:
        text = self._text(row, Meaning.REMARK)
        if text and text not in project.remark.split("\n"):
            project.remark = "\n".join(filter(None, (project.remark, text)))

    def _merged_category(self, row: int) -> None:
        column = self.head.first(Meaning.CATEGORY)
        cell = self._own(row, column) if column else None
        if cell and not is_blank(cell.text):
            named = categories.heading(clean(cell.text).replace("\n", ""), self._place(cell))
            self.category = self.list.category(named)

    # Cells

    def _cell(self, row: int, meaning: Meaning) -> Cell | None:
        column = self.head.first(meaning)
        return self.grid.cell(row, column.position) if column else None

    def _own(self, row: int, column: Column | None) -> Cell | None:
        """The cell that begins in this row and column and prints something."""
        if column is None:
            return None
        cell = self.grid.cell(row, column.position)
        if cell is None or cell.row != row or cell.column != column.position or is_blank(cell.text):
            return None
        return cell

    def _column_text(self, row: int, column: Column) -> str:
        cell = self._own(row, column)
        text = clean(cell.text) if cell else ""
        return "" if re.fullmatch(r"[-/—\\]+", text) else text

    def _text(self, row: int, meaning: Meaning) -> str:
        texts = [
            text for column in self.head.of(meaning) if (text := self._column_text(row, column))
        ]
        return "\n".join(dict.fromkeys(texts))

    def _means(self, cell: Cell, *meanings: Meaning) -> bool:
        return self.head.columns[cell.column - 1].meaning in meanings

    def _place(self, cell: Cell) -> Place:
        return Place(self.grid.index, cell.row, cell.column)
