"""Tables of units, spellings and days that come in: looked at first, then taken whole or not at all.

django-import-export reads, checks and writes the rows. What it found is made into lines for people here: what is new,
what changes from what to what, and every problem of the file with its row and column.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.module_loading import import_string

from accounts import audit
from accounts.models import User
from documents.signs import likeness
from projects import access
from projects.access import Act, must
from projects.look_alikes import by_look
from projects.models import District, UnitAlias
from projects.models.units import CONTACT
from projects.register_tables import UNITS, RegisterTable
from projects.workflow import StepRefused

if TYPE_CHECKING:
    from projects.resources import CheckedResource

MOST_ROWS = 2000
_WHERE_HEADS_MAY_STAND = 10
_CHANGED_MEANWHILE = "核对以后登记的内容又有改动，请重新上传核对。"


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong in one cell of the file. `row` is counted as the file shows it; blank where the whole file is meant."""

    row: int | None
    column: str
    printed: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Line:
    """A row that would come in: its name, and head -> [before, after]. A new one has no before."""

    name: str
    is_new: bool
    changes: dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class TablePreview:
    """What the file would do. `mark` is the digest of that: what is taken in later is what was looked at."""

    lines: tuple[Line, ...]
    same: int
    problems: tuple[Problem, ...]
    mark: str
    notes: tuple[str, ...] = ()
    """What to look at twice: new names that look like a unit registered already."""


def must_keep(actor: User | None, table: RegisterTable, district: District | None) -> None:
    """Raises PermissionDenied with the reason unless the person keeps this table, here of this district.

    None is the installation itself (a command on the server): it keeps every table.
    """
    if actor is None:
        return
    if table.of_district:
        assert district is not None
        must(access.can(actor, Act.KEEP_UNITS, district))
    else:
        must(access.can_keep_installation(actor))


def preview_table(
    *,
    table: RegisterTable,
    district: District | None,
    rows: Sequence[Sequence[str]],
    actor: User | None,
) -> TablePreview:
    """What rows of a file, heads among them, would do. Nothing is kept. Raises PermissionDenied, StepRefused."""
    must_keep(actor, table, district)
    with transaction.atomic():
        found = _taken_in(table, district, rows)
        transaction.set_rollback(True)
    return found


@transaction.atomic
def import_table(
    *,
    table: RegisterTable,
    district: District | None,
    rows: Sequence[Sequence[str]],
    mark: str,
    actor: User | None,
    at: datetime,
) -> TablePreview:
    """Take in what was looked at, whole or not at all, with one audit event that names every change.

    Raises PermissionDenied, and StepRefused where the file has problems or would now do something else.
    """
    must_keep(actor, table, district)
    if district is not None:
        District.objects.select_for_update().get(pk=district.pk)
    found = _taken_in(table, district, rows)
    if found.problems or found.mark != mark:
        raise StepRefused(_CHANGED_MEANWHILE)
    subject = district or actor
    assert subject is not None
    audit.record(
        at=at,
        actor=actor,
        verb=table.verb,
        subject=subject,
        district_code=district.code if district else "",
        detail={
            "new": [line.name for line in found.lines if line.is_new],
            "changes": {line.name: _for_the_trail(line) for line in found.lines if not line.is_new},
        },
    )
    return found


def _for_the_trail(line: Line) -> dict[str, list[str]]:
    """What changed; of a unit's contact only that it did, for the trail is never erased."""
    personal = set(CONTACT.values())
    return {
        head: ["（已登记）" if text else "（没有）" for text in both] if head in personal else both
        for head, both in line.changes.items()
    }


def _taken_in(
    table: RegisterTable, district: District | None, rows: Sequence[Sequence[str]]
) -> TablePreview:
    from tablib import Dataset

    heads, body = _heads_and_body(table, rows)
    looks = _looks(district)
    resource: CheckedResource = import_string(table.resource)(district=district)
    taken = [head for head in table.heads if head in heads]
    dataset = Dataset(headers=list(table.heads))
    for _, row in body:
        cells = dict(zip(heads, row, strict=False))
        dataset.append([cells.get(head, "") for head in table.heads])
    resource.fields = {
        name: field
        for name, field in resource.fields.items()
        if field.column_name in (*taken, "区县")
    }
    result = resource.import_data(dataset, raise_errors=False, use_transactions=True)
    numbers = [number for number, _ in body]
    problems = tuple(_problems(table, resource, result, numbers))
    lines = tuple(_line(resource, row) for row in result.rows if row.is_new() or row.is_update())
    same = sum(1 for row in result.rows if row.is_skip())
    said = [[line.name, line.is_new, line.changes] for line in lines]
    mark = hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()
    new = [line.name for line in lines if line.is_new] if table is UNITS else []
    notes = [
        f"“{name}”和已登记的“{looks[likeness(name)]}”看起来几乎一样，请核对是不是同一个单位。"
        for name in new
        if likeness(name) in looks
    ]
    return TablePreview(lines, same, problems, mark, tuple(notes))


def _looks(district: District | None) -> dict[str, str]:
    if district is None:
        return {}
    aliases = UnitAlias.objects.filter(district=district)
    return by_look(
        [*district.units.values_list("name", flat=True), *aliases.values_list("name", flat=True)]
    )


def _heads_and_body(
    table: RegisterTable, rows: Sequence[Sequence[str]]
) -> tuple[list[str], list[tuple[int, Sequence[str]]]]:
    """The heads, wherever in the first lines they stand, and the rows below with their numbers; blank ones left out."""
    first = [[str(cell).strip() for cell in row] for row in rows[:_WHERE_HEADS_MAY_STAND]]
    at = next((at for at, cells in enumerate(first) if set(table.needed) <= set(cells)), None)
    if at is None:
        read = "、".join(filter(None, first[0] if first else []))
        raise StepRefused(
            f"没有找到表头“{'”“'.join(table.needed)}”。读到的第一行是：{read[:200] or '（空）'}。"
        )
    heads = first[at]
    twice = {head for head in heads if head and heads.count(head) > 1}
    if twice:
        raise StepRefused(f"表头“{'”“'.join(sorted(twice))}”出现了两次，不知道该用哪一列。")
    body = [
        (number, below)
        for number, below in enumerate(rows[at + 1 :], start=at + 2)
        if any(str(cell).strip() for cell in below)
    ]
    if not body:
        raise StepRefused("表头下面没有内容。")
    if len(body) > MOST_ROWS:
        raise StepRefused(f"有{len(body)}行，一次最多{MOST_ROWS}行，请分开上传。")
    return heads, body


def _problems(
    table: RegisterTable, resource: Any, result: Any, numbers: Sequence[int]
) -> list[Problem]:
    columns = {field.attribute: field.column_name for field in resource.fields.values()}
    found = []
    for row in result.invalid_rows:
        number = numbers[row.number - 1]
        given = dict(zip(table.heads, row.values, strict=False))
        for name, sentences in row.error_dict.items():
            column = columns.get(name, "")
            found += [
                Problem(number, column, str(given.get(column, "") or ""), sentence)
                for sentence in sentences
            ]
    for row in result.error_rows:
        number = numbers[row.number - 1]
        found += [Problem(number, "", "", str(error.error)) for error in row.errors]
    return found


def _line(resource: Any, row: Any) -> Line:
    changes = {}
    for field in resource.get_import_fields():
        before = "" if row.original is None else _shown(field.export(row.original))
        after = _shown(field.export(row.instance))
        if before != after:
            changes[str(field.column_name)] = [before, after]
    return Line(str(row.object_repr), row.is_new(), changes)


def _shown(value: Any) -> str:
    return "" if value is None else str(value)
