"""The posts a person holds, as far as powers ask for them: read once a request, anew wherever there is none.

Only the user object that a request carries keeps what was read (`User.request_depth`, set by the middleware that lets
the request in), and only outside of transactions: a service locks first, may have waited long for it, and asks then.
Every other object is asked of the database each time: a post that ended must not go on in a command, in a test or in
a proposal's names. Whatever gives or ends a post calls `changed`. Models ask here too, so this knows none of them.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.db import connection

from accounts.models import User


@dataclass(frozen=True, slots=True)
class HeldPost:
    """A post by its keys; `district_id` None is the whole installation, `role` a value of `projects.models.Role`."""

    district_id: int | None
    unit_id: int | None
    role: str


class _AsRead:
    """`stamp` stands for the posts as they are: another object after each change."""

    stamp = object()


def are_kept(user: User | AnonymousUser) -> bool:
    """Whether asking for this person's posts costs a query at most once from here on."""
    return isinstance(user, User) and user.request_depth == len(connection.atomic_blocks)


def held_by(user: User | AnonymousUser) -> tuple[HeldPost, ...]:
    """The posts of a person; none for an account that is closed or nobody's."""
    if not isinstance(user, User) or not user.is_active:
        return ()
    if not are_kept(user):
        return _read(user)
    kept: tuple[object, tuple[HeldPost, ...]] | None = getattr(user, "_held_posts", None)
    if kept is None or kept[0] is not _AsRead.stamp:
        # The stamp is taken first: what changes while we read is read again.
        kept = _AsRead.stamp, _read(user)
        user._held_posts = kept  # type: ignore[attr-defined]
    return kept[1]


def roles_of(user: User | AnonymousUser) -> frozenset[str]:
    """The roles of a person, wherever they are held."""
    return frozenset(post.role for post in held_by(user))


def holds(user: User | AnonymousUser, roles: Collection[str]) -> bool:
    """Whether the person holds one of these posts anywhere."""
    return not roles_of(user).isdisjoint(roles)


def changed() -> None:
    """A post was given or ended: whatever was read in this process is read again."""
    _AsRead.stamp = object()


_STANDING = """
    SELECT district_id, unit_id, role FROM "projects_membership" WHERE user_id = %s
    AND EXISTS (SELECT 1 FROM "accounts_user" WHERE id = %s AND is_active)
"""
"""In so many words: every request asks it, some twice, and Django takes longer to put it together than it takes.

The account as it is now: the object may be older than its closing.
"""


def _read(user: User) -> tuple[HeldPost, ...]:
    with connection.cursor() as cursor:
        cursor.execute(_STANDING, [user.pk, user.pk])
        return tuple(HeldPost(*row) for row in cursor.fetchall())
