"""What one district has published, read from the database: lists without contents, each content when it is read."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from notices.models import Notice, NoticeFile
from notices.public_json import notice_json, sealed_json
from objections.models import Objection
from projects.models import District as DistrictModel
from projects.models import PlanVersion
from publicity.compiled_queries import Rows, Statement
from publicity.site import snapshots
from publicity.site.picture_values import PublishedPicture
from publicity.site.snapshots import (
    Outcome,
    PublishedNotice,
    PublishedPlan,
    SealedPlan,
    TopicsChosen,
    UnitChange,
)
from publicity.stored_pictures import stored_pictures
from publicity.stored_plans import forget_plan, kept_plan
from publicity.stored_reforms import unit_changes
from publicity.stored_topics import topics_chosen
from publicity.told_objections import TOLD, ToldObjection, counts_of


class StoredDistrict:
    """What one district has published, as far as it was asked for. Safe between threads: each part is read once, by
    one of those who ask, and is whole before anybody sees it."""

    def __init__(self, district: snapshots.District, day: date) -> None:
        self.district, self.slug, self.day = district, district.slug, day
        self._reading = threading.Lock()
        self._plans: dict[int, list[PublishedPlan]] | None = None
        self._sealed: dict[int, SealedPlan] = {}
        self._one: dict[str, PublishedNotice] = {}
        self._all: dict[str, PublishedNotice] | None = None
        self._unit_changes: tuple[UnitChange, ...] | None = None
        self._topics: TopicsChosen | None = None
        self._pictures: tuple[PublishedPicture, ...] | None = None

    def plans(self) -> list[PublishedPlan]:
        """The newest published version of each plan, newest year first; none of a year whose newest is sealed."""
        return [versions[0] for versions in self._versions().values()]

    def sealed_plans(self) -> list[SealedPlan]:
        """Of each year whose newest version is sealed, what is left of it."""
        self._versions()
        return list(self._sealed.values())

    def versions(self, year: int) -> list[PublishedPlan]:
        """All published versions of a year's plan, the newest first, without those sealed. Contents are read only when
        asked for."""
        return self._versions().get(year, [])

    def _versions(self) -> dict[int, list[PublishedPlan]]:
        if self._plans is None:
            with self._reading:
                if self._plans is None:
                    self._plans = self._read_versions()
        return self._plans

    def put_versions(self, rows: Rows, contents: Mapping[int, Mapping[str, Any]]) -> None:
        """The versions as read together with other districts' (`VERSION`), with those contents that were."""
        self._plans = self._plans_of(rows, contents)

    def put_notices(self, notices: Iterable[PublishedNotice]) -> None:
        """All of its notices, as read together with other districts'."""
        self._all = {one.number: one for one in notices}

    def topics_chosen(self) -> TopicsChosen:
        """By year and what the project is followed by, the topics a person chose."""
        if self._topics is None:
            self._topics = topics_chosen(self.slug)
        return self._topics

    def put_topics(self, chosen: TopicsChosen) -> None:
        """The topics chosen, as read together with other districts'."""
        self._topics = chosen

    def unit_changes(self) -> tuple[UnitChange, ...]:
        """What became of units in reforms, the newest first."""
        if self._unit_changes is None:
            self._unit_changes = unit_changes(self.slug)
        return self._unit_changes

    def pictures(self) -> tuple[PublishedPicture, ...]:
        """Pictures of its projects, in the order of their publication."""
        if self._pictures is None:
            self._pictures = stored_pictures(self.slug)
        return self._pictures

    def _read_versions(self) -> dict[int, list[PublishedPlan]]:
        return self._plans_of(_PLANS(self.slug), {})

    def _plans_of(
        self, rows: Rows, contents: Mapping[int, Mapping[str, Any]]
    ) -> dict[int, list[PublishedPlan]]:
        found: dict[int, list[PublishedPlan]] = {}
        for pk, sha256, year, number, published_at, sealed_at, reason in rows:
            if sealed_at is not None:
                forget_plan(pk, sha256)
                if year not in found and year not in self._sealed:
                    self._sealed[year] = SealedPlan(
                        self.slug, year, number, sealed_at, reason, sha256
                    )
            elif year not in self._sealed:
                one = (
                    PublishedPlan(self.slug, year, number, contents[pk], published_at)
                    if pk in contents
                    else kept_plan(pk, sha256, self.slug, year, number, published_at)
                )
                found.setdefault(year, []).append(one)
        return found

    def notices(self) -> dict[str, PublishedNotice]:
        """Every notice made public, the newest record first."""
        if self._all is None:
            with self._reading:
                if self._all is None:
                    self._all = self._read_notices()
        return self._all

    def _read_notices(self) -> dict[str, PublishedNotice]:
        rows, files, told = _NOTICES(self.slug), _FILES(self.slug), _OBJECTIONS(self.slug)
        found = {one.number: one for one in snapshots_of(rows, files, told, self.day)}
        # A notice read before is the same value; keep its parsed content.
        return {**found, **self._one}

    def notice(self, number: str) -> PublishedNotice | None:
        """One notice, without reading the others."""
        if self._all is not None:
            return self._all.get(number)
        if number not in self._one:
            with self._reading:
                if number not in self._one and (found := self._read_notice(number)):
                    self._one[number] = found
        # Names that stand for nothing are without end; they are not kept.
        return self._one.get(number)

    def _read_notice(self, number: str) -> PublishedNotice | None:
        rows = _NOTICE(self.slug, number)
        if not rows:
            return None
        files, told = _FILES_OF(self.slug, number), _OBJECTIONS_OF(self.slug, number)
        return next(iter(snapshots_of(rows, files, told, self.day)))

    def put(self, notice: PublishedNotice) -> None:
        """A draft in the place of what is published, in this one alone."""
        self._one[notice.number] = notice


_SETTINGS = tuple(
    name
    for name in (one.name for one in fields(snapshots.District))
    if name not in {"code", "slug", "name", "commission", "contact", "codes"}
)
"""What the public knows of a district under the name it has in its table."""
DISTRICT = (
    "code", "slug", "shown_name", "commission_name", "contact_name", "contact_phone", "postal_address", "postal_code",
    "visiting_place", "visiting_hours", *_SETTINGS,
)  # fmt: skip


def _seen() -> QuerySet[DistrictModel]:
    """Districts that have something published. One that is new has no page, no line, no file and no name in public."""
    versions = PlanVersion.objects.filter(plan__district=OuterRef("pk"))
    notices = Notice.objects.public().filter(district=OuterRef("pk"))
    return DistrictModel.objects.with_shown_names().filter(Exists(versions) | Exists(notices))


_DISTRICTS = Statement(lambda: _seen().values_list(*DISTRICT), 0)
_DISTRICT_OF = Statement(lambda slug: _seen().filter(slug=slug).values_list(*DISTRICT), 1)
_NEW_TOO = Statement(
    lambda slug: DistrictModel.objects.with_shown_names().filter(slug=slug).values_list(*DISTRICT),
    1,
)


def districts() -> Iterator[snapshots.District]:
    """Every district that has something published, in its order."""
    return as_districts(_DISTRICTS())


def stored_district(slug: str, day: date, *, new_too: bool = False) -> StoredDistrict:
    """One district, without reading the others. Raises LookupError where the public sees none.

    `new_too`: also one that has nothing published yet, for a look at its first draft.
    """
    found = next(as_districts((_NEW_TOO if new_too else _DISTRICT_OF)(slug)), None)
    if found is None:
        raise LookupError(f"no district {slug}")
    return StoredDistrict(found, day)


def as_districts(rows: Rows) -> Iterator[snapshots.District]:
    for code, slug, name, commission, *more in rows:
        person, phone, address, postal_code, place, hours, *settings = more
        if address and postal_code:
            address = f"{address}（邮编 {postal_code}）"
        yield snapshots.District(
            code=code,
            slug=slug,
            name=name,
            commission=commission,
            contact=snapshots.Contact(
                name=person,
                phone=phone,
                address=address,
                hours="，".join(part for part in (place, hours) if part),
            ),
            **dict(zip(_SETTINGS, settings, strict=True)),
        )


SHOWN = (
    "id", "number", "status", "kind", "version", "origin", "content", "table_html", "published_at", "closes_on",
    "content_sha256", "content_sm3", "record_sha256", "previous_record_sha256", "withdrawn_at",
    "withdrawal_reason", "table_stays_visible", "sealed_at", "seal_reason", "correction_reason",
    "restarts_window",
)  # fmt: skip
"""What of a notice reaches the public."""
BESIDE = ("replaces__number", "district__slug", "district__code", "district__name")


def _public(slug: str) -> QuerySet[Notice, Any]:
    found = Notice.objects.public().filter(district__slug=slug).order_by("-chain_position")
    return found.values_list(*SHOWN, *BESIDE)


def public_files() -> QuerySet[NoticeFile]:
    """Files that still hold something; sealing empties them."""
    return NoticeFile.objects.filter(data__isnull=False)


def _files(slug: str) -> QuerySet[NoticeFile, Any]:
    found = public_files().filter(notice__district__slug=slug)
    return found.order_by("pk").values_list("notice_id", "format")


def _objections(slug: str) -> QuerySet[Objection, Any]:
    return Objection.objects.filter(notice__district__slug=slug).values_list("notice_id", *TOLD)


VERSION = (
    "pk", "content_sha256", "plan__year", "number", "published_at", "sealed_at", "seal_reason",
)  # fmt: skip
"""What is read of a plan's version beside its content."""


def _versions(slug: str) -> QuerySet[PlanVersion, Any]:
    found = PlanVersion.objects.filter(plan__district__slug=slug)
    return found.order_by("-plan__year", "-number").values_list(*VERSION)


_PLANS = Statement(_versions, 1)
_NOTICES = Statement(_public, 1)
_NOTICE = Statement(lambda slug, number: _public(slug).filter(number=number), 2)
_FILES = Statement(_files, 1)
_FILES_OF = Statement(lambda slug, number: _files(slug).filter(notice__number=number), 2)
_OBJECTIONS = Statement(_objections, 1)
_OBJECTIONS_OF = Statement(lambda slug, number: _objections(slug).filter(notice__number=number), 2)


def snapshots_of(
    rows: Rows,
    files: Rows,
    objections: Rows,
    day: date,
    replaced_by: Mapping[int, str] | None = None,
) -> Iterator[PublishedNotice]:
    """Notices with what belongs to them: who replaced them, their forms, released outcomes, how many objected.

    `replaced_by` (see `_corrections`) is looked up where it is not given.
    """
    formats: dict[int, list[str]] = {}
    for notice_id, form in files:
        formats.setdefault(notice_id, []).append(form)
    told: dict[int, list[ToldObjection]] = {}
    for notice_id, *values in objections:
        told.setdefault(notice_id, []).append(ToldObjection(*values))
    notices = [_notice(row) for row in rows]
    # A notice that stands was replaced by none: publishing a correction takes that state away.
    replaced = [one.pk for one in notices if one.status != Notice.Status.PUBLISHED]
    if replaced_by is None:
        replaced_by = _corrections(replaced) if replaced else {}
    for one in notices:
        told_of = told.get(one.pk, [])
        has_ended = one.closes_on is not None and one.closes_on < day
        yield snapshot(
            one,
            replaced_by=replaced_by.get(one.pk),
            formats=formats.get(one.pk, []),
            outcomes=[each.outcome_line for each in told_of if each.is_released and each.line],
            counts=counts_of(told_of) if has_ended else None,
        )


def _corrections(replaced: list[int]) -> dict[int, str]:
    """The number of the public notice that replaced each, by its key."""
    found = Notice.objects.public().filter(replaces__in=replaced)
    return dict(found.values_list("replaces_id", "number"))


def _notice(row: list[Any]) -> Notice:
    """The row as a model, as far as it was read."""
    values, (replaces, slug, code, name) = row[: len(SHOWN)], row[len(SHOWN) :]
    notice = Notice(**dict(zip(SHOWN, values, strict=True)))
    notice.district = DistrictModel(slug=slug, code=code, name=name)
    notice.replaces = Notice(number=replaces) if replaces else None
    return notice


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
