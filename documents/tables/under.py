"""The cells of a table by what stands over them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from documents.grids import Cell, Grid
from documents.money import Figure, read_amount, read_ratio
from documents.reading import Place
from documents.stated_sums import of_the_year, sums_in
from documents.tables.columns import Column, Head
from documents.tables.evidence import NUMBER
from documents.tables.grammar import is_measure, unit_in
from documents.tables.meanings import Meaning
from documents.text import bare, clean, is_blank

_COUNTS = {Meaning.TARGET, Meaning.PROGRESS, Meaning.PERIODIC, Meaning.EARLIER, Meaning.MILESTONE}


@dataclass(slots=True)
class UnderHead:
    """A grid under its head; a head that comes again on a new page takes the place of the first."""

    grid: Grid
    head: Head
    scale: Decimal
    """What an amount without a unit of its own is counted in, in 万元."""

    def cell(self, row: int, meaning: Meaning) -> Cell | None:
        """The cell at a row under the first head of that meaning; a merged one counts in each of its rows."""
        column = self.head.first(meaning)
        return self.grid.cell(row, column.position) if column else None

    def own(self, row: int, column: Column | None) -> Cell | None:
        """The cell that begins in this row and column and prints something."""
        if column is None:
            return None
        cell = self.grid.cell(row, column.position)
        if cell is None or cell.row != row or cell.column != column.position or is_blank(cell.text):
            return None
        return cell

    def column_text(self, row: int, column: Column) -> str:
        """What is printed there, a bare number with what it counts; a dash is nothing."""
        cell = self.own(row, column)
        text = clean(cell.text) if cell else ""
        if column.meaning in _COUNTS and text and NUMBER.fullmatch(text):
            return text + (column.unit or self._measure(row, column))
        return "" if re.fullmatch(r"[-/—\\]+", text) else text

    def _measure(self, row: int, column: Column) -> str:
        """What the row counts in, by its column 计量单位 or its name; a rate counts nothing."""
        if column.said.is_rate or column.said.is_money:
            return ""
        measure = self.cell(row, Meaning.MEASURE)
        text = clean(measure.text) if measure else ""
        if is_measure(text):
            return text
        name = self.cell(row, Meaning.NAME)  # 城镇新增就业(人), 签约率(%)
        if name and not measure and bare(name.text).endswith("(%)"):
            return "%"
        return (unit_in(name.text) or "") if name and not measure else ""

    def text(self, row: int, meaning: Meaning) -> str:
        """What a row prints under all heads of that meaning, each text once."""
        texts = [
            text for column in self.head.of(meaning) if (text := self.column_text(row, column))
        ]
        return "\n".join(dict.fromkeys(texts))

    def means(self, cell: Cell, *meanings: Meaning) -> bool:
        """Whether a cell stands under a head of one of these meanings."""
        return self.head.columns[cell.column - 1].meaning in meanings

    def place(self, cell: Cell) -> Place:
        """Where the cell is in the file."""
        return Place(self.grid.index, *self.grid.place_of(cell))

    def figure(self, cell: Cell, column: Column) -> Figure | None:
        """An amount in 万元 or a ratio, as the column has it."""
        if column.meaning is Meaning.RATIO:
            return read_ratio(cell)
        figure = read_amount(cell, scale=column.scale or self.scale)
        if figure is None or figure.value is not None or column.meaning is not Meaning.PLAN:
            return figure
        told = of_the_year(sums_in(cell.text)[0])  # 总投资1200万元,2026年投资700万元
        if told is None or told["about"]:
            return figure
        amount = read_amount(f"{told['sum']}{told['unit']}")
        return replace(amount, raw=figure.raw) if amount else figure
