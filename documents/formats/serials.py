"""Days that stand in a sheet as bare numbers: 45930 under 完成时间 is 2025-09-30.

A day typed into a cell whose format was set back to a plain one shows its number. Only a column that its head calls
a time, and whose every number could be a day, is read so; each such cell is told. A clock without a day (0.6041 is
14:30) is told and never read as one.
"""

from __future__ import annotations

import re

from documents.formats.dateformats import date_of
from documents.grids import Cell, Mark

_OF_TIME = re.compile(r"时间|时限|日期|期限|完成日|截止|截至|竣工|开工|节点|时点|工期|限时")
_NOT_OF_TIME = re.compile(
    r"[(\uff08](?:天|小时|分钟|个?月|工作日)|元|投资|资金|人数|数量|电话|天数"
)
_FIRST, _LAST = 40_179, 51_136
"""Serials of the years 2010 to 2039."""
_DAYS_TO_1904 = 1_462
_HEAD_ROWS = 4


def with_days(
    rows: list[list[Cell | None]], plain: set[tuple[int, int]], *, from_1904: bool = False
) -> list[Mark]:
    """Put days in place of their numbers. `plain` are the places of numbers without a format, from 0."""
    marks: list[Mark] = []
    shift = _DAYS_TO_1904 if from_1904 else 0
    for column in sorted({column for _, column in plain}):
        places = sorted(row for row, other in plain if other == column)
        times = [row for row in places if _is_part_of_a_day(rows[row][column])]
        if times and _is_of_time(rows, places[0], column):
            marks += [_lone_time(rows[row][column]) for row in times]
        days = {row: _serial(rows[row][column], shift) for row in places if row not in times}
        if not days or None in days.values() or not _is_of_time(rows, places[0], column):
            continue
        for row, serial in days.items():
            cell = rows[row][column]
            moment = date_of(serial or 0, from_1904=from_1904)
            if cell is None or moment is None:
                continue
            text = moment.date().isoformat()
            rows[row][column] = Cell(text, cell.row, cell.column)
            marks.append(Mark("date_serial", cell.row, cell.column, text, cell.text))
    return marks


def _is_part_of_a_day(cell: Cell | None) -> bool:
    """Between one midnight and the next: what a sheet keeps of a clock without a day."""
    return cell is not None and cell.number is not None and 0 < cell.number < 1


def _lone_time(cell: Cell | None) -> Mark:
    assert cell is not None and cell.number is not None
    minutes = round(cell.number * 24 * 60)
    shown = f"{cell.text}（即{minutes // 60}:{minutes % 60:02d}）"
    return Mark("lone_time", cell.row, cell.column, shown)


def _serial(cell: Cell | None, shift: int) -> int | None:
    number = cell.number if cell is not None else None
    if number is None or number != int(number):
        return None
    return int(number) if _FIRST <= int(number) + shift <= _LAST else None


def _is_of_time(rows: list[list[Cell | None]], first: int, column: int) -> bool:
    """Whether a head over the column, near its first number, says that days stand in it."""
    seen = 0
    for row in range(first - 1, -1, -1):
        cell = rows[row][column] if column < len(rows[row]) else None
        if cell is None or not cell.text:
            continue
        if _OF_TIME.search(cell.text) and not _NOT_OF_TIME.search(cell.text):
            return True
        seen += 1
        if seen >= _HEAD_ROWS and len(cell.text) < 20:
            return False
    return False
