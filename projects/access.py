"""Who may see and who may do: the table in rules.md, Powers, and the sentences that explain a no."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import Enum
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet

from accounts.models import User
from projects import contributors
from projects.held_posts import are_kept, held_by, holds
from projects.models import AnnualPlan, District, PlanChange, ResponsibleUnit, Task, TaskUnit
from projects.models.posts import SECOND_FACTOR_ROLES, STAFF_ROLES, UNIT_ROLES, Role


@dataclass(frozen=True)
class Decision:
    """May the person do it, and if not, why, in the words of the page."""

    allowed: bool
    reason: str = ""

    def __bool__(self) -> bool:
        return self.allowed


YES = Decision(True)
DistrictKeys = Collection[int] | QuerySet[District, Any]


def must(decision: Decision) -> None:
    """Raises PermissionDenied with the decision's reason where it is a no."""
    if not decision:
        raise PermissionDenied(decision.reason)


class Act(Enum):
    """The acts of rules.md, Powers; each maps to the roles that may do it."""

    FILE_REPORT = "填报、提交本单位任务的进展"
    IMPORT = "导入文件、修改方案"
    KEEP_UNITS = "登记责任单位"
    MANAGE_ROUND = "开启、关闭填报轮次，延期"
    FILE_FOR_UNIT = "为单位代填"
    COMPILE_NOTICE = "编制公示"
    PUBLISH_PLAN = "发布年度方案"
    APPROVE_CHANGE = "批准方案调整"
    CONFIRM_TAKE_OVER = "确认旧公示转入"
    REVIEW_REPORT = "审核进展报告"
    REVIEW_NOTICE = "审核公示"
    SIGN_NOTICE = "签发、更正、撤回公示"
    ENTER_PAPER_SIGNATURE = "登记纸质签发"
    SEAL_NOTICE = "封存公示"
    HANDLE_OBJECTION = "办理异议"
    APPROVE_ANSWER = "批准异议答复和延期"
    ERASE_IDENTITY = "批准清除身份信息"
    MANAGE_PEOPLE = "管理账号和岗位"
    MANAGE_SYSTEM = "管理区县、设置和日历"
    READ_AUDIT = "查看审计记录"


ROLES: dict[Act, frozenset[Role]] = {
    Act.FILE_REPORT: frozenset({Role.REPORTER, Role.UNIT_HEAD}),
    Act.IMPORT: frozenset({Role.COMPILER}),
    Act.KEEP_UNITS: frozenset({Role.COMPILER}),
    Act.MANAGE_ROUND: frozenset({Role.COMPILER}),
    Act.FILE_FOR_UNIT: frozenset({Role.COMPILER}),
    Act.COMPILE_NOTICE: frozenset({Role.COMPILER}),
    Act.PUBLISH_PLAN: frozenset({Role.REVIEWER}),
    Act.APPROVE_CHANGE: frozenset({Role.REVIEWER}),
    Act.CONFIRM_TAKE_OVER: frozenset({Role.REVIEWER}),
    Act.REVIEW_REPORT: frozenset({Role.REVIEWER}),
    Act.REVIEW_NOTICE: frozenset({Role.REVIEWER}),
    Act.SIGN_NOTICE: frozenset({Role.SIGNER}),
    Act.ENTER_PAPER_SIGNATURE: frozenset({Role.HANDLER, Role.SECURITY_ADMIN}),
    Act.SEAL_NOTICE: frozenset({Role.SIGNER}),
    Act.HANDLE_OBJECTION: frozenset({Role.HANDLER}),
    Act.APPROVE_ANSWER: frozenset({Role.REVIEWER, Role.SIGNER}),
    Act.ERASE_IDENTITY: frozenset({Role.SECURITY_ADMIN}),
    Act.MANAGE_PEOPLE: frozenset({Role.SECURITY_ADMIN}),
    Act.MANAGE_SYSTEM: frozenset({Role.SYSTEM_ADMIN}),
    Act.READ_AUDIT: frozenset({Role.AUDITOR}),
}


def roles_in(user: User, district: District) -> frozenset[Role]:
    """The roles a person holds in a district; none for an inactive account. Read once a request."""
    posts = held_by(user)
    return frozenset(Role(post.role) for post in posts if post.district_id in (district.pk, None))


def can(user: User, act: Act, district: District) -> Decision:
    """Whether one of the person's posts in the district carries the act."""
    if ROLES[act] & roles_in(user, district):
        return YES
    return _no_post(act, district)


def _no_post(act: Act, district: District) -> Decision:
    posts = "、".join(str(role.label) for role in sorted(ROLES[act]))
    return Decision(False, f"“{act.value}”由{district.name}的{posts}办理，您没有这个岗位。")


def another_person(user: User, first: User | None, *, act: str) -> Decision:
    """The two-person rule: it binds persons, not posts (rules.md, Powers)."""
    if first is not None and first.pk == user.pk:
        return Decision(False, f"{act}须由另一人办理，您是经手人。")
    return YES


def not_a_contributor(user: User, hands: Collection[int | None], *, act: str, of: str) -> Decision:
    """Whoever had a hand in it (`hands`, people's keys) since it was last approved does not approve it.

    Pure: who had one is asked of the recorded acts (`projects.contributors`, and each app's steps). `of` names the
    thing in the sentence.
    """
    if user.pk in hands:
        return Decision(False, f"{act}须由另一人办理：这次的{of}您经手过。")
    return YES


def can_publish_plan(user: User, plan: AnnualPlan) -> Decision:
    """A reviewer who entered nothing of what the next version publishes."""
    decision = can(user, Act.PUBLISH_PLAN, plan.district)
    if not decision:
        return decision
    return not_a_contributor(user, contributors.of_plan(plan), act="发布方案", of="方案内容")


def can_approve_change(user: User, change: PlanChange) -> Decision:
    """A reviewer who did not write at the change."""
    return can_approve_changes(user, [change])[change.pk]


def can_approve_changes(user: User, changes: Collection[PlanChange]) -> dict[int, Decision]:
    """The same for several, by their keys; the number of queries does not grow with them."""
    reviews_in = set(districts_where(user, Act.APPROVE_CHANGE).values_list("pk", flat=True))
    hands = contributors.of_changes(changes)
    return {
        one.pk: not_a_contributor(user, hands[one.pk], act="批准方案调整", of="调整")
        if one.plan.district_id in reviews_in
        else _no_post(Act.APPROVE_CHANGE, one.plan.district)
        for one in changes
    }


def business_districts(user: User) -> QuerySet[District]:
    """Districts in which the person works on business data, in a unit or in the commission."""
    return _districts_with(user, (*UNIT_ROLES, *STAFF_ROLES))


_STAFF = (Role.COMPILER, Role.REVIEWER, Role.SIGNER)


def staff_districts(user: User) -> QuerySet[District]:
    """Districts in which the person is commission staff."""
    return _districts_with(user, _STAFF)


def is_staff_in(user: User, district: District) -> bool:
    """Whether the person is commission staff of this district."""
    return not roles_in(user, district).isdisjoint(_STAFF)


def is_commission_staff(user: User) -> bool:
    """Whether the person is commission staff of a district."""
    return holds(user, _STAFF)


def objection_districts(user: User) -> QuerySet[District]:
    """Districts whose objections the person handles, or whose answers they approve."""
    return _districts_with(user, (Role.HANDLER, Role.REVIEWER, Role.SIGNER))


def may_somewhere(user: User, act: Act) -> bool:
    """Whether there is a district in which the person may do the act."""
    return holds(user, ROLES[act])


def districts_where(user: User, act: Act) -> QuerySet[District]:
    """Districts in which the person may do the act."""
    return _districts_with(user, ROLES[act])


def staff_keys(user: User) -> DistrictKeys:
    """The keys of `staff_districts`, for a condition on rows of theirs."""
    return District.objects.keys_with_post(user, _STAFF)


def business_keys(user: User) -> DistrictKeys:
    """The keys of `business_districts`."""
    return District.objects.keys_with_post(user, (*UNIT_ROLES, *STAFF_ROLES))


def keys_where(user: User, act: Act) -> DistrictKeys:
    """The keys of `districts_where`."""
    return District.objects.keys_with_post(user, ROLES[act])


def holds_for_installation(user: User, *roles: Role) -> bool:
    """Whether the person holds one of the posts for the whole installation, as no single district's.

    What belongs to no district (the calendar, the rules of the lights) is in these people's hands (rules.md, Powers).
    """
    return any(post.district_id is None and post.role in roles for post in held_by(user))


def can_keep_installation(user: User) -> Decision:
    """Whether the person changes what all districts share: which there are, the calendar, the rules of the lights."""
    if holds_for_installation(user, Role.SYSTEM_ADMIN):
        return YES
    return Decision(
        False, "区县名录、日历和亮灯规则各区县共用，由全系统的系统管理员维护，您没有这个岗位。"
    )


def can_choose_topics(user: User, plan: AnnualPlan) -> Decision:
    """Whether the person says under which topics a plan's projects are found: who keeps the plan."""
    return can(user, Act.IMPORT, plan.district)


def can_keep_search_words(user: User) -> Decision:
    """Whether the person keeps the synonyms of the search: they are of no district, as the calendar.

    Where there is but one district its compiler does as well.
    """
    if can_keep_installation(user):
        return YES
    if may_somewhere(user, Act.IMPORT) and District.objects.count() == 1:
        return YES
    return Decision(False, "查找同义词各区县共用，由全系统的系统管理员维护，您没有这个岗位。")


def reads_shared_settings(user: User) -> bool:
    """Whether the calendar and the rules concern the person: staff who count days, and system administrators."""
    return is_commission_staff(user) or administers_settings(user)


def administers_settings(user: User) -> bool:
    """Whether the person is a system administrator, of a district or of all."""
    return holds(user, {Role.SYSTEM_ADMIN})


def own_units(user: User) -> QuerySet[ResponsibleUnit]:
    """The units whose tasks the person files."""
    if are_kept(user):
        held = {post.unit_id for post in held_by(user) if post.role in UNIT_ROLES and post.unit_id}
        return ResponsibleUnit.objects.filter(pk__in=held)
    return ResponsibleUnit.objects.filter(
        memberships__user=_active(user), memberships__role__in=UNIT_ROLES
    ).distinct()


def files_for_a_unit(user: User) -> bool:
    """Whether there is a unit whose tasks the person files."""
    return holds(user, UNIT_ROLES)


def visible_tasks(user: User) -> QuerySet[Task]:
    """Tasks whose reports the person may see: their own units', or for staff the whole district's."""
    seen = Q(project__plan__district__in=staff_keys(user))
    if not are_kept(user) or files_for_a_unit(user):
        own = TaskUnit.objects.filter(unit__in=own_units(user))
        seen |= Q(pk__in=own.order_by().values("task"))
    return Task.objects.filter(seen)


def needs_second_factor(roles: Iterable[str]) -> bool:
    """Signers, handlers and administrators sign in with a one-time code as well."""
    return bool(set(roles) & set(SECOND_FACTOR_ROLES))


def _districts_with(user: User, roles: Iterable[Role]) -> QuerySet[District]:
    return District.objects.with_post(user, roles).with_shown_names()


def _active(user: User) -> int:
    """The person's key; one that matches nobody for an inactive or anonymous account."""
    return user.pk if user.is_authenticated and user.is_active else -1
