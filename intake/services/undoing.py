"""Undoing the last import of a plan, while nothing was reported on what it changed."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from accounts import audit
from accounts.models import User
from documents.reading import from_record
from intake.differences import plan_differences
from intake.models import ImportRun
from intake.plan_update import UpdateRefused, update_plan
from intake.refusals import ImportRefused
from intake.register_reading import reading_of_plan
from projects import access
from projects.models import AnnualPlan


@transaction.atomic
def undo_import(*, run_id: int, actor: User, at: datetime) -> ImportRun:
    """Put the plan back to what it was before. Raises ImportRefused or PermissionDenied."""
    run = (
        ImportRun.objects.select_for_update(of=("self",))
        .select_related("district", "plan", "source")
        .get(pk=run_id)
    )
    decision = access.can(actor, access.Act.IMPORT, run.district)
    if not decision:
        raise PermissionDenied(decision.reason)
    plan = run.plan
    if run.status != ImportRun.Status.APPLIED or run.kind != ImportRun.Kind.PLAN or plan is None:
        raise ImportRefused("只有已导入的方案可以撤销。")
    later = ImportRun.objects.filter(
        plan=plan, status=ImportRun.Status.APPLIED, applied_at__gt=run.applied_at
    )
    if later.exists():
        raise ImportRefused("这之后还导入过同一方案，请先撤销后一次。")
    if plan.rounds.exists():
        raise ImportRefused("方案已经开始填报，不能撤销导入，请用“方案调整”办理。")
    before = run.outcome.get("before")
    if before is not None:
        _restore(plan, before, actor)
    elif not run.outcome.get("unchanged"):
        if plan.versions.exists():
            raise ImportRefused("方案已经发布，不能撤销导入。")
        run.plan = None
        run.save(update_fields=["plan"])
        plan.delete()
    run.status = ImportRun.Status.UNDONE
    run.save(update_fields=["status"])
    audit.record(
        at=at, actor=actor, verb="import.undo", subject=run, district_code=run.district.code
    )
    return run


def _restore(plan: AnnualPlan, record: dict[str, Any], actor: User) -> None:
    """What stood before: added projects go, changed ones get their old texts back."""
    before = from_record(record)
    plan.projects.exclude(number__in=[project.number for project in before.projects]).delete()
    try:
        update_plan(plan, before, plan_differences(reading_of_plan(plan), before), actor=actor)
    except UpdateRefused as refusal:
        raise ImportRefused(str(refusal)) from refusal
