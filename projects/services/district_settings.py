"""The settings of a district: who may sign, whether answers need approval, what the notices say about contact."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from accounts import audit
from accounts.models import User
from projects import access
from projects.access import Act, must
from projects.edited_rows import SEEN_OTHERWISE, must_hold, put, seen_mark
from projects.models import District
from projects.workflow import StepRefused


@transaction.atomic
def change_settings(
    *, district_id: int, values: Mapping[str, Any], seen: str, actor: User, at: datetime
) -> District:
    """Change settings of a district; the trail keeps the old and the new value of each.

    `seen` is the mark of the values the person was shown. Raises PermissionDenied, and StepRefused where somebody
    changed them meanwhile or a value does not hold.
    """
    district = District.objects.select_for_update().get(pk=district_id)
    must(access.can(actor, Act.MANAGE_SYSTEM, district))
    if seen != seen_mark(district, District.SETTINGS):
        raise StepRefused(SEEN_OTHERWISE)
    changes = put(district, {name: values[name] for name in District.SETTINGS if name in values})
    if not changes:
        return district
    must_hold(district)
    district.save()
    audit.record(
        at=at,
        actor=actor,
        verb="district.change",
        subject=district,
        district_code=district.code,
        detail={"changes": changes},
    )
    return district
