"""Many rows as one grid: a line per task, the same fields as the form. Pure but for what its rows already hold."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from look.whole_numbers import LARGEST_COUNT, whole_number
from progress import report_values, workflow
from progress.access import Standpoint
from progress.entry import echo, entered, entry, typed_in, unit_name
from progress.models import ReportDraft
from progress.report_fields import (
    FILLED_BY,
    INVESTED,
    NARRATIVE,
    NOTHING,
    PHONE,
    REMARK,
    Field,
    FieldErrors,
    Kind,
    Values,
    fields_of,
    value_field,
)
from progress.selectors.task_rows import TaskRow
from progress.services.drafts import Seen
from progress.services.saving import RowInput

TEXTS = (NARRATIVE, INVESTED, REMARK)


@dataclass(frozen=True)
class Cell:
    """One cell: the field it holds (None: this row has no such field), its text, and what is to be said of it.

    Texts are as a page shows them: numbers in the field's `entry_unit`.
    """

    field: Field | None
    name: str = ""
    text: str = ""
    last: str = ""
    error: str = ""
    theirs: str = ""
    is_prefilled: bool = False
    plan: Decimal | None = None

    @property
    def unit_name(self) -> str:
        """Under which the page says what unit it asks for."""
        return unit_name(self.name)

    @property
    def echo(self) -> str:
        """What the figure comes to; blank where there is nothing to say of it."""
        if self.field is None:
            return ""
        return echo(self.field, entered(self.field, self.text, self.field.entry_unit), self.plan)

    @property
    def echo_id(self) -> str:
        return f"h-{self.name}"

    @property
    def described(self) -> str:
        """The words that describe a number's or a line's field."""
        is_number = self.field is not None and self.field.is_number
        told = (self.echo_id if is_number else "", f"e-{self.name}" if self.error else "")
        return " ".join(one for one in told if one)

    @property
    def whole(self) -> str:
        """What the echo counts a share of, in the unit asked for; blank for none."""
        if self.field is None:
            return ""
        whole = self.plan if self.field == INVESTED else self.field.whole
        return self.field.number(whole) if whole else ""

    @property
    def is_long(self) -> bool:
        return self.field is not None and self.field.kind is Kind.TEXT

    @property
    def shown(self) -> str:
        """The text as a person reads it where it cannot be changed: with its unit, or its word."""
        if self.field is None or not self.text:
            return ""
        return (
            f"{self.text}{self.field.entry_unit}"
            if self.field.is_number
            else self.field.shown(self.text)
        )

    @property
    def is_choice(self) -> bool:
        return self.field is not None and self.field.kind is Kind.CAUSE


@dataclass(frozen=True)
class SheetRow:
    row: TaskRow
    cells: tuple[Cell, ...]
    base_version: int
    is_editable: bool
    is_draft: bool
    draft_mark: str = ""
    """Of the draft the row shows; blank where there is none."""
    has_aside: bool = False
    """Another page's text waits on the row's form for the person to choose."""
    note: str = ""


@dataclass(frozen=True)
class Sheet:
    """The grid: its heads, and a line per task; every line has as many cells as there are heads."""

    heads: tuple[str, ...]
    rows: tuple[SheetRow, ...]

    @property
    def errors(self) -> list[tuple[str, str]]:
        """Where and what: the id of the cell and the sentence, for the summary on top."""
        found = []
        for line in self.rows:
            for cell in line.cells:
                if cell.error:
                    label = cell.field.label if cell.field else ""
                    found.append((f"c-{cell.name}", f"第{line.row.number}件{label}：{cell.error}"))
        return found


def fields_in(row: TaskRow) -> list[Field]:
    """The row's fields that stand in the grid, in its order."""
    return [*TEXTS, *(value_field(one) for one in row.task.indicators.all()), NOTHING]


def is_editable(row: TaskRow, standpoint: Standpoint) -> bool:
    if not standpoint.can_save(row.task):
        return False
    if row.status == workflow.RETURNED:
        return True
    started = row.report is not None
    return row.status in workflow.EDITABLE and row.round.is_open and (row.is_running or started)


def shown_values(row: TaskRow) -> Values:
    """What the grid opens with: what is stored, or before the first save the last round's numbers."""
    if row.report is not None:
        return row.values
    return report_values.prefill(fields_of(row.task, row.round.through_month), row.last)


def _cell(
    row: TaskRow,
    field: Field | None,
    start: Mapping[str, str],
    shown: Mapping[str, str],
    typed: Mapping[str, str],
    errors: Mapping[str, str],
    theirs: Mapping[str, str],
) -> Cell:
    """A place of the row: what was posted for it, else what it starts with; no field, no input."""
    if field is None:
        return Cell(None)
    name = f"{row.task.pk}-{field.key}"
    text = typed.get(name, entry(field, start.get(field.key, "")))
    return Cell(
        field,
        name,
        text,
        entry(field, row.last_values.get(field.key, "")),
        errors.get(field.key, ""),
        theirs.get(field.key, ""),
        row.report is None and bool(text) and text == entry(field, shown.get(field.key, "")),
        row.plan,
    )


def build(
    rows: Iterable[TaskRow],
    standpoint: Standpoint,
    *,
    drafts: Mapping[int, ReportDraft],
    asides: Collection[int] = (),
    typed: Mapping[str, str] | None = None,
    errors: Mapping[int, Mapping[str, str]] | None = None,
    theirs: Mapping[int, Mapping[str, str]] | None = None,
    bases: Mapping[int, int] | None = None,
    notes: Mapping[int, str] | None = None,
) -> Sheet:
    """The grid of these rows; with `typed` it shows what was posted, with the errors where they belong."""
    found = list(rows)
    widest = max((len(row.task.indicators.all()) for row in found), default=0)
    heads = (
        *(f"{one.label}（{one.unit}）" if one.unit else one.label for one in TEXTS),
        *(f"指标{number}" for number in range(1, widest + 1)),
        "本期情况",
    )
    lines = []
    for row in found:
        task_id = row.task.pk
        shown = shown_values(row)
        draft = drafts.get(task_id) if typed is None else None
        start = shown | (draft.values if draft else {})
        editable = is_editable(row, standpoint)
        version = row.report.version if row.report else 0
        own = fields_in(row)
        gap = [None] * (widest - len(own) + len(TEXTS) + 1)
        said = (errors or {}).get(task_id, {}), (theirs or {}).get(task_id, {})
        cells = [
            _cell(row, field, start, shown, typed or {}, *said)
            for field in (*own[:-1], *gap, own[-1])
        ]
        lines.append(
            SheetRow(
                row,
                tuple(cells),
                (bases or {}).get(task_id, draft.base_version if draft else version),
                editable,
                draft is not None,
                draft.mark if draft else (typed or {}).get(f"{task_id}-draft", ""),
                task_id in asides,
                (notes or {}).get(task_id, ""),
            )
        )
    return Sheet(heads, tuple(lines))


def inputs(
    rows: Iterable[TaskRow],
    standpoint: Standpoint,
    data: Mapping[str, str],
    *,
    name: str,
    phone: str,
    fields_of_row: Callable[[TaskRow], list[Field]] | None = None,
    late: bool = False,
) -> tuple[dict[int, RowInput], dict[int, dict[str, str]]]:
    """What was posted for the rows that differ from what was shown, and every cell that cannot be taken.

    Rows left as they were are left out: an untouched line is never written. A first save also names who filled in.
    With `late` rows that take nothing any more are among them: the page was opened while they did, and what was typed
    is not passed over; the save refuses it with the reason.
    """
    found: dict[int, RowInput] = {}
    errors: dict[int, dict[str, str]] = {}
    for row in rows:
        if not (standpoint.can_save(row.task) if late else is_editable(row, standpoint)):
            continue
        fields = (fields_of_row or fields_in)(row)
        typed = typed_in(fields, data, f"{row.task.pk}-")
        base_version = whole_number(data.get(f"{row.task.pk}-base"), most=LARGEST_COUNT) or 0
        shown = shown_values(row)
        if base_version == 0:
            shown = report_values.prefill(fields_of(row.task, row.round.through_month), row.last)
        values: Mapping[str, str]
        try:
            values = typed.canonical(fields)
        except FieldErrors as wrong:
            if is_editable(row, standpoint):
                errors[row.task.pk] = wrong.errors
                continue
            values = typed  # The save says that the moment is over, whatever stands in the cells.
        if same(values, shown):
            continue
        if not row.values.get(FILLED_BY.key):
            typed = typed.with_texts({FILLED_BY.key: name, PHONE.key: phone})
        found[row.task.pk] = RowInput(typed, base_version, seen_by(data, row.task.pk))
    return found, errors


def tasks_in(data: Mapping[str, str]) -> set[int]:
    """The rows a posted sheet speaks of, whoever may fill them in now."""
    keys = {whole_number(name.partition("-")[0]) for name in data if name.endswith("-base")}
    return {key for key in keys if key is not None}


def seen_by(data: Mapping[str, str], task_id: int) -> Seen:
    """What the sheet says of the draft it shows in a row; a sheet that says nothing has seen none."""
    return Seen(data.get(f"{task_id}-draft", "")[:32], data.get("tab", "")[:32])


def same(values: Mapping[str, str], shown: Mapping[str, str]) -> bool:
    """Whether these values are what was shown."""
    return all(value == shown.get(key, "") for key, value in values.items())
