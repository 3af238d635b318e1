"""Who may take which step with a notice. The rules bind persons, not posts (rules.md, Powers and Sealing)."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.contributions import noted
from accounts.models import User
from notices import workflow
from notices.models import Notice, NoticeStep
from notices.workflow import Step
from projects import access
from projects.access import YES, Act, Decision
from projects.models import District, PlanVersion, Role

_ACTS: dict[Step, tuple[Act, ...]] = {
    workflow.EDIT: (Act.COMPILE_NOTICE,),
    workflow.VOUCH: (Act.COMPILE_NOTICE,),
    workflow.LOOK: (Act.COMPILE_NOTICE,),
    workflow.EXPLAIN: (Act.COMPILE_NOTICE,),
    workflow.SEND: (Act.COMPILE_NOTICE,),
    workflow.RETURN: (Act.REVIEW_NOTICE, Act.SIGN_NOTICE),
    workflow.APPROVE: (Act.REVIEW_NOTICE,),
    workflow.PUBLISH: (Act.SIGN_NOTICE,),
    workflow.DISCARD: (Act.COMPILE_NOTICE,),
    workflow.WITHDRAW: (Act.SIGN_NOTICE,),
    workflow.SEAL: (Act.SEAL_NOTICE,),
}
WRITING_STEPS = ("start", "edit", "send", "propose")
"""Whoever took one of these compiled the notice, whatever name stands in `compiled_by`."""


def can_compile(user: User, district: District) -> Decision:
    return access.can(user, Act.COMPILE_NOTICE, district)


def can_take(user: User, step: Step, notice: Notice) -> Decision:
    """Whether the person may take the step with this notice, apart from the moment (see `notices.workflow`)."""
    if step is workflow.RETURN:
        return _can_return(user, notice)
    decision = _first([access.can(user, act, notice.district) for act in _ACTS[step]])
    if not decision:
        return decision
    if step is workflow.APPROVE or step is workflow.CONFIRM:
        return _is_not_a_writer(
            user, notice, act="审核" if step is workflow.APPROVE else "确认转入"
        )
    if step in (workflow.PUBLISH, workflow.WITHDRAW):
        return _may_sign(user, notice, act="签发" if step is workflow.PUBLISH else "撤回")
    return YES


def can_enter_paper_signature(user: User, notice: Notice) -> Decision:
    """A signature on paper is entered by a handler or security administrator who neither wrote nor reviewed it."""
    decision = access.can(user, Act.ENTER_PAPER_SIGNATURE, notice.district)
    if not decision:
        return decision
    if notice.reviewed_by_id == user.pk:
        return Decision(False, "登记纸质签发须由另一人办理，您审核过这份公示。")
    return _is_not_a_writer(user, notice, act="登记纸质签发")


def papers_to_enter(user: User) -> QuerySet[Notice]:
    """Approved notices of the districts where the person may enter what was signed on paper."""
    return Notice.objects.filter(
        status=workflow.APPROVED,
        district__in=access.districts_where(user, Act.ENTER_PAPER_SIGNATURE),
    )


def paper_signers(notice: Notice) -> QuerySet[User]:
    """Who may have signed it on paper: the signers of its district who may sign it at all."""
    barred = writers(notice)
    if notice.reviewed_by_id is not None and not notice.district.reviewer_may_sign:
        barred = barred | {notice.reviewed_by_id}
    held = User.objects.filter(
        is_active=True, memberships__district=notice.district, memberships__role=Role.SIGNER
    )
    return held.exclude(pk__in=barred).distinct().order_by("name", "pk")


def can_correct(user: User, notice: Notice) -> Decision:
    """Drafting a correction is the compiler's; publishing it is the signer's."""
    return access.can(user, Act.COMPILE_NOTICE, notice.district)


def can_ask_to_seal(user: User, notice: Notice) -> Decision:
    return access.can(user, Act.SEAL_NOTICE, notice.district)


def can_confirm_seal(user: User, notice: Notice) -> Decision:
    """The security administrator, and another person than the signer who asked."""
    if Role.SECURITY_ADMIN not in access.roles_in(user, notice.district):
        return Decision(False, f"封存须由{notice.district.name}的安全管理员确认，您没有这个岗位。")
    asked = set(notice.steps.filter(step="ask_to_seal").values_list("by_id", flat=True))
    return access.not_a_contributor(user, asked, act="确认封存", of="封存申请")


def can_ask_to_seal_plan(user: User, version: PlanVersion) -> Decision:
    return access.can(user, Act.SEAL_NOTICE, version.plan.district)


def can_confirm_plan_seal(user: User, version: PlanVersion) -> Decision:
    """The security administrator, who asked for it at no time."""
    district = version.plan.district
    if Role.SECURITY_ADMIN not in access.roles_in(user, district):
        return Decision(False, f"封存须由{district.name}的安全管理员确认，您没有这个岗位。")
    asked = noted(about_seal(version)) | {version.seal_asked_by_id}
    return access.not_a_contributor(user, asked, act="确认封存", of="封存申请")


def about_seal(version: PlanVersion) -> str:
    """Under which name hands in asking to seal a version are written down."""
    return f"plan-seal:{version.pk}"


def waiting_for(user: User) -> QuerySet[Notice]:
    """Notices in work whose next step is this person's, person rules included: what `can_take` says, in one query."""
    written = Q(compiled_by=user) | Q(
        Exists(NoticeStep.objects.filter(notice=OuterRef("pk"), step__in=WRITING_STEPS, by=user))
    )
    own_review = Q(reviewed_by=user, district__reviewer_may_sign=False)
    return Notice.objects.in_work().filter(
        Q(
            status=workflow.DRAFT,
            district__in=access.districts_where(user, Act.COMPILE_NOTICE),
        )
        | Q(
            ~written,
            status=workflow.IN_REVIEW,
            district__in=access.districts_where(user, Act.REVIEW_NOTICE),
        )
        | Q(
            ~written,
            ~own_review,
            status=workflow.APPROVED,
            district__in=access.districts_where(user, Act.SIGN_NOTICE),
        )
    )


def writers(notice: Notice) -> set[int]:
    """Everyone who wrote at the notice."""
    people = notice.steps.filter(step__in=WRITING_STEPS).values_list("by_id", flat=True)
    return {notice.compiled_by_id, *people}


def _may_sign(user: User, notice: Notice, *, act: str) -> Decision:
    decision = _is_not_a_writer(user, notice, act=act)
    if not decision:
        return decision
    if notice.reviewed_by_id == user.pk and not notice.district.reviewer_may_sign:
        return Decision(
            False,
            f"编制、审核、签发须是三个人：您是这份公示的审核人，不能{act}。"
            "本区县改为两人办理的，请系统管理员在设置中登记。",
        )
    return YES


def _can_return(user: User, notice: Notice) -> Decision:
    acts = [Act.REVIEW_NOTICE]
    if notice.status == workflow.APPROVED:
        acts.append(Act.SIGN_NOTICE)
    return _first([access.can(user, act, notice.district) for act in acts])


def _is_not_a_writer(user: User, notice: Notice, *, act: str) -> Decision:
    if user.pk in writers(notice):
        return Decision(False, f"{act}须由另一人办理，您编制过这份公示。")
    return YES


def _first(decisions: list[Decision]) -> Decision:
    """Yes if any says yes, otherwise the first no with its reason."""
    return next((decision for decision in decisions if decision), decisions[0])
