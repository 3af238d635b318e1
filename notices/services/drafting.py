"""Starting, editing and correcting a notice."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from accounts.models import User
from documents import day_ranges
from documents.text_lengths import fitted
from notices import access, contacts, workflow
from notices.approved_rows import milestone_months, plans_money
from notices.columns import is_known, usual_columns
from notices.models import Notice
from notices.refusals import EditConflict, StepRefused
from notices.services.locking import for_step, locked
from notices.services.trail import left
from notices.text_patterns import filled, pattern_for
from progress.models import ReportingRound
from projects.access import must
from projects.models import AnnualPlan
from projects.periods import NoticeNumber, Subject, parse_notice_number

EDITABLE = frozenset(
    {
        "title", "lead", "source", "signed_on", "columns", "categories", "missing_rows",
        "opens_on", "closes_on", "day_kind", "first_day_counts", "contact_name", "contact_phone",
        "postal_address", "postal_code", "visiting_place", "visiting_hours", "correction_reason",
        "restarts_window",
    }
)  # fmt: skip
"""What a compiler may write. Figures, numbers, states and moments are not among it."""

MOST_TITLE = 200
"""Signs, as the column holds."""
CORRECTED = "（更正）"
"""How the title of a correction ends."""

_DAYS = {"opens_on": "公示开始", "closes_on": "公示结束", "signed_on": "成文日期"}


@transaction.atomic
def start_notice(
    *,
    compiler: User,
    at: datetime,
    round: ReportingRound | None = None,
    plan: AnnualPlan | None = None,
    kind: str = Notice.Kind.PROGRESS,
) -> Notice:
    """A draft from a round (progress; completion at year end) or from a plan (targets), filled from the pattern.

    Raises PermissionDenied, or StepRefused where the number is taken: another one is a correction.
    """
    number = _number(kind, round, plan)
    plan = round.plan if round else plan
    assert plan is not None
    must(access.can_compile(compiler, plan.district))
    taken = Notice.objects.kept().filter(district=plan.district, number=str(number)).first()
    if taken is not None:
        raise StepRefused(_taken(taken))
    pattern = pattern_for(plan.district, number.subject)
    months = milestone_months(plan) if number.subject == "targets" else []
    notice = Notice(
        district=plan.district,
        plan=plan,
        round=round,
        kind=kind,
        number=str(number),
        version=number.version,
        title=fitted(filled(pattern.title, plan, number.period), MOST_TITLE),
        lead=filled(pattern.lead, plan, number.period),
        source=plan.district.commission_name,
        columns=list(pattern.columns)
        or usual_columns(number.subject, months, has_money=plans_money(plan)),
        day_kind=pattern.rule.kind,
        first_day_counts=pattern.rule.first_day_counts,
        minimum_days=pattern.rule.minimum,
        compiled_by=compiler,
        **contacts.starting(plan.district),
    )
    try:
        with transaction.atomic():
            notice.save(force_insert=True)
    except IntegrityError:
        taken = Notice.objects.kept().get(district=plan.district, number=str(number))
        raise StepRefused(_taken(taken)) from None
    left(notice, "start", by=compiler, at=at, was="")
    return notice


@transaction.atomic
def edit_notice(
    *, notice_id: int, editor: User, at: datetime, edit_version: int, values: Mapping[str, Any]
) -> Notice:
    """Write the compiler's fields. An edit in review or after approval takes the notice back to the draft.

    Raises PermissionDenied; StepRefused once published; EditConflict where somebody saved since `edit_version`;
    ValueError for a field that is not the compiler's or a column that does not exist.
    """
    if unknown := set(values) - EDITABLE:
        raise ValueError(f"not a compiler's field: {sorted(unknown)}")
    if not all(is_known(key) for key in values.get("columns", ())):
        raise ValueError(f"no such column: {values['columns']}")
    notice = for_step(notice_id, workflow.EDIT, editor)
    if notice.origin == Notice.Origin.BROUGHT_OVER:
        raise StepRefused(
            "转入的公示按原文保存，不能在这里改写；读得不对的，请退回后重新读取文件。"
        )
    if notice.edit_version != edit_version:
        raise EditConflict("这份公示刚被别人保存过，请核对后再存。您填的内容还在下面。")
    changed = [name for name, value in values.items() if getattr(notice, name) != value]
    if not changed:
        return notice
    _sane_days(notice, values)
    for name in changed:
        setattr(notice, name, values[name])
    was, notice.status = notice.status, workflow.DRAFT
    void_approval(notice)
    notice.edit_version += 1
    notice.save()
    left(notice, "edit", by=editor, at=at, was=was, detail={"fields": sorted(changed)})
    return notice


@transaction.atomic
def start_correction(*, notice_id: int, compiler: User, at: datetime, reason: str = "") -> Notice:
    """A draft that will replace a published notice, with the next number (-r1). Idempotent per notice.

    Raises PermissionDenied, or StepRefused where the notice was never published or is replaced already.
    """
    original = locked(notice_id)
    must(access.can_correct(compiler, original))
    if not original.is_published:
        raise StepRefused("这份公示还没有发布，直接修改即可，不用更正。")
    started = Notice.objects.filter(replaces=original).first()
    if started is not None:
        if started.is_published:
            raise StepRefused(f"这份公示已由 {started.number} 更正，请对 {started.number} 办理。")
        return started
    if original.status not in workflow.CORRECTABLE:
        raise StepRefused(workflow.refusal(workflow.CORRECT, original.status))
    number = parse_notice_number(original.number).next_correction
    brought = original.origin == Notice.Origin.BROUGHT_OVER
    pattern = pattern_for(original.district, number.subject)
    months = milestone_months(original.plan) if number.subject == "targets" else []
    title = original.title or filled(pattern.title, original.plan, number.period)
    district = original.district
    notice = Notice.objects.create(
        district=district,
        plan=original.plan,
        round=original.round,
        kind=Notice.Kind.CORRECTION,
        number=str(number),
        version=number.version,
        title=fitted(title.removesuffix(CORRECTED), MOST_TITLE, ending=CORRECTED),
        lead=_correction_lead(title, original.number, reason),
        source=original.source or district.commission_name,
        columns=list(pattern.columns)
        or usual_columns(number.subject, months, has_money=plans_money(original.plan))
        if brought or not original.columns
        else original.columns,
        categories=original.categories,
        missing_rows=original.missing_rows,
        opens_on=original.opens_on,
        closes_on=original.closes_on,
        day_kind=original.day_kind,
        first_day_counts=original.first_day_counts,
        minimum_days=original.minimum_days,
        correction_reason=reason,
        replaces=original,
        compiled_by=compiler,
        **{
            name: getattr(original, name) or known
            for name, known in contacts.starting(district).items()
        },
    )
    left(notice, "start", by=compiler, at=at, was="", detail={"replaces": original.number})
    return notice


@transaction.atomic
def discard_notice(*, notice_id: int, compiler: User, at: datetime, reason: str) -> Notice:
    """Give up a notice that was never published. Its number is free again; row, steps and reason stay on the trail.

    A discarded correction lets go of the notice it was to replace and of the objections it was started for, so that
    another can be begun. Idempotent. Raises PermissionDenied; StepRefused once published or without a reason.
    """
    notice = locked(notice_id)
    must(access.can_take(compiler, workflow.DISCARD, notice))
    if notice.status == workflow.DISCARDED:
        return notice
    workflow.must_start(workflow.DISCARD, notice.status)
    if not reason.strip():
        raise StepRefused("请写明作废的原因，经过里会留下。")
    detail = {"replaces": notice.replaces.number} if notice.replaces else {}
    was, notice.status = notice.status, workflow.DISCARDED
    notice.replaces = None
    void_approval(notice)
    notice.edit_version += 1
    notice.save()
    notice.corrects_objections.update(correction=None)
    left(
        notice, "discard", by=compiler, at=at, was=was, note=reason.strip(), detail=detail,
        audited={"reason": reason.strip()},
    )  # fmt: skip
    return notice


def _sane_days(notice: Notice, values: Mapping[str, Any]) -> None:
    """Raises StepRefused for a window or date that cannot be meant, whoever calls."""
    days = {name: values.get(name, getattr(notice, name)) for name in _DAYS}
    sane = day_ranges.of_window(notice.plan.year)
    for name, label in _DAYS.items():
        if name in values and (wrong := sane.refusal(label, days[name])):
            raise StepRefused(wrong)
    opens_on, closes_on = days["opens_on"], days["closes_on"]
    if opens_on and closes_on and (wrong := day_ranges.window_refusal(opens_on, closes_on)):
        raise StepRefused(wrong)


def void_approval(notice: Notice) -> None:
    """Forget (unsaved) what a reviewer read: it is not what stands there now."""
    notice.reviewed_by = None
    notice.approved_digest = ""
    notice.secrecy_reviewer = ""
    notice.secrecy_reviewed_on = None


def _number(kind: str, round: ReportingRound | None, plan: AnnualPlan | None) -> NoticeNumber:
    subject: Subject
    if kind == Notice.Kind.TARGETS and plan is not None:
        subject = "targets"
        return NoticeNumber(plan.year, subject)
    if kind == Notice.Kind.PROGRESS and round is not None:
        return NoticeNumber(round.plan.year, "progress", round.through_month)
    if kind == Notice.Kind.COMPLETION and round is not None:
        if round.through_month != 12:
            raise StepRefused("完成公示用全年（1—12月）的轮次编制。")
        return NoticeNumber(round.plan.year, "completion")
    raise ValueError(f"no source for a {kind} notice")


def _taken(taken: Notice) -> str:
    if taken.is_published:
        return f"{taken.called}已经发布过，内容有误请办理更正。"
    return f"{taken.called}已经在编制，请打开那一份继续。"


def _correction_lead(title: str, number: str, reason: str) -> str:
    lead = f"《{title}》（编号 {number}）内容有误，现予更正。"
    return f"{lead}\n更正说明：{reason}" if reason else lead
