"""What became of a district's units in reforms, read from the database."""

from __future__ import annotations

from projects.models import UnitReform
from publicity.site.snapshots import UnitChange


def unit_changes(slug: str) -> tuple[UnitChange, ...]:
    """The newest first."""
    return tuple(
        UnitChange(
            one.get_kind_display(),
            tuple(one.old_names),
            tuple(one.new_names),
            one.document,
            one.decided_on,
            one.at,
        )
        for one in UnitReform.objects.filter(district__slug=slug).order_by("-pk")
    )
