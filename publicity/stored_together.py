"""What many districts have published, read in a number of queries that does not grow with them.

Contents come one district after the other and are let go of again: neither is memory the sum of all.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import Any

from notices.models import Notice
from objections.models import Objection
from projects.models import District, PlanVersion
from publicity.site.snapshots import PublishedNotice, Read
from publicity.stored_districts import (
    BESIDE,
    DISTRICT,
    SHOWN,
    VERSION,
    StoredDistrict,
    as_districts,
    public_files,
    snapshots_of,
)
from publicity.stored_topics import as_topics, rows_of_many
from publicity.told_objections import TOLD

_AT_ONCE = 200
"""Rows with contents fetched at a time."""


class _Groups:
    """Rows that begin with a district's key, in the order of the keys; handed out in the same order."""

    def __init__(self, rows: Iterable[Sequence[Any]]) -> None:
        self._groups = groupby(rows, key=itemgetter(0))
        self._next = next(self._groups, None)

    def of(self, key: int) -> list[list[Any]]:
        """The rows of a district without its key."""
        # A district made between two queries stands in one of them alone.
        while self._next is not None and self._next[0] < key:
            self._next = next(self._groups, None)
        if self._next is None or self._next[0] != key:
            return []
        rows = [list(row[1:]) for row in self._next[1]]
        self._next = next(self._groups, None)
        return rows


def stored_together(
    slugs: Collection[str], day: date, read: Collection[Read]
) -> Iterator[StoredDistrict]:
    """Each of these districts, with what is to be `read` of it already there; what else is asked for is read then.

    One statement for each kind of thing, whatever the number of districts.
    """
    found = District.objects.with_shown_names().filter(slug__in=slugs).order_by("pk")
    districts = [list(row) for row in found.values_list("pk", *DISTRICT)]
    keys = [row[0] for row in districts]
    versions = [*_versions(keys)]
    plans, contents = _Groups(versions), _contents(keys, versions, read)
    notices = _Notices(keys) if "notices" in read else None
    topics = _Groups(rows_of_many(keys)) if "topics" in read else None
    shown = as_districts([row[1:] for row in districts])
    for key, district in zip(keys, shown, strict=True):
        stored = StoredDistrict(district, day)
        stored.put_versions(plans.of(key), dict(contents.of(key)))
        if notices is not None:
            stored.put_notices(notices.of(key, day))
        if topics is not None:
            stored.put_topics(as_topics(topics.of(key)))
        yield stored


def _versions(keys: Collection[int]) -> Iterable[Sequence[Any]]:
    found = PlanVersion.objects.filter(plan__district__in=keys)
    return found.order_by("plan__district", "-plan__year", "-number").values_list(
        "plan__district", *VERSION
    )


def _contents(
    keys: Collection[int], versions: Iterable[Sequence[Any]], read: Collection[Read]
) -> _Groups:
    """(district, version, content): of every version not sealed, or of the newest plan that stands in each district."""
    if not {"plans", "newest plan"} & set(read):
        return _Groups(())
    found = PlanVersion.objects.filter(plan__district__in=keys, sealed_at__isnull=True)
    if "plans" not in read:
        found = found.filter(pk__in=_newest(versions))
    rows = found.order_by("plan__district").values_list("plan__district", "pk", "content")
    return _Groups(rows.iterator(chunk_size=_AT_ONCE))


def _newest(versions: Iterable[Sequence[Any]]) -> Collection[int]:
    """Of each district the newest version of its newest year, passing over years whose newest version is sealed."""
    newest: dict[int, int] = {}
    seen: set[tuple[int, int]] = set()
    for district, pk, _sha256, year, _number, _published_at, sealed_at, _reason in versions:
        if (district, year) not in seen and sealed_at is None:
            newest.setdefault(district, pk)
        seen.add((district, year))
    return newest.values()


class _Notices:
    """Every public notice of the districts with what belongs to it."""

    def __init__(self, keys: Collection[int]) -> None:
        rows = Notice.objects.public().filter(district__in=keys)
        self.rows = _Groups(
            rows.order_by("district", "-chain_position")
            .values_list("district", *SHOWN, *BESIDE)
            .iterator(chunk_size=_AT_ONCE)
        )
        self.files = _Groups(
            public_files()
            .filter(notice__district__in=keys)
            .order_by("notice__district", "pk")
            .values_list("notice__district", "notice_id", "format")
        )
        self.objections = _Groups(
            Objection.objects.filter(notice__district__in=keys)
            .order_by("notice__district")
            .values_list("notice__district", "notice_id", *TOLD)
        )
        replacing = Notice.objects.public().filter(district__in=keys, replaces__isnull=False)
        self.replaced_by: Mapping[int, str] = dict(replacing.values_list("replaces_id", "number"))

    def of(self, key: int, day: date) -> Iterable[PublishedNotice]:
        return snapshots_of(
            self.rows.of(key), self.files.of(key), self.objections.of(key), day, self.replaced_by
        )
