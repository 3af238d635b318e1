"""What the desk's bar offers of objections, with what waits for this person."""

from __future__ import annotations

from django.urls import reverse

from accounts.models import User
from objections import selectors
from projects.access import ROLES, Act
from projects.held_posts import roles_of
from projects.models.posts import UNIT_ROLES
from projects.nav import NavEntry


def entries(user: User) -> list[NavEntry]:
    """异议 for handlers and approvers, 异议核查 for the asked unit, 更正 and 清除申请 for those they wait for."""
    posts = roles_of(user)
    handles, approves = posts & ROLES[Act.HANDLE_OBJECTION], posts & ROLES[Act.APPROVE_ANSWER]
    found = []
    if handles or approves:
        waiting = selectors.waiting_for_handler(user) if handles else 0
        waiting += selectors.waiting_for_approver(user).count() if approves else 0
        found.append(NavEntry("异议", reverse("objections:register"), waiting))
    if posts & set(UNIT_ROLES):
        asked = selectors.inquiries_of(user).waiting().count()
        found.append(NavEntry("异议核查", reverse("objections:inquiries"), asked))
    if posts & ROLES[Act.COMPILE_NOTICE]:
        to_start = selectors.corrections_to_start(user).filter(correction__isnull=True).count()
        if to_start:
            found.append(NavEntry("更正", reverse("objections:corrections"), to_start))
    if posts & ROLES[Act.ERASE_IDENTITY]:
        proposed = selectors.erasures_to_approve(user).count()
        found.append(NavEntry("清除申请", reverse("objections:erasures"), proposed))
    return found
