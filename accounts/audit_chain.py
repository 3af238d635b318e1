"""The audit trail in blocks: a job digests what was written since, each block upon the one before.

No act waits for another: events carry no digest of their own, and a transaction that ends late falls into the next
block. A block names the events it holds one by one (as ranges of their keys), so that one removed is named, and one
that was put between is in no block. A trail cut off at its end is seen against a head kept elsewhere.
"""

from __future__ import annotations

import hashlib
import json
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction

from accounts import database_clock
from accounts.models import AuditBlock, AuditEvent

MOST_IN_A_BLOCK = 5000
LATE = timedelta(days=1)
"""So long after a block an event with a lower key may still come in, from a transaction that began before it."""
DATED_BACK = timedelta(minutes=15)
"""In production no event of a block stands longer than this before the block that was made before."""
OVERDUE = timedelta(hours=1)
"""An event waiting longer than this for its block says that the job does not run."""

Ranges = Sequence[Sequence[int]]


@dataclass(frozen=True, slots=True)
class Head:
    """The newest block as exported on a day."""

    number: int
    digest: str


@dataclass(frozen=True, slots=True)
class Report:
    """What verifying the trail found: blocks, the events in them, those that wait, and each fault as a sentence."""

    blocks: int = 0
    events: int = 0
    waiting: int = 0
    waiting_since: datetime | None = None
    faults: tuple[str, ...] = ()

    def is_overdue(self, at: datetime) -> bool:
        return self.waiting_since is not None and at - self.waiting_since > OVERDUE


def chain_audit(*, at: datetime) -> int:
    """Put every event that waits into blocks. Gives how many. Safe to repeat, and for two jobs at once."""
    moment, many = database_clock.moment(at), 0
    try:
        while block := _next_block(moment):
            many += block.count
    except IntegrityError:
        pass  # Another job made the same block a moment before; it goes on with the rest.
    return many


def newest_head() -> Head | None:
    """The end of the chain, to be kept elsewhere."""
    block = AuditBlock.objects.order_by("-number").first()
    return Head(block.number, block.digest) if block else None


def verify(heads: Iterable[Head] = (), *, after: AuditBlock | None = None) -> Report:
    """Hold every event to its block and every block to the one before. `heads` were exported earlier.

    With `after` only what came after that block: the caller knows that rows up to it are those verified before.
    """
    blocks = list(AuditBlock.objects.order_by("number"))
    faults: list[str] = []
    before = after
    for block in blocks[after.number if after else 0 :]:
        broken = list(_link_faults(block, before))
        faults += broken or _row_faults(block, before)
        before = block
    present = {(block.number, block.digest) for block in blocks}
    faults += [
        f"第{head.number}块与另存的链头不一致：审计记录在导出之后被改写或删除。"
        for head in heads
        if (head.number, head.digest) not in present
    ]
    waiting = _waiting(blocks, floor=after.last if after else 0)
    if before and (between := _put_between(waiting, before)):
        faults.append(f"编号 {_listed(between)} 的记录不在任何一块里，是后来插入的。")
    oldest = min((at for _, at in waiting), default=None)
    return Report(
        len(blocks), sum(block.count for block in blocks), len(waiting), oldest, tuple(faults)
    )


@transaction.atomic
def _next_block(at: datetime) -> AuditBlock | None:
    last = AuditBlock.objects.order_by("-number").first()
    keys = _unchained(at)[:MOST_IN_A_BLOCK]
    if not keys:
        return None
    columns = [field.attname for field in AuditEvent._meta.concrete_fields]
    ranges = _as_ranges(keys)
    events = list(_events(columns, ranges))
    block = AuditBlock(
        number=last.number + 1 if last else 1,
        first=keys[0],
        last=keys[-1],
        ranges=ranges,
        columns=columns,
        count=len(events),
        rows_sha256=_rows_digest(events),
        previous=last.digest if last else "",
        made_at=at,
    )
    block.digest = _digest_of(block)
    block.save(force_insert=True)
    return block


def _unchained(at: datetime) -> list[int]:
    """Keys of events in no block. Below the blocks of the last day nothing is looked for: `verify` tells that."""
    older = AuditBlock.objects.filter(made_at__lt=at - LATE).order_by("-last").first()
    floor = older.last if older else 0
    chained = _Held(
        ranges
        for ranges in AuditBlock.objects.filter(last__gt=floor).values_list("ranges", flat=True)
    )
    keys = AuditEvent.objects.filter(pk__gt=floor).order_by("pk").values_list("pk", flat=True)
    return [key for key in keys if key not in chained]


def _link_faults(block: AuditBlock, before: AuditBlock | None) -> Iterator[str]:
    if block.number != (before.number + 1 if before else 1):
        yield f"第{block.number}块之前有块被删除。"
    elif block.previous != (before.digest if before else ""):
        yield f"第{block.number}块记着的上一块摘要对不上：上一块连同摘要被改写。"
    if _digest_of(block) != block.digest:
        yield f"第{block.number}块本身被改动。"


def _row_faults(block: AuditBlock, before: AuditBlock | None) -> Iterator[str]:
    known = {field.attname for field in AuditEvent._meta.concrete_fields}
    if missing := [name for name in block.columns if name not in known]:
        yield f"第{block.number}块含有现在没有的列（{'、'.join(missing)}），核对不了。"
        return
    events = list(_events(block.columns, block.ranges))
    present = {event["id"] for event in events}
    gone = [
        key for first, last in block.ranges for key in range(first, last + 1) if key not in present
    ]
    if gone:
        yield f"编号 {_listed(gone)} 的记录被删除（第{block.number}块）。"
    elif _rows_digest(events) != block.rows_sha256:
        yield f"第{block.number}块（编号 {block.first}—{block.last}）里有记录被改动。"
    if before and database_clock.is_production():
        back = [event["id"] for event in events if event["at"] < before.made_at - DATED_BACK]
        if back:
            yield f"编号 {_listed(back)} 的记录时间早于上一块，是后来补写的（第{block.number}块）。"


def settled_block(at: datetime) -> AuditBlock | None:
    """The newest block to whose keys no event will be added any more."""
    return AuditBlock.objects.filter(made_at__lt=at - LATE).order_by("-number").first()


def _waiting(blocks: Sequence[AuditBlock], *, floor: int) -> list[tuple[int, datetime]]:
    held = _Held(block.ranges for block in blocks if block.last > floor)
    rows = AuditEvent.objects.filter(pk__gt=floor).order_by("pk").values_list("pk", "at")
    return [(key, at) for key, at in rows.iterator() if key not in held]


def head_json() -> dict[str, Any] | None:
    """The end of the trail for the export of heads; None before the first block."""
    head = newest_head()
    return {"block": head.number, "digest": head.digest} if head else None


def read_head(exported: Any) -> Head | None:
    """What `head_json` wrote. Raises KeyError, TypeError or ValueError for anything else."""
    return Head(int(exported["block"]), str(exported["digest"])) if exported else None


def _put_between(waiting: Sequence[tuple[int, datetime]], newest: AuditBlock) -> list[int]:
    """Events that no block will hold any more."""
    older = AuditBlock.objects.filter(made_at__lt=newest.made_at - LATE).order_by("-last").first()
    return [key for key, _ in waiting if older and key < older.last]


def _events(columns: Sequence[str], ranges: Ranges) -> Iterator[dict[str, Any]]:
    """The events of these keys in their order, as far as they are there."""
    held = _Held([ranges])
    rows = AuditEvent.objects.filter(pk__range=(ranges[0][0], ranges[-1][1])).order_by("pk")
    return (event for event in rows.values(*columns).iterator() if event["id"] in held)


def _rows_digest(events: Iterable[Mapping[str, Any]]) -> str:
    digest = hashlib.sha256()
    for event in events:
        digest.update(_canonical(event) + b"\n")
    return digest.hexdigest()


def _digest_of(block: AuditBlock) -> str:
    facts = {
        name: getattr(block, name)
        for name in ("number", "ranges", "columns", "count", "rows_sha256", "previous", "made_at")
    }
    return hashlib.sha256(_canonical(facts)).hexdigest()


def _canonical(values: Mapping[str, Any]) -> bytes:
    return json.dumps(
        values, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_as_text
    ).encode()


def _as_text(value: Any) -> str:
    return value.astimezone(UTC).isoformat() if isinstance(value, datetime) else str(value)


def _as_ranges(keys: Sequence[int]) -> list[list[int]]:
    ranges: list[list[int]] = []
    for key in keys:
        if ranges and ranges[-1][1] == key - 1:
            ranges[-1][1] = key
        else:
            ranges.append([key, key])
    return ranges


def _listed(keys: Sequence[int]) -> str:
    shown = "、".join(str(key) for key in keys[:10])
    return f"{shown} 等 {len(keys)} 条" if len(keys) > 10 else shown


class _Held:
    """Whether a key stands in any of many ranges."""

    def __init__(self, many: Iterable[Ranges]) -> None:
        self._runs: list[list[int]] = []
        for first, last in sorted((run[0], run[1]) for ranges in many for run in ranges):
            if self._runs and first <= self._runs[-1][1] + 1:
                self._runs[-1][1] = max(last, self._runs[-1][1])
            else:
                self._runs.append([first, last])

    def __contains__(self, key: int) -> bool:
        place = bisect_right(self._runs, key, key=lambda run: run[0])
        return place > 0 and key <= self._runs[place - 1][1]
