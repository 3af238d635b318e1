"""What the public may see, as values: published plan versions and notices, and nothing else (rules.md, Public).

A page asks the site for what it needs, and only that is read: the cost of a page does not grow with what is stored.
A page about one district reads that district alone, so it may be kept for the district's own stamp.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from typing import Any, get_type_hints

from notices.models import NoticeFile
from publicity.generation import Stamp, current_stamps
from publicity.generation import current_stamp as stamp
from publicity.kept import Kept
from publicity.shared_parts import share_parts, shared_parts
from publicity.site.picture_values import PublishedPicture
from publicity.site.snapshots import (
    District,
    Part,
    PublishedNotice,
    PublishedPlan,
    Read,
    SealedPlan,
    Site,
    SiteCodes,
    TopicsChosen,
    UnitChange,
)
from publicity.stored_districts import StoredDistrict, districts, snapshot, stored_district
from publicity.stored_pictures import stored_picture_file
from publicity.stored_together import stored_together

__all__ = ["Stamp", "Surroundings", "load_site", "snapshot", "stamp", "stored_file"]

DISTRICTS: Kept[StoredDistrict] = Kept(8)
"""By slug: a few districts kept open in a process; a page about all districts reads them together."""
PARTS: Kept[Any] = Kept(16_384)
"""What pages about all districts tell of each, by name and slug: a change in one district costs its own parts."""


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
    demo_day: date | None = None


def load_site(
    day: date, around: Surroundings, *, stamps: Mapping[str, Stamp] | None = None
) -> Site:
    """Everything a public page may know on a day, read as it is asked for. `stamps` are those looked up already.

    What a district has published is read once per stamp of the district and day in each process.
    """
    return StoredSite(day, around, stamps or {})


class StoredSite(Site):
    """The published site out of the database, one district at a time."""

    def __init__(self, day: date, around: Surroundings, stamps: Mapping[str, Stamp]) -> None:
        given = {name.name: getattr(around, name.name) for name in fields(around)}
        super().__init__(districts=(), plans=(), notices=(), day=day, **given)
        # Not given but read on demand: `__getattr__` takes the place of the three names.
        del self.__dict__["districts"], self.__dict__["plans"], self.__dict__["notices"]
        self.__dict__["_around"] = around
        self.__dict__["_stamps"] = dict(stamps)
        self.__dict__["_drafts"] = {}

    def _stored(self, slug: str) -> StoredDistrict | None:
        drafts: dict[str, StoredDistrict] = self.__dict__["_drafts"]
        if slug in drafts:
            return drafts[slug]
        stamps: dict[str, Stamp] = self.__dict__["_stamps"]
        if slug not in stamps:
            stamps[slug] = stamp(slug)
        try:
            return DISTRICTS.made_once(
                slug, slug, (stamps[slug], self.day), lambda: stored_district(slug, self.day)
            )
        except LookupError:
            return None  # Names that stand for nothing are without end; they are not kept.

    def __getattr__(self, name: str) -> Any:
        """`districts`, and `plans` and `notices` of all of them: for the few pages that need every one."""
        if name == "districts":
            self.__dict__["_stamps"] = {**current_stamps(), **self.__dict__["_stamps"]}
            found = self.__dict__[name] = tuple(districts())
            return found
        if name not in {"plans", "notices"}:
            raise AttributeError(name)
        read = self.plans_of if name == "plans" else self.notices_of
        return tuple(one for district in self.districts for one in read(district.slug))

    def district(self, slug: str) -> District | None:
        stored = self._stored(slug)
        return stored.district if stored else None

    def plans_of(self, slug: str) -> list[PublishedPlan]:
        stored = self._stored(slug)
        return stored.plans() if stored else []

    def sealed_of(self, slug: str) -> list[SealedPlan]:
        stored = self._stored(slug)
        return stored.sealed_plans() if stored else []

    def versions(self, slug: str, year: int) -> list[PublishedPlan]:
        stored = self._stored(slug)
        return stored.versions(year) if stored else []

    def unit_changes_of(self, slug: str) -> tuple[UnitChange, ...]:
        stored = self._stored(slug)
        return stored.unit_changes() if stored else ()

    def topics_chosen(self, slug: str) -> TopicsChosen:
        stored = self._stored(slug)
        return stored.topics_chosen() if stored else {}

    def pictures_of(self, slug: str) -> tuple[PublishedPicture, ...]:
        stored = self._stored(slug)
        return stored.pictures() if stored else ()

    def picture_file(self, slug: str, shot: str) -> bytes | None:
        return stored_picture_file(slug, shot)

    def notices_of(self, slug: str) -> list[PublishedNotice]:
        stored = self._stored(slug)
        return list(stored.notices().values()) if stored else []

    def notice(self, slug: str, number: str) -> PublishedNotice | None:
        stored = self._stored(slug)
        return stored.notice(number) if stored else None

    def file(self, slug: str, number: str, form: str) -> bytes | None:
        return stored_file(slug, number, form)

    def of_each(
        self, name: str, make: Callable[[Site, District], Part], read: tuple[Read, ...] = ()
    ) -> list[tuple[District, Part]]:
        districts = self.districts  # with them come their stamps, before anything they stand for
        stamps, around = self.__dict__["_stamps"], self.__dict__["_around"]
        states = {one.slug: (stamps.get(one.slug, Stamp()), self.day, around) for one in districts}
        parts = {slug: PARTS.get(f"{name} {slug}", state) for slug, state in states.items()}
        missing = {slug: states[slug] for slug, part in parts.items() if part is None}
        shared = shared_parts(name, get_type_hints(make)["return"], missing)
        made: dict[str, Part] = {}
        unshared = [slug for slug in missing if slug not in shared]
        for stored in stored_together(unshared, self.day, read) if unshared else ():
            alone = StoredSite(self.day, around, stamps)
            alone.__dict__["_drafts"][stored.slug] = stored
            made[stored.slug] = make(alone, stored.district)
        share_parts(name, states, made)
        for slug, part in {**shared, **made}.items():
            PARTS.put(f"{name} {slug}", slug, states[slug], part)
            parts[slug] = part
        told = ((one, parts[one.slug]) for one in districts)
        return [(one, part) for one, part in told if part is not None]

    def with_notice(self, notice: PublishedNotice) -> Site:
        changed = StoredSite(self.day, self.__dict__["_around"], self.__dict__["_stamps"])
        own = stored_district(notice.district, self.day, new_too=True)
        own.put(notice)
        changed.__dict__["_drafts"][notice.district] = own
        return changed


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
