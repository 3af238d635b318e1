"""What the desk says of the exported folder that the public reads.

{% district_outside district %}     whether it shows the district as it is published now, and since when
"""

from __future__ import annotations

from typing import Any

from django import template
from django.conf import settings

from projects.models import District
from publicity.generation import current_stamp
from publicity.models import ExportedDistrict

register = template.Library()


@register.inclusion_tag("publicity/_outside.html")
def district_outside(district: District) -> dict[str, Any]:
    """Nothing where no folder is exported and none ever was."""
    shown = ExportedDistrict.objects.filter(scope=district.slug).first()
    if shown is None and not settings.PORTAL_PUBLIC_DIR:
        return {"is_said": False}
    is_now = shown is not None and shown.mark == current_stamp(district.slug).mark
    return {"is_said": True, "shown": shown, "is_now": is_now}
