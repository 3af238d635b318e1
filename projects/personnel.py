"""Who may give posts and reset accounts, alone or by two: the sentences of rules.md, Powers, as decisions.

A post that signs, reviews, sees identities or administers, and a reset of somebody who holds one, is proposed by the
security administrator and confirmed by the system administrator or the district's signer. Never for oneself, never
both by one person.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from accounts.models import User
from projects.access import YES, Decision
from projects.held_posts import held_by
from projects.models import PersonnelAct, Role
from projects.models.posts import TWO_PERSON_ROLES

CONFIRMING_ROLES = (Role.SYSTEM_ADMIN, Role.SIGNER)
Place = int | None
"""A district's key; None is the whole installation."""


@dataclass(frozen=True)
class Reach:
    """Where somebody holds one of some posts."""

    districts: frozenset[int]
    everywhere: bool

    def has(self, place: Place) -> bool:
        return self.everywhere or place in self.districts

    def __bool__(self) -> bool:
        return self.everywhere or bool(self.districts)


def reach(user: User, roles: Iterable[Role]) -> Reach:
    """Where the person holds one of the posts; nowhere for an account that is closed."""
    wanted = frozenset(roles)
    held = {post.district_id for post in held_by(user) if post.role in wanted}
    return Reach(frozenset(one for one in held if one is not None), None in held)


def people_reach(user: User) -> Reach:
    """Where the person manages people."""
    return reach(user, [Role.SECURITY_ADMIN])


def confirming_reach(user: User) -> Reach:
    """Where the person confirms what a security administrator proposed."""
    return reach(user, CONFIRMING_ROLES)


def concerned(person: User) -> frozenset[Place]:
    """Where the person holds posts."""
    return frozenset(person.memberships.values_list("district_id", flat=True))


def is_two_persons_matter(person: User) -> bool:
    """Whether the person holds, or is proposed for, a post that takes two persons to give."""
    waiting = person.personnel_acts.filter(
        decision=PersonnelAct.Decision.WAITING, role__in=TWO_PERSON_ROLES
    )
    return person.memberships.filter(role__in=TWO_PERSON_ROLES).exists() or waiting.exists()


def can_manage(actor: User, person: User) -> Decision:
    """Whether the person is among those this security administrator looks after, and not the administrator."""
    if actor.pk == person.pk:
        return Decision(False, "自己的岗位和账号由别人管理，请另一位管理员办理。")
    own = people_reach(actor)
    if not own:
        return Decision(False, "人员由安全管理员管理，您没有这个岗位。")
    places = concerned(person) or _places_of_before(person)
    if own.everywhere or any(own.has(place) for place in places):
        return YES
    return Decision(False, "这个人不在您管理的区县，由那里的安全管理员办理。")


def can_give(actor: User, person: User, *, role: Role, place: Place) -> Decision:
    """Whether a security administrator may give, or propose, this post to this person."""
    if actor.pk == person.pk:
        return Decision(False, "岗位不能授给自己，请另一位管理员办理。")
    if people_reach(actor).has(place):
        return YES
    return Decision(False, "这个区县的岗位由它的安全管理员授予，您没有这个岗位。")


def reset_takes_two(actor: User, person: User) -> bool:
    """Whether a reset of this person waits for a second one: for their posts, or for a district not the actor's own."""
    own = people_reach(actor)
    return is_two_persons_matter(person) or not all(own.has(place) for place in concerned(person))


def can_decide(actor: User, act: PersonnelAct) -> Decision:
    """Whether this person may confirm or decline what another proposed."""
    if actor.pk == act.proposed_by_id:
        return Decision(False, "这是您提出的，要由另一个人确认。")
    if actor.pk == act.person_id:
        return Decision(False, "这是您自己的事项，要由别人确认。")
    own = confirming_reach(actor)
    if act.kind == PersonnelAct.Kind.GRANT:
        if own.has(act.district_id):
            return YES
        return Decision(False, f"由{act.place}的系统管理员或签发人确认，您没有这个岗位。")
    return _stands_for_others(own, act)


def _stands_for_others(own: Reach, act: PersonnelAct) -> Decision:
    """Each district in which the person holds a post is stood for by who proposes or by who confirms."""
    places = concerned(act.person) or {act.district_id}
    proposer = people_reach(act.proposed_by) if act.proposed_by else Reach(frozenset(), False)
    open_ = {place for place in places if not proposer.has(place)}
    enough = all(own.has(place) for place in open_) if open_ else any(map(own.has, places))
    if enough:
        return YES
    return Decision(False, "由这个人所在区县的系统管理员或签发人确认，您没有这个岗位。")


def can_hand_out_code(actor: User, person: User) -> Decision:
    """The code that goes with a link or enrols a telephone: from who confirms, never from who proposes."""
    if actor.pk == person.pk:
        return Decision(False, "自己的绑定码由别人发放。")
    own = confirming_reach(actor)
    places = concerned(person) or _places_of_before(person)
    if any(own.has(place) for place in places):
        return YES
    return Decision(False, "绑定码由这个人所在区县的系统管理员或签发人发放，您没有这个岗位。")


def _places_of_before(person: User) -> set[Place]:
    """Where somebody without a post held one, or is proposed for one."""
    return set(person.personnel_acts.values_list("district_id", flat=True))
