"""Long work, outside of the request: begun, taken with a lease, carried out once and wholly or not at all, told.

The order is that of the outbox (accounts/outbox.py): a row says what is to be done, a process takes it for a while, and
another takes it over where that one died. What the work writes, and that it is done, are one transaction; it commits
only while the attempt it belongs to is the newest, so a process thought dead that comes back writes nothing.
"""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, IntegrityError, transaction
from django.db.models import F, Q, QuerySet

from accounts.models import User
from documents.grids import UnreadableDocument
from intake.models import ImportRun, LongWork
from intake.refusals import ImportRefused, ReadMeanwhile
from intake.services.answering import Answers
from intake.services.long_acts import PREPARED, seen
from projects import access
from projects.access import must
from projects.models import District

log = logging.getLogger(__name__)

LEASE = timedelta(minutes=2)
"""Anew at each step. Reading, the longest, is ended after 80 s (documents/bounded.py)."""
ATTEMPTS = 2
"""A work whose process died twice may be what kills it: from then on only a person begins it anew."""
NOTICED_AFTER = timedelta(minutes=10)
FILE_KEPT_FOR = timedelta(days=3)
KEPT_FOR = timedelta(days=30)


class TakenOver(Exception):
    """Another attempt has the work, or the portal takes nothing at present: this one writes nothing."""


def begin_reading(
    *,
    district: District,
    name: str,
    data: bytes,
    actor: User,
    at: datetime,
    year: int | None = None,
    ledger: bool = False,
) -> LongWork:
    """Put a file down to be read; the same file on its way already gives that work. Raises PermissionDenied."""
    must(access.can(actor, access.Act.IMPORT, district))
    return _begun(
        LongWork(
            district=district,
            kind=LongWork.Kind.READ_LEDGER if ledger else LongWork.Kind.READ,
            key=f"file:{hashlib.sha256(data).hexdigest()}",
            name=name[:200],
            year=year,
            data=data,
            started_by=actor,
            started_at=at,
        )
    )


def begin_importing(
    *,
    run: ImportRun,
    kind: str,
    actor: User,
    at: datetime,
    answers: Mapping[str, Any] | None = None,
) -> LongWork:
    """Put an import, or the confirmation of one, down to be carried out as it was seen. Raises PermissionDenied.

    `answers` are what the confirming person said to contradictions (`AnswersToPrinted.kept`).
    """
    work = LongWork(
        district=run.district,
        kind=kind,
        key=f"run:{run.pk}",
        name=run.source.name,
        run=run,
        seen=seen(run),
        answers=dict(answers or {}),
        started_by=actor,
        started_at=at,
    )
    must(access.can(actor, work.act, run.district))
    return _begun(work)


def begin_answering(
    *,
    run: ImportRun,
    answers: Answers,
    sent: Mapping[str, Any],
    onwards: str = "",
    then: str = "",
    actor: User,
    at: datetime,
) -> LongWork:
    """Put the answers of a preview down that read its file anew. Others of the same preview may be on their way:
    each is carried out, and the same ones sent twice are one work. Raises PermissionDenied.

    `sent` is what the person is given back where they are refused, `onwards` follows the preview's address and `then`
    what is told, where they are recorded.
    """
    must(access.can(actor, access.Act.IMPORT, run.district))
    kept = answers.kept()
    said = hashlib.sha256(json.dumps([actor.pk, kept], sort_keys=True).encode()).hexdigest()
    return _begun(
        LongWork(
            district=run.district,
            kind=LongWork.Kind.ANSWER,
            key=f"run:{run.pk}:{said[:32]}",
            name=run.source.name,
            run=run,
            answers={"answers": kept, "sent": dict(sent), "onwards": onwards, "then": then},
            started_by=actor,
            started_at=at,
        )
    )


def _begun(work: LongWork) -> LongWork:
    try:
        with transaction.atomic():
            work.save(force_insert=True)
    except IntegrityError:
        same = LongWork.objects.unfinished().filter(
            district=work.district, kind=work.kind, key=work.key
        )
        return same.get()
    # Sent again instead of begun anew: what was interrupted is past.
    LongWork.objects.filter(
        district=work.district, kind=work.kind, key=work.key, state=LongWork.State.STOPPED
    ).delete()
    return work


@transaction.atomic
def begin_again(*, work_id: int, actor: User, at: datetime) -> LongWork:
    """What was interrupted waits again. Raises PermissionDenied, ImportRefused."""
    work = (
        LongWork.objects.select_for_update(of=("self",)).select_related("district").get(pk=work_id)
    )
    must(access.can(actor, work.act, work.district))
    if not work.is_interrupted(at):
        raise ImportRefused(f"这件事现在是“{work.get_state_display()}”，不用重做。")
    if work.run is None and work.data is None:
        raise ImportRefused("文件已经不再保留，请重新上传。")
    work.state, work.attempt, work.step = LongWork.State.WAITING, 0, 1
    work.lease_until, work.said, work.started_at = None, "", at
    try:
        with transaction.atomic():
            work.save()
    except IntegrityError as error:
        raise ImportRefused("同一份文件已经另外在办了，请看“正在进行”。") from error
    return work


@dataclass(frozen=True)
class Clocks:
    """The machine's clock for leases, and the business clock for what is written."""

    machine: Callable[[], datetime]
    business: Callable[[], datetime]


def carry_on(clocks: Clocks, *, is_closed: Callable[[], bool] = lambda: False) -> int | None:
    """Take the next work that waits, or whose process died, and carry it out. None where there is none to take.

    While `is_closed` (an upgrade) nothing is taken, and what is being carried out is put back unwritten.
    """
    if is_closed():
        return None
    for key, attempt in _due(clocks.machine()).order_by("pk").values_list("pk", "attempt"):
        if _taken(key, attempt, clocks.machine()):
            together = LongWork.objects.select_related("district", "started_by", "run__source")
            _carried_out(together.get(pk=key), clocks, is_closed)
            return key
    return None


def _due(at: datetime) -> QuerySet[LongWork]:
    waits = Q(state=LongWork.State.WAITING)
    lapsed = Q(state=LongWork.State.WORKING, lease_until__lt=at, attempt__lt=ATTEMPTS)
    return LongWork.objects.filter(waits | lapsed)


def _taken(key: int, attempt: int, at: datetime) -> bool:
    """Whether this process is the one that has it now; of two only one succeeds."""
    mine = _due(at).filter(pk=key, attempt=attempt)
    return bool(
        mine.update(
            state=LongWork.State.WORKING, step=2, lease_until=at + LEASE, attempt=attempt + 1
        )
    )


def _carried_out(work: LongWork, clocks: Clocks, is_closed: Callable[[], bool]) -> None:
    """Every way it can end but the death of the process is written down."""
    try:
        write = PREPARED[work.kind](work)
        _told(work, step=3, lease_until=clocks.machine() + LEASE)
        with transaction.atomic():
            _still_mine(work, is_closed)
            run, said = write(work, clocks.business())
            LongWork.objects.filter(pk=work.pk).update(
                state=LongWork.State.DONE, run=run, said=said, data=None, lease_until=None
            )
    except (TakenOver, ReadMeanwhile):
        _put_back(work)
    except (ImportRefused, UnreadableDocument, PermissionDenied) as refusal:
        _told(work, state=LongWork.State.REFUSED, said=str(refusal), data=None, lease_until=None)
    except DatabaseError:
        log.exception("long work %s was interrupted by the database", work.pk)
        raise
    except Exception:
        log.exception("long work %s broke", work.pk)
        said = "程序出错，什么都没有写入。可以重做；再出现请告诉运维人员。"
        _told(work, state=LongWork.State.STOPPED, said=said, lease_until=None)


def _still_mine(work: LongWork, is_closed: Callable[[], bool]) -> None:
    """Under the row's lock, to the end of the transaction. Raises TakenOver."""
    held = LongWork.objects.select_for_update().get(pk=work.pk)
    if held.state != LongWork.State.WORKING or held.attempt != work.attempt or is_closed():
        raise TakenOver


def _mine(work: LongWork) -> QuerySet[LongWork]:
    return LongWork.objects.filter(pk=work.pk, state=LongWork.State.WORKING, attempt=work.attempt)


def _told(work: LongWork, **values: object) -> None:
    _mine(work).update(**values)


def _put_back(work: LongWork) -> None:
    """Nobody is to blame: the attempt does not count."""
    _mine(work).update(
        state=LongWork.State.WAITING, step=1, lease_until=None, attempt=F("attempt") - 1
    )


@dataclass(frozen=True)
class Interrupted:
    """A work nobody has, in words for whoever runs the portal."""

    work: LongWork
    sentence: str


def interrupted(*, at: datetime) -> list[Interrupted]:
    """What was given up in the last days, and what has waited or stood still for ten minutes. `at` is the machine's."""
    late = at - NOTICED_AFTER
    stuck = Q(state=LongWork.State.STOPPED)
    stuck |= Q(state=LongWork.State.WORKING, lease_until__lt=late)
    stuck |= Q(state=LongWork.State.WAITING, started_at__lt=late)
    recent = LongWork.objects.filter(started_at__gt=at - FILE_KEPT_FOR)
    found = recent.filter(stuck).select_related("district", "started_by")
    return [
        Interrupted(
            work,
            f"{work.district} {work.started_by.name} {work}："
            + (
                "等着，没有进程来办"
                if work.state == LongWork.State.WAITING
                else f"第 {work.step} 步中断，什么都没有写入"
            ),
        )
        for work in found.defer("data")
    ]


def give_up(*, at: datetime) -> int:
    """Works whose process died as often as is tried; they say so and wait for a person. Returns how many."""
    dead = LongWork.objects.filter(
        state=LongWork.State.WORKING, lease_until__lt=at, attempt__gte=ATTEMPTS
    )
    said = "办的时候服务两次中断，什么都没有写入。可以重做；再出现请告诉运维人员。"
    return dead.update(state=LongWork.State.STOPPED, said=said, lease_until=None)


def clean(*, at: datetime) -> int:
    """Files of what was never done go after three days, what is told of a work after thirty. Returns how many went."""
    ended = LongWork.objects.exclude(state__in=LongWork.UNFINISHED)
    ended.filter(data__isnull=False, started_at__lt=at - FILE_KEPT_FOR).update(data=None)
    return ended.filter(started_at__lt=at - KEPT_FOR).delete()[0]
