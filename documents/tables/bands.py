"""Rows that are no project: totals and subtotals, headings of categories, notes between the rows."""

from __future__ import annotations

import re

from documents.drafts import CategoryDraft, ListDraft, SumsDraft
from documents.grids import Cell
from documents.numbers import COARSE_TO_FINE, PrintedNumber, Style, parse_number
from documents.tables import categories
from documents.tables.evidence import BLANK, NUMBER
from documents.tables.meanings import Meaning
from documents.tables.rowtasks import AMOUNTS
from documents.tables.under import UnderHead
from documents.text import bare, clean, is_blank, squeeze

_MONEY = tuple(AMOUNTS)
_FORM = re.compile(
    r"(?:填[报表]|制表|审[核批定]|复核|编制|经办|主管|分管|负责|联系|统计|日期|报送|电话|单位(?:负责|公章|盖章))[^:]{0,8}:"
    r"|[(\[]?(?:盖章|公章|签章|签字)[)\]]?$"
)
"""What each cell of a form's foot begins with."""
_KIND_OF_ROW = re.compile(r"(?:年度|季度)?(?:计划|目标|任务|实际|(?:实际|累计|已)?完成)(?:数|值)?")
"""计划 over 实际 in the rows of each project: no category."""
_OF_A_FORM = re.compile(
    rf"{_FORM.pattern}|[(\[]?(?:公章|盖章|签章|签字|签名)[)\]]?$|20\d\d[-/.年]\d{{1,2}}[-/.月]\d{{1,2}}日?$|[\d-]{{7,}}$"
)
"""The foot of a form, its seal and its day."""
_OF_THE_PAGE = re.compile(
    r"[(\[]?(?:[承接](?:前|上|上一)页|[转过](?:次|下|下一)页|本页小计)[)\]]?:?"
)
"""Sums that run on from page to page: no row's, and no category's."""
_OF_THE_SHEET = re.compile(
    r"[(\[]?(?:(?:本页)?以下(?:空白|无正文|为空)|此[页表]无正文|续(?:上)?[页表]|[接承][上下前]页|[转过][下次]页)[)\]]?|以上(?:为|是|均为|共).{2,30}"
)
"""What a row says of the sheet or of the rows above: it heads nothing."""
_NOTE = re.compile(
    r"(?:注|备注|说明|填报|填表|制表|审核|单位|联系|附件|附表|第\d+页|共\d+页|数据|统计|截止|截至)\d?[::(]?|第?\d+/?\d*页|-\d+-"
)


class Bands:
    """Takes such rows into the list, and knows which category the rows below belong to."""

    def __init__(self, target: ListDraft, at: UnderHead, style: Style | None) -> None:
        self.list = target
        self.at = at
        self.style = style
        """How projects are numbered."""
        self.category: CategoryDraft | None = target.categories[-1] if target.categories else None

    def is_sums(self, row: int, cells: list[Cell]) -> bool:
        """Takes a total or a subtotal."""
        label = self._label(row, cells)
        if label is None:
            return False
        if categories.is_total(label.text):
            self.list.totals = self.list.totals or SumsDraft(place=self.at.place(label))
            self._read_sums(row, self.list.totals)
            self.list.totals.printed_count = categories.total_count(label.text)
            return True
        of = categories.subtotal_of(label.text)
        if of is None:
            return False
        self._read_sums(row, self._subtotalled(of, label))
        return True

    def _is_word(self, cell: Cell) -> bool:
        """Neither money nor a remark, nor a bare figure beside them; the number of a row counts."""
        if self.at.means(cell, *_MONEY, Meaning.REMARK):
            return False
        text = bare(cell.text)
        if self.at.means(cell, Meaning.NUMBER):
            return True
        return NUMBER.fullmatch(text) is None and BLANK.fullmatch(text) is None

    def _label(self, row: int, cells: list[Cell]) -> Cell | None:
        """The first words of a row, if it has no content besides money."""
        words = [cell for cell in cells if self._is_word(cell)]
        if not words:
            return None
        others = [
            cell
            for cell in words[1:]
            if self.at.means(cell, Meaning.TARGET, Meaning.PROGRESS, Meaning.MILESTONE)
            and not cell.number
        ]
        return words[0] if not others else None

    def _subtotalled(self, of: str, label: Cell) -> CategoryDraft:
        if not bare(of):
            if self.category is None:
                self.category = self.list.category(
                    CategoryDraft("", squeeze(label.text), None, self.at.place(label))
                )
            return self.category
        named = categories.heading(of, self.at.place(label))
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
        for meaning, key in AMOUNTS.items():
            column = self.at.head.first(meaning)
            cell = self.at.own(row, column) if column else None
            if column and cell:
                figure = self.at.figure(cell, column)
                if figure and getattr(target, key) is None:
                    setattr(target, key, figure)
                    target.places[key] = self.at.place(cell)

    def is_note(self, row: int, cells: list[Cell]) -> bool:
        """Keeps words under or between the rows that belong to no column."""
        texts = [bare(cell.text) for cell in cells]
        if all(map(_FORM.match, texts)) or (
            any(map(_FORM.match, texts)) and all(map(_OF_A_FORM.match, texts))
        ):
            self.list.lines.extend(clean(cell.text) for cell in cells)
            self.list.note_rows.add((self.at.grid.index, row))
            return True  # 填表人:… | 审核人:… | 联系电话:…
        if _OF_THE_PAGE.fullmatch(texts[0]):
            self.list.note_rows.add((self.at.grid.index, row))
            return True
        if len(cells) > 2 or any(cell.number is not None for cell in cells):
            return False
        text = bare(cells[0].text)
        is_wide = cells[0].colspan * 2 > self.at.grid.width
        if len(cells) == 1 and _OF_THE_SHEET.fullmatch(text):
            self.list.lines.append(clean(cells[0].text))
            return True
        if _NOTE.match(text) and (is_wide or len(cells) == 1) and not parse_number(text):
            self.list.lines.append(clean(cells[0].text))
            return True
        if is_wide and len(cells) == 1 and (len(text) > 45 or text.endswith("。")):
            self.list.lines.append(clean(cells[0].text))
            return True
        return False

    def is_heading(self, row: int, cells: list[Cell]) -> bool:
        """Opens a category where the row is its heading."""
        words = [cell for cell in cells if self._is_word(cell)]
        number_column = self.at.head.first(Meaning.NUMBER)
        if not words or len(words) > 2:
            return False
        first = words[0]
        if len(words) == 2:
            number = parse_number(first.text)
            if not (
                number_column
                and first.column == number_column.position
                and self.at.means(words[1], Meaning.NAME, Meaning.CATEGORY)
                and self._number_heads(number)
            ):
                return False
            self._open_category(words[1].text, first, row, numeral=first.text)
            return True
        text = first.text
        if parse_number(text) is not None:
            return False
        is_wide = first.colspan >= 2 and first.colspan * 2 >= self.at.grid.width - 2
        in_front = first.column <= 2
        stands_alone = (
            in_front
            and (
                categories.has_numeral(text)
                or (number_column is not None and first.column == number_column.position)
                or (
                    self.at.means(first, Meaning.NAME, Meaning.CATEGORY)
                    and categories.sounds_like_heading(text)
                )
            )
        ) or (len(cells) == 1 and self._is_heading_anywhere(text))
        if not (is_wide or stands_alone) or len(bare(text)) > 60:
            return False
        if self.at.means(first, Meaning.CATEGORY) and not is_wide and first.rowspan > 1:
            return False
        self._open_category(text, first, row)
        return True

    def _is_heading_anywhere(self, text: str) -> bool:
        """一、教育类 or 教育类(3件), alone in its row in whatever column, and no item of a list in the cell above."""
        if not categories.sounds_like_heading(text) or len(bare(text)) > 24:
            return False
        if categories.has_count(text):
            return True
        last = self.list.projects[-1].tasks[-1].text if self.list.projects else ""
        return categories.has_numeral(text) and not categories.has_numeral(last)

    def _number_heads(self, number: PrintedNumber | None) -> bool:
        """Whether a number and a name alone are a heading: projects are numbered in a finer way."""
        if number is None:
            return False
        if self.style is None:
            return number.style in {"chinese", "chinese-bracket"}
        return COARSE_TO_FINE.index(number.style) < COARSE_TO_FINE.index(self.style)

    def _open_category(self, text: str, cell: Cell, row: int, numeral: str = "") -> None:
        category = categories.heading(text, self.at.place(cell))
        if numeral:
            category.printed = f"{squeeze(numeral).rstrip('、.')}、{category.printed}"
            category.level = categories.level_of(f"{squeeze(numeral)}、")
        if category.level == 2:
            category.parent = next(
                (above for above in reversed(self.list.categories) if above.level == 1), None
            )
        self.category = self.list.category(category)
        self._read_sums(row, self.category)

    def take_category(self, row: int) -> None:
        """The category a column of its own names, merged over its rows."""
        column = self.at.head.first(Meaning.CATEGORY)
        cell = self.at.own(row, column) if column else None
        if cell and not is_blank(cell.text) and not _KIND_OF_ROW.fullmatch(bare(cell.text)):
            named = categories.heading(clean(cell.text).replace("\n", ""), self.at.place(cell))
            self.category = self.list.category(named)
