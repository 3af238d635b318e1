"""How often an address range may come before a person looks first. Nobody is turned away: a whole office or village
may sit behind one address, so what goes over a limit is registered all the same and waits apart (待人工核对)."""

from __future__ import annotations

import ipaddress
import math
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.crypto import salted_hmac

from objections.models import Tally

FASTEST_SECONDS = 4
"""A form filled in and sent sooner than this was not read by a person."""


@dataclass(frozen=True)
class Limit:
    """So many in so many minutes."""

    purpose: str
    many: int
    minutes: int


FROM_ONE_RANGE = Limit("post", 20, 10)
FROM_ONE_RANGE_A_DAY = Limit("post-day", 200, 24 * 60)
"""A village meeting, or all who share one address of a mobile network, stay below these."""
FOR_ONE_NOTICE = Limit("notice", 120, 10)

WRONG_CODES = Limit("guess", 5, 60)
"""Wrong codes for one receipt, from wherever they come, before each further one costs a wait."""
LONGEST_WAIT = 30
"""Seconds. Enough against guessing 60 bits, and never long for the owner whom a stranger makes wait."""


def address_range(address: str) -> str:
    """What counts as one place: an IPv4 address, the /64 of an IPv6 one; mapped addresses as IPv4."""
    try:
        found = ipaddress.ip_address(address.strip().partition("%")[0])
    except ValueError:
        return "unknown"
    if isinstance(found, ipaddress.IPv6Address):
        if found.ipv4_mapped:
            return str(found.ipv4_mapped)
        return str(ipaddress.ip_network((found, 64), strict=False))
    return str(found)


def mark_of(*parts: str) -> str:
    """A keyed digest of a range (and what it came for): no address is ever stored."""
    return salted_hmac("objection.tally", "|".join(parts), algorithm="sha256").hexdigest()


def is_over(limit: Limit, mark: str, now: datetime) -> bool:
    """Count one more and say whether that is over the limit."""
    return _count(limit, mark, now) > limit.many


def seconds_before_a_guess(number: str, now: datetime) -> int:
    """Take one try at the code of a receipt: 0 where it may be compared now, else how many seconds to wait first.

    Counted per number before anything is compared, so that guesses at the same moment, or from ever new addresses, pass
    no more often than one. The same for a number nobody was given. Call `guessed_right` where the code was the right one.
    """
    key = _key(WRONG_CODES, mark_of("receipt", number), now)
    rows = Tally.objects.filter(**key)
    for _ in range(3):
        row = rows.first()
        if row is None:
            if _begun(key, now):
                return 0
            continue
        wait = _wait_after(row.count)
        passed = (now - row.last_at).total_seconds() if row.last_at else wait
        if passed < wait:
            return math.ceil(wait - max(passed, 0))
        if rows.filter(count=row.count, last_at=row.last_at).update(
            count=row.count + 1, last_at=now
        ):
            return 0
    return 1  # Others guess at this very moment.


def guessed_right(number: str, now: datetime) -> None:
    """The try was the owner's: it is not held against the next one."""
    key = _key(WRONG_CODES, mark_of("receipt", number), now)
    Tally.objects.filter(**key, count__gt=0).update(count=F("count") - 1)


def _wait_after(guesses: int) -> int:
    """Seconds: 2, 4, 8, 16 and then the longest, once the free ones are used up."""
    over = guesses - WRONG_CODES.many
    return min(2 ** (min(over, 10) + 1), LONGEST_WAIT) if over >= 0 else 0


def _key(limit: Limit, mark: str, now: datetime) -> dict[str, Any]:
    stretch = limit.minutes * 60
    since = datetime.fromtimestamp(int(now.timestamp()) // stretch * stretch, UTC)
    return {"purpose": limit.purpose, "mark": mark, "since": since}


def sweep(now: datetime) -> int:
    """Take counts of two days ago and more away. Gives how many."""
    return Tally.objects.filter(since__lt=now - timedelta(days=2)).delete()[0]


def _begun(key: dict[str, Any], now: datetime) -> bool:
    """A new stretch with its first count; False where somebody began it at this moment. Old ones are swept."""
    sweep(now)
    try:
        with transaction.atomic():
            Tally.objects.create(**key, count=1, last_at=now)
    except IntegrityError:
        return False
    return True


def _count(limit: Limit, mark: str, now: datetime) -> int:
    key = _key(limit, mark, now)
    row = Tally.objects.filter(**key)
    if not row.update(count=F("count") + 1) and not _begun(key, now):
        row.update(count=F("count") + 1)
    return row.values_list("count", flat=True).first() or 0
