"""/ : what may be objected to now, and the way to one's district."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.safestring import SafeString

from objections import deadlines
from projects.public_addresses import HOME, TOPIC
from publicity.site import addresses, linked
from publicity.site.cards import Card, cards_of, newest_told
from publicity.site.delivery import Count, counts, delivery_of, delivery_told
from publicity.site.frame import frame
from publicity.site.rendering import Page, fragment, render
from publicity.site.snapshots import District, PublishedPlan, Site
from publicity.site.topics import subjects, tiles, topics_counted

NAMED = 3
"""Up to so many districts are named in the opening sentence; more are counted."""

MANY = 8
"""From more districts on the way to them is a grid of names."""


@dataclass(frozen=True)
class DistrictRow:
    """A district on the home page: its newest year and what was told of it last."""

    district: District
    plan: PublishedPlan | None
    told: Card | None
    newest: Card | None

    @property
    def path(self) -> str:
        return self.district.path

    @property
    def year(self) -> int | None:
        if self.plan:
            return self.plan.year
        return self.newest.said.year if self.newest else None

    @property
    def count(self) -> int:
        if self.plan:
            return len(self.plan.said.projects)
        return self.told.said.count if self.told else 0

    @property
    def by_category(self) -> str:
        if self.plan:
            return self.plan.said.counts_by_category
        return self.told.said.counts_by_category if self.told else ""

    @property
    def delivered(self) -> tuple[Count, ...]:
        """How far its projects are by the published numbers; empty until there are any."""
        if self.told is None:
            return ()
        rows = self.told.said.by_key
        if self.plan is None:
            return counts(delivery_told(row) for row in rows.values())
        return counts(delivery_of(one, rows.get(one.key)) for one in self.plan.said.projects)

    @property
    def first_month(self) -> int:
        """The first milestone after what was told: 6 for 6月底; 0 when the plan has none."""
        if not self.plan:
            return 0
        told = self.told.said.period.to_month if self.told and self.told.said.period else 0
        return next((month for month in self.plan.said.months if month > told), 0)


def district_row(site: Site, district: District, cards: list[Card]) -> DistrictRow:
    plans = site.plans_of(district.slug)
    plan = plans[0] if plans else None
    year = plan.year if plan else (cards[0].said.year if cards else None)
    told = newest_told(cards, year) if year else None
    return DistrictRow(district, plan, told, cards[0] if cards else None)


@dataclass(frozen=True)
class Shown:
    """A notice in or after its window: until when, where it stands, and while it is open its strip."""

    closes_on: date | None
    path: str
    strip: SafeString


@dataclass(frozen=True)
class Part:
    """What the page tells of one district, finished: texts and signs, no contents."""

    name: str
    path: str
    year: int | None
    count: int
    has_plan: bool
    has_notices: bool
    line: SafeString
    open: tuple[Shown, ...]
    ended: Shown | None
    """The one whose window closed last."""
    depends_on_day: bool
    topics: tuple[str, ...]
    """Those of the projects of its newest year, one after the other."""

    @property
    def has_content(self) -> bool:
        return self.has_plan or self.has_notices


def _shown(card: Card, *, strip: bool = False) -> Shown:
    return Shown(
        card.said.window.closes_on if card.said.window else None,
        card.path,
        _piece("components/strip.html", card=card, level=3, whose=True) if strip else SafeString(),
    )


def _piece(template: str, **context: object) -> SafeString:
    return fragment(template, HOME.path(), context)


def part_of(site: Site, district: District) -> Part:
    """Needs the district's newest plan, its notices and the topics chosen."""
    cards = cards_of(site, district.slug)
    row = district_row(site, district, cards)
    ended = [_shown(card) for card in cards if card.phase.name == "ended"]
    return Part(
        name=district.name,
        path=row.path,
        year=row.year,
        count=row.count,
        has_plan=row.plan is not None,
        has_notices=bool(cards),
        line=_piece("publicity/home_row.html", row=row) if row.plan or cards else SafeString(),
        open=tuple(_shown(card, strip=True) for card in cards if card.phase.name == "open"),
        ended=max(ended, key=lambda one: one.closes_on or site.day, default=None),
        depends_on_day=any(card.phase.depends_on_day for card in cards),
        topics=topics_counted(subjects(site, district.slug, newest_only=True)),
    )


def _opening(rows: list[Part]) -> str:
    """2025 年，万州区、黔江区承诺 40 件民生实事。 Counts the newest year only; empty while nothing is published."""
    year = max((row.year for row in rows if row.has_plan and row.year), default=None)
    told = [row for row in rows if row.has_plan and row.year == year]
    if not told:
        return ""
    names = "、".join(row.name for row in told)
    whose = names if len(told) <= NAMED else f"{len(told)} 个区县"
    return f"{year} 年，{whose}承诺 {sum(row.count for row in told)} 件民生实事。"


def home(site: Site) -> Page:
    """Needs all districts, the newest plan of each, their notices and topics: as parts, each made from one district."""
    rows = [part for _, part in site.of_each("home", part_of, ("newest plan", "notices", "topics"))]
    with_content = [row for row in rows if row.has_content]
    is_open = sorted(
        (one for row in rows for one in row.open),
        key=lambda one: (one.closes_on or site.day, one.path),
    )
    ended = max(
        (row.ended for row in rows if row.ended),
        key=lambda one: one.closes_on or site.day,
        default=None,
    )
    opening = _opening(with_content)
    return render(
        "publicity/home.html",
        frame(
            site,
            HOME.path(),
            f"民生实事公开{' - ' + site.province_name if site.province_name else ''}",
            description=f"{opening}进展按期公示，公示期内任何人都可以提出异议。",
            current="home",
            things=(linked.portal(site),),
        ),
        {
            "opening": opening,
            "open": is_open,
            "ended": ended,
            "rows": rows,
            "with_content": with_content,
            "many": len(rows) > MANY,
            "tiles": tiles(
                (topic for row in rows for topic in row.topics),
                lambda topic: TOPIC.path(topic=topic),
            ),
            "search_path": site.search_path,
            "following": addresses.following_address(site.objection_url),
            "takes_objections": bool(site.objection_url),
            "deadlines": deadlines,
            "day": site.day,
        },
        depends_on_day=any(row.depends_on_day for row in rows),
    )
