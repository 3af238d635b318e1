"""The layout of the workbook: its sheets, columns and words, shared by writing and reading."""

from __future__ import annotations

from progress.models import ReportingRound
from progress.report_fields import (
    BESIDE,
    CAUSES,
    INVESTED,
    NARRATIVE,
    NOTHING,
    Field,
    Kind,
    value_field,
)
from progress.selectors.task_rows import TaskRow

MARK = "民生实事填报表1"
"""The layout and its version: a workbook of another layout is refused."""
SHEET = "填报"
FIRST_ROW = 4
"""Of the data, counted from 1: mark and guidance, keys (hidden), heads, then the rows."""
TEXTS = (
    NARRATIVE,
    INVESTED,
    *(field for field in BESIDE if field.is_public),
    NOTHING,
    *(field for field in BESIDE if not field.is_public),
)
FIXED = ("编号", "版本", "序号", "项目", "责任单位", "全年目标", "上期进展")
WIDTHS = (8, 6, 7, 22, 18, 36, 36)
WIDTH_OF = {field: 16 if field.kind is Kind.LINE else 24 for field in BESIDE} | {
    NARRATIVE: 48,
    INVESTED: 14,
    NOTHING: 20,
}

WORDS = {value: word if value else "有进展" for value, word in CAUSES}
CODES = {word: value for value, word in WORDS.items()}


def fields_in(row: TaskRow) -> list[Field]:
    """The fields of a row that stand in the workbook, in its order."""
    return [*TEXTS, *(value_field(one) for one in row.task.indicators.all())]


def base_cell(version: int, row: TaskRow) -> int | str:
    """The hidden cell of a row: the version it was filled from, and which indicator each of its columns is, with the unit
    it is asked for in where that is not the register's ("3|m12:万平方米,m15").

    A plan issued anew between the download and the upload puts the indicators in another order, or prints other units.
    """
    keys = ",".join(
        one.key if one.scale == 1 else f"{one.key}:{one.entry_unit}"
        for one in fields_in(row)[len(TEXTS) :]
    )
    return f"{version}|{keys}" if keys else version


def columns_of(cell: str, row: TaskRow) -> tuple[str, dict[str, tuple[Field | None, str]]]:
    """The version a hidden cell tells, and by column (v1, v2) its indicator and the unit it was asked for in.

    No field where the row has the indicator no more; no unit for the register's. A workbook from before the indicators
    were told goes by their order.
    """
    version, _, listed = cell.partition("|")
    fields = fields_in(row)[len(TEXTS) :]
    if not listed:
        return version, {f"v{number}": (one, "") for number, one in enumerate(fields, start=1)}
    of_key = {one.key: one for one in fields}
    told = (one.partition(":") for one in listed.split(","))
    return version, {
        f"v{number}": (of_key.get(key), unit) for number, (key, _, unit) in enumerate(told, start=1)
    }


def mark_of(round_: ReportingRound, scope: str) -> str:
    """The first cell: layout, district, year, month, round, and whose rows (u12 a unit's, d the district's)."""
    plan = round_.plan
    return "|".join(
        (MARK, plan.district.code, str(plan.year), str(round_.through_month), str(round_.pk), scope)
    )
