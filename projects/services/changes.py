"""Changes to a plan in mid-year: the compiler enters the decision, a reviewer approves it, the original stays."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction

from accounts.models import User
from projects import access, contributors
from projects.access import Act, must
from projects.carried_money import MoneyReported
from projects.models import AnnualPlan, PlanChange, Project, Task
from projects.promises import changed_figures, figures_of, write_figure
from projects.services import additions, delisting, leaving
from projects.services.additions import Addition
from projects.services.grounds import (
    enter_change,
    lock_task,
    record_change,
    require_grounds,
    require_listed,
    require_none_waits,
)
from projects.services.refusals import ChangeRefused
from projects.targets import recomposed

__all__ = ["ChangeRefused", "approve_change", "drop_change", "propose_addition", "propose_change"]

_FROM = {
    PlanChange.Kind.ADJUST: (Task.State.RUNNING, Task.State.PAUSED),
    PlanChange.Kind.PAUSE: (Task.State.RUNNING,),
    PlanChange.Kind.RESUME: (Task.State.PAUSED,),
    PlanChange.Kind.STOP: (Task.State.RUNNING, Task.State.PAUSED),
}
_TO = {
    PlanChange.Kind.PAUSE: Task.State.PAUSED,
    PlanChange.Kind.RESUME: Task.State.RUNNING,
    PlanChange.Kind.STOP: Task.State.STOPPED,
}


@transaction.atomic
def propose_change(
    *,
    task_id: int,
    kind: str,
    deciding_body: str,
    document_number: str,
    decided_on: date,
    reason: str,
    text_after: str = "",
    figures: Mapping[str, str] | None = None,
    actor: User,
    at: datetime,
) -> PlanChange:
    """Enter what a body decided about a task. Nothing changes until a second person approves.

    An adjustment changes the text, figures of the promise (`figures`: key to new value, see `projects.promises`),
    or both. Raises ChangeRefused for what is missing or does not fit the task's state, PermissionDenied.
    """
    task = lock_task(task_id)
    must(access.can(actor, Act.IMPORT, task.project.plan.district))
    kind = PlanChange.Kind(kind)
    _require_state(task, kind)
    adjusts = kind == PlanChange.Kind.ADJUST
    text_after = text_after.strip() if adjusts else ""
    try:
        details = changed_figures(task, figures or {}) if adjusts else []
    except ValueError as error:
        raise ChangeRefused(str(error)) from error
    if adjusts and not text_after and details:
        text_after = task.text
    require_grounds(
        task.project.plan.year,
        deciding_body,
        reason,
        decided_on,
        at,
        text_after if adjusts else None,
        "调整后的目标任务",
    )
    if adjusts and text_after == task.text.strip() and not details:
        raise ChangeRefused("调整后的目标任务和数字都和现在的一样。")
    require_none_waits(task)
    return enter_change(
        task.project.plan,
        kind,
        deciding_body=deciding_body,
        document_number=document_number,
        decided_on=decided_on,
        reason=reason,
        actor=actor,
        at=at,
        task=task,
        text_before=task.text,
        text_after=text_after,
        details=details,
    )


@transaction.atomic
def propose_addition(
    *,
    plan_id: int,
    addition: Addition,
    deciding_body: str,
    document_number: str,
    decided_on: date,
    reason: str,
    actor: User,
    at: datetime,
) -> PlanChange:
    """Enter a task that a body decided to add: under a project that stands, or as a project of its own.

    Nothing is added until a second person approves. Raises ChangeRefused, PermissionDenied.
    """
    plan = AnnualPlan.objects.select_related("district").get(pk=plan_id)
    must(access.can(actor, Act.IMPORT, plan.district))
    require_grounds(plan.year, deciding_body, reason, decided_on, at, addition.text, "目标任务")
    return enter_change(
        plan,
        PlanChange.Kind.ADD,
        deciding_body=deciding_body,
        document_number=document_number,
        decided_on=decided_on,
        reason=reason,
        actor=actor,
        at=at,
        text_after=addition.text.strip(),
        addition=additions.as_record(plan, addition),
    )


@transaction.atomic
def approve_change(
    *, change_id: int, actor: User, at: datetime, money_reported: MoneyReported
) -> PlanChange:
    """The second person's yes: text, figures or state change now; what was before stays on the change."""
    change = PlanChange.objects.select_related("entered_by", "plan__district").get(pk=change_id)
    if change.task_id is None:
        AnnualPlan.objects.select_for_update(of=("self",)).get(pk=change.plan_id)
    else:
        lock_task(change.task_id)
    change = (
        PlanChange.objects.select_for_update(of=("self",))
        .select_related("entered_by", "plan__district", "task__project__plan__district")
        .get(pk=change_id)
    )
    must(access.can_approve_change(actor, change))
    if change.approved_at is not None:
        raise ChangeRefused("这项调整已经批准。")
    if change.kind == PlanChange.Kind.ADD:
        change.task = additions.add(change)
    elif change.project_id is not None:
        leaving.carry_out(change)
    elif change.kind in PlanChange.OF_ROWS:
        delisting.carry_out(change, money_reported)
    else:
        assert change.task is not None
        _apply(change, change.task)
    change.approved_by, change.approved_at = actor, at
    change.save(update_fields=["task", "approved_by", "approved_at"])
    # Whoever publishes the next version of the plan is not the one who entered what is new in it.
    AnnualPlan.objects.filter(pk=change.plan_id).update(entered_by=change.entered_by)
    for person in sorted(contributors.of_changes([change])[change.pk]):
        contributors.note_plan(change.plan, by=person, at=at, how="change")
    record_change(change, "approve", actor, at)
    return change


def _apply(change: PlanChange, task: Task) -> None:
    kind = PlanChange.Kind(change.kind)
    _require_state(task, kind)
    if kind != PlanChange.Kind.ADJUST:
        task.state = _TO[kind]
        task.save(update_fields=["state"])
        return
    standing = {figure.key: figure.value for figure in figures_of(task)}
    moved = any(standing.get(one["key"]) != one["before"] for one in change.details)
    if task.text != change.text_before or moved:
        raise ChangeRefused("目标任务在录入调整之后又改过，请重新录入。")
    task.text = change.text_after
    task.save(update_fields=["text"])
    for one in change.details:
        write_figure(task, one["key"], one["after"])
    _follow(task, change)


def _follow(task: Task, change: PlanChange) -> None:
    """The project's target is its tasks' texts: what was adjusted in one of them is adjusted there, in its place."""
    project = task.project
    listed = Task.objects.filter(project=project).listed()
    tasks = list(listed.order_by("number").values_list("pk", "text"))
    place = [pk for pk, _ in tasks].index(task.pk)
    before = [change.text_before if pk == task.pk else text for pk, text in tasks]
    project.target = recomposed(project.target, before, place, change.text_after)
    Project.objects.filter(pk=project.pk).update(target=project.target)


@transaction.atomic
def drop_change(*, change_id: int, actor: User, at: datetime) -> None:
    """Take back a change that has not been approved: by those who enter or approve."""
    change = PlanChange.objects.select_for_update(of=("self",)).get(pk=change_id)
    district = change.plan.district
    if not access.can(actor, Act.IMPORT, district):
        must(access.can(actor, Act.APPROVE_CHANGE, district))
    if change.approved_at is not None:
        raise ChangeRefused("已经批准的调整不能撤销，请另录一项。")
    record_change(change, "drop", actor, at)
    change.delete()


def _require_state(task: Task, kind: PlanChange.Kind) -> None:
    require_listed(task.project)
    if task.left_on is not None:
        raise ChangeRefused("这项任务已不再列入，先录入“恢复列入”。")
    if Task.State(task.state) not in _FROM.get(kind, ()):
        raise ChangeRefused(f"这项任务{task.get_state_display()}，不能再{kind.label}。")
