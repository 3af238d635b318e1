"""What every change to a plan needs, and the trail it leaves."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from accounts import audit
from accounts.models import User
from documents import day_ranges
from projects import contributors
from projects.models import AnnualPlan, PlanChange, Project, Task
from projects.services.refusals import ChangeRefused
from projects.workflow import StepRefused, whole


def require_grounds(
    plan_year: int,
    deciding_body: str,
    reason: str,
    decided_on: date,
    at: datetime,
    text: str | None,
    text_label: str,
) -> None:
    """`text` is None where the change needs none."""
    needed = [("决定机关", deciding_body), ("原因", reason)]
    if text is not None:
        needed.append((text_label, text))
    if missing := [label for label, given in needed if not given.strip()]:
        raise ChangeRefused(f"还缺{'、'.join(missing)}。")
    if decided_on > at.date():
        raise ChangeRefused("决定日期不能晚于今天。")
    if wrong := day_ranges.of_decision(plan_year).refusal("决定日期", decided_on):
        raise ChangeRefused(wrong)


def lock_task(task_id: int) -> Task:
    """The task under its lock and that of its plan. The plan's comes first, as in an import, which then writes tasks."""
    plan_id = Task.objects.values_list("project__plan", flat=True).get(pk=task_id)
    AnnualPlan.objects.select_for_update(of=("self",)).get(pk=plan_id)
    return (
        Task.objects.select_for_update(of=("self",))
        .select_related("project__plan__district")
        .get(pk=task_id)
    )


def require_listed(project: Project) -> None:
    """What left the plan by a decision is changed by none until it is taken in again."""
    if project.left_on is not None:
        raise ChangeRefused(f"“{project.name}”已经退出方案。")


def require_none_waits(about: Task | Project) -> None:
    """One decision at a time about one task or project: the second would be judged by what the first changes."""
    if about.changes.filter(approved_at__isnull=True).exists():
        named = "这件项目" if isinstance(about, Project) else "这项任务"
        raise ChangeRefused(f"{named}还有一项调整没有批准，请先办完。")


def enter_change(
    plan: AnnualPlan,
    kind: str,
    *,
    deciding_body: str,
    document_number: str,
    decided_on: date,
    reason: str,
    actor: User,
    at: datetime,
    **decided: Any,
) -> PlanChange:
    """Keep what a body decided (`decided`: the fields of its kind) until a second person approves it.

    Called when nothing speaks against it any more.
    """
    try:
        deciding_body = whole(deciding_body, "决定机关", 80)
        document_number = whole(document_number, "文号", 60)
    except StepRefused as refusal:
        raise ChangeRefused(str(refusal)) from refusal
    change = PlanChange.objects.create(
        plan=plan,
        kind=kind,
        deciding_body=deciding_body,
        document_number=document_number,
        decided_on=decided_on,
        reason=reason.strip(),
        entered_by=actor,
        entered_at=at,
        **decided,
    )
    contributors.note_change(change, by=actor.pk, at=at, how="propose")
    record_change(change, "propose", actor, at)
    return change


def record_change(change: PlanChange, act: str, actor: User, at: datetime) -> None:
    audit.record(
        at=at,
        actor=actor,
        verb=f"change.{act}",
        subject=change,
        district_code=change.plan.district.code,
        detail={"kind": change.kind, "document": change.document_number},
    )
