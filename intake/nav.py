"""The import desk's entry in the bar."""

from __future__ import annotations

from datetime import date

from django.urls import reverse

from accounts.models import User
from intake.models import ImportRun
from projects import access
from projects.nav import NavEntry


def entries(user: User, day: date) -> list[NavEntry]:
    """For staff; the number is what waits for this person: previews begun, or take-overs to confirm."""
    if not access.is_commission_staff(user):
        return []
    imports = access.districts_where(user, access.Act.IMPORT)
    confirms = access.districts_where(user, access.Act.CONFIRM_TAKE_OVER)
    begun = ImportRun.objects.filter(
        district__in=imports, status=ImportRun.Status.PREVIEW, started_by=user
    )
    waiting = ImportRun.objects.filter(
        district__in=confirms, status=ImportRun.Status.WAITING
    ).exclude(applied_by=user)
    return [NavEntry("文件导入", reverse("intake:import-list"), begun.count() + waiting.count())]
