"""Where the contact of a new notice comes from: the district's settings, and what they leave blank from the last notice."""

from __future__ import annotations

from notices import workflow
from notices.models import Notice
from projects.models import District

FIELDS = (
    "contact_name", "contact_phone", "postal_address", "postal_code", "visiting_place", "visiting_hours",
)  # fmt: skip


def taken_over(district: District) -> dict[str, tuple[str, str]]:
    """By field what is known, and whose it is in words; blank where nobody said anything yet. One query."""
    last = (
        Notice.objects.public()
        .filter(district=district)
        .exclude(status=workflow.SEALED)
        .order_by("-published_at", "-pk")
        .only("number", *FIELDS)
        .first()
    )
    found = {}
    for name in FIELDS:
        if known := getattr(district, name):
            found[name] = (known, "本区县设置")
        elif last is not None and getattr(last, name):
            found[name] = (getattr(last, name), last.called)
        else:
            found[name] = ("", "")
    return found


def starting(district: District) -> dict[str, str]:
    """The values alone, for a notice that is started."""
    return {name: value for name, (value, _) in taken_over(district).items()}
