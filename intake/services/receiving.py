"""Taking a file in and reading it. Nothing of the register changes here."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from accounts import audit
from accounts.models import User
from documents.reading import Reading
from intake.kinds import natural_kind
from intake.models import Finding, ImportRun, SourceDocument
from intake.reading_files import read_corrected
from projects import access
from projects.access import must
from projects.models import District


@transaction.atomic
def receive_document(
    *, district: District, name: str, data: bytes, actor: User, at: datetime
) -> SourceDocument:
    """Keep a file as it came, with its digest. The same bytes in the same district are kept once."""
    decision = access.can(actor, access.Act.IMPORT, district)
    must(decision)
    digest = hashlib.sha256(data).hexdigest()
    known = SourceDocument.objects.filter(district=district, sha256=digest, name=name).first()
    if known:
        return known
    source = SourceDocument.objects.create(
        district=district,
        name=name[:200],
        data=data,
        size=len(data),
        sha256=digest,
        uploaded_by=actor,
        uploaded_at=at,
    )
    audit.record(
        at=at,
        actor=actor,
        verb="source.receive",
        subject=source,
        district_code=district.code,
        detail={"sha256": digest, "size": len(data)},
    )
    return source


def read_source(source: SourceDocument, *, year: int | None = None) -> Reading:
    """The reading of a kept file, with the district's unit names to help. Raises UnreadableDocument."""
    _, reading = read_corrected(source, {"year": year})
    return reading


@dataclass(frozen=True)
class Read:
    """A file and what was read of it, neither of them kept yet."""

    district: District
    name: str
    data: bytes
    reading: Reading


def receive_reading(district: District, name: str, data: bytes, *, year: int | None) -> Read:
    """Read a file; nothing is written, and no transaction is held. Raises UnreadableDocument: such a file is not kept."""
    source = SourceDocument(district=district, name=name, data=data)
    return Read(district, name, data, read_source(source, year=year))


@transaction.atomic
def written_reading(read: Read, *, actor: User, at: datetime) -> ImportRun:
    """Keep the file and its reading for a person to look at. Raises PermissionDenied."""
    source = receive_document(
        district=read.district, name=read.name, data=read.data, actor=actor, at=at
    )
    kind = natural_kind(read.reading)
    return start_import(source=source, reading=read.reading, kind=kind, actor=actor, at=at)


@transaction.atomic
def start_import(
    *, source: SourceDocument, reading: Reading, kind: str, actor: User, at: datetime
) -> ImportRun:
    """Keep a reading and its doubts for a person to look at. Writes nothing of the register."""
    decision = access.can(actor, access.Act.IMPORT, source.district)
    must(decision)
    run = ImportRun.objects.create(
        district=source.district,
        source=source,
        kind=kind,
        reading=reading.record,
        started_by=actor,
        started_at=at,
    )
    keep_findings(run, reading)
    audit.record(
        at=at,
        actor=actor,
        verb="import.start",
        subject=run,
        district_code=source.district.code,
        detail={"findings": len(reading.findings)},
    )
    return run


def keep_findings(run: ImportRun, reading: Reading) -> None:
    """Write the reading's doubts down; one that stood before, at the same place, keeps its key and its decision."""
    before: dict[tuple[object, ...], list[Finding]] = {}
    for old in run.findings.order_by("-position"):
        before.setdefault(_identity(old), []).append(old)
    run.findings.all().delete()
    rows = []
    for position, finding in enumerate(reading.findings, start=1):
        row = Finding(
            run=run,
            position=position,
            severity=finding.severity,
            code=finding.code,
            project_number=finding.project,
            place=finding.place.as_json() if finding.place else None,
            printed=finding.printed,
            expected=finding.expected,
            message=finding.message,
        )
        if same := before.get(_identity(row)):
            old = same.pop()
            row.pk, row.decision = old.pk, old.decision
            row.decided_by, row.decided_at = old.decided_by, old.decided_at
        rows.append(row)
    Finding.objects.bulk_create(rows)


def _identity(finding: Finding) -> tuple[object, ...]:
    place = sorted((finding.place or {}).items())
    return finding.code, finding.project_number, tuple(place), finding.printed
