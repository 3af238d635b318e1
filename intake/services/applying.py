"""Applying an import: all or nothing, after a person has seen what it will do (rules.md, Reading)."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.db.models import ProtectedError

from accounts import audit
from accounts.models import User
from documents.reading import Project as PrintedProject
from documents.reading import Reading
from intake import access as import_access
from intake.matches import compared, open_parts_sentence, open_sentence
from intake.models import Finding, ImportRun
from intake.plan_entry import enter_plan
from intake.plan_rows import approvals, approved_changes, register_of, rows_of
from intake.plan_update import update_plan
from intake.refusals import ImportRefused, UndecidedMatches
from intake.round_entry import apply_to_round
from intake.undrawn import sentence, word_of, wordless
from intake.units import enter_aliases
from notices.models import Notice
from notices.refusals import StepRefused as NoticeRefused
from notices.services import bring_over_notice
from progress.models import ReportingRound
from progress.reported import reported_values
from progress.services import take_over_report, take_over_round
from projects import access
from projects.access import must
from projects.models import AnnualPlan, Project
from projects.periods import month_end


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
    if run.status != ImportRun.Status.PREVIEW:
        raise ImportRefused(f"这次导入的状态是“{run.get_status_display()}”，不能再次导入。")
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
                _same_projects(plan, document)
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
    matching, differences = compared(run, plan, document)
    open_parts = [one for row in differences for one in row.parts.open]
    if told := open_sentence(matching.open) + open_parts_sentence(open_parts):
        raise UndecidedMatches(told, plan, matching.open, open_parts)
    if all(row.state in ("unchanged", "missing") for row in differences):
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


def _same_projects(plan: AnnualPlan, document: Reading) -> dict[tuple[int, str], Project]:
    """A notice is taken over into a plan that lists the same projects under the same numbers; by number and name.

    One that left the plan may stand in the notice or not. Raises ImportRefused naming those that differ.
    """
    known = Project.objects.filter(plan=plan).as_printed()
    listed = {place for place, project in known.items() if project.left_on is None}
    printed = {(project.number, project.name) for project in document.projects}
    differing = sorted({number for number, _ in (listed - printed) | (printed - known.keys())})
    if differing:
        raise ImportRefused(
            "公示表的项目与方案对不上：第" + "、".join(map(str, differing)) + "件的序号或名称不同。"
        )
    return known


@transaction.atomic
def confirm_take_over(*, run_id: int, actor: User, at: datetime) -> Notice:
    """The second person confirms a past notice: its figures become approved reports, the notice is brought over.

    Raises ImportRefused or PermissionDenied.
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
    projects = _same_projects(plan, document)
    until = month_end(document.period.year, document.period.to_month)
    round = take_over_round(
        plan=plan,
        through_month=document.period.to_month,
        opens_on=date(document.period.year, document.period.from_month, 1),
        due_on=until,
        confirmed_by=actor,
        at=at,
    )
    for printed in document.projects:
        project = projects[printed.number, printed.name]
        _take_over(round, project, printed, proposed_by=run.applied_by, actor=actor, at=at)
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
    round: ReportingRound,
    project: Project,
    printed: PrintedProject,
    *,
    proposed_by: User,
    actor: User,
    at: datetime,
) -> None:
    """The printed row as approved reports: text and money on the task that carries it, values on their own."""
    for task in project.tasks.order_by("number"):
        holds_row = task.carries_money
        measurements = {
            indicator.pk: (value, text) for indicator, value, text in reported_values(printed, task)
        }
        take_over_report(
            task=task,
            round=round,
            narrative=(printed.progress or "") if holds_row else "",
            invested=Decimal(printed.invested) if holds_row and printed.invested else None,
            invested_printed=(printed.invested or "") if holds_row else "",
            remark=(printed.remark or "") if holds_row else "",
            measurements=measurements,
            proposed_by=proposed_by,
            confirmed_by=actor,
            at=at,
        )


__all__ = ["ImportRefused", "apply_import", "confirm_take_over"]
