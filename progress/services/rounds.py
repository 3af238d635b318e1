"""Opening, extending, closing and reopening a round."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from django.db import transaction
from django.db.models import Model, QuerySet

from accounts import audit
from accounts.models import User
from documents import day_ranges
from documents.text_lengths import fitted
from progress import access
from progress.models import Reminder, ReportingRound, RoundExtension, RoundStep
from progress.services.refusals import StepRefused
from projects.access import must
from projects.models import AnnualPlan, ResponsibleUnit
from projects.periods import through_words
from projects.workflow import whole


@transaction.atomic
def open_round(
    *,
    plan: AnnualPlan,
    through_month: int,
    opens_on: date,
    due_on: date,
    actor: User,
    at: datetime,
) -> ReportingRound:
    """Begin to take reports for January to `through_month`. One round per month of a plan."""
    must(access.can_manage_rounds(actor, plan.district))
    if not 1 <= through_month <= 12:
        raise StepRefused("截至月份应为1至12。")
    sane = day_ranges.of_round(plan.year)
    for label, day in (("开始日期", opens_on), ("截止日期", due_on)):
        if wrong := sane.refusal(label, day):
            raise StepRefused(wrong)
    if due_on < opens_on:
        raise StepRefused("截止日期不能早于开始日期。")
    lock_plan(plan)
    if ReportingRound.objects.filter(plan=plan, through_month=through_month).exists():
        raise StepRefused(
            f"{plan.year}年{through_words(through_month)}已经开启过填报，不能重复开启。"
        )
    round_ = ReportingRound.objects.create(
        plan=plan, through_month=through_month, opens_on=opens_on, due_on=due_on, opened_by=actor
    )
    _record(round_, RoundStep.Kind.OPEN, actor, at, f"{opens_on}至{due_on}")
    return round_


@transaction.atomic
def extend_due(
    *,
    round_id: int,
    actor: User,
    at: datetime,
    due_on: date,
    reason: str,
    unit: ResponsibleUnit | None = None,
) -> ReportingRound:
    """A later due day, for one unit with the reason, or for all.

    For a unit it is the last word: days given before, to it or to those that went up into it, hold no more.
    """
    round_ = _lock(round_id)
    must(access.can_manage_rounds(actor, round_.plan.district))
    if not round_.is_open:
        raise StepRefused("这一轮已经关闭，请先重新开启再延期。")
    if not reason.strip():
        raise StepRefused("请写明延期的原因。")
    if wrong := day_ranges.of_round(round_.plan.year).refusal("延期后的日期", due_on):
        raise StepRefused(wrong)
    if due_on <= round_.due_on:
        raise StepRefused(f"延期后的日期应晚于原截止日期{round_.due_on:%m月%d日}。")
    if unit is None:
        round_.due_on = due_on
        round_.save(update_fields=["due_on"])
        _record(round_, RoundStep.Kind.EXTEND, actor, at, f"全部延至{due_on}：{reason.strip()}")
        return round_
    if unit.district_id != round_.plan.district_id:
        raise StepRefused("这个单位不在本区县。")
    RoundExtension.objects.update_or_create(
        round=round_,
        unit=unit,
        defaults={
            "due_on": due_on,
            "reason": whole(reason, "延期的原因", 200),
            "granted_by": actor,
            "granted_at": at,
        },
    )
    RoundExtension.objects.filter(round=round_, unit__successor=unit).delete()
    _record(round_, RoundStep.Kind.EXTEND, actor, at, f"{unit.name}延至{due_on}：{reason.strip()}")
    return round_


@transaction.atomic
def close_round(*, round_id: int, actor: User, at: datetime) -> ReportingRound:
    """Take no more reports. What was not handed in stays visible as 未报; what waits can still be reviewed."""
    round_ = _lock(round_id)
    must(access.can_manage_rounds(actor, round_.plan.district))
    if not round_.is_open:
        raise StepRefused("这一轮已经关闭。")
    round_.closed_at = at
    round_.save(update_fields=["closed_at"])
    _record(round_, RoundStep.Kind.CLOSE, actor, at, "")
    return round_


@transaction.atomic
def cancel_round(*, round_id: int, actor: User, at: datetime, reason: str) -> ReportingRound:
    """Take back a round that was opened by mistake, while nothing was filed in it. The month can be opened anew.

    The row and its steps stay; nothing shows the round from then on. Raises PermissionDenied, StepRefused.
    """
    round_ = _lock(round_id)
    must(access.can_manage_rounds(actor, round_.plan.district))
    if why_not := why_not_cancelled(round_):
        raise StepRefused(why_not)
    if not reason.strip():
        raise StepRefused("请写明撤销的原因。")
    round_.cancelled_at = at
    round_.closed_at = round_.closed_at or at
    round_.save(update_fields=["cancelled_at", "closed_at"])
    _record(round_, RoundStep.Kind.CANCEL, actor, at, reason.strip())
    return round_


def why_not_cancelled(round_: ReportingRound) -> str:
    """What stands in the way of taking a round back, in a sentence; nothing where nothing does."""
    if round_.brought_over:
        return "这一轮由旧公示转入，不能撤销。"
    if round_.reports.exists() or round_.drafts.exists():
        return "已经有单位填写，不能撤销；可以关闭。"
    if any(relation.exists() for relation in _what_hangs_on(round_)):
        return "已经从这一轮编制过公示，不能撤销。"
    return ""


def _what_hangs_on(round_: ReportingRound) -> Iterator[QuerySet[Model]]:
    """Rows elsewhere that protect the round, whatever app they belong to; its own trail aside."""
    own = {RoundStep, Reminder, RoundExtension}
    for relation in ReportingRound._meta.related_objects:
        if relation.related_model not in own:
            yield relation.related_model._base_manager.filter(**{relation.field.name: round_})


@transaction.atomic
def reopen_round(*, round_id: int, actor: User, at: datetime, reason: str) -> ReportingRound:
    """Take reports again, with the reason."""
    round_ = _lock(round_id)
    must(access.can_manage_rounds(actor, round_.plan.district))
    if round_.is_open:
        raise StepRefused("这一轮正在填报，不用重新开启。")
    if round_.brought_over:
        raise StepRefused("这一轮由旧公示转入，不在本系统填报。")
    if not reason.strip():
        raise StepRefused("请写明重新开启的原因。")
    round_.closed_at = None
    round_.save(update_fields=["closed_at"])
    _record(round_, RoundStep.Kind.REOPEN, actor, at, reason.strip())
    return round_


def lock_plan(plan: AnnualPlan) -> None:
    """Until the transaction ends nobody else adds a round to the plan."""
    AnnualPlan.objects.select_for_update(no_key=True).get(pk=plan.pk)


def _lock(round_id: int) -> ReportingRound:
    return (
        ReportingRound.objects.select_for_update(of=("self",))
        .select_related("plan__district")
        .get(pk=round_id)
    )


def _record(round_: ReportingRound, kind: str, actor: User, at: datetime, note: str) -> None:
    RoundStep.objects.create(round=round_, kind=kind, by=actor, at=at, note=fitted(note, 200))
    audit.record(
        at=at,
        actor=actor,
        verb=f"round.{kind}",
        subject=round_,
        district_code=round_.district_code,
        detail={"note": note},
    )
