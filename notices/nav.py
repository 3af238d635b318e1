"""The entries of notices in the desk's bar."""

from __future__ import annotations

from django.urls import reverse

from accounts.models import User
from notices import access
from notices.models import Notice
from projects.access import staff_districts
from projects.models import District, Role
from projects.nav import NavEntry


def entries(user: User) -> list[NavEntry]:
    """公示, for staff with what waits for this person; for security administrators the notices to seal."""
    if staff_districts(user).exists():
        waiting = access.waiting_for(user).count()
        return [NavEntry("公示", reverse("notices:notices"), waiting)]
    asked = seals_to_confirm(user).count()
    return [NavEntry("封存", reverse("notices:seals"), asked)] if _is_security_admin(user) else []


def seals_to_confirm(user: User):  # type: ignore[no-untyped-def]
    """Notices a signer asked to seal, for the security administrator of their district."""
    return Notice.objects.filter(
        district__in=District.objects.with_post(user, [Role.SECURITY_ADMIN]),
        seal_asked_by__isnull=False,
        sealed_at__isnull=True,
    )


def _is_security_admin(user: User) -> bool:
    return user.memberships.filter(role=Role.SECURITY_ADMIN).exists()
