"""Files a unit adds to its report. Optional, never asked for."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime
from pathlib import PurePath

from django.core.files.base import ContentFile
from django.db import transaction

from accounts import audit
from accounts.models import User
from progress import contributors, evidence_files, workflow
from progress.models import Evidence, ProgressReport
from progress.services import rows
from progress.services.refusals import StepRefused
from projects.access import must


@transaction.atomic
def add_evidence(
    *,
    task_id: int,
    round_id: int,
    actor: User,
    at: datetime,
    name: str,
    data: bytes,
    is_stamped_sheet: bool = False,
) -> Evidence:
    """Keep a file with the report, under a random name; its own name is shown only.

    Raises StepRefused with a sentence for what cannot be taken, PermissionDenied for whose report it is not.
    """
    locked = rows.lock(task_id=task_id, round_id=round_id)
    must(locked.standpoint(actor).can_save(locked.task))
    report = _open_report(locked)
    if report.evidence.count() >= evidence_files.MAX_FILES:
        raise StepRefused(f"最多{evidence_files.MAX_FILES}个文件，请先删去不要的。")
    shown = PurePath(name.replace("\\", "/")).name[:110] or "文件"
    try:
        accepted = evidence_files.accept(data, shown)
    except evidence_files.FileRefused as refusal:
        raise StepRefused(str(refusal)) from refusal
    evidence = Evidence(
        report=report,
        name=f"{PurePath(shown).stem}.{accepted.extension}",
        content_type=accepted.content_type,
        size=len(accepted.data),
        sha256=hashlib.sha256(accepted.data).hexdigest(),
        is_stamped_sheet=is_stamped_sheet,
        added_by=actor,
        added_at=at,
    )
    stored = f"{secrets.token_hex(16)}.{accepted.extension}"
    evidence.file.save(stored, ContentFile(accepted.data), save=False)
    evidence.save()
    contributors.note_report(report, by=actor.pk, at=at, how="file")
    _record(report, "add_file", evidence, actor, at)
    return evidence


@transaction.atomic
def remove_evidence(
    *, task_id: int, round_id: int, evidence_id: int, actor: User, at: datetime
) -> None:
    """Take a file away again, while the report can be changed."""
    locked = rows.lock(task_id=task_id, round_id=round_id)
    must(locked.standpoint(actor).can_save(locked.task))
    report = _open_report(locked)
    evidence = report.evidence.get(pk=evidence_id)
    contributors.note_report(report, by=actor.pk, at=at, how="file")
    _record(report, "remove_file", evidence, actor, at)
    stored = evidence.file
    evidence.delete()
    transaction.on_commit(lambda: stored.delete(save=False))


def _open_report(locked: rows.Locked) -> ProgressReport:
    if locked.report is None:
        raise StepRefused("请先存一次草稿，再加文件。")
    return locked.existing(workflow.SAVE)


def _record(
    report: ProgressReport, act: str, evidence: Evidence, actor: User, at: datetime
) -> None:
    audit.record(
        at=at,
        actor=actor,
        verb=f"report.{act}",
        subject=report,
        district_code=report.district_code,
        detail={"name": evidence.name, "sha256": evidence.sha256},
    )
