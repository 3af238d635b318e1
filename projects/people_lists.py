"""The people somebody looks after, with what is to be known of each account; and what waits for a second person."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch, Q, QuerySet
from django_otp.plugins.otp_totp.models import TOTPDevice

from accounts.models import User
from accounts.services import attempts
from projects import personnel
from projects.models import District, Membership, PersonnelAct, Role
from projects.personnel import Reach


@dataclass(frozen=True)
class Line:
    """One person in the list: the posts in sight, and the states that are not plain."""

    person: User
    posts: list[Membership]
    states: list[str]
    is_urgent: bool


def posts_in(own: Reach) -> QuerySet[Membership]:
    """The posts of these districts, or all."""
    posts = Membership.objects.select_related("district", "unit")
    return posts if own.everywhere else posts.filter(district__in=own.districts)


def people_of(own: Reach) -> QuerySet[User]:
    """Who holds or held a post in these districts, or is proposed for one; with the posts there as `posts_here`.

    Somebody with posts in two districts stands in both lists, each with its own posts only.
    """
    people = User.objects.prefetch_related(
        Prefetch("memberships", queryset=posts_in(own), to_attr="posts_here")
    )
    if own.everywhere:
        return people
    acts = PersonnelAct.objects.filter(district__in=own.districts).values("person")
    posts = Membership.objects.filter(district__in=own.districts).values("user")
    return people.filter(Q(pk__in=acts) | Q(pk__in=posts))


FOR_A_YEAR = (Role.COMPILER, Role.REVIEWER, Role.SIGNER, Role.HANDLER, Role.REPORTER)
"""The posts without which a district does not come through its year."""


def posts_lacking() -> dict[int, list[Role]]:
    """By the key of each district, which of these posts nobody holds there. Two queries."""
    held: dict[int, set[str]] = {
        key: set() for key in District.objects.values_list("pk", flat=True)
    }
    posts = Membership.objects.filter(user__is_active=True, district__isnull=False)
    for key, role in posts.values_list("district_id", "role").distinct():
        held.setdefault(key, set()).add(role)
    return {key: [role for role in FOR_A_YEAR if role not in roles] for key, roles in held.items()}


def searched(people: QuerySet[User], words: str) -> QuerySet[User]:
    """By name, user name, telephone, unit."""
    if not words:
        return people
    units = Membership.objects.filter(unit__name__contains=words).values("user")
    return people.filter(
        Q(name__contains=words)
        | Q(username__contains=words)
        | Q(phone__contains=words)
        | Q(pk__in=units)
    )


def lines(people: Iterable[User], *, at: datetime) -> list[Line]:
    """Each person with their state; as many queries for one as for thirty. `at` is the real moment."""
    people = list(people)
    enrolled = set(
        TOTPDevice.objects.filter(user__in=people, confirmed=True).values_list("user_id", flat=True)
    )
    held_up = attempts.held_up(people, at=at)
    waiting = set(
        PersonnelAct.objects.filter(person__in=people, decision="waiting").values_list(
            "person_id", flat=True
        )
    )
    found = []
    for person in people:
        states = list(
            _states(
                person,
                enrolled=person.pk in enrolled,
                locked=person.pk in held_up,
                waiting=person.pk in waiting,
            )
        )
        urgent = person.pk in held_up or person.pk in waiting
        found.append(Line(person, person.posts_here, states, urgent))  # type: ignore[attr-defined]
    return found


def _states(person: User, *, enrolled: bool, locked: bool, waiting: bool) -> Iterable[str]:
    if not person.is_active:
        yield "已停用"
        return
    if locked:
        yield "输错锁定中"
    if waiting:
        yield "有事项待确认"
    if not person.has_usable_password():
        yield "待首次登录" if person.last_login is None else "待设新密码"
    if person.needs_second_factor and not enrolled:
        yield "未绑定动态口令"


def lonely_posts(posts: Iterable[Membership]) -> set[int]:
    """Those of the posts that nobody else holds in the same place: to be handed over when the person leaves."""
    alone = set()
    for post in posts:
        others = Membership.objects.filter(
            district=post.district_id, role=post.role, unit=post.unit_id, user__is_active=True
        ).exclude(user=post.user_id)
        if not others.exists():
            alone.add(post.pk)
    return alone


def waiting_acts() -> QuerySet[PersonnelAct]:
    return PersonnelAct.objects.filter(decision=PersonnelAct.Decision.WAITING).select_related(
        "person", "district", "unit", "proposed_by"
    )


def to_decide(user: User) -> list[PersonnelAct]:
    """What this person may confirm or decline now."""
    if not personnel.confirming_reach(user):
        return []
    return [act for act in waiting_acts() if personnel.can_decide(user, act)]


def needing_code(user: User) -> list[User]:
    """People of one's districts who wait for a code that this person may hand out."""
    own = personnel.confirming_reach(user)
    if not own:
        return []
    asked = Q(secrets__kind="link", secrets__asks_code=True, secrets__ended_at=None)
    enrolled = TOTPDevice.objects.filter(confirmed=True).values("user")
    people = people_of(own).filter(is_active=True).exclude(pk=user.pk)
    return list(people.filter(asked | Q(needs_second_factor=True) & ~Q(pk__in=enrolled)).distinct())
