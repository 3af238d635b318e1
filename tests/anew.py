"""As a new start of the portal does: what was made is made again."""

from __future__ import annotations

from django.db.models import F

from publicity.models import DistrictPart, Generation


def everything_is_made_anew() -> None:
    """Every page kept in memory is out of date, and so is what processes share of it."""
    DistrictPart.objects.all().delete()
    Generation.objects.update(number=F("number") + 1)
