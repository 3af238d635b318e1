"""The official table, as issued or as a county keeps it, into the rows of a round: matched by number and name.

It goes through the reader like any document. What it says of a row becomes the texts of that row's cells; what it
does not say stays as it is. Nothing is written here: the caller shows what would change.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from documents.reading import Project as PrintedProject
from documents.reading import Reading
from documents.text import bare
from progress import sheet
from progress.access import Standpoint
from progress.models import ReportingRound
from progress.report_fields import INVESTED, NARRATIVE, REMARK, Values, value_key
from progress.reported import reported_values
from progress.selectors.task_rows import TaskRow
from progress.workbook import fields_in
from projects.money import printed

_MOST_NAMED = 8


class TableRefused(ValueError):
    """The table is of another round, or reports nothing; the message says so in a sentence."""


class OfAnotherTime(TableRefused):
    """The table was understood, and it is of another year or month."""


@dataclass(frozen=True)
class Official:
    """Texts under the sheet's names, and what the person should know before storing them."""

    data: dict[str, str]
    notes: tuple[str, ...]


def texts_of(reading: Reading, round_: ReportingRound, rows: Sequence[TaskRow]) -> Official:
    """What the table says of these rows. Raises TableRefused where it cannot be of this round."""
    _require_same(reading, round_)
    by_number: dict[int, list[TaskRow]] = {}
    for row in rows:
        by_number.setdefault(row.task.project.number, []).append(row)
    data: dict[str, str] = {}
    met: set[int] = set()
    strange: list[str] = []
    for project in reading.projects:
        found = by_number.get(project.number, [])
        if not found or not _is_same(found[0].task.project.name, project.name):
            if found or _named(project.name, rows):
                strange.append(f"第{project.number}项“{project.name}”")
            continue
        met.add(project.number)
        for row in found:
            data |= _cells(row, project)
    if not met:
        raise TableRefused("表里没有序号和名称都对得上的项目，没有可填的内容。")
    return Official(data, tuple(_notes(reading, by_number, met, strange)))


def untaken(
    found: Official,
    errors: Mapping[int, Mapping[str, str]],
    rows: Sequence[TaskRow],
    standpoint: Standpoint,
) -> list[str]:
    """A sentence for each cell that cannot be taken, and for the rows that cannot be changed now."""
    numbers = {row.task.pk: row.number for row in rows}
    said = [
        f"第{numbers[task_id]}件：{sentence}"
        for task_id, by_key in errors.items()
        for sentence in by_key.values()
    ]
    closed = [
        row.number
        for row in rows
        if f"{row.task.pk}-base" in found.data and not sheet.is_editable(row, standpoint)
    ]
    if closed:
        said.append(f"第{'、'.join(dict.fromkeys(closed))}件现在不能改，没有填。")
    return said


def _require_same(reading: Reading, round_: ReportingRound) -> None:
    plan = round_.plan
    if reading.kind != "progress":
        raise TableRefused("表里只有目标任务，没有读到进展情况或完成投资，没有可填的内容。")
    if reading.year is not None and reading.year != plan.year:
        raise OfAnotherTime(f"这张表是{reading.year}年的，本轮是{plan.year}年的。")
    period = reading.period
    if period is not None and period.to_month != round_.through_month:
        raise OfAnotherTime(
            f"这张表截至{period.to_month}月，本轮是1—{round_.through_month}月，请换一张表。"
        )


def _is_same(own: str, other: str) -> bool:
    return bare(own) == bare(other)


def _named(name: str, rows: Iterable[TaskRow]) -> bool:
    """Whether the name is that of another of the rows: the number is wrong then."""
    return any(_is_same(row.task.project.name, name) for row in rows)


def _cells(row: TaskRow, project: PrintedProject) -> dict[str, str]:
    """The row's cells as they are shown now, with what the table says in place."""
    task = row.task
    said: Values = {}
    if task.carries_on(row.round.ends_on):
        said = {
            NARRATIVE.key: project.progress or "",
            INVESTED.key: project.invested or "",
            REMARK.key: project.remark or "",
        }
    for indicator, value, _text in reported_values(project, task):
        said[value_key(indicator.pk)] = printed(value)
    filled = {key: text for key, text in said.items() if text}
    shown = sheet.shown_values(row)
    data = {
        f"{task.pk}-{field.key}": filled.get(field.key, shown.get(field.key, ""))
        for field in fields_in(row)
    }
    data[f"{task.pk}-base"] = str(row.report.version if row.report else 0)
    return data


def _notes(
    reading: Reading, by_number: dict[int, list[TaskRow]], met: set[int], strange: list[str]
) -> Iterable[str]:
    if strange:
        named = "、".join(strange[:_MOST_NAMED]) + ("等" if len(strange) > _MOST_NAMED else "")
        yield f"{named}的序号和名称与本轮对不上，没有填。"
    lacking = [str(number) for number in sorted(by_number.keys() - met)]
    if lacking:
        yield f"表里没有第{'、'.join(lacking[:20])}件，这几件没有改动。"
    others = len(reading.projects) - len(met) - len(strange)
    if others > 0:
        yield f"另有{others}项不在这张填报表里，没有填。"
    for finding in reading.findings:
        if finding.severity != "note" and (finding.project is None or finding.project in met):
            yield finding.message
