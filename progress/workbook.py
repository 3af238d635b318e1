"""The workbook a unit fills in offline: its layout, writing it prefilled, reading it back.

Each data row carries its task and the version it was made from in hidden columns, so that blank, moved or sorted
rows never shift anything. The first cell says which round and whose workbook it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from io import BytesIO
from typing import Any

from documents.formats.cells import tidy
from documents.grids import SheetRows
from progress.fields import (
    CAUSES,
    INVESTED,
    NARRATIVE,
    NEXT_STEP,
    NOTHING,
    PROBLEM,
    REMARK,
    Field,
    Kind,
    value_field,
)
from progress.models import ReportingRound
from progress.selectors.task_rows import TaskRow
from progress.sheet import shown_values

MARK = "民生实事填报表1"
"""The layout and its version: a workbook of another layout is refused."""
SHEET = "填报"
FIRST_ROW = 4
"""Of the data, counted from 1: mark and guidance, keys (hidden), heads, then the rows."""
TEXTS = (NARRATIVE, INVESTED, REMARK, NOTHING, PROBLEM, NEXT_STEP)
_FIXED = ("编号", "版本", "序号", "项目", "责任单位", "全年目标", "上期进展")
_WIDTHS = (8, 6, 7, 22, 18, 36, 36)
_WIDTH_OF = {NARRATIVE: 48, INVESTED: 14, REMARK: 16, NOTHING: 20, PROBLEM: 24, NEXT_STEP: 24}
_MOST_DIGITS = 15
"""What a number in a workbook holds exactly; a longer one is written as text."""

WORDS = {value: word if value else "有进展" for value, word in CAUSES}
_CODES = {word: value for value, word in WORDS.items()}


def fields_in(row: TaskRow) -> list[Field]:
    """The fields of a row that stand in the workbook, in its order."""
    return [*TEXTS, *(value_field(one) for one in row.task.indicators.all())]


def mark_of(round_: ReportingRound, scope: str) -> str:
    """The first cell: layout, district, year, month, round, and whose rows (u12 a unit's, d the district's)."""
    plan = round_.plan
    return "|".join(
        (MARK, plan.district.code, str(plan.year), str(round_.through_month), str(round_.pk), scope)
    )


def write(round_: ReportingRound, rows: Sequence[TaskRow], scope: str, *, title: str) -> bytes:
    """The workbook, prefilled with what is stored, or with the last round's numbers before the first save."""
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font, PatternFill, Protection
    from openpyxl.utils import get_column_letter as letter

    widest = max((len(row.task.indicators.all()) for row in rows), default=0)
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = SHEET
    top, middle = Alignment(wrap_text=True, vertical="top"), Alignment(wrap_text=True)
    quiet, open_ = PatternFill("solid", fgColor="F2F4F7"), Protection(locked=False)

    def put(at: int, column: int, value: object, **style: Any) -> Any:
        cell = sheet.cell(at, column)
        if isinstance(value, str) and value:
            cell.value = value
            cell.data_type = "s"
            if value[0] in "=+-@":
                cell.quotePrefix = True
        elif value not in (None, ""):
            cell.value = value
        cell.alignment = top
        for name, what in style.items():
            setattr(cell, name, what)
        return cell

    put(1, 1, mark_of(round_, scope))
    put(
        1,
        3,
        f"{title}。只填白色格子，数字填1月1日以来的累计数；灰色格子不用改。填好存盘，回到“表格填报”页上传。",
        font=Font(bold=True),
        alignment=middle,
    )
    sheet.row_dimensions[1].height = 32
    heads = [*_FIXED]
    keys: list[str] = ["task", "base", *[""] * (len(_FIXED) - 2)]
    for one in TEXTS:
        heads.append(_head(one))
        keys.append(one.key)
    for number in range(1, widest + 1):
        heads += [f"指标{number}", f"指标{number}上期", f"指标{number}本期累计"]
        keys += ["", "", f"v{number}"]
    for column, (head, key) in enumerate(zip(heads, keys, strict=True), start=1):
        put(2, column, key)
        put(3, column, head, font=Font(bold=True), fill=quiet)
        width = [*_WIDTHS, *(_WIDTH_OF[one] for one in TEXTS), *([20, 10, 12] * widest)][column - 1]
        sheet.column_dimensions[letter(column)].width = width
    for at, row in enumerate(rows, start=FIRST_ROW):
        shown = shown_values(row)
        fixed = (
            row.task.pk,
            row.report.version if row.report else 0,
            row.number,
            row.task.project.name,
            row.unit_names,
            row.task.text,
            row.last_values.get("narrative", ""),
        )
        for column, value in enumerate(fixed, start=1):
            put(at, column, value, fill=quiet)
        column = len(_FIXED)
        for one in TEXTS:
            column += 1
            text = shown.get(one.key, "")
            put(at, column, _cell_value(one, text), protection=open_)
        for indicator in row.task.indicators.all():
            one = value_field(indicator)
            name = f"{one.label}（{one.unit}）" if one.unit else one.label
            put(at, column + 1, name, fill=quiet)
            put(at, column + 2, _number(row.last_values.get(one.key, "")), fill=quiet)
            put(at, column + 3, _number(shown.get(one.key, "")), protection=open_)
            column += 3
    _finish(sheet, keys, FIRST_ROW + len(rows) - 1)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _finish(sheet: Any, keys: list[str], last: int) -> None:
    """Hide what is not for people, lock what is not to be typed, and say what a cell takes."""
    from openpyxl.utils import get_column_letter as letter
    from openpyxl.worksheet.datavalidation import DataValidation

    sheet.column_dimensions["A"].hidden = sheet.column_dimensions["B"].hidden = True
    sheet.row_dimensions[2].hidden = True
    sheet.merge_cells(start_row=1, end_row=1, start_column=3, end_column=len(_FIXED) + len(TEXTS))
    sheet.freeze_panes = sheet.cell(FIRST_ROW, 5)
    sheet.protection.sheet = True
    sheet.protection.formatColumns = sheet.protection.formatRows = False
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.print_title_rows = "3:3"
    number = DataValidation(
        type="decimal",
        operator="greaterThanOrEqual",
        formula1="0",
        allow_blank=True,
        errorTitle="填数字",
        error="这里填阿拉伯数字，0或正数，最多4位小数。",
        showErrorMessage=True,
    )
    choice = DataValidation(
        type="list",
        formula1='"' + ",".join(WORDS.values()) + '"',
        allow_blank=True,
        errorTitle="请从列表里选",
        error="本期情况请从列表里选。",
        showErrorMessage=True,
    )
    for column, key in enumerate(keys, start=1):
        area = f"{letter(column)}{FIRST_ROW}:{letter(column)}{max(last, FIRST_ROW)}"
        if key == INVESTED.key or key.startswith("v"):
            number.add(area)
        elif key == NOTHING.key:
            choice.add(area)
    sheet.add_data_validation(number)
    sheet.add_data_validation(choice)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a cell stands in the file, as Excel names it."""

    row: int
    column: str

    def __str__(self) -> str:
        return f"{SHEET}!{self.column}{self.row}"


@dataclass(frozen=True)
class Problem:
    """One thing wrong with the file: where, what was printed, what was expected."""

    place: Place | None
    printed: str
    expected: str
    sentence: str


@dataclass(frozen=True)
class ReadBack:
    """What stands in the workbook: texts under the sheet's names, where each stood, and what is wrong with it."""

    data: dict[str, str]
    places: dict[str, Place]
    problems: tuple[Problem, ...]


class WorkbookRefused(ValueError):
    """The file is not this workbook; the message says so in a sentence."""


def read(
    sheets: Iterable[SheetRows], round_: ReportingRound, rows: Sequence[TaskRow], scope: str
) -> ReadBack:
    """The texts of the workbook, for these rows. Raises WorkbookRefused for a file of another round or unit."""
    grid = next((one.rows for one in sheets if one.name == SHEET), None)
    if not grid or not grid[0] or not grid[0][0].startswith("民生实事填报表"):
        raise WorkbookRefused("这不是从这里下载的填报表。请先下载，填好后再上传。")
    _require_same(grid[0][0], round_, scope)
    keys = {column: key for column, key in enumerate(grid[1]) if key}
    if [keys.get(0), keys.get(1)] != ["task", "base"]:
        raise WorkbookRefused("填报表的隐藏行被改动了，请重新下载一份再填。")
    by_task = {row.task.pk: row for row in rows}
    data: dict[str, str] = {}
    places: dict[str, Place] = {}
    problems: list[Problem] = []
    seen: dict[int, int] = {}
    for at, cells in enumerate(grid[FIRST_ROW - 1 :], start=FIRST_ROW):
        typed = {key: cells[c] for c, key in keys.items() if c > 1 and c < len(cells)}
        task_text = cells[0] if cells else ""
        if not task_text:
            extra = next((text for text in typed.values() if text), "")
            if extra:
                problems.append(
                    Problem(
                        Place(at, "A"), extra, "下载时的行",
                        f"第{at}行没有编号，不是下载时的行，里面的“{extra[:20]}”没有地方放。",
                    )
                )  # fmt: skip
            continue
        task_id = int(task_text) if task_text.isascii() and task_text.isdecimal() else 0
        row = by_task.get(task_id)
        if row is None:
            problems.append(
                Problem(Place(at, "A"), task_text, "您的任务", f"第{at}行不是您单位本轮的任务。")
            )
            continue
        if task_id in seen:
            problems.append(
                Problem(
                    Place(at, "A"), task_text, "每件一行",
                    f"第{at}行和第{seen[task_id]}行是同一件，请只留一行。",
                )
            )  # fmt: skip
            continue
        seen[task_id] = at
        data[f"{task_id}-base"] = cells[1] if len(cells) > 1 else ""
        problems += _take_row(row, at, keys, typed, data, places)
    return ReadBack(data, places, tuple(problems))


def _take_row(
    row: TaskRow,
    at: int,
    keys: dict[int, str],
    typed: dict[str, str],
    data: dict[str, str],
    places: dict[str, Place],
) -> list[Problem]:
    from openpyxl.utils import get_column_letter as letter

    shown = shown_values(row)
    columns = {key: letter(column + 1) for column, key in keys.items()}
    numbered = {
        f"v{number}": one for number, one in enumerate(fields_in(row)[len(TEXTS) :], start=1)
    }
    of_key = {one.key: one for one in TEXTS} | numbered
    problems = []
    for key, text in typed.items():
        place = Place(at, columns[key])
        field = of_key.get(key)
        if field is None:
            if text:
                problems.append(
                    Problem(place, text, "空白", f"第{at}行没有这个指标，“{text[:20]}”没有地方放。")
                )
            continue
        if field.kind is Kind.CAUSE:
            if text and text not in _CODES:
                problems.append(
                    Problem(place, text, "、".join(WORDS.values()), f"“{text[:20]}”不在选项里。")
                )
                continue
            text = _CODES.get(text, "")
        elif field.kind in (Kind.TEXT, Kind.LINE) and text == tidy(shown.get(field.key, "")):
            text = shown.get(field.key, "")
        name = f"{row.task.pk}-{field.key}"
        data[name], places[name] = text, place
    return problems


def _require_same(mark: str, round_: ReportingRound, scope: str) -> None:
    parts = mark.split("|")
    wanted = mark_of(round_, scope).split("|")
    if len(parts) != len(wanted) or parts[0] != wanted[0]:
        raise WorkbookRefused("这份填报表的版式和现在的不同，请重新下载一份。")
    if parts[1] != wanted[1]:
        raise WorkbookRefused(f"这份填报表不是{round_.plan.district}的。")
    if parts[2:5] != wanted[2:5]:
        raise WorkbookRefused(
            f"这份填报表是{parts[2]}年1—{parts[3]}月的，这里填的是{wanted[2]}年1—{wanted[3]}月，请下载本轮的填报表。"
        )
    if parts[5] != wanted[5]:
        raise WorkbookRefused("这份填报表是另一个单位的，请下载本单位的填报表。")


def _head(field: Field) -> str:
    unit = f"（{field.unit}）" if field.unit else ""
    private = "" if field.is_public else "（不公开）"
    label = "本期情况" if field is NOTHING else field.label
    return f"{label}{unit}{private}"


def _cell_value(field: Field, text: str) -> object:
    if field.kind is Kind.CAUSE:
        return WORDS[text]
    return _number(text) if field.is_number else text


def _number(text: str) -> object:
    if not text:
        return None
    return Decimal(text) if len(text.replace(".", "")) <= _MOST_DIGITS else text
