"""What the public may see, as values: published plan versions and notices, and nothing else (rules.md, Public).

A page asks the site for what it needs, and only that is read: the cost of a page does not grow with what is stored.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any

from notices.models import NoticeFile
from publicity.generation import Stamp
from publicity.generation import current_stamp as stamp
from publicity.site.snapshots import District, PublishedNotice, PublishedPlan, Site, SiteCodes
from publicity.stored_districts import Shelf, district_of, districts, snapshot

__all__ = ["Stamp", "Surroundings", "load_site", "snapshot", "stamp", "stored_file"]

MOST_SHELVES = 8
"""Districts kept open at once in a process; a page about all districts walks through them one by one."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a page needs beside the database: settings and the build, given by the caller."""

    base_url: str
    province_name: str
    objection_url: str
    build: str
    is_demo: bool
    codes: SiteCodes = field(default_factory=SiteCodes)
    search_path: str = ""
    kept_months: int = 24
    sign_in_path: str = ""


def load_site(day: date, around: Surroundings, *, at: Stamp | None = None) -> Site:
    """Everything a public page may know on a day: read as it is asked for, once per stamp and day in each process."""
    return _site(at or stamp(), day, around)


@lru_cache(maxsize=2)
def _site(at: Stamp, day: date, around: Surroundings) -> Site:
    return StoredSite(
        base_url=around.base_url,
        province_name=around.province_name,
        objection_url=around.objection_url,
        build=around.build,
        is_demo=around.is_demo,
        day=day,
        codes=around.codes,
        search_path=around.search_path,
        kept_months=around.kept_months,
        sign_in_path=around.sign_in_path,
    )


class StoredSite(Site):
    """The published site out of the database, one district at a time."""

    def __init__(self, **given: Any) -> None:
        super().__init__(districts=(), plans=(), notices=(), **given)
        # Not given but read on demand: `__getattr__` takes the place of the three names.
        del self.__dict__["districts"], self.__dict__["plans"], self.__dict__["notices"]
        self.__dict__["_shelves"] = {}

    def _shelf(self, slug: str) -> Shelf | None:
        shelves: dict[str, Shelf] = self.__dict__["_shelves"]
        shelf = shelves.get(slug)
        if shelf is None:
            district = district_of(slug)
            if district is None:
                return None  # Names that stand for nothing are without end; they are not kept.
            if len(shelves) >= MOST_SHELVES:
                shelves.pop(next(iter(shelves)), None)
            shelf = shelves[slug] = Shelf(district, self.day)
        return shelf

    def __getattr__(self, name: str) -> Any:
        """`districts`, and `plans` and `notices` of all of them: for the few pages that need every one."""
        if name == "districts":
            found = self.__dict__[name] = tuple(districts())
            return found
        if name not in {"plans", "notices"}:
            raise AttributeError(name)
        read = self.plans_of if name == "plans" else self.notices_of
        return tuple(one for district in self.districts for one in read(district.slug))

    def district(self, slug: str) -> District | None:
        shelf = self._shelf(slug)
        return shelf.district if shelf else None

    def plans_of(self, slug: str) -> list[PublishedPlan]:
        shelf = self._shelf(slug)
        return shelf.plans() if shelf else []

    def versions(self, slug: str, year: int) -> list[PublishedPlan]:
        shelf = self._shelf(slug)
        return shelf.versions(year) if shelf else []

    def notices_of(self, slug: str) -> list[PublishedNotice]:
        shelf = self._shelf(slug)
        return list(shelf.notices().values()) if shelf else []

    def notice(self, slug: str, number: str) -> PublishedNotice | None:
        shelf = self._shelf(slug)
        return shelf.notice(number) if shelf else None

    def with_notice(self, notice: PublishedNotice) -> Site:
        changed = StoredSite(**{name: getattr(self, name) for name in _GIVEN})
        shelf = changed._shelf(notice.district)
        if shelf is not None:
            shelf.put(notice)
        return changed


_GIVEN = (
    "base_url", "province_name", "objection_url", "build", "is_demo", "day", "codes",
    "search_path", "kept_months", "sign_in_path",
)  # fmt: skip


def stored_file(district: str, number: str, form: str) -> bytes | None:
    """The bytes of a published notice's file as stored; None where there is none, or sealing emptied it."""
    found = NoticeFile.objects.filter(
        notice__district__slug=district,
        notice__number=number,
        notice__published_at__isnull=False,
        format=form,
    )
    data = found.values_list("data", flat=True).first()
    return None if data is None else bytes(data)
