"""What is wrong with a workbook that was read, beside what its reading tells: cells no field takes, rows that are closed."""

from __future__ import annotations

from progress import sheet
from progress.access import Standpoint
from progress.entry import entered, entry, unit_name
from progress.report_fields import FieldError, canonical
from progress.selectors.task_rows import TaskRow
from progress.workbook.layout import fields_in
from progress.workbook.reading import Problem, ReadBack


def cell_problems(
    found: ReadBack, errors: dict[int, dict[str, str]], rows: list[TaskRow]
) -> list[Problem]:
    """Every cell that cannot be taken, with its place in the file."""
    labels = {(row.task.pk, field.key): field for row in rows for field in fields_in(row)}
    problems = []
    for task_id, by_key in errors.items():
        for key, sentence in by_key.items():
            name = f"{task_id}-{key}"
            field = labels[task_id, key]
            expected = (
                f"数字{f'，单位{field.entry_unit}' if field.entry_unit else ''}"
                if field.is_number
                else "文字"
            )
            problems.append(
                Problem(found.places.get(name), found.data.get(name, ""), expected, sentence)
            )
    return problems


def frozen_problems(found: ReadBack, rows: list[TaskRow], standpoint: Standpoint) -> list[Problem]:
    """Changes in rows that cannot be changed now: said, not dropped."""
    problems = []
    for row in rows:
        if sheet.is_editable(row, standpoint):
            continue
        shown = sheet.shown_values(row)
        for field in fields_in(row):
            name = f"{row.task.pk}-{field.key}"
            if name not in found.data:
                continue
            told = entered(field, found.data[name], found.data.get(unit_name(name), ""))
            try:
                value = canonical(field, told)
            except FieldError:
                value = told
            if value != shown.get(field.key, ""):
                problems.append(
                    Problem(
                        found.places[name],
                        found.data[name],
                        entry(field, shown.get(field.key, "")) or "空白",
                        f"第{row.number}件{row.word}，现在不能改“{field.label}”。",
                    )
                )
    return problems
