"""What the public may see, as values: published plan versions and notices, and nothing else (design, invariant 5)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from django.db.models import Count, OuterRef, Q, Subquery

from projects.models import AnnualPlan, PlanVersion
from projects.models import District as DistrictModel
from publicity.generation import ROW
from publicity.models import Generation, Notice, NoticeFile, Objection
from publicity.published import notice_json, sealed_json
from publicity.site import snapshots
from publicity.site.snapshots import Outcome, PublishedNotice, PublishedPlan, Site, SiteCodes


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


@dataclass(frozen=True, slots=True)
class Stamp:
    """Tells two states of what is public apart, by one cheap look: equal stamps, equal pages."""

    generation: str
    newest_plan: str
    districts: tuple[tuple[str, ...], ...]


def stamp() -> Stamp:
    """Three small queries: the generation, the newest plan version, and the districts' own words."""
    row = Generation.objects.filter(pk=ROW).values_list("number", "mark").first() or (0, "")
    plan = PlanVersion.objects.order_by("-pk").values_list("pk", "content_sha256").first()
    districts = DistrictModel.objects.values_list(
        "code", "slug", "name", "commission_name", "order", "shows_standing", "contact_name",
        "contact_phone", "postal_address", "postal_code", "visiting_place", "visiting_hours",
    )  # fmt: skip
    return Stamp(str(row), str(plan), tuple(tuple(map(str, row)) for row in districts))


def load_site(day: date, around: Surroundings, *, at: Stamp | None = None) -> Site:
    """Everything a public page may know on a day. Loaded once per stamp and day in each process."""
    return _site(at or stamp(), day, around)


@lru_cache(maxsize=4)
def _site(at: Stamp, day: date, around: Surroundings) -> Site:
    return Site(
        districts=tuple(_district(district) for district in DistrictModel.objects.all()),
        plans=tuple(_plans()),
        notices=tuple(published_notices(day)),
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


def _plans() -> Iterable[PublishedPlan]:
    """The newest published version of each plan."""
    newest = PlanVersion.objects.filter(plan=OuterRef("pk")).order_by("-number").values("pk")[:1]
    versions = PlanVersion.objects.filter(
        pk__in=AnnualPlan.objects.annotate(newest=Subquery(newest)).values("newest")
    ).select_related("plan__district")
    for version in versions:
        yield PublishedPlan(
            district=version.plan.district.slug,
            year=version.plan.year,
            version=version.number,
            content=version.content,
            published_at=version.published_at,
        )


def published_notices(day: date) -> Iterable[PublishedNotice]:
    """Every notice made public, newest record first, each with its released outcomes."""
    notices = (
        Notice.objects.public()
        .select_related("district", "replaces")
        .defer("brought_content", "paper_scan")
        .order_by("district__order", "district__code", "-chain_position")
    )
    replaced_by = dict(
        Notice.objects.public().filter(replaces__isnull=False).values_list("replaces_id", "number")
    )
    formats: dict[int, list[str]] = {}
    stored = NoticeFile.objects.filter(data__isnull=False).order_by("pk")
    for notice_id, form in stored.values_list("notice_id", "format"):
        formats.setdefault(notice_id, []).append(form)
    outcomes: dict[int, list[Outcome]] = {}
    for objection in Objection.objects.filter(outcome_released=True, notice__isnull=False).exclude(
        public_outcome=""
    ):
        outcomes.setdefault(objection.notice_id or 0, []).append(
            Outcome(objection.public_outcome, objection.concluded_on, objection.project_number)
        )
    received = dict(
        Objection.objects.filter(notice__closes_on__lt=day)
        .values("notice_id")
        .annotate(many=Count("pk", filter=Q(is_incomplete=False)))
        .values_list("notice_id", "many")
    )
    for notice in notices:
        ended = notice.closes_on is not None and notice.closes_on < day
        yield snapshot(
            notice,
            replaced_by=replaced_by.get(notice.pk),
            formats=formats.get(notice.pk, []),
            outcomes=outcomes.get(notice.pk, []),
            received=received.get(notice.pk, 0) if ended else None,
        )


def snapshot(
    notice: Notice,
    *,
    replaced_by: str | None = None,
    formats: Iterable[str] = (),
    outcomes: Iterable[Outcome] = (),
    received: int | None = None,
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
        objections_received=received,
        outcomes=tuple(outcomes),
    )
