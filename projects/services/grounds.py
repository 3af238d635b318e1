"""What every change to a plan needs, and the trail it leaves."""

from __future__ import annotations

from datetime import date, datetime

from accounts import audit
from accounts.models import User
from documents import day_ranges
from projects.models import PlanChange, Project
from projects.services.refusals import ChangeRefused


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


def require_listed(project: Project) -> None:
    """What left the plan by a decision is changed by none until it is taken in again."""
    if project.left_on is not None:
        raise ChangeRefused(f"“{project.name}”已经退出方案。")


def record_change(change: PlanChange, act: str, actor: User, at: datetime) -> None:
    audit.record(
        at=at,
        actor=actor,
        verb=f"change.{act}",
        subject=change,
        district_code=change.plan.district.code,
        detail={"kind": change.kind, "document": change.document_number},
    )
