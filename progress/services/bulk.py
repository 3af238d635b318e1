"""Several reports in one go: handing in what is complete, approving those in which nothing contradicts itself."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.utils import timezone

from accounts.models import User
from progress.selectors.board import waiting_rows
from progress.selectors.task_rows import TaskRow
from progress.services.moving import approve_report, submit_report
from progress.services.refusals import StepRefused


@dataclass(frozen=True, slots=True)
class Bulk:
    """What was approved, and for each of the others the reason why not."""

    approved: tuple[TaskRow, ...]
    refused: tuple[tuple[TaskRow, str], ...]


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


def approve_without_warnings(
    *, actor: User, at: datetime, wanted: Collection[tuple[int, int, int]]
) -> Bulk:
    """Approve each of the wanted (task, round, version) on its own: one refusal does not hold up the others.

    What no longer waits for this reviewer is left out of both lists.
    """
    versions = {(task_id, round_id): version for task_id, round_id, version in wanted}
    approved, refused = [], []
    for row in waiting_rows(actor, timezone.localtime(at).date()):
        key = (row.task.pk, row.round.pk)
        if key not in versions:
            continue
        if row.warnings:
            refused.append((row, "有要核对的地方，请打开看过再通过"))
            continue
        try:
            approve_report(
                task_id=key[0], round_id=key[1], actor=actor, at=at, version=versions[key]
            )
        except (StepRefused, PermissionDenied, ObjectDoesNotExist) as error:
            refused.append((row, str(error)))
        else:
            approved.append(row)
    return Bulk(tuple(approved), tuple(refused))
