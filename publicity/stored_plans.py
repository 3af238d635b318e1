"""Published versions of plans as this process keeps them: they never change, but a sealed one is let go of."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from projects.models import PlanVersion
from publicity.pages.errors import NoSuchPage
from publicity.site.snapshots import PublishedPlan

PLANS_KEPT = 24
"""Parsed plan versions kept in a process. They never change, so a publication elsewhere leaves them here."""


_kept: dict[tuple[int, str], PublishedPlan] = {}
"""By key and digest of the version."""
_turn = threading.Lock()


def kept_plan(
    pk: int, sha256: str, slug: str, year: int, number: int, published_at: datetime
) -> PublishedPlan:
    """A published version, its content read when it is asked for; one and the same as long as the process keeps it."""
    with _turn:
        one = _kept.pop((pk, sha256), None)
        if one is None or (one.district, one.year) != (slug, year):
            one = PublishedPlan(
                district=slug,
                year=year,
                version=number,
                content=LazyContent(pk),
                published_at=published_at,
            )
        _kept[pk, sha256] = one
        while len(_kept) > PLANS_KEPT:
            del _kept[next(iter(_kept))]
    return one


def forget_plan(pk: int, sha256: str) -> None:
    """What was sealed lingers in no process's memory."""
    with _turn:
        _kept.pop((pk, sha256), None)


def is_kept(pk: int, sha256: str) -> bool:
    return (pk, sha256) in _kept


class LazyContent(Mapping[str, Any]):
    """A plan's frozen content, read when something in it is asked for."""

    def __init__(self, version: int) -> None:
        self._version = version
        self._content: dict[str, Any] | None = None

    def _read(self) -> dict[str, Any]:
        if self._content is None:
            content = PlanVersion.objects.values_list("content", flat=True).get(pk=self._version)
            if content is None:
                raise NoSuchPage("sealed a moment ago")
            self._content = content
        return self._content

    def __getitem__(self, key: str) -> Any:
        return self._read()[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._read())

    def __len__(self) -> int:
        return len(self._read())
