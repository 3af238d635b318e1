"""A unit's work goes from one person to another in one act: posts and what was typed and not yet saved (交接)."""

from __future__ import annotations

import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from accounts import audit
from accounts import services as accounts
from accounts.models import User
from documents.text_lengths import fitted
from progress.models import ReportDraft
from projects import personnel
from projects import services as register
from projects.access import must
from projects.models import Membership, Role
from projects.models.posts import UNIT_ROLES
from projects.workflow import StepRefused


@dataclass(frozen=True, slots=True)
class HandedOver:
    """What went over: the posts in words, and how many drafts."""

    posts: tuple[str, ...]
    drafts: int


@transaction.atomic
def hand_over(
    *,
    person: User,
    successor: User,
    post_ids: Collection[int],
    reason: str,
    actor: User,
    at: datetime,
) -> HandedOver:
    """Give the successor these posts in units, end them for the person, and pass on the drafts of their tasks.

    By the security administrator who may do both alone; posts that take two persons go their own way. What the person
    did stays theirs, and nothing typed is lost: where the successor has a draft of a task already, the other's is set
    aside beside it. Raises PermissionDenied, StepRefused.
    """
    must(personnel.can_manage(actor, person))
    if not reason.strip():
        raise StepRefused("请写明交接的依据。")
    if successor.pk == person.pk or not successor.is_active:
        raise StepRefused("请选一位在岗的人接手。")
    posts = list(
        unit_posts(person)
        .select_for_update(of=("self",))
        .select_related("district", "unit", "user")
        .filter(pk__in=post_ids)
    )
    if not posts or len(posts) != len(set(post_ids)):
        raise StepRefused("要交接的岗位有的已经结束，请重新选。")
    words = tuple(f"{post.place} {post.get_role_display()}" for post in posts)
    drafts = list(drafts_of(person, posts))
    told = f"{audit.label(person)}交接给{audit.label(successor)}：{reason.strip()}"
    for post in posts:
        must(personnel.can_give(actor, successor, role=Role(post.role), place=post.district_id))
        if not successor.memberships.filter(
            district=post.district, unit=post.unit, role=post.role
        ).exists():
            register.grant_post(
                user=successor, district=post.district, role=Role(post.role), unit=post.unit,
                actor=actor, at=at, reason=fitted(told, 200),
            )  # fmt: skip
        register.end_post(post_id=post.pk, actor=actor, at=at, reason=fitted(told, 200))
    for draft in drafts:
        _pass_on(draft, successor)
    if drafts:
        accounts.tell(
            successor,
            f"{audit.label(person)}交接给您草稿{len(drafts)}份，打开填报页就能看到",
            at=at,
        )
    audit.record(
        at=at, actor=actor, verb="person.hand_over", subject=person,
        district_code=posts[0].district_code,
        detail={"to": audit.label(successor), "posts": list(words), "drafts": len(drafts), "reason": reason.strip()},
    )  # fmt: skip
    return HandedOver(words, len(drafts))


def unit_posts(person: User) -> QuerySet[Membership]:
    """The person's posts in units: what can be handed over in one act."""
    return Membership.objects.filter(user=person, role__in=UNIT_ROLES)


def drafts_of(person: User, posts: Collection[Membership]) -> QuerySet[ReportDraft]:
    """What the person typed for tasks of these units and did not save, in rounds that still stand."""
    units = {post.unit_id for post in posts}
    found = ReportDraft.objects.filter(user=person, task__task_units__unit__in=units)
    return found.filter(round__cancelled_at__isnull=True).distinct().order_by("pk")


def _pass_on(draft: ReportDraft, successor: User) -> None:
    """The successor's draft from now on; beside their own where they have one of this task."""
    own = ReportDraft.objects.filter(task=draft.task_id, round=draft.round_id, user=successor)
    if not draft.aside and own.filter(aside="").exists():
        draft.aside = secrets.token_hex(8)
    draft.user = successor
    draft.tab = ""
    draft.save(update_fields=["user", "aside", "tab"])
