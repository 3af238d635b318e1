"""Who may take which step with a report or a round, and the sentence that explains a no."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from accounts.models import User
from progress import contributors
from progress.models import ProgressReport
from projects import access
from projects.access import YES, Act, Decision
from projects.held_posts import HeldPost, held_by
from projects.models import District, Membership, ResponsibleUnit, Task
from projects.models.posts import UNIT_ROLES


@dataclass(frozen=True)
class Standpoint:
    """A person's posts around reports, read once per request: decisions on many rows cost no further query."""

    user: User
    unit_ids: frozenset[int]
    compiles_in: frozenset[int]
    reviews_in: frozenset[int]
    units_with_accounts: frozenset[int] = field(default_factory=frozenset)

    def own_units_of(self, task: Task) -> list[ResponsibleUnit]:
        return [tu.unit for tu in task.task_units.all() if tu.unit_id in self.unit_ids]

    def files_for(self, task: Task) -> bool:
        """Files this task for somebody else: staff who enter on a unit's behalf (代填)."""
        return not self.own_units_of(task) and _district_id(task) in self.compiles_in

    def can_save(self, task: Task) -> Decision:
        """Any of the task's units; the compiler on a unit's behalf."""
        if self.own_units_of(task) or _district_id(task) in self.compiles_in:
            return YES
        return Decision(False, f"这一件由{unit_names(task)}填报，您没有它的填报岗位。")

    def can_submit(self, task: Task) -> Decision:
        """The lead unit's people; the compiler where no lead unit has an account."""
        leads = lead_units(task)
        if any(unit.pk in self.unit_ids for unit in leads):
            return YES
        names = "、".join(unit.name for unit in leads) or "牵头单位"
        if _district_id(task) in self.compiles_in:
            if not any(unit.pk in self.units_with_accounts for unit in leads):
                return YES
            return Decision(False, f"{names}有填报账号，由它自己提交；您可以代填并保存。")
        if self.own_units_of(task):
            return Decision(False, f"由牵头单位{names}提交。您填的内容保存后，牵头单位看得到。")
        return Decision(False, f"这一件由{names}提交，您没有它的填报岗位。")

    def can_take_back(self, report: ProgressReport) -> Decision:
        """The unit that submitted: whoever may submit, while nobody has begun to review."""
        decision = self.can_submit(report.task)
        if not decision:
            return decision
        if report.review_begun_at is not None:
            who = f"（{report.review_begun_by}）" if report.review_begun_by else ""
            return Decision(False, f"审核人{who}已经开始审核，不能撤回；需要修改请联系审核人退回。")
        return YES

    def can_review(self, task: Task) -> Decision:
        if _district_id(task) in self.reviews_in:
            return YES
        return access.can(self.user, Act.REVIEW_REPORT, task.project.plan.district)

    def can_approve(self, report: ProgressReport) -> Decision:
        """A reviewer, never one who submitted it or wrote at it since it was last approved (rules.md, Powers)."""
        decision = self.can_review(report.task)
        if not decision:
            return decision
        if report.submitted_by_id == self.user.pk:
            return Decision(False, "这份报告是您提交的，须由另一位审核人审核。")
        hands = contributors.of_reports([report])[report.pk]
        return access.not_a_contributor(self.user, hands, act="审核报告", of="报告内容")


def standpoint(user: User, tasks: Collection[Task] = ()) -> Standpoint:
    """The person's standpoint. For staff, `tasks` tells whose lead units to look up accounts for."""
    posts = held_by(user)
    compiles_in = _districts(posts, Act.FILE_FOR_UNIT)
    with_accounts: frozenset[int] = frozenset()
    if compiles_in and tasks:
        leads = {unit.pk for task in tasks for unit in lead_units(task)}
        with_accounts = frozenset(
            Membership.objects.filter(
                unit__in=leads, role__in=UNIT_ROLES, user__is_active=True
            ).values_list("unit_id", flat=True)
        )
    return Standpoint(
        user=user,
        unit_ids=frozenset(
            post.unit_id
            for post in posts
            if post.unit_id and post.role in access.ROLES[Act.FILE_REPORT]
        ),
        compiles_in=compiles_in,
        reviews_in=_districts(posts, Act.REVIEW_REPORT),
        units_with_accounts=with_accounts,
    )


def _districts(posts: Iterable[HeldPost], act: Act) -> frozenset[int]:
    roles = access.ROLES[act]
    return frozenset(post.district_id for post in posts if post.district_id and post.role in roles)


def can_manage_rounds(user: User, district: District) -> Decision:
    return access.can(user, Act.MANAGE_ROUND, district)


def lead_units(task: Task) -> list[ResponsibleUnit]:
    """The leading units in printed order, from the prefetched task."""
    return [tu.unit for tu in task.task_units.all() if tu.role == "lead"]


def unit_names(task: Task) -> str:
    return "、".join(tu.unit.name for tu in task.task_units.all())


def _district_id(task: Task) -> int:
    return task.project.plan.district_id
