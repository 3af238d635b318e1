"""What the desk says, on a plan's page, of the exported folder that the public reads."""

from __future__ import annotations

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from projects.models import AnnualPlan
from publicity.generation import current_stamp
from publicity.models import ExportedDistrict


def outside_note(plan: AnnualPlan) -> SafeString:
    """Whether it shows the district as it is published now, and since when; nothing where no folder is exported and
    none ever was."""
    slug = plan.district.slug
    shown = ExportedDistrict.objects.filter(scope=slug).first()
    if shown is None and not settings.PORTAL_PUBLIC_DIR:
        return SafeString()
    is_now = shown is not None and shown.mark == current_stamp(slug).mark
    return render_to_string("publicity/_outside.html", {"shown": shown, "is_now": is_now})
