"""Accounts in the hands of administrators: new ones, links and codes, resets, leavers."""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from accounts import audit, services
from accounts.models import User
from projects import personnel
from projects.access import must
from projects.models import District, Membership, PersonnelAct, ResponsibleUnit, Role
from projects.models.posts import TWO_PERSON_ROLES
from projects.services import posts
from projects.services.posts import Kind, Said
from projects.workflow import StepRefused


@transaction.atomic
def new_person(
    *,
    username: str,
    name: str,
    phone: str,
    district: District | None,
    role: Role,
    unit: ResponsibleUnit | None,
    actor: User,
    at: datetime,
    reason: str = "",
) -> User:
    """An account without a password, with its first post: given, or proposed where that takes two persons."""
    person = User(username=username, name=name, phone=phone, must_change_password=True)
    person.set_unusable_password()
    person.full_clean()
    if not personnel.people_reach(actor).has(district.pk if district else None):
        raise PermissionDenied("这个区县的人员由它的安全管理员登记，您没有这个岗位。")
    person.save()
    audit.record(
        at=at,
        actor=actor,
        verb="user.add",
        subject=person,
        district_code=district.code if district else "",
    )
    give = posts.propose_post if role in TWO_PERSON_ROLES else posts.grant_post
    give(user=person, district=district, role=role, unit=unit, actor=actor, at=at, reason=reason)
    return person


@transaction.atomic
def reset(
    *, person: User, kind: PersonnelAct.Kind, actor: User, at: datetime, reason: str = ""
) -> PersonnelAct:
    """Void a password, take a telephone off, open a closed account: done at once, or proposed where it takes two."""
    must(personnel.can_manage(actor, person))
    what = {
        Kind.RESET_PASSWORD: services.void_password,
        Kind.RESET_CODE: services.reset_second_factor,
        Kind.OPEN: services.open_account,
    }[kind]
    if kind == Kind.OPEN and person.is_active:
        raise StepRefused("这个账号没有停用。")
    place = _place(actor, person)
    if personnel.reset_takes_two(actor, person):
        act = posts.propose(kind, person, actor, at, district=place, reason=reason)
        audit.record(
            at=at,
            actor=actor,
            verb="personnel.propose",
            subject=act,
            district_code=act.district_code,
        )
        return act
    what(person=person, actor=actor, at=at, district_code=place.code if place else "")
    return posts.written_down(kind, person, actor, at, district=place, reason=reason)


@transaction.atomic
def hand_out_link(*, person: User, actor: User, at: datetime) -> str:
    """A link of one use to the person's account, which has no password: a new one, or one that was reset.

    Where the person holds a post that takes two persons, the link opens nothing without the code of another.
    """
    must(personnel.can_manage(actor, person))
    if not person.is_active:
        raise StepRefused("账号已停用，先启用再发登录链接。")
    if person.has_usable_password():
        raise StepRefused("这个人有自己的密码。忘了密码，先办“重设密码”。")
    place = _place(actor, person)
    return services.hand_out_link(
        person=person,
        actor=actor,
        at=at,
        asks_code=personnel.reset_takes_two(actor, person),
        district_code=place.code if place else "",
    )


@transaction.atomic
def hand_out_code(*, person: User, actor: User, at: datetime) -> str:
    """The code that goes with a link or enrols a telephone, where one of the two waits for it."""
    must(personnel.can_hand_out_code(actor, person))
    if not waits_for_code(person):
        raise StepRefused("这个人现在不需要绑定码。")
    return services.hand_out_code(person=person, actor=actor, at=at)


def waits_for_code(person: User) -> bool:
    """Whether the person has to enrol a telephone, or was handed a link that asks for the code."""
    if not person.is_active:
        return False
    asked = person.secrets.filter(kind="link", asks_code=True, ended_at=None).exists()
    return asked or (person.needs_second_factor and services.code_device(person) is None)


@transaction.atomic
def unlock(*, person: User, actor: User, at: datetime) -> None:
    """Wrong passwords and codes hold the person up no longer."""
    must(personnel.can_manage(actor, person))
    place = _place(actor, person)
    services.unlock(person=person, actor=actor, at=at, district_code=place.code if place else "")


@transaction.atomic
def close(*, person: User, actor: User, at: datetime, handing_over: str) -> None:
    """Somebody leaves: every post ends, sessions and links end, the account is closed. What they did stays theirs.

    `handing_over` says who takes over what. Raises StepRefused while there are posts in others' districts.
    """
    must(personnel.can_manage(actor, person))
    own = personnel.people_reach(actor)
    held = list(Membership.objects.filter(user=person).select_related("district", "user", "unit"))
    if elsewhere := [one for one in held if not own.has(one.district_id)]:
        places = "、".join(one.place for one in elsewhere)
        raise StepRefused(f"这个人在{places}还有岗位，由那边的安全管理员先结束。")
    place = _place(actor, person)
    for one in held:
        posts.end_post(post_id=one.pk, actor=actor, at=at, reason=handing_over)
    waiting = person.personnel_acts.filter(decision=Said.WAITING)
    if waiting.exists():
        raise StepRefused("还有等确认的事项，请先等确认人处理。")
    services.close_account(
        person=person, actor=actor, at=at, district_code=place.code if place else ""
    )
    posts.written_down(Kind.CLOSE, person, actor, at, district=place, reason=handing_over)


def _place(actor: User, person: User) -> District | None:
    """Under which district the act is kept: one of the actor's own in which the person holds a post, or held one."""
    own = personnel.people_reach(actor)
    keys = list(person.memberships.order_by("pk").values_list("district_id", flat=True))
    keys += list(person.personnel_acts.order_by("-pk").values_list("district_id", flat=True))
    found = next((key for key in keys if key is not None and own.has(key)), None)
    return District.objects.get(pk=found) if found else None
