"""A preview that may still be changed, under its lock."""

from __future__ import annotations

from datetime import datetime

from accounts.models import User
from intake import access as import_access
from intake.models import ImportRun
from intake.refusals import ImportRefused
from projects import access
from projects.access import must


def open_preview(
    run_id: int,
    actor: User,
    at: datetime,
    how: str = "",
    *,
    also: tuple[ImportRun.Status, ...] = (),
) -> ImportRun:
    """The open preview under its lock; `how` the person is about to change what it says, if they are.

    Raises PermissionDenied, and ImportRefused where its state is neither open nor one of `also`.
    """
    run = (
        ImportRun.objects.select_for_update(of=("self",))
        .select_related("district", "source")
        .get(pk=run_id)
    )
    must(access.can(actor, access.Act.IMPORT, run.district))
    if run.status not in (ImportRun.Status.PREVIEW, *also):
        raise ImportRefused(f"这次导入的状态是“{run.get_status_display()}”，不能再更正。")
    if how:
        import_access.touched(run, by=actor, at=at, how=how)
    return run
