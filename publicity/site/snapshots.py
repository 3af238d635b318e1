"""All that a public page may know: frozen values of what is published, the day, the addresses, the build."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cached_property
from typing import Any, Literal, TypeVar

from notices.content_reading import NoticeContent, read_notice
from projects import public_addresses as at
from projects.plan_reading import PlanContent, read_plan
from projects.topics import Topics
from publicity.site.picture_values import PublishedPicture

Part = TypeVar("Part")
Read = Literal["newest plan", "plans", "notices", "topics"]
"""What a page about all districts reads of each beside its years: the content of the newest plan or of all versions of
all plans, the notices, the topics that people chose."""
TopicsChosen = Mapping[tuple[int, int], Topics]
"""By year and what the project is followed by; of the others their words say it (`projects.topics.suggested`)."""


@dataclass(frozen=True)
class SiteCodes:
    """What a government site must show, from settings. An empty one is not shown and never invented."""

    name: str = ""
    domain: str = ""
    id_code: str = ""
    icp: str = ""
    police: str = ""
    host_body: str = ""
    operator_body: str = ""
    phone: str = ""
    address: str = ""


@dataclass(frozen=True)
class Contact:
    """How to reach the commission, as the district's settings say. Notices carry their own, frozen."""

    name: str = ""
    phone: str = ""
    address: str = ""
    hours: str = ""


@dataclass(frozen=True)
class District:
    """A district as the public knows it. `name` is the short one, as printed (万州区), or the full one
    where another district of the installation has the same."""

    code: str
    slug: str
    name: str
    commission: str
    contact: Contact = Contact()
    codes: SiteCodes = SiteCodes()
    shows_standing: bool = False

    @property
    def path(self) -> str:
        return at.DISTRICT.path(district=self.slug)

    @property
    def notices_path(self) -> str:
        return at.NOTICES.path(district=self.slug)

    @property
    def subscribe_path(self) -> str:
        return at.SUBSCRIBE.path(district=self.slug)

    @property
    def feed_path(self) -> str:
        return at.DISTRICT_FEED.path(district=self.slug)

    def data_path(self, name: str) -> str:
        """Of a file of its open data: notices.json."""
        return at.DISTRICT_DATA.path(district=self.slug, data=name)


@dataclass(frozen=True)
class PublishedPlan:
    """A published plan version. `content` is exactly plan.json of rules.md, Formats."""

    district: str
    """The district's slug."""
    year: int
    version: int
    content: Mapping[str, Any] = field(hash=False)
    published_at: datetime | None = None

    @property
    def path(self) -> str:
        return at.PLAN.path(district=self.district, year=self.year)

    @property
    def calendar_path(self) -> str:
        return at.CALENDAR.path(district=self.district, year=self.year)

    def project_path(self, number: int) -> str:
        return at.PROJECT.path(district=self.district, year=self.year, number=number)

    def project_feed_path(self, number: int) -> str:
        return at.PROJECT_FEED.path(district=self.district, year=self.year, number=number)

    def data_path(self, name: str) -> str:
        """Of a file of its open data: projects.csv."""
        return at.YEAR_DATA.path(district=self.district, year=self.year, data=name)

    @cached_property
    def said(self) -> PlanContent:
        """The content as typed values."""
        return read_plan(self.content)


@dataclass(frozen=True)
class SealedPlan:
    """What is left of a plan whose newest published version was sealed: nothing of what it said."""

    district: str
    year: int
    version: int
    sealed_at: datetime
    reason: str
    content_sha256: str


@dataclass(frozen=True)
class Outcome:
    """One line on a concluded objection, approved for release: no identity in it."""

    text: str
    concluded_on: date | None = None
    project_number: int | None = None


@dataclass(frozen=True)
class UnitChange:
    """Units were renamed, merged or split by a document: what was published keeps the old names."""

    word: str
    """更名, 合并, 拆分."""
    old: tuple[str, ...]
    new: tuple[str, ...]
    document: str
    decided_on: date
    told_at: datetime


Origin = Literal["made_here", "brought_over"]


@dataclass(frozen=True)
class PublishedNotice:
    """A published notice. `content` is exactly <notice>.json of rules.md, Formats; of a sealed one only what is left."""

    district: str
    """The district's slug."""
    number: str
    content: Mapping[str, Any] = field(hash=False)
    origin: Origin = "made_here"
    formats: tuple[str, ...] = ()
    """The forms it can be fetched in: json, csv, xlsx, docx, pdf."""
    table_html: str = ""
    """The table as frozen at publication (see `table.table_html`); empty: made from the content."""
    is_draft: bool = False
    """It is not published: the page of the desk's preview."""
    withdrawal_reason: str = ""
    table_stays_visible: bool = True
    sealed_at: datetime | None = None
    seal_reason: str = ""
    correction_reason: str = ""
    restarts_window: bool | None = None
    objections_received: int | None = None
    """How many came in, told once the window is over; None says nothing."""
    objections_handled: int | None = None
    objections_upheld: int | None = None
    """Of those received: how many are concluded, and how many were right or partly right."""
    outcomes: tuple[Outcome, ...] = ()

    @property
    def path(self) -> str:
        return at.NOTICE.path(district=self.district, notice=self.number)

    def file_path(self, form: str) -> str:
        return at.NOTICE_FILE.path(district=self.district, notice=self.number, form=form)

    @property
    def is_sealed(self) -> bool:
        return self.sealed_at is not None

    @property
    def files_are_gone(self) -> bool:
        """Whether its files are no longer offered: sealed, or withdrawn without its table."""
        return self.is_sealed or bool(
            self.content.get("withdrawn_at") and not self.table_stays_visible
        )

    @cached_property
    def said(self) -> NoticeContent:
        """The content as typed values."""
        return read_notice(self.content)


@dataclass(frozen=True)
class Site:
    """Everything a page is made from. Each page's docstring says which part it needs, so a loader may bring just that."""

    districts: tuple[District, ...]
    plans: tuple[PublishedPlan, ...]
    """The published version of each plan; older versions are not pages of their own."""
    notices: tuple[PublishedNotice, ...]
    base_url: str
    """PORTAL_BASE_URL, without a slash at its end; may hold a sub-path."""
    province_name: str
    objection_url: str
    """"portal": our own form at this address; an address: the form stands there; empty: letter, phone and visit only."""
    build: str
    is_demo: bool
    day: date
    codes: SiteCodes = SiteCodes()
    older_plans: tuple[PublishedPlan, ...] = ()
    """The versions before those of `plans`."""
    sealed_plans: tuple[SealedPlan, ...] = ()
    """Of the years whose newest version is sealed: no plan of theirs stands."""
    unit_changes: Mapping[str, tuple[UnitChange, ...]] = field(default_factory=dict)
    """By the slug of the district, the newest first."""
    topics: Mapping[str, TopicsChosen] = field(default_factory=dict)
    """By the slug of the district."""
    pictures: Mapping[str, tuple[PublishedPicture, ...]] = field(default_factory=dict)
    """By the slug of the district."""
    search_path: str = ""
    """Address of the search page, "/search/" once there is one; empty: no search box."""
    kept_months: int = 24
    """Months after an objection ended until identity and words are erased."""
    sign_in_path: str = ""
    """Where staff sign in; empty: no link."""
    demo_day: date | None = None
    """The day a demo stands on, said in its band; nothing else."""

    @cached_property
    def _districts(self) -> dict[str, District]:
        return {district.slug: district for district in self.districts}

    @cached_property
    def _plans(self) -> dict[str, list[PublishedPlan]]:
        plans: dict[str, list[PublishedPlan]] = {}
        for plan in sorted(self.plans, key=lambda plan: plan.year, reverse=True):
            plans.setdefault(plan.district, []).append(plan)
        return plans

    @cached_property
    def _notices(self) -> dict[str, dict[str, PublishedNotice]]:
        notices: dict[str, dict[str, PublishedNotice]] = {}
        for notice in self.notices:
            notices.setdefault(notice.district, {})[notice.number] = notice
        return notices

    def district(self, slug: str) -> District | None:
        return self._districts.get(slug)

    def plans_of(self, slug: str) -> list[PublishedPlan]:
        """Published plans of a district, newest year first."""
        return self._plans.get(slug, [])

    def plan(self, slug: str, year: int) -> PublishedPlan | None:
        return next((plan for plan in self.plans_of(slug) if plan.year == year), None)

    def sealed_of(self, slug: str) -> list[SealedPlan]:
        return [one for one in self.sealed_plans if one.district == slug]

    def sealed_plan(self, slug: str, year: int) -> SealedPlan | None:
        """What is left of a year's plan where its newest version is sealed; None while one stands."""
        return next((one for one in self.sealed_of(slug) if one.year == year), None)

    def versions(self, slug: str, year: int) -> list[PublishedPlan]:
        """All published versions of a plan, the newest, which stands, first."""
        found = [one for one in self.older_plans if (one.district, one.year) == (slug, year)]
        newest = self.plan(slug, year)
        found += [newest] if newest else []
        return sorted(found, key=lambda plan: plan.version, reverse=True)

    def unit_changes_of(self, slug: str) -> tuple[UnitChange, ...]:
        """What became of units of a district, the newest first."""
        return self.unit_changes.get(slug, ())

    def topics_chosen(self, slug: str) -> TopicsChosen:
        """What people chose for projects of a district."""
        return self.topics.get(slug, {})

    def notices_of(self, slug: str) -> list[PublishedNotice]:
        """Notices of a district, in the order given."""
        return list(self._notices.get(slug, {}).values())

    def notice(self, slug: str, number: str) -> PublishedNotice | None:
        return self._notices.get(slug, {}).get(number)

    def pictures_of(self, slug: str) -> tuple[PublishedPicture, ...]:
        """Published pictures of a district's projects, those taken down among them, as they were published."""
        return self.pictures.get(slug, ())

    def picture_file(self, slug: str, shot: str) -> bytes | None:
        """The bytes of a published picture by the last part of its address; None where there is none any more."""
        return None

    def file(self, slug: str, number: str, form: str) -> bytes | None:
        """A notice's file as stored at publication; None where there is none, or sealing emptied it."""
        return None

    def of_each(
        self, name: str, make: Callable[[Site, District], Part], read: tuple[Read, ...] = ()
    ) -> list[tuple[District, Part]]:
        """What a page about all districts tells of each, made by `make` from that district alone.

        A loader may keep it under the `name` until that district or the day changes, and reads what `read` names of
        all of them together: the page then costs the same queries whatever their number. A part is never None; `make`
        says its type, of which `part_text` can tell.
        """
        return [(one, make(self, one)) for one in self.districts]

    def with_notice(self, notice: PublishedNotice) -> Site:
        """The same site with this notice in it, in place of one of the same number: a draft seen as its page."""
        names = (notice.district, notice.number)
        others = tuple(one for one in self.notices if (one.district, one.number) != names)
        return replace(self, notices=(*others, notice))
