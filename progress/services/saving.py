"""Saving a report: the one door through which its content changes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from accounts.models import User
from progress import contents, merging, workflow
from progress.fields import FieldErrors, Values, canonical_values
from progress.models import ProgressReport, ReportDraft
from progress.selectors.approved import last_revisions
from progress.services import rows
from progress.services.refusals import EditConflict, StepRefused


@dataclass(frozen=True, slots=True)
class Saved:
    """The report after the save, which fields it changed, and which of somebody else's changes it kept."""

    report: ProgressReport
    changed: tuple[str, ...]
    kept: tuple[str, ...]


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
) -> Saved:
    """Save what was typed, on top of `base_version` (0: there was no report when the form was opened).

    `values` holds only the fields that were on the form, as typed. What others changed meanwhile is kept where it
    is another field. Raises EditConflict where it is the same one, FieldErrors for what cannot be taken,
    StepRefused at the wrong moment, PermissionDenied where the report is not the person's to fill in.
    """
    locked = rows.lock(task_id=task_id, round_id=round_id)
    standpoint = locked.standpoint(actor)
    rows.require(standpoint.can_save(locked.task))
    if not workflow.SAVE.starts_from(locked.status):
        locked.existing(workflow.SAVE)
    rows.require_takes_reports(locked.round, locked.task, locked.status, at.date())

    fields = locked.fields
    mine = canonical_values(fields, values)
    _require_own_paragraphs(locked, mine, standpoint.unit_ids)
    current = locked.values
    merge = _merge(locked, mine, current, base_version)
    if merge.clashes:
        raise EditConflict(merge.clashes, _version(locked.report), merge.changes)

    report = locked.report or ProgressReport(task=locked.task, round=locked.round, version=0)
    from_status = locked.status
    kept = _kept(locked.report, base_version, mine)
    if locked.report is None or merge.changes:
        report.status = workflow.SAVE.target_from(from_status)
        report.version += 1
        report.updated_at = at
        if report.pk is None:
            report.save()
        contents.write(report, merge.changes, fields=fields, typed=values, by=actor, at=at)
        report.save()
        detail: dict[str, Any] = {
            "version": report.version,
            "source": source,
            "changes": {key: [current.get(key, ""), new] for key, new in merge.changes.items()},
        }
        if standpoint.files_for(locked.task):
            detail["on_behalf"] = True
        rows.record(report, workflow.SAVE, from_status=from_status, by=actor, at=at, detail=detail)
    ReportDraft.objects.filter(task_id=task_id, round_id=round_id, user=actor).delete()
    return Saved(report, tuple(merge.changes), kept)


def changes_since(report: ProgressReport, version: int) -> list[dict[str, list[str]]]:
    """What each save after `version` changed, oldest first: key to [before, after]."""
    return [
        step.detail["changes"]
        for step in report.steps.order_by("pk")
        if step.detail.get("version", 0) > version and step.detail.get("changes")
    ]


def _merge(locked: rows.Locked, mine: Values, current: Values, base_version: int) -> merging.Merge:
    report = locked.report
    if report is None:
        return merging.Merge({key: value for key, value in mine.items() if value}, ())
    if base_version > report.version:
        raise StepRefused("页面的版本不对，请刷新后再填。")
    later = changes_since(report, base_version)
    before = merging.rewind(current, later)
    if base_version == 0:
        # The form was opened before anything was saved: it started from the last round's values. Those that
        # nobody has touched since are still mine to write.
        touched = {key for change in later for key in change}
        last = last_revisions(locked.round, [locked.task.pk]).get(locked.task.pk)
        shown = contents.prefill(locked.fields, last)
        before |= {key: value for key, value in shown.items() if key in touched}
    return merging.three_way(before=before, mine=mine, theirs=current)


def _kept(report: ProgressReport | None, base_version: int, mine: Values) -> tuple[str, ...]:
    """Fields on my form that somebody else changed meanwhile and that kept their value."""
    if report is None or base_version == report.version:
        return ()
    later = {key for change in changes_since(report, base_version) for key in change}
    return tuple(key for key in mine if key in later)


def _version(report: ProgressReport | None) -> int:
    return report.version if report else 0


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
