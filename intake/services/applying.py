"""Applying an import: all or nothing, after a person has seen what it will do (rules.md, Reading)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction
from django.db.models import ProtectedError

from accounts import audit
from accounts.models import User
from documents.reading import Reading
from intake import access as import_access
from intake.matches import compared, open_parts_sentence, open_sentence
from intake.models import Finding, ImportRun, LongWork
from intake.plan_entry import enter_plan
from intake.plan_head import head_changes
from intake.plan_rows import (
    approvals,
    approved_changes,
    hold_tasks,
    register_of,
    rows_of,
)
from intake.plan_update import update_plan
from intake.printed_reports import (
    AnswersToPrinted,
    asked_of_printed,
    explained,
    printed_reports,
    round_taken_over,
    same_projects,
)
from intake.refusals import ImportRefused, UnansweredFigures, UndecidedMatches
from intake.register_reading import reading_of_plan
from intake.round_entry import apply_to_round
from intake.undrawn import sentence, word_of, wordless
from intake.units import enter_aliases
from notices.models import Notice
from notices.refusals import StepRefused as NoticeRefused
from notices.services import bring_over_notice
from progress.models import ReportingRound
from progress.services import StepRefused as ReportRefused
from progress.services import Unanswered, take_over_report, take_over_round
from projects import access
from projects.access import must
from projects.models import AnnualPlan, District, Project


@transaction.atomic
def apply_import(
    *, run_id: int, actor: User, at: datetime, accept_warnings: bool = False
) -> AnnualPlan:
    """Write the reading into the register: a plan's rows, a round's drafts, or a past notice's plan.

    The figures of a past notice wait for a second person. Raises ImportRefused or PermissionDenied, and then
    nothing is written.
    """
    run = _locked(run_id)
    must(access.can(actor, access.Act.IMPORT, run.district))
    # Before the plan: a reform of units holds the district first, and an import may register a unit last.
    District.objects.select_for_update(no_key=True).get(pk=run.district_id)
    if run.status != ImportRun.Status.PREVIEW:
        raise ImportRefused(f"这次导入的状态是“{run.get_status_display()}”，不能再次导入。")
    if LongWork.objects.unfinished().filter(run=run, kind=LongWork.Kind.ANSWER).exists():
        raise ImportRefused("刚作的更正还在重读文件，读完再导入。")
    _settle_doubts(run, actor=actor, at=at, accept_warnings=accept_warnings)
    document = run.document
    if document.year is None:
        raise ImportRefused("文件里没有读到年度，请先补填年度。")
    known = register_of(run.district)
    enter_aliases(run)
    plan = (
        AnnualPlan.objects.select_for_update()
        .filter(district=run.district, year=document.year)
        .first()
    )
    match run.kind:
        case ImportRun.Kind.PLAN:
            plan = _apply_plan(run, plan, document, actor, at)
            for name, keys in register_of(run.district).items():
                run.outcome[f"added_{name}"] = sorted(keys - known[name])
            run.status = ImportRun.Status.APPLIED
        case ImportRun.Kind.ROUND:
            run.outcome = apply_to_round(run, plan, document, actor=actor, at=at)
            run.status = ImportRun.Status.APPLIED
        case ImportRun.Kind.NOTICE:
            if told := sentence(wordless(run)):
                raise ImportRefused(told)
            if plan is None:
                plan = _apply_plan(run, None, document, actor, at)
            else:
                same_projects(plan, document)
            run.status = ImportRun.Status.WAITING
    assert plan is not None
    run.plan = plan
    run.applied_by, run.applied_at = actor, at
    run.save()
    audit.record(
        at=at,
        actor=actor,
        verb="import.apply",
        subject=run,
        district_code=run.district.code,
        detail={"plan": plan.pk, "kind": run.kind, "projects": len(document.projects)},
    )
    return plan


def _apply_plan(
    run: ImportRun, plan: AnnualPlan | None, document: Reading, actor: User, at: datetime
) -> AnnualPlan:
    """Enter the plan, or bring the one that stands to what the document says; what stood before is kept for undo."""
    if plan is None:
        run.outcome = {"before": None}
        plan = enter_plan(document, district=run.district, year=document.year or 0, actor=actor)
        import_access.carry_to_plan(run, plan, applied_by=actor, at=at)
        return plan
    hold_tasks(plan)
    matching, differences = compared(run, plan, document)
    open_parts = [one for row in differences for one in row.parts.open]
    if told := open_sentence(matching.open) + open_parts_sentence(open_parts):
        raise UndecidedMatches(told, plan, matching.open, open_parts)
    quiet = all(row.state in ("unchanged", "missing") for row in differences)
    if quiet and not head_changes(reading_of_plan(plan), document):
        run.outcome = {"before": None, "unchanged": True}
        return plan
    run.outcome = {
        "before": {
            "rows": rows_of(plan),
            "changes": approved_changes(plan),
            "approved": approvals(plan),
        },
        "matches": [
            [
                one.new.number if one.new else None,
                one.old.number if one.old else None,
                one.certainty,
            ]
            for one in matching.matches
        ],
    }
    added_on = _added_on(plan, document, at)
    try:
        update_plan(plan, document, differences, actor=actor, added_on=added_on)
    except ProtectedError as error:
        raise ImportRefused("刚刚有人在要改动的内容上填了数字，请刷新后再看一遍。") from error
    import_access.carry_to_plan(run, plan, applied_by=actor, at=at)
    return plan


def _added_on(plan: AnnualPlan, document: Reading, at: datetime) -> date | None:
    """From when new tasks count: the document's day, or today; None while no round of the plan was opened."""
    if not ReportingRound.objects.filter(plan=plan).exists():
        return None
    return date.fromisoformat(document.issued_on) if document.issued_on else at.date()


def _locked(run_id: int) -> ImportRun:
    return (
        ImportRun.objects.select_for_update(of=("self",))
        .select_related("district", "source", "applied_by")
        .get(pk=run_id)
    )


def _settle_doubts(run: ImportRun, *, actor: User, at: datetime, accept_warnings: bool) -> None:
    """Errors block; warnings each need a decision, which `accept_warnings` gives for all that have none."""
    errors = run.findings.filter(severity=Finding.Severity.ERROR, decision="")
    if errors:
        raise ImportRefused("有错误没有更正：" + "；".join(error.message for error in errors))
    open_warnings = run.findings.filter(severity=Finding.Severity.WARNING, decision="")
    if open_warnings and not accept_warnings:
        raise ImportRefused(f"还有{len(open_warnings)}处疑点没有确认。")
    open_warnings.update(decision="按读到的处理", decided_by=actor, decided_at=at)


@transaction.atomic
def confirm_take_over(
    *,
    run_id: int,
    actor: User,
    at: datetime,
    answers: AnswersToPrinted | None = None,
) -> Notice:
    """The second person confirms a past notice: its figures become approved reports, the notice is brought over.

    Figures that contradict each other or the plan are asked about as those of any report, and `answers` says why they
    stand. Raises ImportRefused, UnansweredFigures or PermissionDenied.
    """
    run = _locked(run_id)
    must(import_access.can_confirm(actor, run))
    if run.status != ImportRun.Status.WAITING or run.plan is None or run.applied_by is None:
        raise ImportRefused(f"这次导入的状态是“{run.get_status_display()}”，没有待确认的内容。")
    document = run.document
    if document.period is None:
        raise ImportRefused("文件里没有读到公示的期间，不能转入。")
    if told := sentence(wordless(run)):
        raise ImportRefused(told)
    # The plan may have been issued anew while the notice waited.
    plan = AnnualPlan.objects.select_for_update().get(pk=run.plan.pk)
    projects = same_projects(plan, document)
    given = answers or AnswersToPrinted()
    round = _take_over(run, plan, projects, answers=given, actor=actor, at=at)
    try:
        notice = bring_over_notice(
            district=run.district,
            plan=plan,
            round=round,
            reading=document,
            file_sha256=run.source.sha256,
            proposed_by=run.applied_by,
            confirmed_by=actor,
            at=at,
            vouched=word_of(run),
        )
    except NoticeRefused as refusal:
        raise ImportRefused(str(refusal)) from refusal
    run.status = ImportRun.Status.APPLIED
    run.confirmed_by, run.confirmed_at = actor, at
    run.outcome = {**run.outcome, "notice": notice.number}
    run.save()
    audit.record(
        at=at,
        actor=actor,
        verb="import.confirm_take_over",
        subject=run,
        district_code=run.district.code,
        detail={"notice": notice.number},
    )
    return notice


def _take_over(
    run: ImportRun,
    plan: AnnualPlan,
    projects: Mapping[tuple[int, str], Project],
    *,
    answers: AnswersToPrinted,
    actor: User,
    at: datetime,
) -> ReportingRound:
    """The printed rows as approved reports of their round. Raises UnansweredFigures with every point without an answer."""
    assert run.applied_by is not None
    asked = {
        one.task.pk: {point.key: point.said for point in one.asked}
        for one in explained(run, asked_of_printed(plan, projects, run.document))
    }
    as_it_is = round_taken_over(plan, run.document)
    round = take_over_round(
        plan=plan,
        through_month=as_it_is.through_month,
        opens_on=as_it_is.opens_on,
        due_on=as_it_is.due_on,
        confirmed_by=actor,
        at=at,
    )
    left: list[str] = []
    for printed in run.document.projects:
        for one in printed_reports(projects[printed.number, printed.name], printed, round.ends_on):
            try:
                take_over_report(
                    task=one.task,
                    round=round,
                    narrative=one.narrative,
                    invested=one.invested,
                    invested_printed=one.invested_printed,
                    remark=one.remark,
                    measurements=one.measurements,
                    proposed_by=run.applied_by,
                    confirmed_by=actor,
                    at=at,
                    answers=dict.fromkeys(asked.get(one.task.pk, ()), answers.reason),
                    seen=answers.read(one.task.pk),
                    said=asked.get(one.task.pk),
                )
            except Unanswered as refusal:
                left.append(f"第{printed.number}件{refusal}")
            except ReportRefused as refusal:
                raise ImportRefused(f"第{printed.number}件：{refusal}") from refusal
    if left:
        raise UnansweredFigures("".join(left))
    return round


__all__ = ["ImportRefused", "apply_import", "confirm_take_over"]
