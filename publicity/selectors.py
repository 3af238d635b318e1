"""What the public may see, as values: published plan versions and notices, and nothing else (design, invariant 5).

A page asks the site for what it needs, and only that is read: the cost of a page does not grow with what is stored.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery

from projects.models import District as DistrictModel
from projects.models import PlanVersion
from publicity.generation import Stamp
from publicity.generation import current_stamp as stamp
from publicity.models import Notice, NoticeFile, Objection
from publicity.models.objections import OPEN_STATES
from publicity.published import notice_json, sealed_json
from publicity.site import snapshots
from publicity.site.snapshots import Outcome, PublishedNotice, PublishedPlan, Site, SiteCodes

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
    sign_in_path: str = ""


def load_site(day: date, around: Surroundings, *, at: Stamp | None = None) -> Site:
    """Everything a public page may know on a day: read as it is asked for, once per stamp and day in each process."""
    return _site(at or stamp(), day, around)


@lru_cache(maxsize=2)
def _site(at: Stamp, day: date, around: Surroundings) -> Site:
    return StoredSite(
        districts=tuple(_district(district) for district in DistrictModel.objects.all()),
        base_url=around.base_url,
        province_name=around.province_name,
        objection_url=around.objection_url,
        build=around.build,
        is_demo=around.is_demo,
        day=day,
        codes=around.codes,
        search_path=around.search_path,
        sign_in_path=around.sign_in_path,
    )


class StoredSite(Site):
    """The published site out of the database, one district at a time."""

    def __init__(self, **given: Any) -> None:
        super().__init__(plans=(), notices=(), **given)
        # Not given but read on demand: `__getattr__` takes the place of the two names.
        del self.__dict__["plans"], self.__dict__["notices"]
        self.__dict__["_shelves"] = {}

    def _shelf(self, slug: str) -> _Shelf | None:
        shelves: dict[str, _Shelf] = self.__dict__["_shelves"]
        shelf = shelves.get(slug)
        if shelf is None and slug in self._districts:
            if len(shelves) >= MOST_SHELVES:
                shelves.pop(next(iter(shelves)), None)
            shelf = shelves[slug] = _Shelf(slug, self.day)
        return shelf

    def __getattr__(self, name: str) -> Any:
        """`plans` and `notices` of all districts: for the few that need every one of them."""
        if name not in {"plans", "notices"}:
            raise AttributeError(name)
        read = self.plans_of if name == "plans" else self.notices_of
        return tuple(one for district in self.districts for one in read(district.slug))

    def plans_of(self, slug: str) -> list[PublishedPlan]:
        shelf = self._shelf(slug)
        return shelf.plans() if shelf else []

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
    "districts", "base_url", "province_name", "objection_url", "build", "is_demo", "day", "codes",
    "search_path", "sign_in_path",
)  # fmt: skip


class _Shelf:
    """What one district has published: lists without their contents, each content when it is read."""

    def __init__(self, slug: str, day: date) -> None:
        self.slug, self.day = slug, day
        self._plans: list[PublishedPlan] | None = None
        self._one: dict[str, PublishedNotice | None] = {}
        self._all: dict[str, PublishedNotice] | None = None

    def plans(self) -> list[PublishedPlan]:
        if self._plans is None:
            self._plans = list(_plans(self.slug))
        return self._plans

    def notices(self) -> dict[str, PublishedNotice]:
        if self._all is None:
            found = _public().filter(district__slug=self.slug)
            self._all = {one.number: one for one in _snapshots(found, self.day)}
            # A notice read before is the same value; keep its parsed content.
            self._all.update({number: one for number, one in self._one.items() if one is not None})
        return self._all

    def notice(self, number: str) -> PublishedNotice | None:
        if self._all is not None:
            return self._all.get(number)
        if number not in self._one:
            found = _public().filter(district__slug=self.slug, number=number)
            one = next(iter(_snapshots(found, self.day)), None)
            if one is None:
                return None  # Names that stand for nothing are without end; they are not kept.
            self._one[number] = one
        return self._one[number]

    def put(self, notice: PublishedNotice) -> None:
        self._one[notice.number] = notice


class LazyContent(Mapping[str, Any]):
    """A plan's frozen content, read when something in it is asked for."""

    def __init__(self, version: int) -> None:
        self._version = version
        self._content: dict[str, Any] | None = None

    def _read(self) -> dict[str, Any]:
        if self._content is None:
            self._content = PlanVersion.objects.values_list("content", flat=True).get(
                pk=self._version
            )
        return self._content

    def __getitem__(self, key: str) -> Any:
        return self._read()[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._read())

    def __len__(self) -> int:
        return len(self._read())


def _district(district: DistrictModel) -> snapshots.District:
    address = district.postal_address
    if address and district.postal_code:
        address = f"{address}（邮编 {district.postal_code}）"
    return snapshots.District(
        code=district.code,
        slug=district.slug,
        name=district.name,
        commission=district.commission_name,
        contact=snapshots.Contact(
            name=district.contact_name,
            phone=district.contact_phone,
            address=address,
            hours="，".join(
                part for part in (district.visiting_place, district.visiting_hours) if part
            ),
        ),
        shows_standing=district.shows_standing,
    )


def _plans(slug: str) -> Iterable[PublishedPlan]:
    """The newest published version of each plan of a district, newest year first."""
    newest = PlanVersion.objects.filter(plan=OuterRef("plan")).order_by("-number").values("pk")[:1]
    versions = PlanVersion.objects.filter(plan__district__slug=slug, pk=Subquery(newest))
    rows = versions.order_by("-plan__year").values_list(
        "pk", "plan__year", "number", "published_at"
    )
    for pk, year, number, published_at in rows:
        yield PublishedPlan(
            district=slug,
            year=year,
            version=number,
            content=LazyContent(pk),
            published_at=published_at,
        )


def _public() -> QuerySet[Notice]:
    """Every notice made public, the newest record of a district first."""
    return (
        Notice.objects.public()
        .select_related("district", "replaces")
        .defer(
            "brought_content", "paper_scan",
            "replaces__brought_content", "replaces__paper_scan", "replaces__content", "replaces__table_html",
        )
        .order_by("-chain_position")
    )  # fmt: skip


def _snapshots(notices: QuerySet[Notice], day: date) -> Iterable[PublishedNotice]:
    """Notices with what belongs to them: who replaced them, their forms, released outcomes, how many objected."""
    rows = list(notices)
    keys = [row.pk for row in rows]
    if not keys:
        return
    replaced_by = dict(
        Notice.objects.public().filter(replaces__in=keys).values_list("replaces_id", "number")
    )
    formats: dict[int, list[str]] = {}
    stored = NoticeFile.objects.filter(notice__in=keys, data__isnull=False).order_by("pk")
    for notice_id, form in stored.values_list("notice_id", "format"):
        formats.setdefault(notice_id, []).append(form)
    outcomes: dict[int, list[Outcome]] = {}
    released = Objection.objects.filter(outcome_released=True, notice__in=keys)
    for objection in released.exclude(public_outcome=""):
        outcomes.setdefault(objection.notice_id or 0, []).append(
            Outcome(objection.public_outcome, objection.concluded_on, objection.project_number)
        )
    ended = [row.pk for row in rows if row.closes_on is not None and row.closes_on < day]
    counts = _counts(ended) if ended else {}
    for row in rows:
        yield snapshot(
            row,
            replaced_by=replaced_by.get(row.pk),
            formats=formats.get(row.pk, []),
            outcomes=outcomes.get(row.pk, []),
            counts=counts.get(row.pk, (0, 0, 0)) if row.pk in ended else None,
        )


def _counts(notices: list[int]) -> dict[int, tuple[int, int, int]]:
    """By notice: how many objections came in, how many are concluded, how many were right or partly right."""
    whole = Q(is_incomplete=False)
    right = Q(outcome__in=(Objection.Outcome.UPHELD, Objection.Outcome.PARTLY))
    concluded = ~Q(status__in=OPEN_STATES)
    rows = (
        Objection.objects.registered()
        .filter(notice__in=notices)
        .values_list("notice_id")
        .annotate(
            received=Count("pk", filter=whole),
            done=Count("pk", filter=whole & concluded),
            upheld=Count("pk", filter=whole & concluded & right),
        )
        .order_by()
    )
    return {notice: (received, done, upheld) for notice, received, done, upheld in rows if notice}


def snapshot(
    notice: Notice,
    *,
    replaced_by: str | None = None,
    formats: Iterable[str] = (),
    outcomes: Iterable[Outcome] = (),
    counts: tuple[int, ...] | None = None,
) -> PublishedNotice:
    """A published notice as the value the site renders."""
    sealed = notice.status == Notice.Status.SEALED
    return PublishedNotice(
        district=notice.district.slug,
        number=notice.number,
        content=sealed_json(notice) if sealed else notice_json(notice, replaced_by=replaced_by),
        origin="brought_over" if notice.origin == Notice.Origin.BROUGHT_OVER else "made_here",
        formats=tuple(formats),
        table_html=notice.table_html,
        withdrawal_reason=notice.withdrawal_reason,
        table_stays_visible=notice.table_stays_visible,
        sealed_at=notice.sealed_at if sealed else None,
        seal_reason=notice.seal_reason if sealed else "",
        correction_reason=notice.correction_reason,
        restarts_window=notice.restarts_window,
        objections_received=counts[0] if counts else None,
        objections_handled=counts[1] if counts else None,
        objections_upheld=counts[2] if counts else None,
        outcomes=tuple(outcomes),
    )


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
