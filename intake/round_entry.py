"""A progress table into the drafts of an open round. Called inside the transaction of an import."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from accounts.models import User
from documents.reading import Project as PrintedProject
from documents.reading import Reading
from intake.access import of_import
from intake.models import ImportRun
from intake.refusals import ImportRefused
from progress.contributors import note_report
from progress.models import ProgressReport, ReportingRound
from progress.report_fields import FieldErrors, fields_of, value_key
from progress.reported import reported_values
from progress.services import EditConflict, StepRefused, save_report
from projects.models import AnnualPlan, Project, Task
from projects.money import printed
from projects.periods import through_words


def round_of(plan: AnnualPlan, document: Reading) -> ReportingRound:
    """The open round the document speaks of. Raises ImportRefused where there is none."""
    if document.period is None:
        raise ImportRefused("文件里没有读到期间（如1—4月），不知道导入到哪一轮。")
    found = plan.rounds.filter(through_month=document.period.to_month).first()
    if found is None or not found.is_open:
        raise ImportRefused(
            f"{plan.year}年{through_words(document.period.to_month)}没有正在进行的填报轮次。"
        )
    return found


def apply_to_round(
    run: ImportRun, plan: AnnualPlan | None, document: Reading, *, actor: User, at: datetime
) -> dict[str, Any]:
    """Save every row of the document as its task's draft, entered on the units' behalf.

    Raises ImportRefused with every row that cannot be taken.
    """
    if plan is None:
        raise ImportRefused(f"{run.district}还没有{document.year}年的方案，请先导入方案。")
    round_ = round_of(plan, document)
    rows = Project.objects.filter(plan=plan)
    projects = rows.prefetch_related("tasks__indicators", "tasks__milestones").as_printed()
    refusals, saved = [], 0
    for row in document.projects:
        project = projects.get((row.number, row.name))
        if project is None:
            refusals.append(f"第{row.number}件“{row.name}”：方案里没有这个序号和名称的项目")
            continue
        try:
            saved += sum(
                _save(task, round_, values, run=run, actor=actor, at=at)
                for task, values in task_values(project, row, round_)
            )
        except (StepRefused, EditConflict, FieldErrors) as refusal:
            refusals.append(f"第{row.number}件“{row.name}”：{refusal}")
    if refusals:
        raise ImportRefused("；".join(refusals))
    return {"round": round_.pk, "rows": saved}


def task_values(
    project: Project, row: PrintedProject, round_: ReportingRound
) -> Iterator[tuple[Task, dict[str, str]]]:
    """What the row says of each task: text and money on the one that carries it, values on their own."""
    for task in project.tasks.all():
        if not task.existed_on(round_.ends_on):
            continue
        values = {}
        if task.carries_on(round_.ends_on):
            values = {"narrative": row.progress, "invested": row.invested, "remark": row.remark}
        for indicator, value, _text in reported_values(row, task):
            values[value_key(indicator.pk)] = printed(value)
        known = {field.key for field in fields_of(task, round_.through_month)}
        filled = {key: text for key, text in values.items() if text and key in known}
        if filled:
            yield task, filled


def _save(
    task: Task,
    round_: ReportingRound,
    values: dict[str, str],
    *,
    run: ImportRun,
    actor: User,
    at: datetime,
) -> int:
    """1 where the draft changed, 0 where it says this already."""
    report = ProgressReport.objects.filter(task=task, round=round_).first()
    saved = save_report(
        task_id=task.pk,
        round_id=round_.pk,
        actor=actor,
        at=at,
        values=values,
        base_version=report.version if report else 0,
        source="import",
    )
    if not saved.changed:
        return 0
    # Whoever settled a cell in the preview wrote at the report as well as who applied it.
    for person in sorted(of_import(run)):
        note_report(saved.report, by=person, at=at, how="import")
    return 1
