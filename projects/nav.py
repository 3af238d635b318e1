"""An entry of the desk's bar, and those of plans. Each app offers its own; the frame shows them in order."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from accounts.models import User
from projects import people_lists, personnel
from projects.access import ROLES, Act, administers_settings, districts_where, staff_districts
from projects.held_posts import roles_of
from projects.models.posts import STAFF_ROLES, Role

FIRST, LAST = -1, 1


@dataclass(frozen=True, slots=True)
class NavEntry:
    """A way into part of the desk. `count` is what waits there for this person; 0 shows no number."""

    label: str
    url: str
    count: int = 0
    place: int = 0
    """Where it stands among the entries of all apps: FIRST, in the order of the work, or LAST."""


def entries(user: User) -> list[NavEntry]:
    """年度方案 and 责任单位 for staff, 人员 for a security administrator, what waits for a second person, 设置 for a system one."""
    held = roles_of(user)
    found = []
    staff = staff_districts(user).first() if held & set(STAFF_ROLES) else None
    if staff:
        found.append(NavEntry("年度方案", reverse("projects:plan-list")))
        found.append(NavEntry("责任单位", reverse("projects:unit-list", args=[staff.slug])))
    if Role.SECURITY_ADMIN in held:
        found.append(NavEntry("人员", reverse("projects:person-list")))
    if held & set(personnel.CONFIRMING_ROLES):
        waiting = len(people_lists.to_decide(user))
        found.append(NavEntry("人员确认", reverse("projects:act-list"), waiting))
    if not held & ROLES[Act.MANAGE_SYSTEM]:
        return found
    own = districts_where(user, Act.MANAGE_SYSTEM).first()
    if own:
        found.append(NavEntry("设置", reverse("projects:district-settings", args=[own.slug])))
    elif administers_settings(user):
        found.append(NavEntry("设置", reverse("projects:calendar")))
    return found
