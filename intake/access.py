"""Who had a hand in an import (whose file it is, who settled what in its preview, who applied it), and who may confirm it."""

from __future__ import annotations

from datetime import datetime

from accounts import contributions
from accounts.models import User
from intake.models import ImportRun
from projects import access, contributors
from projects.access import Decision
from projects.models import AnnualPlan


def touched(run: ImportRun, *, by: User, at: datetime, how: str) -> None:
    """Write down that the person changed what the reading says."""
    contributions.note(_about(run), by=by.pk, at=at, how=how)


def of_import(run: ImportRun) -> set[int]:
    """The keys of all whose work the import carries into the register."""
    hands = {run.source.uploaded_by_id, run.started_by_id} | contributions.noted(_about(run))
    return hands if run.applied_by_id is None else hands | {run.applied_by_id}


def carry_to_plan(run: ImportRun, plan: AnnualPlan, *, applied_by: User, at: datetime) -> None:
    """What they settled in the preview stands in the plan now: none of them publishes it."""
    for person in sorted(of_import(run) | {applied_by.pk}):
        contributors.note_plan(plan, by=person, at=at, how="import")


def can_confirm(user: User, run: ImportRun) -> Decision:
    """The second person of a take-over had no hand in it before."""
    decision = access.can(user, access.Act.CONFIRM_TAKE_OVER, run.district)
    if not decision:
        return decision
    return access.not_a_contributor(user, of_import(run), act="确认转入", of="转入内容")


def _about(run: ImportRun) -> str:
    return f"import:{run.pk}"
