"""Approved figures brought over from an older notice: an import proposes, a second person confirms."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from accounts import audit
from accounts.models import User
from progress import workflow
from progress.models import Measurement, ProgressReport, ReportingRound, ReportRevision, RoundStep
from progress.services import rows
from progress.services.moving import freeze
from progress.services.refusals import StepRefused
from progress.services.rounds import lock_plan
from projects import access
from projects.access import Act, must
from projects.models import AnnualPlan, Task
from projects.periods import through_words


@transaction.atomic
def take_over_round(
    *,
    plan: AnnualPlan,
    through_month: int,
    opens_on: date,
    due_on: date,
    confirmed_by: User,
    at: datetime,
) -> ReportingRound:
    """The closed round that brought-over reports belong to; the existing one where it is there already.

    Raises StepRefused where a round made here takes reports for that month.
    """
    lock_plan(plan)
    existing = ReportingRound.objects.filter(plan=plan, through_month=through_month).first()
    if existing is not None:
        if not existing.brought_over:
            raise StepRefused(
                f"{through_words(through_month)}已经在本系统填报，不能再由旧公示转入。"
            )
        return existing
    must(access.can(confirmed_by, Act.CONFIRM_TAKE_OVER, plan.district))
    round_ = ReportingRound.objects.create(
        plan=plan,
        through_month=through_month,
        opens_on=opens_on,
        due_on=due_on,
        closed_at=at,
        brought_over=True,
        opened_by=confirmed_by,
    )
    RoundStep.objects.create(
        round=round_, kind=RoundStep.Kind.OPEN, by=confirmed_by, at=at, note="由旧公示转入"
    )
    audit.record(
        at=at,
        actor=confirmed_by,
        verb="round.take_over",
        subject=round_,
        district_code=round_.district_code,
    )
    return round_


@transaction.atomic
def take_over_report(
    *,
    task: Task,
    round: ReportingRound,
    narrative: str,
    invested: Decimal | None,
    invested_printed: str,
    remark: str,
    measurements: Mapping[int, tuple[Decimal, str]],
    proposed_by: User,
    confirmed_by: User,
    at: datetime,
    answers: Mapping[str, str] | None = None,
    seen: Collection[str] | None = None,
    said: Mapping[str, str] | None = None,
) -> ReportRevision:
    """Enter what an older notice printed, as an approved report marked brought over.

    `measurements` maps an indicator's key to its value (in the indicator's own unit) and its printed text. `answers`
    and `seen` are those of `approve_report`, of the second person; `said` is what the first explained, by point. Raises PermissionDenied where that one may not
    confirm or is the first, StepRefused where a report exists, Unanswered.
    """
    locked = rows.lock(task_id=task.pk, round_id=round.pk)
    must(access.can(confirmed_by, Act.CONFIRM_TAKE_OVER, locked.task.project.plan.district))
    must(access.another_person(confirmed_by, proposed_by, act="确认转入"))
    if not workflow.TAKE_OVER.starts_from(locked.status):
        raise StepRefused(f"“{locked.task}”这一轮已有报告，不能再由旧公示转入。")
    own = {indicator.pk for indicator in locked.task.indicators.all()}
    if foreign := set(measurements) - own:
        raise ValueError(f"indicators of another task: {sorted(foreign)}")
    report = ProgressReport.objects.create(
        task=locked.task,
        round=locked.round,
        status=workflow.TAKE_OVER.target_from(locked.status),
        narrative=narrative,
        invested=invested,
        invested_printed=invested_printed,
        remark=remark,
        brought_over=True,
        submitted_by=proposed_by,
        submitted_at=at,
        approved_by=confirmed_by,
        approved_at=at,
    )
    Measurement.objects.bulk_create(
        Measurement(report=report, indicator_id=indicator_id, value=value, printed=text)
        for indicator_id, (value, text) in measurements.items()
    )
    return freeze(
        locked,
        report,
        step=workflow.TAKE_OVER,
        from_status=workflow.NONE,
        by=confirmed_by,
        at=at,
        answers=answers,
        seen=seen,
        said=said,
        detail={"proposed_by": proposed_by.pk, "proposed_by_name": str(proposed_by)},
    )
