"""Where nobody qualifies: the first three administrators, and posts and resets on the server in two people's names."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts import audit, services
from accounts.models import User
from accounts.names import validate_username
from projects import personnel
from projects.models import District, Membership, ResponsibleUnit, Role
from projects.models.posts import SEPARATED_ROLES
from projects.services import posts
from projects.services.posts import Kind, Said
from projects.workflow import StepRefused


@dataclass(frozen=True)
class Founder:
    """One of the first three administrators."""

    username: str
    name: str
    role: Role
    district: District | None = None
    phone: str = ""


@dataclass(frozen=True)
class FirstPost:
    """A post of somebody of the first days."""

    role: Role
    district: District
    unit: ResponsibleUnit | None = None


@dataclass(frozen=True)
class HandedOut:
    """What leads a person to their account: a token of a link, and the code that goes with it; blank where none does."""

    person: User
    token: str
    code: str


@transaction.atomic
def found_administrators(founders: Collection[Founder], *, at: datetime) -> list[HandedOut]:
    """The first three administrators of an installation, only while it has none.

    Raises StepRefused where there is one, or where the three posts are not named once each.
    """
    if Membership.objects.filter(role__in=SEPARATED_ROLES).exists():
        raise StepRefused("系统里已经有管理员，不能再用开办命令。")
    if sorted(one.role for one in founders) != sorted(SEPARATED_ROLES):
        raise StepRefused("开办要三个人：系统管理员、安全管理员、审计员各一名。")
    handed = []
    for one in founders:
        person = _account(one.username, one.name, one.phone, at)
        posts.grant_post(user=person, district=one.district, role=one.role, actor=None, at=at)
        handed.append(_led_in(person, at))
    return handed


def has_been_taken_over() -> bool:
    """Whether an administrator has a password of their own: from then on people are let in on the desk, by two."""
    administrators = User.objects.filter(is_active=True, memberships__role__in=SEPARATED_ROLES)
    return any(one.has_usable_password() for one in administrators.distinct())


@transaction.atomic
def found_person(
    *, username: str, name: str, phone: str, first_posts: Sequence[FirstPost], at: datetime
) -> HandedOut:
    """Somebody of the first days with their posts, given by the installation itself.

    Raises StepRefused once an administrator has taken over, ValidationError as `grant_post`.
    """
    _must_not_be_taken_over()
    person = _account(username, name, phone, at)
    for post in first_posts:
        posts.grant_post(
            user=person,
            district=post.district,
            role=post.role,
            unit=post.unit,
            actor=None,
            at=at,
        )
    return _led_in(person, at, takes_code=personnel.is_two_persons_matter(person))


@transaction.atomic
def lead_in_anew(*, person: User, at: datetime) -> HandedOut:
    """A new link (and code) to somebody of the first days who did not use theirs in time.

    Raises StepRefused once an administrator has taken over, or the person has a password of their own.
    """
    _must_not_be_taken_over()
    if person.has_usable_password():
        raise StepRefused(f"{person}已经有自己的密码。")
    return _led_in(person, at, takes_code=personnel.is_two_persons_matter(person))


def _must_not_be_taken_over() -> None:
    if has_been_taken_over():
        raise StepRefused("管理员已经登录过，人员和链接由安全管理员在工作台“人员”里办。")


def account_problems(*, username: str, name: str, phone: str = "") -> list[str]:
    """Why nobody can have such an account, in sentences; empty where somebody can."""
    try:
        validate_username(username)
        _checked_account(username, name, phone)
    except ValidationError as error:
        return list(error.messages)
    return []


def _account(username: str, name: str, phone: str, at: datetime) -> User:
    person = _checked_account(username, name, phone)
    person.save()
    audit.record(at=at, actor=None, verb="user.add", subject=person)
    return person


def _checked_account(username: str, name: str, phone: str) -> User:
    person = User(username=username, name=name, phone=phone, must_change_password=True)
    person.set_unusable_password()
    person.full_clean()
    return person


@transaction.atomic
def grant_in_emergency(
    *,
    person: User,
    district: District | None,
    role: Role,
    unit: ResponsibleUnit | None,
    names: Sequence[str],
    reason: str,
    run_by: str,
    at: datetime,
) -> Membership:
    """A post given on the server, where nobody qualifies to propose or confirm it. In two people's names.

    `run_by`: the operating system's user. Raises StepRefused for names that are not two, or the person's own.
    """
    _two_names(person, names, reason)
    said = _in_words(names, reason)
    post = posts.grant_post(
        user=person, district=district, role=role, unit=unit, actor=None, at=at, reason=said
    )
    audit.record(
        at=at,
        actor=None,
        verb="post.grant_in_emergency",
        subject=post,
        district_code=post.district_code,
        detail={"names": list(names), "reason": reason, "run_by": run_by},
    )
    services.tell(
        person, f"{said}。在服务器上授予您岗位：{post.place} {post.get_role_display()}", at=at
    )
    return post


@transaction.atomic
def reset_in_emergency(
    *, person: User, names: Sequence[str], reason: str, run_by: str, at: datetime
) -> HandedOut:
    """Password and telephone of a person reset on the server, where nobody qualifies. In two people's names."""
    _two_names(person, names, reason)
    services.void_password(person=person, actor=None, at=at, district_code="")
    services.reset_second_factor(person=person, actor=None, at=at, district_code="")
    posts.written_down(
        Kind.RESET_PASSWORD, person, None, at, said=Said.COMMAND, reason=_in_words(names, reason)
    )
    audit.record(
        at=at,
        actor=None,
        verb="user.reset_in_emergency",
        subject=person,
        detail={"names": list(names), "reason": reason, "run_by": run_by},
    )
    return _led_in(person, at)


def _led_in(person: User, at: datetime, *, takes_code: bool = True) -> HandedOut:
    token = services.hand_out_link(person=person, actor=None, at=at, asks_code=takes_code)
    code = services.hand_out_code(person=person, actor=None, at=at) if takes_code else ""
    return HandedOut(person, token, code)


def _two_names(person: User, names: Sequence[str], reason: str) -> None:
    given = [name.strip() for name in names if name.strip()]
    if len(given) != 2 or len(set(given)) != 2:
        raise StepRefused("要写明两个不同的人：谁决定、谁在场。")
    if {person.name, person.username} & set(given):
        raise StepRefused("决定和在场的两个人都不能是本人。")
    if not reason.strip():
        raise StepRefused("要写明原因：为什么没有人能在工作台上办。")


def _in_words(names: Sequence[str], reason: str) -> str:
    return f"{names[0]}决定、{names[1]}在场：{reason.strip()}"
