"""Which tables of the register (the stock admin) a post opens, and whose rows (rules.md, Powers)."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.backends import BaseBackend
from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet

from accounts.models import User
from projects.held_posts import roles_of
from projects.models import District
from projects.models.posts import Role

_PLANS_AND_REPORTS = frozenset(
    {
        "projects.responsibleunit",
        "projects.unitalias",
        "projects.annualplan",
        "projects.project",
        "projects.task",
        "projects.planversion",
        "progress.reportinground",
        "progress.progressreport",
        "progress.reportstep",
    }
)

REGISTER: dict[Role, frozenset[str]] = {
    Role.COMPILER: _PLANS_AND_REPORTS | {"projects.calendarday"},
    Role.REVIEWER: _PLANS_AND_REPORTS | {"projects.calendarday"},
    Role.SYSTEM_ADMIN: frozenset({"projects.district", "projects.calendarday", "progress.ruleset"}),
    Role.SECURITY_ADMIN: frozenset(
        {"accounts.user", "projects.membership", "projects.responsibleunit", "projects.district"}
    ),
    Role.AUDITOR: frozenset({"accounts.auditevent"}),
}
"""Post -> the tables it may look at. Nothing is changed there: every change is a page of the desk, on a service.

Permission and rows both come from here. A second table that said whose rows are shown would let the power of
one post meet the rows of another.
"""


def roles_giving(perm: str) -> frozenset[Role]:
    """The posts that give a permission of Django's ("app.view_model"); none but `view` is given."""
    app, _, codename = perm.partition(".")
    act, _, model = codename.partition("_")
    if act != "view":
        return frozenset()
    return frozenset(role for role, tables in REGISTER.items() if f"{app}.{model}" in tables)


def districts_of_permission(user: User, perm: str) -> QuerySet[District]:
    """Districts in which the person holds a post that gives this permission: the rows it may be used on."""
    return District.objects.with_post(user, roles_giving(perm))


def opens_register(user: User) -> bool:
    """Whether there is a table that the person may look at. Nobody has a permission but by a post."""
    return user.is_superuser or any(REGISTER.get(Role(role)) for role in roles_of(user))


class PostsBackend(BaseBackend):
    """Permissions from the posts a person holds at this request."""

    def has_perm(self, user_obj: User | AnonymousUser, perm: str, obj: Any = None) -> bool:
        return user_obj.is_active and perm in self.get_all_permissions(user_obj, obj)

    def has_module_perms(self, user_obj: User | AnonymousUser, app_label: str) -> bool:
        return user_obj.is_active and any(
            perm.startswith(f"{app_label}.") for perm in self.get_all_permissions(user_obj)
        )

    def get_all_permissions(self, user_obj: User | AnonymousUser, obj: Any = None) -> set[str]:
        if not user_obj.is_active or not isinstance(user_obj, User):
            return set()
        if not hasattr(user_obj, "_post_permissions"):
            user_obj._post_permissions = {  # type: ignore[attr-defined]
                table.replace(".", ".view_")
                for role in roles_of(user_obj)
                for table in REGISTER.get(Role(role), frozenset())
            }
        return user_obj._post_permissions  # type: ignore[attr-defined]
