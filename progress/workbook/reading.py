"""Reading the workbook back: every text under its field, and everything that is wrong with it, with its place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from documents.formats.cells import tidy
from documents.grids import SheetRows
from look.whole_numbers import whole_number
from progress.entry import unit_name
from progress.models import ReportingRound
from progress.report_fields import Field, Kind
from progress.selectors.task_rows import TaskRow
from progress.sheet import shown_values
from progress.workbook.layout import CODES, FIRST_ROW, SHEET, TEXTS, WORDS, columns_of, mark_of


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
    notes: tuple[str, ...] = ()
    """What was read otherwise than the file holds it: a figure shown in another unit, words struck out."""


class WorkbookRefused(ValueError):
    """The file is not this workbook; the message says so in a sentence."""


class NotThisWorkbook(WorkbookRefused):
    """The file was not made from the workbook that is downloaded here: perhaps a table of the office's own."""


def read(
    sheets: Iterable[SheetRows], round_: ReportingRound, rows: Sequence[TaskRow], scope: str
) -> ReadBack:
    """The texts of the workbook, for these rows. Raises WorkbookRefused for a file of another round or unit."""
    found = next((one for one in sheets if one.name == SHEET), None)
    grid = found.rows if found is not None else None
    if not grid or not grid[0] or not grid[0][0].startswith("民生实事填报表"):
        raise NotThisWorkbook("这不是从这里下载的填报表。请先下载，填好后再上传。")
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
        task_id = whole_number(task_text) or 0
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
        base, numbered = columns_of(cells[1] if len(cells) > 1 else "", row)
        data[f"{task_id}-base"] = base
        problems += _take_row(row, at, keys, typed, data, places, numbered)
    return ReadBack(data, places, tuple(problems), _notes(found, places))


def _notes(found: SheetRows | None, places: dict[str, Place]) -> tuple[str, ...]:
    """A sentence for each cell that shows another figure than it holds, or had words struck out."""
    from openpyxl.utils import get_column_letter as letter

    read = set(places.values())
    notes = []
    for mark in found.marks if found is not None else ():
        place = Place(mark.row, letter(mark.column))
        if place not in read:
            continue
        if mark.kind == "struck_out":
            notes.append(f"{place} 有删除线的“{mark.shown[:20]}”没有读取。")
        else:
            notes.append(
                f"{place} 读作{mark.shown}，与之不同的是{mark.held}（格式只改变显示），请核对。"
            )
    return tuple(notes)


def _take_row(
    row: TaskRow,
    at: int,
    keys: dict[int, str],
    typed: dict[str, str],
    data: dict[str, str],
    places: dict[str, Place],
    numbered: Mapping[str, tuple[Field | None, str]],
) -> list[Problem]:
    from openpyxl.utils import get_column_letter as letter

    shown = shown_values(row)
    columns = {key: letter(column + 1) for column, key in keys.items()}
    of_key = {**{one.key: (one, "") for one in TEXTS}, **numbered}
    problems = []
    for key, text in typed.items():
        place = Place(at, columns[key])
        field, unit = of_key.get(key, (None, ""))
        if field is None:
            if text:
                changed = "，下载之后方案改过" if key in numbered else ""
                told = f"第{at}行没有这个指标{changed}，“{text[:20]}”没有地方放。"
                problems.append(Problem(place, text, "空白", told))
            continue
        if field.kind is Kind.CAUSE:
            if text and text not in CODES:
                problems.append(
                    Problem(place, text, "、".join(WORDS.values()), f"“{text[:20]}”不在选项里。")
                )
                continue
            text = CODES.get(text, "")
        elif field.kind in (Kind.TEXT, Kind.LINE) and text == tidy(shown.get(field.key, "")):
            text = shown.get(field.key, "")
        name = f"{row.task.pk}-{field.key}"
        data[name], places[name] = text, place
        if unit:
            data[unit_name(name)] = unit
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
