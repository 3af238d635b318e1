"""Letters and faxes as they came: scanned by staff, sealed like the words, opened with a reason."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePath

from django.db import transaction
from django.db.models import Sum
from django.views.decorators.debug import sensitive_variables

from accounts.models import User
from documents.writing.file_forms import FORM
from look.file_sizes import MEGABYTE, megabytes
from objections import workflow
from objections.models import Objection, ObjectionScan
from objections.sealing import seal, unseal
from objections.services.taking_steps import for_step, record
from objections.services.viewing import note_view
from progress import evidence_files
from projects.workflow import StepRefused

KINDS = {FORM["pdf"].media_type, "image/jpeg"}
MOST_SCANS = 9
MOST_BYTES_TOGETHER = 20 * MEGABYTE
"""Of one objection: its writer may ask for a copy of all that is kept, in one file."""
MOST_OF_ONE = f"每个不超过{megabytes(evidence_files.MAX_BYTES)}MB"
_TOGETHER = f"合计不超过{megabytes(MOST_BYTES_TOGETHER)}MB"
LIMITS = f"照片（jpg、png）或 pdf，{MOST_OF_ONE}，{_TOGETHER}，最多{MOST_SCANS}个。加密保存。"


@dataclass(frozen=True)
class OpenedScan:
    """A scan in clear, for one answer. Never kept, never logged."""

    name: str
    content_type: str
    data: bytes


@sensitive_variables("name", "data", "accepted")
@transaction.atomic
def add_scan(
    *, objection_id: int, actor: User, name: str, data: bytes, at: datetime
) -> ObjectionScan:
    """Keep a scan with an objection that staff entered. Photos are drawn anew, without place and device.

    Raises PermissionDenied, or StepRefused: of the web form, concluded already, too many, or not a photo or pdf.
    """
    objection = for_step(objection_id, workflow.ADD_SCAN, actor)
    if objection.channel == Objection.Channel.WEB:
        raise StepRefused("网上提出的异议没有来信，不用附扫描件。")
    if objection.scans.count() >= MOST_SCANS:
        raise StepRefused(f"最多附{MOST_SCANS}个扫描件。")
    shown = PurePath(name.replace("\\", "/")).name[:110] or "扫描件"
    try:
        accepted = evidence_files.accept(data, shown)
    except evidence_files.FileRefused as refusal:
        raise StepRefused(str(refusal)) from refusal
    if accepted.content_type not in KINDS:
        raise StepRefused("扫描件只收照片（jpg、png）和 pdf。")
    kept = objection.scans.aggregate(many=Sum("size"))["many"] or 0
    if kept + len(accepted.data) > MOST_BYTES_TOGETHER:
        raise StepRefused(f"一件异议的扫描件{_TOGETHER}，请压缩后再传。")
    scan = ObjectionScan.objects.create(
        objection=objection,
        sealed_file=seal(
            {
                "name": f"{PurePath(shown).stem}.{accepted.extension}",
                "data": base64.b64encode(accepted.data).decode("ascii"),
            }
        ),
        content_type=accepted.content_type,
        size=len(accepted.data),
        added_by=actor,
        added_at=at,
    )
    record(objection, workflow.ADD_SCAN, actor=actor, was=objection.status, at=at)
    return scan


@transaction.atomic
def remove_scan(*, objection_id: int, scan_id: int, actor: User, at: datetime) -> None:
    """Take away a scan that does not belong here, while the case is open. Raises PermissionDenied or StepRefused."""
    objection = for_step(objection_id, workflow.REMOVE_SCAN, actor)
    many, _ = objection.scans.filter(pk=scan_id).delete()
    if many:
        record(objection, workflow.REMOVE_SCAN, actor=actor, was=objection.status, at=at)


@transaction.atomic
def open_scan(
    *, objection_id: int, scan_id: int, actor: User, reason: str, at: datetime
) -> OpenedScan:
    """A scan in clear, for a handler. The view is recorded with its reason first, like that of the words.

    Raises PermissionDenied, TextRefused, or ObjectionScan.DoesNotExist.
    """
    scan = ObjectionScan.objects.select_related("objection__district", "objection__notice").get(
        pk=scan_id, objection_id=objection_id
    )
    note_view(scan.objection, actor, reason, at, with_identity=True)
    opened = unseal(scan.sealed_file)
    return OpenedScan(opened["name"], scan.content_type, base64.b64decode(opened["data"]))
