"""Several reports in one go: handing in what is complete, approving what asks nothing or was answered."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.utils import timezone

from accounts.models import User
from progress.selectors.board import row_to_review, waiting_rows
from progress.selectors.task_rows import StateRow, TaskRow
from progress.services.moving import approve_report, submit_report
from progress.services.refusals import StepRefused


@dataclass(frozen=True, slots=True)
class Bulk:
    """What was approved, and for each of the others the reason why not."""

    approved: tuple[TaskRow, ...]
    refused: tuple[tuple[StateRow, str], ...]


@dataclass(frozen=True, slots=True)
class HandedIn:
    """The tasks that were handed in, and the sentence for each that was not, by task key."""

    done: tuple[int, ...]
    refused: Mapping[int, str]


def submit_several(
    *,
    round_id: int,
    actor: User,
    at: datetime,
    wanted: Mapping[int, int],
    explained: Mapping[int, Mapping[str, str]] | None = None,
) -> HandedIn:
    """Hand in each of the wanted (task to the version that was looked at) on its own, by the rules of one.

    `explained`: by task, what its unit says to contradictions.
    """
    done, refused = [], {}
    for task_id, version in wanted.items():
        try:
            submit_report(
                task_id=task_id,
                round_id=round_id,
                actor=actor,
                at=at,
                version=version,
                explained=(explained or {}).get(task_id),
            )
        except (StepRefused, PermissionDenied) as error:
            refused[task_id] = str(error)
        else:
            done.append(task_id)
    return HandedIn(tuple(done), refused)


def approve_several(
    *,
    actor: User,
    at: datetime,
    wanted: Collection[tuple[int, int, int]],
    reason: str = "",
    read: Mapping[tuple[int, int], Collection[str]] | None = None,
) -> Bulk:
    """Approve each of the wanted (task, round, version) on its own: one refusal does not hold up the others.

    `read`: by task and round, the marks of the warnings as they stood before the reviewer (`Check.mark`); of those that
    ask, the ticked, for all of which `reason` is given. A row with a warning that is not among them stays. What was
    wanted and waits no longer is named; what is not this reviewer's to see is left out.
    """
    waiting = {
        (row.task.pk, row.round.pk): row
        for row in waiting_rows(actor, timezone.localtime(at).date())
    }
    versions = {(task_id, round_id): version for task_id, round_id, version in wanted}
    in_order = [key for key in waiting if key in versions]
    approved: list[TaskRow] = []
    refused: list[tuple[StateRow, str]] = []
    for key in (*in_order, *(key for key in versions if key not in waiting)):
        row: StateRow | None = waiting.get(key) or row_to_review(actor, *key)
        if row is None:
            continue
        warnings = row.warnings if isinstance(row, TaskRow) else ()
        marks = (read or {}).get(key, ())
        if any(not one.asks and one.mark not in marks for one in warnings):
            refused.append((row, "有要核对的地方，请看过再通过"))
            continue
        try:
            approve_report(
                task_id=key[0],
                round_id=key[1],
                actor=actor,
                at=at,
                version=versions[key],
                answers={one.point: reason for one in warnings if one.asks and one.mark in marks},
                seen=marks,
            )
        except (StepRefused, PermissionDenied, ObjectDoesNotExist) as error:
            refused.append((row, str(error)))
        else:
            approved.append(waiting[key])
    return Bulk(tuple(approved), tuple(refused))
