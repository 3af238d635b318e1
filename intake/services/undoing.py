"""Undoing the last import of a plan, until the next approval: of a report, of a change, of a version."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import ProtectedError

from accounts import audit, contributions
from accounts.models import User
from intake.models import ImportRun
from intake.plan_rows import (
    approvals,
    approved_changes,
    drafts_on_later_tasks,
    hold_tasks,
    restore_rows,
    take_out_of_register,
    units_gone,
)
from intake.refusals import ImportRefused
from projects import access, contributors
from projects.access import must
from projects.models import AnnualPlan


@transaction.atomic
def undo_import(*, run_id: int, actor: User, at: datetime) -> ImportRun:
    """Put the plan back to exactly what it was before, and out of the register what only the import put there.

    Raises ImportRefused or PermissionDenied, and then nothing is changed.
    """
    run = (
        ImportRun.objects.select_for_update(of=("self",))
        .select_related("district", "plan", "source")
        .get(pk=run_id)
    )
    decision = access.can(actor, access.Act.IMPORT, run.district)
    must(decision)
    plan = run.plan
    if run.status != ImportRun.Status.APPLIED or run.kind != ImportRun.Kind.PLAN or plan is None:
        raise ImportRefused("只有已导入的方案可以撤销。")
    AnnualPlan.objects.select_for_update().get(pk=plan.pk)
    hold_tasks(plan)
    later = ImportRun.objects.filter(
        plan=plan, status=ImportRun.Status.APPLIED, applied_at__gt=run.applied_at
    )
    if later.exists():
        raise ImportRefused("这之后还导入过同一方案，请先撤销后一次。")
    if why := _too_late(run, plan):
        raise ImportRefused(why)
    if not run.outcome.get("unchanged"):
        how = contributions.GONE if run.outcome.get("before") is None else "undo"
        contributors.note_plan(plan, by=actor.pk, at=at, how=how)
        try:
            with transaction.atomic():
                _put_back(run, plan)
        except ProtectedError as error:
            raise ImportRefused(
                "导入增加的内容已经在别处用到（如方案调整、公示），不能撤销导入。"
            ) from error
    take_out_of_register(run.outcome.get("added_units", ()), run.outcome.get("added_aliases", ()))
    run.status = ImportRun.Status.UNDONE
    run.save(update_fields=["status"])
    audit.record(
        at=at, actor=actor, verb="import.undo", subject=run, district_code=run.district.code
    )
    return run


def _too_late(run: ImportRun, plan: AnnualPlan) -> str:
    """What was approved since, in a sentence; blank while nothing was."""
    then = (run.outcome.get("before") or {}).get("approved")
    if then is None:
        if plan.rounds.exists():
            return "方案已经开始填报，不能撤销导入，请用“方案调整”办理。"
        return ""
    now = approvals(plan)
    if now["reports"] != then["reports"]:
        return "导入之后通过过填报，撤销会让通过的内容对不上方案，请重新导入原来的文件或用“方案调整”办理。"
    if now["versions"] != then["versions"]:
        return "导入之后发布过方案，不能撤销，请重新导入原来的文件。"
    return ""


def _put_back(run: ImportRun, plan: AnnualPlan) -> None:
    before = run.outcome.get("before")
    if before is None:
        if plan.versions.exists():
            raise ImportRefused("方案已经发布，不能撤销导入。")
        run.plan = None
        run.save(update_fields=["plan"])
        plan.delete()
        return
    if "rows" not in before:
        raise ImportRefused("这次导入没有留下完整的原状，不能撤销，请重新导入原来的文件。")
    if approved_changes(plan) != before["changes"]:
        raise ImportRefused("导入之后批准过方案调整，撤销会丢掉调整，请用“方案调整”办理。")
    if units_gone(before["rows"]):
        raise ImportRefused("原方案里的责任单位已从名册中删去，不能撤销导入。")
    if drafts_on_later_tasks(plan, before["rows"]):
        raise ImportRefused("导入增加的任务已有人填了草稿，撤销会丢掉草稿，不能撤销。")
    restore_rows(plan, before["rows"])
