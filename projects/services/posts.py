"""Giving and ending posts: alone where one may, by proposal and confirmation where it takes two (rules.md, Powers)."""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from accounts import audit, services
from accounts.models import User
from projects import access, held_posts, personnel
from projects.access import Decision, must
from projects.models import District, Membership, PersonnelAct, ResponsibleUnit, Role
from projects.models.posts import SEPARATED_ROLES, TWO_PERSON_ROLES
from projects.services.units import forget_contact
from projects.workflow import StepRefused

Kind, Said = PersonnelAct.Kind, PersonnelAct.Decision


@transaction.atomic
def grant_post(
    *,
    user: User,
    district: District | None,
    role: Role,
    unit: ResponsibleUnit | None = None,
    actor: User | None,
    at: datetime,
    reason: str = "",
) -> Membership:
    """Give a person a post that one security administrator gives alone.

    `actor` None is the installation itself (a command on the server): it gives every post. `district` None is the
    whole installation. Raises PermissionDenied (also for a post that takes two persons: `propose_post`), or
    ValidationError where the three administrators' posts would meet in one person.
    """
    if actor is not None:
        must(personnel.can_give(actor, user, role=role, place=district.pk if district else None))
        if role in TWO_PERSON_ROLES:
            raise PermissionDenied(f"{role.label}由安全管理员提出，系统管理员或签发人确认后生效。")
    post = _give(user, district, role, unit, at)
    written_down(
        Kind.GRANT,
        user,
        actor,
        at,
        said=Said.ALONE if actor else Said.COMMAND,
        role=role,
        district=district,
        unit=unit,
        reason=reason,
    )
    audit.record(
        at=at, actor=actor, verb="post.grant", subject=post, district_code=post.district_code
    )
    if actor is not None:
        services.tell(
            user, f"{audit.label(actor)}授予您岗位：{post.place} {post.get_role_display()}", at=at
        )
    return post


@transaction.atomic
def propose_post(
    *,
    user: User,
    district: District | None,
    role: Role,
    unit: ResponsibleUnit | None = None,
    actor: User,
    at: datetime,
    reason: str = "",
) -> PersonnelAct:
    """Propose a post that takes two persons. It gives nothing until somebody else confirms (`decide`).

    Raises PermissionDenied, StepRefused where it waits already, ValidationError as `grant_post`.
    """
    must(personnel.can_give(actor, user, role=role, place=district.pk if district else None))
    _check(Membership(user=user, district=district, role=role, unit=unit))
    act = propose(
        Kind.GRANT, user, actor, at, role=role, district=district, unit=unit, reason=reason
    )
    audit.record(
        at=at, actor=actor, verb="post.propose", subject=act, district_code=act.district_code
    )
    return act


@transaction.atomic
def end_post(*, post_id: int, actor: User, at: datetime, reason: str = "") -> None:
    """Take a post away. It holds from the person's next request; whoever is signed in signs in anew."""
    posts = Membership.objects.select_for_update(of=("self",)).select_related("district", "user")
    post = posts.get(pk=post_id)
    if post.user_id == actor.pk:
        raise PermissionDenied("自己的岗位由别人结束，请另一位管理员办理。")
    if not personnel.people_reach(actor).has(post.district_id):
        raise PermissionDenied(f"{post.place}的岗位由它的安全管理员结束，您没有这个岗位。")
    _end(post, actor, at, reason)


def _end(post: Membership, actor: User, at: datetime, reason: str) -> None:
    audit.record(
        at=at, actor=actor, verb="post.end", subject=post, district_code=post.district_code
    )
    written_down(
        Kind.END,
        post.user,
        actor,
        at,
        role=Role(post.role),
        district=post.district,
        unit=post.unit,
        reason=reason,
    )
    services.tell(
        post.user,
        f"{audit.label(actor)}结束了您的岗位：{post.place} {post.get_role_display()}",
        at=at,
    )
    post.delete()
    if post.unit is not None and not post.user.memberships.filter(unit=post.unit).exists():
        forget_contact(post.unit, of=post.user.name)
    held_posts.changed()
    services.end_sessions(post.user)
    _second_factor(post.user)


# ------------------------------------------------------------------ proposals


def propose(
    kind: PersonnelAct.Kind,
    person: User,
    actor: User,
    at: datetime,
    *,
    district: District | None,
    role: Role | str = "",
    unit: ResponsibleUnit | None = None,
    reason: str = "",
) -> PersonnelAct:
    """A proposal that waits for the second person. Called inside a transaction, by who has checked the right to it."""
    User.objects.select_for_update().get(pk=person.pk)
    if person.personnel_acts.filter(kind=kind, role=role, decision=Said.WAITING).exists():
        raise StepRefused("同样的事项已经提出，正在等确认。")
    return written_down(
        kind,
        person,
        actor,
        at,
        said=Said.WAITING,
        role=role,
        district=district,
        unit=unit,
        reason=reason,
    )


@transaction.atomic
def decide(*, act_id: int, agrees: bool, actor: User, at: datetime) -> PersonnelAct:
    """Confirm or decline what another person proposed; what was confirmed happens here and now.

    Raises PermissionDenied, StepRefused where it was decided already or its proposer lost the right to it.
    """
    acts = PersonnelAct.objects.select_for_update(of=("self",))
    act = acts.select_related("person", "district", "unit", "proposed_by").get(pk=act_id)
    must(personnel.can_decide(actor, act))
    if act.decision != Said.WAITING:
        raise StepRefused("这件事项已经有结果了。")
    act.decision = Said.CONFIRMED if agrees else Said.DECLINED
    act.decided_by, act.decided_at = actor, at
    if agrees:
        _still_proposed(act)
    act.save(update_fields=["decision", "decided_by", "decided_at"])
    verb = "personnel.confirm" if agrees else "personnel.decline"
    audit.record(at=at, actor=actor, verb=verb, subject=act, district_code=act.district_code)
    if agrees:
        _carry_out(act, actor, at)
    return act


def _still_proposed(act: PersonnelAct) -> None:
    """The proposer still is who may propose it."""
    assert act.proposed_by is not None
    if act.kind == Kind.GRANT:
        decision: Decision = personnel.can_give(
            act.proposed_by, act.person, role=Role(act.role), place=act.district_id
        )
    else:
        decision = personnel.can_manage(act.proposed_by, act.person)
    if not decision or not act.proposed_by.is_active:
        raise StepRefused("提出人现在不再管理这个人，请现在的安全管理员重新提出。")


def _carry_out(act: PersonnelAct, actor: User, at: datetime) -> None:
    person, code = act.person, act.district_code
    if act.kind == Kind.GRANT:
        was_one = person.memberships.filter(role__in=TWO_PERSON_ROLES).exists()
        post = _give(person, act.district, Role(act.role), act.unit, at)
        audit.record(at=at, actor=actor, verb="post.grant", subject=post, district_code=code)
        told = f"{audit.label(act.proposed_by)}提出、{audit.label(actor)}确认，授予您岗位：{post.place} "
        services.tell(person, told + str(post.get_role_display()), at=at)
        if not was_one and person.has_usable_password():
            # Whoever knew the plain account's password is not thereby somebody who signs: in anew, by two persons.
            services.void_password(person=person, actor=actor, at=at, district_code=code)
    elif act.kind == Kind.RESET_PASSWORD:
        services.void_password(person=person, actor=actor, at=at, district_code=code)
    elif act.kind == Kind.RESET_CODE:
        services.reset_second_factor(person=person, actor=actor, at=at, district_code=code)
    elif act.kind == Kind.OPEN:
        services.open_account(person=person, actor=actor, at=at, district_code=code)


# ------------------------------------------------------------------ parts of the above


def written_down(
    kind: PersonnelAct.Kind,
    person: User,
    actor: User | None,
    at: datetime,
    *,
    said: PersonnelAct.Decision = Said.ALONE,
    role: Role | str = "",
    district: District | None = None,
    unit: ResponsibleUnit | None = None,
    reason: str = "",
) -> PersonnelAct:
    """The row of an act: of one that waits, or beside those of one that waited for nobody."""
    return PersonnelAct.objects.create(
        person=person,
        kind=kind,
        role=role,
        district=district,
        unit=unit,
        reason=reason.strip(),
        proposed_by=actor,
        proposed_at=at,
        decision=said,
        decided_at=None if said == Said.WAITING else at,
    )


def _give(
    user: User,
    district: District | None,
    role: Role,
    unit: ResponsibleUnit | None,
    at: datetime,
) -> Membership:
    post = Membership(user=user, district=district, role=role, unit=unit)
    _check(post)
    post.save()
    held_posts.changed()
    _second_factor(user)
    services.end_plain_links(user, at=at)
    return post


def _check(post: Membership) -> None:
    held = post.user.memberships.filter(role__in=SEPARATED_ROLES).first()
    if post.role in SEPARATED_ROLES and held:
        raise ValidationError(
            f"{post.user}已是{held.get_role_display()}：系统管理员、安全管理员、审计员不能由一人兼任。"
        )
    post.full_clean()


def _second_factor(user: User) -> None:
    """Signers, handlers and administrators sign in with a one-time code as well (rules.md, Powers)."""
    needed = access.needs_second_factor(user.memberships.values_list("role", flat=True))
    if needed != user.needs_second_factor:
        user.needs_second_factor = needed
        user.save(update_fields=["needs_second_factor"])
