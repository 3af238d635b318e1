"""What the proposer of a take-over says to printed figures that contradict each other or the plan."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from accounts.models import User
from intake import access as import_access
from intake.models import ImportRun
from intake.printed_reports import SAID, asked_of_run, read_as
from intake.refusals import ImportRefused
from progress.services.moving import MOST_OF_A_REASON
from projects import access
from projects.access import must


@transaction.atomic
def explain_printed(
    *, run_id: int, points: Collection[str], reason: str, actor: User, at: datetime
) -> ImportRun:
    """Keep one explanation for these points, for the one who confirms. An empty one takes back what was said to them.

    It answers nothing: the second person does. Who explains has a hand in the take-over and does not confirm it.
    Raises ImportRefused, PermissionDenied.
    """
    run = (
        ImportRun.objects.select_for_update(of=("self",))
        .select_related("district", "source", "plan")
        .get(pk=run_id)
    )
    must(access.can(actor, access.Act.IMPORT, run.district))
    if run.status != ImportRun.Status.WAITING:
        raise ImportRefused(f"这次导入的状态是“{run.get_status_display()}”，没有要说明的矛盾。")
    text = reason.strip()
    if len(text) > MOST_OF_A_REASON:
        raise ImportRefused(f"说明太长，最多{MOST_OF_A_REASON}字，请写短些。")
    asked = {read_as(one.task, point) for one in asked_of_run(run) for point in one.asked}
    if not points:
        raise ImportRefused("请勾上要说明的矛盾。")
    if not set(points) <= asked:
        raise ImportRefused("这些数字刚有变动，请再看一遍。")
    kept = {key: said for key, said in run.corrections.get(SAID, {}).items() if key in asked}
    kept |= dict.fromkeys(points, text)
    run.corrections = {**run.corrections, SAID: {key: said for key, said in kept.items() if said}}
    run.save(update_fields=["corrections"])
    import_access.touched(run, by=actor, at=at, how="explain")
    return run
