"""The import desk's entry in the bar."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet
from django.urls import reverse

from accounts.models import User
from intake.models import ImportRun
from projects import access
from projects.nav import NavEntry
from projects.work_counts import counted


def entries(user: User, day: date) -> list[NavEntry]:
    """For staff; the number is what waits for this person: previews begun, or take-overs to confirm."""
    if not access.is_commission_staff(user):
        return []
    waits = counted(user, "imports", lambda: _begun(user))
    waits += counted(user, "take-overs", lambda: _to_confirm(user))
    return [NavEntry("文件导入", reverse("intake:import-list"), waits)]


def _begun(user: User) -> QuerySet[ImportRun]:
    return ImportRun.objects.filter(
        district__in=access.districts_where(user, access.Act.IMPORT),
        status=ImportRun.Status.PREVIEW,
        started_by=user,
    )


def _to_confirm(user: User) -> QuerySet[ImportRun]:
    confirms = access.districts_where(user, access.Act.CONFIRM_TAKE_OVER)
    waiting = ImportRun.objects.filter(district__in=confirms, status=ImportRun.Status.WAITING)
    return waiting.exclude(applied_by=user)
