"""Saving reports: the one door through which their content changes, one row or many at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from accounts.models import User
from progress import access, merging, report_values, workflow
from progress.models import ProgressReport, ReportRevision, ReportStep
from progress.report_fields import FieldErrors, Typed, Values
from progress.selectors.approved import last_revisions
from progress.services import rows
from progress.services.drafts import OfASave, Seen, drop_saved
from progress.services.refusals import EditConflict, StepRefused
from projects.access import must


@dataclass(frozen=True, slots=True)
class Saved:
    """The report after the save, which fields it changed, and which of somebody else's changes it kept."""

    report: ProgressReport
    changed: tuple[str, ...]
    kept: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RowInput:
    """What was typed in one row, on top of a version (0: there was no report when the page was opened)."""

    values: Mapping[str, str]
    """`Typed` where a form or sheet has looked at the texts already."""
    base_version: int
    seen: Seen | None = None
    """What the page knew of the person's draft; None for a save that is no page's."""


WORKBOOK = "workbook"
_OFFLINE = frozenset({WORKBOOK, "import"})
"""Sources of a save that did not start from the person's drafts: what was typed online meanwhile stays there."""

Refusal = EditConflict | FieldErrors | StepRefused | PermissionDenied


@dataclass
class SavedRows:
    """What became of each row, by task key."""

    saved: dict[int, Saved] = field(default_factory=dict)
    refused: dict[int, Refusal] = field(default_factory=dict)


class RowsRefused(Exception):
    """Saving as a whole was refused: why, by task key. Nothing was written."""

    def __init__(self, refused: Mapping[int, Refusal]) -> None:
        super().__init__("；".join(str(one) for one in refused.values()))
        self.refused = dict(refused)


@dataclass(frozen=True)
class _Plan:
    """A row that can be written."""

    locked: rows.Locked
    report: ProgressReport
    from_status: str
    changes: dict[str, str]
    typed: Typed
    detail: dict[str, Any]
    kept: tuple[str, ...]

    @property
    def writes(self) -> bool:
        return bool(self.changes) or self.locked.report is None


@transaction.atomic
def save_report(
    *,
    task_id: int,
    round_id: int,
    actor: User,
    at: datetime,
    values: Mapping[str, str],
    base_version: int,
    source: str = "form",
    seen: Seen | None = None,
) -> Saved:
    """Save what was typed, on top of `base_version` (0: there was no report when the form was opened).

    `values` holds only the fields that were on the form, as typed. What others changed meanwhile is kept where it
    is another field. Raises EditConflict where it is the same one, FieldErrors for what cannot be taken,
    StepRefused at the wrong moment, PermissionDenied where the report is not the person's to fill in.
    """
    done = save_rows(
        round_id=round_id,
        actor=actor,
        at=at,
        inputs={task_id: RowInput(values, base_version, seen)},
        source=source,
    )
    for refusal in done.refused.values():
        raise refusal
    return done.saved[task_id]


@transaction.atomic
def save_rows(
    *,
    round_id: int,
    actor: User,
    at: datetime,
    inputs: Mapping[int, RowInput],
    source: str = "sheet",
    whole: bool = False,
) -> SavedRows:
    """Save several rows of a round; what one row is refused for does not hold up the others.

    With `whole` it does: all rows or none, RowsRefused with every reason. The number of queries does not grow with the number of rows. Raises Task.DoesNotExist or
    ReportingRound.DoesNotExist for what is not there.
    """
    locked_rows = rows.lock_many(task_ids=inputs, round_id=round_id)
    standpoint = access.standpoint(actor, [locked.task for locked in locked_rows])
    history = _History(locked_rows, inputs)
    done = SavedRows()
    plans = []
    for locked in locked_rows:
        given = inputs[locked.task.pk]
        try:
            plans.append(_plan(locked, given, standpoint, history, at, source))
        except (EditConflict, FieldErrors, StepRefused, PermissionDenied) as refusal:
            done.refused[locked.task.pk] = refusal
    if whole and done.refused:
        raise RowsRefused(done.refused)
    _write([plan for plan in plans if plan.writes], actor, at)
    if source not in _OFFLINE:
        drop_saved(
            round_id=round_id,
            user=actor,
            saved={
                plan.locked.task.pk: OfASave(
                    plan.typed.keys(),
                    plan.locked.values | plan.changes,
                    inputs[plan.locked.task.pk].seen,
                )
                for plan in plans
            },
        )
    done.saved = {
        plan.locked.task.pk: Saved(plan.report, tuple(plan.changes), plan.kept) for plan in plans
    }
    return done


def preview_rows(
    *, round_id: int, actor: User, at: datetime, inputs: Mapping[int, RowInput]
) -> SavedRows:
    """What `save_rows` would do with these rows now. Leaves nothing behind."""
    with transaction.atomic():
        done = save_rows(round_id=round_id, actor=actor, at=at, inputs=inputs)
        transaction.set_rollback(True)
    return done


class _History:
    """What was changed after the version each row started from; read only where somebody was faster."""

    def __init__(self, locked_rows: Sequence[rows.Locked], inputs: Mapping[int, RowInput]) -> None:
        stale = [
            locked.report.pk
            for locked in locked_rows
            if locked.report and inputs[locked.task.pk].base_version != locked.report.version
        ]
        self.steps: dict[int, list[ReportStep]] = {}
        if stale:
            for step in ReportStep.objects.filter(report__in=stale).order_by("pk"):
                self.steps.setdefault(step.report_id, []).append(step)
        unseen = [
            locked.task.pk
            for locked in locked_rows
            if locked.report and inputs[locked.task.pk].base_version == 0
        ]
        self.last: dict[int, ReportRevision] = {}
        if unseen:
            self.last = last_revisions(locked_rows[0].round, unseen)

    def since(self, report: ProgressReport, version: int) -> list[dict[str, list[str]]]:
        """What each change after `version` did, oldest first: key to [before, after]."""
        return [
            step.detail["changes"]
            for step in self.steps.get(report.pk, [])
            if step.detail.get("version", 0) > version and step.detail.get("changes")
        ]


def _plan(
    locked: rows.Locked,
    given: RowInput,
    standpoint: access.Standpoint,
    history: _History,
    at: datetime,
    source: str,
) -> _Plan:
    must(standpoint.can_save(locked.task))
    from_status = locked.status
    if not workflow.SAVE.starts_from(from_status):
        locked.existing(workflow.SAVE)
    rows.require_takes_reports(locked.round, locked.task, from_status, at.date())
    fields = locked.fields
    typed = Typed.of(given.values)
    mine = typed.canonical(fields)
    _require_own_paragraphs(locked, mine, standpoint.unit_ids)
    current = locked.values
    merge = _merge(locked, mine, current, given.base_version, history)
    if merge.clashes:
        version = locked.report.version if locked.report else 0
        raise EditConflict(merge.clashes, version, merge.changes)

    kept: tuple[str, ...] = ()
    if locked.report is not None:
        later = {k for one in history.since(locked.report, given.base_version) for k in one}
        kept = tuple(key for key in mine if key in later)
    report = locked.report or ProgressReport(task=locked.task, round=locked.round, version=0)
    detail: dict[str, Any] = {
        "version": report.version + 1,
        "source": source,
        "changes": {key: [current.get(key, ""), new] for key, new in merge.changes.items()},
    }
    if standpoint.files_for(locked.task):
        detail["on_behalf"] = True
    return _Plan(locked, report, from_status, merge.changes, typed, detail, kept)


def _merge(
    locked: rows.Locked, mine: Values, current: Values, base_version: int, history: _History
) -> merging.Merge:
    report = locked.report
    if report is None:
        return merging.Merge({key: value for key, value in mine.items() if value}, ())
    if base_version > report.version or base_version < 0:
        raise StepRefused("页面的版本不对，请刷新后再填。")
    later = history.since(report, base_version)
    before = merging.rewind(current, later)
    if base_version == 0:
        # The form was opened before anything was saved: it started from the last round's values. Those that
        # nobody has touched since are still mine to write.
        touched = {key for change in later for key in change}
        shown = report_values.prefill(locked.fields, history.last.get(locked.task.pk))
        before |= {key: value for key, value in shown.items() if key in touched}
    return merging.three_way(before=before, mine=mine, theirs=current)


def _write(plans: Sequence[_Plan], actor: User, at: datetime) -> None:
    """Write all rows, their numbers and their steps together."""
    for plan in plans:
        report = plan.report
        report.status = workflow.SAVE.target_from(plan.from_status)
        report.version += 1
        report.updated_at = at
        report_values.set_own(report, plan.changes, fields=plan.locked.fields, typed=plan.typed)
    ProgressReport.objects.bulk_create([p.report for p in plans if p.locked.report is None])
    # Written over by key: many times faster than bulk_update's CASE for every column of every row.
    ProgressReport.objects.bulk_create(
        [p.report for p in plans if p.locked.report is not None],
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=[*report_values.OWN_COLUMNS, "status", "version", "updated_at"],
    )
    report_values.write_parts(
        [(plan.report, plan.changes, plan.locked.fields, plan.typed) for plan in plans],
        by=actor,
        at=at,
    )
    rows.record_many(
        [(plan.report, plan.from_status, plan.detail) for plan in plans],
        workflow.SAVE,
        by=actor,
        at=at,
    )


def _require_own_paragraphs(locked: rows.Locked, mine: Values, own_units: frozenset[int]) -> None:
    """A unit's paragraph is its own; staff on behalf may write any."""
    if not any(tu.unit_id in own_units for tu in locked.task.task_units.all()):
        return
    foreign = {
        field.key: f"{field.label}由该单位自己写。"
        for field in locked.fields
        if field.key in mine and field.is_paragraph and field.subject_id not in own_units
    }
    if foreign:
        raise FieldErrors(foreign)
