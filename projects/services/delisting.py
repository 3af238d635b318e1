"""A task, an indicator or a milestone leaves the plan by a decision while its project stays; or it is taken in again.

The way for what a plan issued anew prints no more and what was kept because figures hang on it. Those stay with it, in
reports and in what was published; no later round asks for it, and no light counts it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max, QuerySet

from accounts.models import User
from projects import access
from projects.access import Act, must
from projects.carried_money import (
    MoneyReported,
    bring_back,
    keep_carried,
    never_reported,
)
from projects.models import Indicator, Milestone, PlanChange, Task
from projects.money import printed
from projects.services.grounds import (
    enter_change,
    lock_task,
    require_grounds,
    require_listed,
    require_none_waits,
)
from projects.services.refusals import ChangeRefused

Kind = PlanChange.Kind
TASK = "task"
GONE = "录入之后方案重新印发，这一项已不在方案里，不能再办。请撤销这一项，需要的另录。"


@dataclass(frozen=True, slots=True)
class Row:
    """The task itself (`task`), an indicator (`indicator-7`) or a milestone (`milestone-9`) of it."""

    key: str
    label: str
    words: str
    row: Task | Indicator | Milestone

    @property
    def has_left(self) -> bool:
        return self.row.left_on is not None

    @property
    def said(self) -> str:
        return f"{self.label}“{self.words}”" + ("（已不再列入）" if self.has_left else "")


def rows_of(task: Task) -> list[Row]:
    """What of a task a decision can take out or in again, the task first. Indicators made of percents go with their
    milestones' words and are named like others."""
    found = [Row(f"{TASK}-{task.pk}", "任务", task.text, task)]
    for one in Indicator.with_left.filter(task=task).order_by("position", "pk"):
        value = one.target_printed or ("" if one.target is None else printed(one.target))
        words = f"{one.label} {one.qualifier}{value}{one.unit_printed or one.unit}".strip()
        found.append(Row(f"indicator-{one.pk}", "指标", words, one))
    found += [
        Row(f"milestone-{step.pk}", f"{step.month}月底阶段性目标", step.text, step)
        for step in Milestone.with_left.filter(task=task).order_by("month", "pk")
    ]
    return found


@transaction.atomic
def propose_delisting(
    *,
    task_id: int,
    row: str,
    deciding_body: str,
    document_number: str,
    decided_on: date,
    reason: str,
    actor: User,
    at: datetime,
) -> PlanChange:
    """Enter that a body took a row of the plan out, or in again where it has left (`row`: its key, see `rows_of`).

    Nothing changes until a second person approves. Raises ChangeRefused, PermissionDenied.
    """
    task = lock_task(task_id)
    must(access.can(actor, Act.IMPORT, task.project.plan.district))
    found = _row(task, row)
    kind = Kind.RELIST if found.has_left else Kind.DELIST
    _require_fits(task, found, kind)
    require_grounds(task.project.plan.year, deciding_body, reason, decided_on, at, None, "")
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
        details=[{"key": found.key, "label": found.label, "before": found.words}],
    )


def carry_out(change: PlanChange, money_reported: MoneyReported) -> None:
    """What an approved decision does to its row. Called under the locks of plan and task."""
    task = lock_task(change.task_id or 0)
    found = _row(task, change.details[0]["key"], GONE)
    kind = Kind(change.kind)
    _require_fits(task, found, kind)
    _set(task, found, change.decided_on if kind == Kind.DELIST else None, money_reported)


def take_back(change: PlanChange) -> None:
    """Undo what an approved decision did; it waits for its approval again. Called under the locks of plan and task.

    Raises ChangeRefused where something else took the row's place meanwhile.
    """
    task = lock_task(change.task_id or 0)
    found = _row(task, change.details[0]["key"], GONE)
    delisted = change.kind == Kind.DELIST
    if found.has_left != delisted:
        raise ChangeRefused("这一项之后又另有决定，不能撤回批准。")
    if delisted:
        _require_fits(task, found, Kind.RELIST)
        _set(task, found, None)
        return
    before = (
        task.changes.filter(kind=Kind.DELIST, approved_at__isnull=False)
        .exclude(pk=change.pk)
        .order_by("-approved_at", "-pk")
    )
    days = [one.decided_on for one in before if one.details[0]["key"] == found.key]
    _set(task, found, days[0])


def _set(
    task: Task,
    found: Row,
    left_on: date | None,
    money_reported: MoneyReported = never_reported,
) -> None:
    row = found.row
    row.left_on = left_on
    fields = ["left_on"]
    if left_on is None and isinstance(row, Indicator):
        row.position = _behind(Indicator.objects.filter(task=task), "position")
        fields.append("position")
    if left_on is None and isinstance(row, Task):
        row.number = _behind(Task.objects.filter(project=task.project_id).listed(), "number")
        fields.append("number")
    type(row)._base_manager.filter(pk=row.pk).update(
        **{name: getattr(row, name) for name in fields}
    )
    if isinstance(row, Task) and left_on is None:
        bring_back([row], money_reported)
    keep_carried(task.project_id)


def _behind(rows: QuerySet[Indicator] | QuerySet[Task], name: str) -> int:
    last = rows.aggregate(last=Max(name))["last"]
    return (last or 0) + 1


def _row(task: Task, key: str, refusal: str = "请选择任务、指标或阶段性目标。") -> Row:
    found = next((one for one in rows_of(task) if one.key == key), None)
    if found is None:
        raise ChangeRefused(refusal)
    return found


def _require_fits(task: Task, found: Row, kind: PlanChange.Kind) -> None:
    require_listed(task.project)
    row = found.row
    if kind == Kind.DELIST:
        if found.has_left:
            raise ChangeRefused(f"{found.said}，不用再录入。")
        others = Task.objects.filter(project=task.project_id).listed().exclude(pk=task.pk)
        if isinstance(row, Task) and not others.exists():
            raise ChangeRefused("这件项目只有这一项任务。整件不再列入的，请办“退出”。")
    elif not found.has_left:
        raise ChangeRefused(f"{found.said}在方案里，不用恢复列入。")
    if not isinstance(row, Task) and task.left_on is not None:
        raise ChangeRefused("它所在的任务已不再列入，先恢复任务。")
    if kind == Kind.DELIST or not isinstance(row, Milestone):
        return
    if Milestone.objects.filter(task=task, month=row.month).exists():
        raise ChangeRefused(f"这项任务{row.month}月底已另有阶段性目标，不能再恢复这一个。")


__all__ = ["Row", "carry_out", "propose_delisting", "rows_of", "take_back"]
