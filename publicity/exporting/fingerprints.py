"""What a part of the site is made from, as one digest: equal digests, equal files. Reads rows, no contents."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from typing import Any

from notices.models import Notice, NoticeFile
from objections.models import Objection
from projects.models import District, PlanVersion
from publicity.selectors import Surroundings

_NOTICE = (
    "number", "status", "origin", "record_sha256", "content_sha256", "closes_on", "published_at", "replaces",
    "withdrawn_at", "withdrawal_reason", "table_stays_visible", "sealed_at", "seal_reason",
    "correction_reason", "restarts_window",
)  # fmt: skip
_OBJECTION = (
    "pk", "notice", "project_number", "status", "outcome", "is_incomplete", "needs_human_check", "concluded_on",
    "outcome_released", "public_outcome",
)  # fmt: skip


def fingerprints(around: Surroundings) -> dict[str, str]:
    """By district's slug; under "" that of the portal as a whole, which all of them change."""
    rows: dict[str, list[Any]] = defaultdict(list)
    for district in District.objects.order_by("order", "code").values():
        rows[district["slug"]].append(sorted(district.items()))
    versions = PlanVersion.objects.order_by("pk").values_list(
        "plan__district__slug", "plan__year", "number", "content_sha256", "published_at"
    )
    published = Notice.objects.public().order_by("pk").values_list("district__slug", *_NOTICE)
    files = (
        NoticeFile.objects.filter(notice__published_at__isnull=False, data__isnull=False)
        .order_by("pk")
        .values_list("notice__district__slug", "notice__number", "format", "sha256")
    )
    objections = (
        Objection.objects.filter(notice__published_at__isnull=False)
        .order_by("pk")
        .values_list("notice__district__slug", *_OBJECTION)
    )
    for found in (versions, published, files, objections):
        for slug, *row in found:
            rows[slug].append(row)
    # A frozen dataclass prints itself whole.
    every = repr(around)
    told = {slug: _digest(every, *map(repr, told)) for slug, told in rows.items()}
    return {"": _digest(every, *(f"{slug} {digest}" for slug, digest in told.items())), **told}


def _digest(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()
