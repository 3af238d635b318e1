"""Taking a ledger of past years in: read whole, kept with its run, stored when a person says so (`intake.history`)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from accounts import audit
from accounts.models import User
from intake.history.storing import read_file
from intake.models import ImportRun, SourceDocument
from intake.services.receiving import receive_document
from projects.models import District


def receive_ledger(district: District, name: str, data: bytes) -> SourceDocument:
    """The file, not kept yet, once it could be read. Raises UnreadableDocument."""
    source = SourceDocument(district=district, name=name, data=data)
    read_file(source)
    return source


@transaction.atomic
def written_ledger(read: SourceDocument, *, actor: User, at: datetime) -> ImportRun:
    """Keep the file and a run of it for a person to look at. Raises PermissionDenied."""
    source = receive_document(
        district=read.district, name=read.name, data=bytes(read.data), actor=actor, at=at
    )
    run = ImportRun.objects.create(
        district=source.district,
        source=source,
        kind=ImportRun.Kind.HISTORY,
        reading={},
        started_by=actor,
        started_at=at,
    )
    audit.record(
        at=at,
        actor=actor,
        verb="import.start",
        subject=run,
        district_code=source.district.code,
    )
    return run
