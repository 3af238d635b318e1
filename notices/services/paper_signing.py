"""A signature made on paper: entered with its scan, then owned or disowned by the signer (rules.md, Notice)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from accounts.models import User
from documents import day_ranges
from documents.bounded import scan_pages_bounded
from documents.grids import UnreadableDocument
from notices import access
from notices.digests import digest_of_bytes
from notices.models import Notice, PaperReply, PaperSigning
from notices.refusals import StepRefused
from notices.services.trail import left
from progress import evidence_files

KINDS = {"pdf", "jpg"}
"""By the ending its content gives a file: a sheet is scanned or photographed."""


@dataclass(frozen=True, slots=True)
class PaperSignature:
    """A signature on paper: who of the post's holders signed (their key), when, and the scan of it."""

    signer: int
    signed_on: date
    scan: bytes = b""
    scan_name: str = ""


def on_paper(notice: Notice, paper: PaperSignature, *, actor: User, at: datetime) -> PaperSigning:
    """Set (unsaved) who signed on paper, with the scan as it was opened; the row to write once it is published.

    Raises StepRefused for a day to come, no scan or none that opens, a person who may not have signed it.
    """
    signer = access.paper_signers(notice).filter(pk=paper.signer).first()
    if signer is None:
        raise StepRefused(
            f"签发人要从{notice.district.name}的签发人里选，编制、审核过这份公示的人不能签发。"
        )
    if signer.pk == actor.pk:
        raise StepRefused("您自己签发的，请直接用动态口令签发，不用登记纸质签发。")
    if paper.signed_on > at.date():
        raise StepRefused("纸质签发日期不能晚于今天。")
    if wrong := day_ranges.of_signature(at.date()).refusal("纸质签发日期", paper.signed_on):
        raise StepRefused(wrong)
    if not paper.scan:
        raise StepRefused("请附上签发件的扫描件。")
    scan, name, pages = _opened(paper)
    notice.paper_signer, notice.paper_signed_on = signer.name[:40], paper.signed_on
    notice.paper_scan, notice.paper_scan_name = scan, name
    notice.paper_scan_sha256 = digest_of_bytes(scan).sha256
    return PaperSigning(notice=notice, signer=signer, entered_by=actor, entered_at=at, pages=pages)


@transaction.atomic
def reply_to_paper(*, signing_id: int, signer: User, at: datetime, is_mine: bool) -> PaperSigning:
    """The signer's own word. "Not mine" leaves the notice as it is and is shown to those who can end it.

    Raises PermissionDenied for anybody else, StepRefused where it was said already.
    """
    signing = PaperSigning.objects.select_related("notice__district").get(pk=signing_id)
    if signing.signer_id != signer.pk:
        raise PermissionDenied(f"这份公示登记的签发人是{signing.notice.paper_signer}，由本人确认。")
    try:
        with transaction.atomic():
            PaperReply.objects.create(signing=signing, is_mine=is_mine, at=at)
    except IntegrityError:
        raise StepRefused("这一份您已经答复过了。") from None
    step = "own_paper" if is_mine else "disown_paper"
    left(signing.notice, step, by=signer, at=at, was=signing.notice.status)
    return signing


def _opened(paper: PaperSignature) -> tuple[bytes, str, int]:
    """The scan as it is kept, its name and pages: a photo drawn anew, a PDF with every page opened."""
    shown = paper.scan_name[:110] or "签发件"
    try:
        accepted = evidence_files.accept(paper.scan, shown)
        if accepted.extension not in KINDS:
            raise StepRefused("扫描件只收 PDF、JPG、PNG。")
        pages = scan_pages_bounded(accepted.data, shown)
    except (evidence_files.FileRefused, UnreadableDocument) as refusal:
        raise StepRefused(str(refusal)) from refusal
    return accepted.data, f"{shown.rpartition('.')[0] or shown}.{accepted.extension}", pages
