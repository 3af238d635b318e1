"""An approved decision about a task, an indicator or a milestone goes back to waiting, until something was approved on it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from accounts.models import User
from progress.models import ReportRevision
from projects import access
from projects.access import must
from projects.models import AnnualPlan, PlanChange
from projects.services import delisting
from projects.services.grounds import record_change
from projects.services.refusals import ChangeRefused


def why_not(change: PlanChange) -> str:
    """Why its approval cannot be taken back, in a sentence; blank where it can."""
    if change.approved_at is None or change.task_id is None or change.kind not in change.OF_ROWS:
        return "只有已批准的“不再列入”“恢复列入”可以撤回批准。"
    since = {"approved_at__gt": change.approved_at}
    if PlanChange.objects.filter(plan=change.plan_id, **since).exists():
        said = "已批准了另一项调整"
    elif ReportRevision.objects.filter(
        report__task__project__plan=change.plan_id, **since
    ).exists():
        said = "已通过了填报"
    elif change.plan.versions.filter(published_at__gt=change.approved_at).exists():
        said = "已发布了方案"
    else:
        return ""
    other = "恢复列入" if change.kind == PlanChange.Kind.DELIST else "不再列入"
    return f"批准之后{said}，不能撤回；要改回来请另录“{other}”。"


@transaction.atomic
def take_back_approval(*, change_id: int, actor: User, at: datetime) -> PlanChange:
    """Undo what the decision did; it waits to be approved or dropped. Raises ChangeRefused, PermissionDenied."""
    change = PlanChange.objects.select_related("plan__district").get(pk=change_id)
    AnnualPlan.objects.select_for_update(of=("self",)).get(pk=change.plan_id)
    change.refresh_from_db()
    must(access.can(actor, access.Act.APPROVE_CHANGE, change.plan.district))
    if told := why_not(change):
        raise ChangeRefused(told)
    delisting.take_back(change)
    change.approved_by, change.approved_at = None, None
    change.save(update_fields=["approved_by", "approved_at"])
    record_change(change, "take_back", actor, at)
    return change
