"""An entry of the desk's bar, and those of plans. Each app offers its own; the frame shows them in order."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import QuerySet
from django.urls import reverse

from accounts.models import User
from projects import people_lists, personnel
from projects.access import ROLES, Act, administers_settings, districts_where, staff_districts
from projects.held_posts import roles_of
from projects.models import District
from projects.models.posts import STAFF_ROLES, Role
from projects.work_counts import listed

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
    staff = _first(user, "staff", staff_districts) if held & set(STAFF_ROLES) else []
    if staff:
        found.append(NavEntry("年度方案", reverse("projects:plan-list")))
        found.append(NavEntry("责任单位", reverse("projects:unit-list", args=staff[0])))
    if Role.SECURITY_ADMIN in held:
        found.append(NavEntry("人员", reverse("projects:person-list")))
    if held & set(personnel.CONFIRMING_ROLES):
        waiting = len(people_lists.to_decide(user))
        found.append(NavEntry("人员确认", reverse("projects:act-list"), waiting))
    if not held & ROLES[Act.MANAGE_SYSTEM]:
        return found
    own = _first(user, "settings", lambda one: districts_where(one, Act.MANAGE_SYSTEM))
    if own:
        found.append(NavEntry("设置", reverse("projects:district-settings", args=own[0])))
    elif administers_settings(user):
        found.append(NavEntry("设置", reverse("projects:calendar")))
    return found


def _first(
    user: User, name: str, districts: Callable[[User], QuerySet[District]]
) -> list[tuple[str]]:
    """The slug of the first of them, as a row; none where there is none."""
    return listed(user, name, lambda: districts(user).values_list("slug")[:1])
