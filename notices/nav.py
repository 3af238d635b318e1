"""The entries of notices in the desk's bar."""

from __future__ import annotations

from collections.abc import Set

from django.db.models import Q, QuerySet
from django.urls import reverse

from accounts.models import User
from notices import access
from notices.models import Notice, PaperSigning, Picture
from projects.access import ROLES, Act
from projects.held_posts import roles_of
from projects.models import District, PlanVersion, Role
from projects.nav import FIRST, LAST, NavEntry
from projects.work_counts import counted, listed


def entries(user: User) -> list[NavEntry]:
    """公示, for staff with what waits for this person; for security administrators the notices to seal.

    Before all other work a signature on paper to own, or one that its signer disowned; last 纸质签发, for those who
    enter it: it seldom is their work.
    """
    roles = roles_of(user)
    found = _signings(user)
    if roles & {Role.COMPILER, Role.REVIEWER, Role.SIGNER}:
        waiting = counted(user, "notices", lambda: access.waiting_for(user))
        found.append(NavEntry("公示", reverse("notices:notices"), waiting))
    elif Role.SECURITY_ADMIN in roles:
        asked = counted(user, "seals", lambda: seals_to_confirm(user))
        asked += counted(user, "plan seals", lambda: plan_seals_to_confirm(user))
        found.append(NavEntry("封存", reverse("notices:seals"), asked))
    if waiting := _pictures_waiting(user, roles):
        found.append(NavEntry("图片", reverse("notices:pictures"), waiting))
    if roles & ROLES[Act.ENTER_PAPER_SIGNATURE]:
        found.append(NavEntry("纸质签发", reverse("notices:papers"), place=LAST))
    return found


def _signings(user: User) -> list[NavEntry]:
    said = listed(
        user,
        "signings",
        lambda: PaperSigning.objects.of_concern(user).values_list("reply__is_mine"),
    )
    if not said:
        return []
    label = "待本人确认" if (None,) in said else "签发异常"
    return [NavEntry(label, reverse("notices:signings"), len(said), place=FIRST)]


def _pictures_waiting(user: User, roles: Set[str]) -> int:
    """Pictures to release, for reviewers, and to publish, for compilers: the entry stands only where one waits."""
    states: dict[str, Picture.Status] = {
        Role.REVIEWER: Picture.Status.OFFERED,
        Role.COMPILER: Picture.Status.RELEASED,
    }
    waiting = Q()
    for role in sorted(roles & states.keys()):
        waiting |= Q(
            status=states[role], district__in=District.objects.with_post(user, [Role(role)])
        )
    if not waiting:
        return 0
    return counted(user, "pictures", lambda: Picture.objects.filter(waiting))


def seals_to_confirm(user: User):  # type: ignore[no-untyped-def]
    """Notices a signer asked to seal, for the security administrator of their district."""
    return Notice.objects.filter(
        district__in=District.objects.with_post(user, [Role.SECURITY_ADMIN]),
        seal_asked_by__isnull=False,
        sealed_at__isnull=True,
    )


def plan_seals_to_confirm(user: User) -> QuerySet[PlanVersion]:
    """The same of published versions of plans."""
    return PlanVersion.objects.filter(
        plan__district__in=District.objects.with_post(user, [Role.SECURITY_ADMIN]),
        seal_asked_by__isnull=False,
        sealed_at__isnull=True,
    )
