"""Verifying day by day: what stands as it was verified is not read again.

A district's rows are looked at by their marks (`accounts.row_marks`), all districts together; where one differs, came or went
since, that district is verified whole. So a row altered, inserted or removed by SQL is named by the daily run as well. What
the daily run cannot see is a change below SQL, bytes in PostgreSQL's own files: the full run reads every content. The marks
are made with the portal's secret; who has the database and the secret can deceive the daily run, never the full one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from django.db.models import Min, QuerySet

from accounts import audit_chain
from accounts.models import AuditBlock, AuditEvent, VerifiedPoint
from accounts.row_marks import Watched, marks_by_scope
from notices.chain import Head
from notices.models import Notice, NoticeFile, NoticeHead, NoticeStep, Picture, PictureFile
from notices.verification import DistrictReport, verify_district
from projects.models import District, PlanVersion

AUDIT = "audit"
_OF_A_NOTICE = "JOIN notices_notice n ON n.id = t.notice_id WHERE n.published_at IS NOT NULL"
WATCHED = (
    Watched(Notice, "t.district_id", "WHERE t.published_at IS NOT NULL"),
    Watched(NoticeFile, "n.district_id", _OF_A_NOTICE),
    Watched(NoticeStep, "n.district_id", _OF_A_NOTICE),
    Watched(NoticeHead, "t.district_id"),
    Watched(Picture, "t.district_id", "WHERE t.published_at IS NOT NULL"),
    Watched(
        PictureFile,
        "c.district_id",
        "JOIN notices_picture c ON c.id = t.picture_id WHERE c.published_at IS NOT NULL",
    ),
    Watched(PlanVersion, "p.district_id", "JOIN projects_annualplan p ON p.id = t.plan_id"),
)


def verify_districts(
    districts: QuerySet[District], heads: Mapping[str, Sequence[Head]], *, at: datetime, full: bool
) -> Iterator[tuple[DistrictReport, bool]]:
    """Each district's report, and whether it was read anew. Where it is whole, that is remembered."""
    marks = marks_by_scope(WATCHED)
    points = {point.scope: point for point in VerifiedPoint.objects.exclude(scope=AUDIT)}
    for district in districts.order_by("pk"):
        point, mark = points.get(district.code), marks.get(district.pk, "")
        asked = heads.get(district.code, ())
        if not full and point and point.marks == mark and _hold(asked, district, point):
            VerifiedPoint.objects.filter(pk=district.code).update(verified_at=at)
            yield DistrictReport(district.code, district.name, point.count, ()), False
            continue
        report = verify_district(district, asked)
        if report.faults:
            VerifiedPoint.objects.filter(pk=district.code).delete()
        elif mark:
            _remember(district.code, report.count, _newest(district), mark, at)
        yield report, True


def _hold(heads: Sequence[Head], district: District, point: VerifiedPoint) -> bool:
    """Heads kept elsewhere are still part of a chain that nobody touched."""
    if not heads:
        return True
    wanted = {head.record_sha256 for head in heads}
    found = Notice.objects.public().filter(district=district, record_sha256__in=wanted).count()
    return found == len(wanted) and all((head.count or 0) <= point.count for head in heads)


def _newest(district: District) -> str:
    head = NoticeHead.objects.filter(district=district).first()
    return head.record_sha256 if head else ""


def _remember(scope: str, count: int, digest: str, marks: str, at: datetime) -> None:
    VerifiedPoint.objects.update_or_create(
        scope=scope,
        defaults={
            "count": count, "digest": digest, "marks": marks, "verified_at": at, "full_at": at,
        },
    )  # fmt: skip


def verify_audit(
    heads: Sequence[audit_chain.Head], *, at: datetime, full: bool
) -> audit_chain.Report:
    """The trail, from the block up to which it was verified where the rows up to there are the same."""
    point = VerifiedPoint.objects.filter(scope=AUDIT).first()
    after = None
    if point and not full:
        block = AuditBlock.objects.filter(number=point.count, digest=point.digest).first()
        if block and _trail_mark(block) == point.marks:
            after = block
    settled = audit_chain.settled_block(at)
    mark = _trail_mark(settled) if settled else ""
    report = audit_chain.verify(heads, after=after)
    if report.faults:
        VerifiedPoint.objects.filter(scope=AUDIT).delete()
    elif settled:
        _remember(AUDIT, settled.number, settled.digest, mark, at)
        if after and point:
            VerifiedPoint.objects.filter(scope=AUDIT).update(full_at=point.full_at)
    return report


def _trail_mark(block: AuditBlock) -> str:
    """Of the events and blocks up to this one."""
    rows = (
        Watched(AuditEvent, "0", f"WHERE t.id <= {block.last:d}"),
        Watched(AuditBlock, "0", f"WHERE t.number <= {block.number:d}"),
    )
    return marks_by_scope(rows).get(0, "")


def oldest_full() -> datetime | None:
    """The longest ago that a content was held to its digest; None before the first verification."""
    return VerifiedPoint.objects.aggregate(oldest=Min("full_at"))["oldest"]
