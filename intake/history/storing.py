"""Comparing a ledger with what is stored, and storing the difference: sets, not row by row."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from accounts import audit
from accounts.models import User
from documents.bounded import read_ledger_bounded
from documents.ledger import Ledger, LedgerRow
from intake.history.copying import insert_rows
from intake.models import HistoryRow, ImportRun, SourceDocument
from intake.refusals import ImportRefused
from projects import access
from projects.access import must
from projects.models import District

KEY = ("district", "year", "through_month", "number")
VALUES = LedgerRow._fields[3:]
BATCH = 2_000


@dataclass(frozen=True)
class LedgerDifference:
    """What storing the ledger would do. `changed` holds (what stands, what the file says)."""

    added: list[LedgerRow]
    changed: list[tuple[LedgerRow, LedgerRow]]
    unchanged: int


def read_file(source: SourceDocument) -> Ledger:
    """The ledger in a kept file, read in a bounded process. Raises UnreadableDocument."""
    return read_ledger_bounded(bytes(source.data), source.name)


def difference(district: District, ledger: Ledger) -> LedgerDifference:
    """One query for what stands; rows compare as values, so 100 and 100.0000 are the same."""
    standing = {
        row[:3]: row
        for row in map(
            LedgerRow._make,
            HistoryRow.objects.filter(district=district)
            .values_list(*LedgerRow._fields)
            .iterator(5000),
        )
    }
    added, changed, unchanged = [], [], 0
    for row in ledger.rows:
        old = standing.get(row[:3])
        if old is None:
            added.append(row)
        elif old == row:
            unchanged += 1
        else:
            changed.append((old, row))
    return LedgerDifference(added, changed, unchanged)


def store(district: District, found: LedgerDifference) -> None:
    """Write added and changed rows. Call it inside a transaction.

    A first load has tens of thousands of rows: they go in as plain tuples (COPY on PostgreSQL), since making a
    model object of each costs more than storing it (bench/imports.py). Constraints hold all the same.
    """
    insert_rows(
        HistoryRow._meta.db_table,
        ("district_id", *LedgerRow._fields),
        [(district.pk, *row) for row in found.added],
    )
    HistoryRow.objects.bulk_create(
        [HistoryRow(district=district, **new._asdict()) for _old, new in found.changed],
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=KEY,
        update_fields=VALUES,
    )


@transaction.atomic
def apply_ledger(*, run_id: int, actor: User, at: datetime) -> LedgerDifference:
    """Store what the run's file says, all or nothing. Raises ImportRefused or PermissionDenied."""
    run = (
        ImportRun.objects.select_for_update(of=("self",))
        .select_related("district", "source")
        .get(pk=run_id)
    )
    decision = access.can(actor, access.Act.IMPORT, run.district)
    must(decision)
    if run.status != ImportRun.Status.PREVIEW or run.kind != ImportRun.Kind.HISTORY:
        raise ImportRefused(f"这次导入的状态是“{run.get_status_display()}”，不能再次导入。")
    ledger = read_file(run.source)
    if ledger.problems:
        raise ImportRefused(
            f"有{len(ledger.problems) + ledger.more_problems}处错误，改好文件后重新上传。"
        )
    found = difference(run.district, ledger)
    store(run.district, found)
    run.status = ImportRun.Status.APPLIED
    run.applied_by, run.applied_at = actor, at
    run.outcome = {
        "added": len(found.added),
        "changed": len(found.changed),
        "unchanged": found.unchanged,
    }
    run.save()
    audit.record(
        at=at,
        actor=actor,
        verb="import.apply_ledger",
        subject=run,
        district_code=run.district.code,
        detail=run.outcome,
    )
    return found
