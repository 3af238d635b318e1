"""What the last export said of the notices in the folder the public reads."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from notices.models import OutsidePage


@transaction.atomic
def note_outside(*, states: Mapping[int, str], at: datetime) -> int:
    """Note that the folder shows these notices in these states; how many are new there. Told again, the first moment stays.

    `states` (key of a notice -> status) was read before the export: what changed meanwhile is told the next time.
    """
    known = dict(OutsidePage.objects.values_list("pk", "status"))
    changed = [
        OutsidePage(notice_id=pk, status=status, since=at)
        for pk, status in states.items()
        if known.get(pk) != status
    ]
    OutsidePage.objects.bulk_create(
        changed,
        update_conflicts=True,
        unique_fields=["notice"],
        update_fields=["status", "since"],
    )
    return len(changed)
