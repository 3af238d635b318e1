"""Giving and ending posts."""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts import audit
from accounts.models import User
from accounts.services import end_sessions
from projects import access
from projects.access import must
from projects.models import District, Membership, ResponsibleUnit, Role
from projects.models.posts import SEPARATED_ROLES


@transaction.atomic
def grant_post(
    *,
    user: User,
    district: District,
    role: Role,
    unit: ResponsibleUnit | None = None,
    actor: User | None,
    at: datetime,
) -> Membership:
    """Give a person a post. `actor` None is the installation itself (a command on the server).

    Raises PermissionDenied, or ValidationError where the three administrators' posts would meet in one person.
    """
    if actor is not None:
        decision = access.can(actor, access.Act.MANAGE_PEOPLE, district)
        must(decision)
    held = user.memberships.filter(role__in=SEPARATED_ROLES).first()
    if role in SEPARATED_ROLES and held:
        raise ValidationError(
            f"{user}已是{held.get_role_display()}：系统管理员、安全管理员、审计员不能由一人兼任。"
        )
    post = Membership(user=user, district=district, role=role, unit=unit)
    post.full_clean()
    post.save()
    _second_factor(user)
    audit.record(at=at, actor=actor, verb="post.grant", subject=post, district_code=district.code)
    return post


@transaction.atomic
def end_post(*, post_id: int, actor: User, at: datetime) -> None:
    """Take a post away. It holds from the person's next request."""
    post = Membership.objects.select_for_update().select_related("district", "user").get(pk=post_id)
    decision = access.can(actor, access.Act.MANAGE_PEOPLE, post.district)
    must(decision)
    audit.record(
        at=at, actor=actor, verb="post.end", subject=post, district_code=post.district.code
    )
    post.delete()
    end_sessions(post.user)
    _second_factor(post.user)


def _second_factor(user: User) -> None:
    """Signers, handlers and administrators sign in with a one-time code as well (rules.md, Powers)."""
    needed = access.needs_second_factor(user.memberships.values_list("role", flat=True))
    if needed != user.needs_second_factor:
        user.needs_second_factor = needed
        user.save(update_fields=["needs_second_factor"])
