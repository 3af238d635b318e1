"""Changes to a plan in mid-year: the compiler enters the decision, a reviewer approves it, the original stays."""

from __future__ import annotations

from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from accounts import audit
from accounts.models import User
from projects import access
from projects.access import Act, Decision
from projects.models import PlanChange, Task

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


class ChangeRefused(Exception):
    """The change cannot be entered or approved as it stands; the message is for the person."""


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
    actor: User,
    at: datetime,
) -> PlanChange:
    """Enter what a body decided about a task. Nothing changes until a second person approves.

    Raises ChangeRefused for what is missing or does not fit the task's state, PermissionDenied.
    """
    task = _lock(task_id)
    _require(access.can(actor, Act.IMPORT, task.project.plan.district))
    kind = PlanChange.Kind(kind)
    _require_state(task, kind)
    missing = [
        label for label, text in (("决定机关", deciding_body), ("原因", reason)) if not text.strip()
    ]
    if kind == PlanChange.Kind.ADJUST and not text_after.strip():
        missing.append("调整后的目标任务")
    if missing:
        raise ChangeRefused(f"还缺{'、'.join(missing)}。")
    if decided_on > at.date():
        raise ChangeRefused("决定日期不能晚于今天。")
    if text_after.strip() == task.text.strip():
        raise ChangeRefused("调整后的目标任务和现在的一样。")
    if task.changes.filter(approved_at__isnull=True).exists():
        raise ChangeRefused("这项任务还有一项调整没有批准，请先办完。")
    change = PlanChange.objects.create(
        plan=task.project.plan,
        task=task,
        kind=kind,
        deciding_body=deciding_body.strip()[:80],
        document_number=document_number.strip()[:60],
        decided_on=decided_on,
        reason=reason.strip(),
        text_before=task.text,
        text_after=text_after.strip() if kind == PlanChange.Kind.ADJUST else "",
        entered_by=actor,
        entered_at=at,
    )
    _record(change, "propose", actor, at)
    return change


@transaction.atomic
def approve_change(*, change_id: int, actor: User, at: datetime) -> PlanChange:
    """The second person's yes: the task's text or state changes now; what it said before stays on the change."""
    change = PlanChange.objects.select_related("entered_by").get(pk=change_id)
    task = _lock(change.task_id)
    change = PlanChange.objects.select_for_update(of=("self",)).get(pk=change_id)
    _require(access.can(actor, Act.APPROVE_CHANGE, task.project.plan.district))
    _require(access.another_person(actor, change.entered_by, act="批准方案调整"))
    if change.approved_at is not None:
        raise ChangeRefused("这项调整已经批准。")
    kind = PlanChange.Kind(change.kind)
    _require_state(task, kind)
    if kind == PlanChange.Kind.ADJUST:
        if task.text != change.text_before:
            raise ChangeRefused("目标任务在录入调整之后又改过，请重新录入。")
        task.text = change.text_after
    else:
        task.state = _TO[kind]
    task.save(update_fields=["text", "state"])
    change.approved_by, change.approved_at = actor, at
    change.save(update_fields=["approved_by", "approved_at"])
    _record(change, "approve", actor, at)
    return change


@transaction.atomic
def drop_change(*, change_id: int, actor: User, at: datetime) -> None:
    """Take back a change that has not been approved: by those who enter or approve."""
    change = PlanChange.objects.select_for_update(of=("self",)).get(pk=change_id)
    district = change.plan.district
    if not access.can(actor, Act.IMPORT, district):
        _require(access.can(actor, Act.APPROVE_CHANGE, district))
    if change.approved_at is not None:
        raise ChangeRefused("已经批准的调整不能撤销，请另录一项。")
    _record(change, "drop", actor, at)
    change.delete()


def _lock(task_id: int) -> Task:
    return (
        Task.objects.select_for_update(of=("self",))
        .select_related("project__plan__district")
        .get(pk=task_id)
    )


def _require(decision: Decision) -> None:
    if not decision:
        raise PermissionDenied(decision.reason)


def _require_state(task: Task, kind: PlanChange.Kind) -> None:
    if Task.State(task.state) not in _FROM[kind]:
        raise ChangeRefused(f"这项任务{task.get_state_display()}，不能再{kind.label}。")


def _record(change: PlanChange, act: str, actor: User, at: datetime) -> None:
    audit.record(
        at=at,
        actor=actor,
        verb=f"change.{act}",
        subject=change,
        district_code=change.plan.district.code,
        detail={"kind": change.kind, "document": change.document_number},
    )
