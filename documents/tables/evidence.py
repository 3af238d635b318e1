"""What stands under a head and around its table: what the words of the head leave open, the cells decide."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import pairwise

from documents.dates import Months, is_date, period_in, year_in
from documents.grids import Cell, Grid
from documents.money import scale_in
from documents.tables.columns import Column, Head
from documents.tables.grammar import is_measure
from documents.text import bare

BLANK = re.compile(r"[-/—\\~*.…]*|无|暂无|空")
_DIGITS = r"\d[\d,]*(?:\.\d+)?"
NUMBER = re.compile(rf"[-+]?{_DIGITS}")
_ABOUT = re.compile(rf"(?:约|共)?({_DIGITS})")
_QUANTITY = re.compile(rf"{_ABOUT.pattern}([^\d,.;。、(（]{{1,4}})")
QUANTITY = re.compile(rf"{_DIGITS}[^\d\s,.;。]{{0,4}}")
_MONEY_CELL = re.compile(r"\d(?:亿元?|[百千]?万元|元)$")
TICK = re.compile(r"[√✓✔☑●▲★■◆○〇△☆vVyY]|是|有")
_RESULTS = re.compile(
    r"进展|完成情况|推进情况|推进表|落实情况|执行情况|月报|季报|通报|进度(?!计划|安排)|完成(?:统计|汇总)?表"
)
_GOALS = re.compile(r"目标|任务|计划|安排|方案|工期|分解|责任清单")
_DID = re.compile(
    r"^(?:目前|现)?(?:已|正在|累计|正|完成了|基本完成|有序)|(?:推进|施工|进行|招标|办理|审批)中。?$"
)


@dataclass(frozen=True, slots=True)
class Around:
    """What the lines above a table say of it."""

    year: int | None = None
    period: Months | None = None
    scale: Decimal | None = None
    """Of a line 单位:万元."""
    is_report: bool = False
    """The title speaks of results and of nothing planned."""


def around(lines: Sequence[str]) -> Around:
    """Read from the lines above the head, titles first."""
    titles = [line for line in lines if len(bare(line)) <= 80]
    near = titles[-6:]
    words = "".join(near)
    return Around(
        year=next((year for line in reversed(titles) if (year := year_in(line))), None),
        period=next((months for line in reversed(near) if (months := period_in(line))), None),
        scale=unit_line(lines),
        is_report=bool(_RESULTS.search(words)) and not _GOALS.search(words),
    )


def unit_line(lines: Sequence[str]) -> Decimal | None:
    """The unit of money of a line 单位:万元 near the table."""
    return next(
        (
            scale
            for line in reversed(lines)
            if "单位" in line and (scale := scale_in(line)) is not None
        ),
        None,
    )


@dataclass(slots=True)
class Under:
    """The cells of a table under its head, column by column; blanks, dashes and heads repeated are no cells."""

    grid: Grid
    head: Head
    around: Around
    _cells: dict[int, list[Cell]] = field(default_factory=dict)

    def cells(self, column: Column) -> list[Cell]:
        """What stands in a column, from top to bottom."""
        known = self._cells.get(column.position)
        if known is None:
            own = {bare(part) for part in column.path}
            known = [cell for cell in self._all(column) if bare(cell.text) not in own]
            self._cells[column.position] = known
        return known

    def _all(self, column: Column) -> Iterator[Cell]:
        for row in range(self.head.bottom + 1, len(self.grid.rows) + 1):
            cell = self.grid.cell(row, column.position)
            if cell is None or cell.row != row or cell.column != column.position:
                continue
            if cell.colspan == 1 and not BLANK.fullmatch(bare(cell.text)):
                yield cell

    def texts(self, column: Column) -> list[str]:
        return [bare(cell.text) for cell in self.cells(column)]

    def has_content(self, column: Column) -> bool:
        """Whether anything is told: zeros alone are a month to come."""
        return any(not re.fullmatch(r"0+(?:\.0+)?%?", text) for text in self.texts(column))

    def is_numeric(self, column: Column) -> bool:
        """Nothing but figures, with or without a unit of their own."""
        texts = self.texts(column)
        return bool(texts) and all(
            NUMBER.fullmatch(text) or _QUANTITY.fullmatch(text) or _MONEY_CELL.search(text)
            for text in texts
        )

    def figures(self, column: Column) -> int:
        """How many cells print a figure."""
        texts = self.texts(column)
        return sum(bool(re.search(r"\d", text)) and len(text) <= 14 for text in texts)

    def is_plain(self, column: Column) -> bool:
        """Nothing but bare numbers."""
        texts = self.texts(column)
        return bool(texts) and all(NUMBER.fullmatch(text) for text in texts)

    def counts(self, column: Column) -> bool:
        """Whether cells or head say that things are counted: 900户, 已完成(座)."""
        return column.unit is not None or any(
            (found := _QUANTITY.fullmatch(text)) is not None and is_measure(found[2])
            for text in self.texts(column)
        )

    def pays(self, column: Column) -> bool:
        """Whether cells say 万元 or 元."""
        return any(_MONEY_CELL.search(text) for text in self.texts(column))

    def is_dated(self, column: Column) -> bool:
        texts = self.texts(column)
        return bool(texts) and sum(map(is_date, texts)) * 10 >= len(texts) * 7

    def is_ticked(self, column: Column) -> bool:
        texts = self.texts(column)
        return bool(texts) and all(TICK.fullmatch(text) for text in texts)

    def tells_of_deeds(self, column: Column) -> bool:
        """Whether most cells speak of what was done: 已完成…, 正在…, …推进中."""
        texts = self.texts(column)
        return sum(bool(_DID.search(text)) for text in texts) * 2 > len(texts)

    def value(self, row: int, column: Column | None) -> Decimal | None:
        """The bare figure of a cell, its unit left out."""
        if column is None:
            return None
        cell = self.grid.cell(row, column.position)
        if cell is None or cell.row != row or cell.column != column.position:
            return None
        if cell.number is not None:
            return cell.number * 100 if cell.is_percent else cell.number
        found = _ABOUT.match(bare(cell.text))
        return Decimal(found[1].replace(",", "")) if found else None

    def rows(self) -> range:
        return range(self.head.bottom + 1, len(self.grid.rows) + 1)

    def never_falls(self, columns: Sequence[Column]) -> bool:
        """Whether figures grow from column to column in every row, as cumulative ones do."""
        for row in self.rows():
            values = [value for column in columns if (value := self.value(row, column)) is not None]
            if any(after < before for before, after in pairwise(values)):
                return False
        return True

    def sum_exceeds(self, columns: Sequence[Column], whole: Column) -> bool:
        """Whether in some row the figures together are more than the whole, and none of them alone."""
        for row in self.rows():
            values = [value for column in columns if (value := self.value(row, column)) is not None]
            of = self.value(row, whole)
            if of and values and max(values) <= of < sum(values):
                return True
        return False

    def share_fits(self, part: Column | None, whole: Column | None, ratio: Column | None) -> int:
        """How many rows print a ratio that is this part of this whole, less those that do not."""
        fits = 0
        for row in self.rows():
            done, of, told = (self.value(row, column) for column in (part, whole, ratio))
            if done is None or not of or told is None:
                continue
            share = done / of * 100
            near = max(Decimal("0.6"), share / 100)
            fits += 1 if abs(share - told) <= near or abs(share - told * 100) <= near else -1
        return fits
