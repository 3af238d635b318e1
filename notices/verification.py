"""Is everything published still what was published? Chains, files and tables of the districts, read from the database.

The chain itself is judged by `notices.chain`; here the rows are fetched, and what hangs on them is held to the
digests kept beside it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from accounts import audit_chain
from notices.chain import Head, Problem, Record, verify_chain
from notices.digests import digest_of_bytes, moment_text
from notices.models import Notice, NoticeFile, NoticeHead, NoticeStep
from notices.verified_pictures import picture_problems
from projects.models import District, PlanVersion
from projects.plan_content import content_digest


@dataclass(frozen=True, slots=True)
class DistrictReport:
    """What verifying one district found. `count` is how many notices stand in its chain."""

    code: str
    name: str
    count: int
    problems: tuple[Problem, ...]

    @property
    def faults(self) -> tuple[Problem, ...]:
        return tuple(problem for problem in self.problems if problem.is_fault)


def verify_district(district: District, heads: Sequence[Head] = ()) -> DistrictReport:
    """Every problem of a district's published notices and plan versions. `heads` are ends exported earlier and kept elsewhere."""
    notices = list(
        Notice.objects.public()
        .filter(district=district)
        .defer("brought_content", "paper_scan")
        .order_by("chain_position")
    )
    stored = NoticeHead.objects.filter(district=district).first()
    own_head = _own_head(stored, notices)
    problems = [
        *verify_chain([_record(notice) for notice in notices], heads),
        *_head_problems(stored, own_head, notices),
        *_file_problems(notices),
        *_table_problems(notices),
        *_plan_problems(district),
        *picture_problems(district),
    ]
    return DistrictReport(
        district.code, district.name, len(notices), tuple(dict.fromkeys(problems))
    )


def read_heads(text: str) -> dict[str, list[Head]]:
    """Exported heads by district code. Raises ValueError for anything `export_heads` did not write."""
    try:
        heads: dict[str, list[Head]] = {}
        for row in json.loads(text)["heads"]:
            head = Head(str(row["number"]), str(row["record_sha256"]), int(row["count"]))
            heads.setdefault(str(row["district"]["code"]), []).append(head)
    except (KeyError, TypeError, ValueError) as error:
        raise ValueError(f"not an export of heads: {error}") from error
    return heads


def read_audit_head(text: str) -> audit_chain.Head | None:
    """The end of the audit trail in an export; None in one made before there were blocks. Raises ValueError."""
    try:
        return audit_chain.read_head(json.loads(text).get("audit"))
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise ValueError(f"not an export of heads: {error}") from error


def heads_json(at: datetime) -> dict[str, Any]:
    """The ends of all chains and of the audit trail, to be kept where nobody of this portal can change them."""
    heads = []
    for head in (
        NoticeHead.objects.filter(count__gt=0).select_related("district").order_by("district__code")
    ):
        newest = Notice.objects.public().filter(
            district=head.district, record_sha256=head.record_sha256
        )
        heads.append(
            {
                "district": {"code": head.district.code, "name": head.district.name},
                "count": head.count,
                "number": newest.values_list("number", flat=True).first() or "",
                "record_sha256": head.record_sha256,
            }
        )
    return {"exported_at": moment_text(at), "heads": heads, "audit": audit_chain.head_json()}


def _record(notice: Notice) -> Record:
    assert notice.published_at is not None
    return Record(
        order=notice.chain_position or 0,
        number=notice.number,
        published_at=moment_text(notice.published_at),
        content=notice.content,
        content_sha256=notice.content_sha256,
        content_sm3=notice.content_sm3,
        previous=notice.previous_record_sha256,
        record_sha256=notice.record_sha256,
        sealed=notice.status == Notice.Status.SEALED,
    )


def _own_head(stored: NoticeHead | None, notices: Sequence[Notice]) -> Notice | None:
    if stored is None:
        return None
    return next((n for n in notices if n.record_sha256 == stored.record_sha256), None)


def _head_problems(
    stored: NoticeHead | None, own: Notice | None, notices: Sequence[Notice]
) -> Iterable[Problem]:
    """The head kept in the same database: whoever deletes the newest row rarely thinks of it."""
    if stored is None:
        if notices:
            yield Problem("removed", notices[-1].number, "本区县的链头记录没有了。")
        return
    if stored.count != len(notices):
        yield Problem(
            "removed" if stored.count > len(notices) else "inserted",
            notices[-1].number if notices else "",
            f"链头记着{stored.count}条公示，现在有{len(notices)}条。",
        )
    if stored.count and own is None:
        yield Problem("removed", "", "链头记着的最新一条公示找不到了，被删除或改写。")


def _file_problems(notices: Sequence[Notice]) -> Iterable[Problem]:
    by_notice: dict[int, list[NoticeFile]] = {}
    for file in NoticeFile.objects.filter(notice__in=[notice.pk for notice in notices]).order_by(
        "pk"
    ):
        by_notice.setdefault(file.notice_id, []).append(file)
    for notice in notices:
        for file in by_notice.get(notice.pk, []):
            said = f"{notice.number}：{file.get_format_display()}文件"
            if notice.status == Notice.Status.SEALED:
                if file.data is not None:
                    yield Problem("not_destroyed", notice.number, f"{said}应已销毁，但还在。")
            elif file.data is None:
                yield Problem("altered", notice.number, f"{said}没有了，也没有封存记录。")
            elif digest_of_bytes(bytes(file.data)).sha256 != file.sha256:
                yield Problem("altered", notice.number, f"{said}与发布时的摘要不一致。")


def _table_problems(notices: Sequence[Notice]) -> Iterable[Problem]:
    """The frozen table against the digest in its step of publication, which is written once."""
    kept: Mapping[int, str] = {
        notice: (detail or {}).get("table_sha256", "")
        for notice, detail in NoticeStep.objects.filter(
            notice__in=[notice.pk for notice in notices], step__in=["publish", "confirm"]
        ).values_list("notice_id", "detail")
    }
    for notice in notices:
        if notice.status == Notice.Status.SEALED:
            continue
        if kept.get(notice.pk) != digest_of_bytes(notice.table_html.encode()).sha256:
            words = f"{notice.number}：网页上的表格与发布时的摘要不一致。"
            yield Problem("altered", notice.number, words)


def _plan_problems(district: District) -> Iterable[Problem]:
    """The published versions of the district's plans: each with the content its digest was taken of, none missing."""
    before: dict[int, int] = {}
    versions = PlanVersion.objects.filter(plan__district=district).select_related("plan__district")
    for version in versions.order_by("plan", "number").iterator(chunk_size=20):
        name = str(version)
        if version.number != before.get(version.plan_id, 0) + 1:
            yield Problem("removed", name, f"{name}：它前面的一版没有了。")
        before[version.plan_id] = version.number
        if version.sealed_at is not None:
            yield (
                Problem("sealed", name, f"{name}：已按程序封存，内容已销毁，摘要保留。")
                if version.content is None
                else Problem("not_destroyed", name, f"{name}：已标为封存，但内容还在。")
            )
        elif version.content is None:
            yield Problem("altered", name, f"{name}：内容没有了，也没有封存记录。")
        elif content_digest(version.content) != version.content_sha256:
            yield Problem("altered", name, f"{name}：内容与发布时的摘要不一致，发布后被改动。")
