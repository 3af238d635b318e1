"""What a reading can be imported as."""

from __future__ import annotations

from documents.reading import Reading
from intake.models import ImportRun


def natural_kind(reading: Reading) -> ImportRun.Kind:
    """A plan; a past notice where the text around the table says it was published; else a round's figures."""
    if reading.kind == "plan":
        return ImportRun.Kind.PLAN
    if reading.notice and (reading.notice.opens_on or reading.notice.published_on):
        return ImportRun.Kind.NOTICE
    return ImportRun.Kind.ROUND
