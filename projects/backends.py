"""What a post allows in the stock admin, as Django permissions (rules.md, Powers)."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.backends import BaseBackend
from django.contrib.auth.models import AnonymousUser

from accounts.models import User
from projects.models.posts import Membership, Role

EDIT = ("view", "add", "change", "delete")
LOOK = ("view",)

# Everything else (plans, reports, notices, objections) changes through services only.
PERMISSIONS: dict[Role, dict[str, tuple[str, ...]]] = {
    Role.COMPILER: {
        "projects.responsibleunit": EDIT,
        "projects.unitalias": EDIT,
        "projects.annualplan": LOOK,
        "projects.project": LOOK,
        "projects.task": LOOK,
        "projects.planversion": LOOK,
        "progress.reportinground": LOOK,
        "progress.progressreport": LOOK,
        "progress.reportstep": LOOK,
    },
    Role.REVIEWER: {
        "projects.responsibleunit": LOOK,
        "projects.unitalias": LOOK,
        "projects.annualplan": LOOK,
        "projects.project": LOOK,
        "projects.task": LOOK,
        "projects.planversion": LOOK,
        "progress.reportinground": LOOK,
        "progress.progressreport": LOOK,
        "progress.reportstep": LOOK,
    },
    Role.SYSTEM_ADMIN: {
        "projects.district": ("view", "add", "change"),
        "projects.calendarday": EDIT,
        "progress.ruleset": ("view", "add", "change"),
    },
    Role.SECURITY_ADMIN: {
        "accounts.user": ("view", "add", "change"),
        "projects.membership": EDIT,
        "projects.responsibleunit": LOOK,
        "projects.district": LOOK,
    },
    Role.AUDITOR: {"accounts.auditevent": LOOK},
}


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
            roles = Membership.objects.filter(user=user_obj).values_list("role", flat=True)
            user_obj._post_permissions = {  # type: ignore[attr-defined]
                f"{model.split('.')[0]}.{act}_{model.split('.')[1]}"
                for role in set(roles)
                for model, acts in PERMISSIONS.get(Role(role), {}).items()
                for act in acts
            }
        return user_obj._post_permissions  # type: ignore[attr-defined]
