"""What the desk's bar offers of objections, with what waits for this person."""

from __future__ import annotations

from django.urls import reverse

from accounts.models import User
from projects import access
from projects.access import Act
from projects.nav import NavEntry
from publicity.objections import selectors


def entries(user: User) -> list[NavEntry]:
    """异议 for handlers and approvers, 异议核查 for the asked unit, 更正 and 清除 for whom they wait."""
    found = []
    if access.objection_districts(user).exists():
        waiting = selectors.waiting_for_handler(user) + selectors.waiting_for_approver(user).count()
        found.append(NavEntry("异议", reverse("objections-desk:register"), waiting))
    if access.own_units(user).exists():
        asked = selectors.inquiries_of(user).waiting().count()  # type: ignore[attr-defined]
        found.append(NavEntry("异议核查", reverse("objections-desk:inquiries"), asked))
    if access.districts_where(user, Act.COMPILE_NOTICE).exists():
        to_start = selectors.corrections_to_start(user).filter(correction__isnull=True).count()
        if to_start:
            found.append(NavEntry("更正", reverse("objections-desk:corrections"), to_start))
    if access.districts_where(user, Act.ERASE_IDENTITY).exists():
        proposed = selectors.erasures_to_approve(user).count()
        found.append(NavEntry("清除申请", reverse("objections-desk:erasures"), proposed))
    return found
