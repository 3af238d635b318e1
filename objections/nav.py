"""What the desk's bar offers of objections, with what waits for this person."""

from __future__ import annotations

from django.urls import reverse

from accounts.models import User
from objections import selectors
from projects.access import ROLES, Act
from projects.held_posts import roles_of
from projects.models.posts import UNIT_ROLES
from projects.nav import NavEntry
from projects.work_counts import counted


def entries(user: User) -> list[NavEntry]:
    """异议 for handlers and approvers, 异议核查 for the asked unit, 更正 and 清除申请 for those they wait for."""
    posts = roles_of(user)
    handles, approves = posts & ROLES[Act.HANDLE_OBJECTION], posts & ROLES[Act.APPROVE_ANSWER]
    found = []
    if handles or approves:
        waiting = 0
        if handles:
            waiting += counted(user, "to handle", lambda: selectors.to_handle(user))
        if approves:
            waiting += counted(user, "to approve", lambda: selectors.waiting_for_approver(user))
        found.append(NavEntry("异议", reverse("objections:register"), waiting))
    if posts & set(UNIT_ROLES):
        asked = counted(user, "inquiries", lambda: selectors.inquiries_of(user).waiting())
        found.append(NavEntry("异议核查", reverse("objections:inquiries"), asked))
    if posts & ROLES[Act.COMPILE_NOTICE]:
        to_start = counted(
            user,
            "corrections",
            lambda: selectors.corrections_to_start(user).filter(correction__isnull=True),
        )
        if to_start:
            found.append(NavEntry("更正", reverse("objections:corrections"), to_start))
    if posts & ROLES[Act.ERASE_IDENTITY]:
        proposed = counted(user, "erasures", lambda: selectors.erasures_to_approve(user))
        found.append(NavEntry("清除申请", reverse("objections:erasures"), proposed))
    return found
