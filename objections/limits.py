"""How often an address range may come before a person looks first. Nobody is turned away: a whole office or village
may sit behind one address, so what goes over a limit is registered all the same and waits apart (待人工核对)."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

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


FROM_ONE_RANGE = Limit("post", 6, 10)
FROM_ONE_RANGE_A_DAY = Limit("post-day", 40, 24 * 60)
FOR_ONE_NOTICE = Limit("notice", 120, 10)
WRONG_CODES = Limit("code", 8, 15)
"""For one number from one range."""
WRONG_CODES_OF_A_RANGE = Limit("codes", 120, 15)


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
    return _count(limit, mark, now, add=True) > limit.many


def was_over(limit: Limit, mark: str, now: datetime) -> bool:
    """Whether the limit is used up already; counts nothing."""
    return _count(limit, mark, now, add=False) >= limit.many


def _count(limit: Limit, mark: str, now: datetime, *, add: bool) -> int:
    stretch = limit.minutes * 60
    since = datetime.fromtimestamp(int(now.timestamp()) // stretch * stretch, UTC)
    row = Tally.objects.filter(purpose=limit.purpose, mark=mark, since=since)
    if add and not row.update(count=F("count") + 1):
        Tally.objects.filter(since__lt=now - timedelta(days=2)).delete()
        try:
            with transaction.atomic():
                Tally.objects.create(purpose=limit.purpose, mark=mark, since=since, count=1)
        except IntegrityError:
            row.update(count=F("count") + 1)
    return row.values_list("count", flat=True).first() or 0
