"""A sealing stands in the journal outside the database before it is committed, or it does not happen."""

from __future__ import annotations

from accounts import erasure_journal
from accounts.erasure_journal import Entry
from notices.refusals import StepRefused


def note_sealing(entry: Entry) -> None:
    """Add the line as the last act before the commit. Raises StepRefused where the journal cannot be written."""
    try:
        erasure_journal.add([entry])
    except OSError as error:
        raise StepRefused(
            "清除日志写不了，没有封存。请运维人员检查 PORTAL_JOURNAL 所在的磁盘。"
        ) from error
