"""A district's own words and window for a kind of notice."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from accounts import audit
from accounts.models import User
from notices import access
from notices.models import Notice, NoticePattern
from notices.refusals import StepRefused
from projects.access import must
from projects.models import District

FIELDS = (
    "title", "lead", "day_kind", "first_day_counts", "usual_days", "minimum_days", "basis",
)  # fmt: skip


@transaction.atomic
def save_pattern(
    *, district: District, kind: str, editor: User, at: datetime, values: Mapping[str, Any]
) -> NoticePattern:
    """Write the pattern new notices of the kind start from; notices in work keep what they have.

    Raises PermissionDenied, StepRefused, or ValueError for a field that is not the pattern's.
    """
    must(access.can_compile(editor, district))
    if unknown := set(values) - set(FIELDS):
        raise ValueError(f"not a pattern's field: {sorted(unknown)}")
    if values["usual_days"] < max(values["minimum_days"], 1):
        raise StepRefused("通常天数不能少于最短天数，也不能少于1天。")
    pattern, made = NoticePattern.objects.select_for_update().get_or_create(
        district=district, kind=Notice.Kind(kind), defaults=dict(values)
    )
    changed = [name for name, value in values.items() if getattr(pattern, name) != value]
    for name in changed:
        setattr(pattern, name, values[name])
    pattern.save()
    audit.record(
        at=at,
        actor=editor,
        verb="notice_pattern.save",
        subject=pattern,
        district_code=district.code,
        detail={"fields": sorted(values) if made else sorted(changed)},
    )
    return pattern
