"""/ : what may be objected to now, and the way to one's district."""

from __future__ import annotations

from dataclasses import dataclass

from objections import deadlines
from projects.public_addresses import HOME
from publicity.site import addresses, linked
from publicity.site.cards import Card, cards_of, newest_told
from publicity.site.frame import frame
from publicity.site.rendering import Page, render
from publicity.site.snapshots import District, PublishedPlan, Site

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


def _opening(rows: list[DistrictRow]) -> str:
    """2025 年，万州区、黔江区承诺 40 件民生实事。 Counts the newest year only; empty while nothing is published."""
    year = max((row.year for row in rows if row.plan and row.year), default=None)
    told = [row for row in rows if row.plan and row.year == year]
    if not told:
        return ""
    names = "、".join(row.district.name for row in told)
    whose = names if len(told) <= NAMED else f"{len(told)} 个区县"
    return f"{year} 年，{whose}承诺 {sum(row.count for row in told)} 件民生实事。"


def home(site: Site) -> Page:
    """Needs all districts, the newest plan of each, and their notices."""
    cards = {district.slug: cards_of(site, district.slug) for district in site.districts}
    every = [card for own in cards.values() for card in own]
    rows = [district_row(site, district, cards[district.slug]) for district in site.districts]
    with_content = [row for row in rows if row.plan or row.newest]
    is_open = sorted(
        (card for card in every if card.phase.name == "open"),
        key=lambda card: (card.said.window.closes_on if card.said.window else site.day, card.path),
    )
    ended = max(
        (card for card in every if card.phase.name == "ended"),
        key=lambda card: card.said.window.closes_on if card.said.window else site.day,
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
            "search_path": site.search_path,
            "following": addresses.following_address(site.objection_url),
            "takes_objections": bool(site.objection_url),
            "deadlines": deadlines,
            "day": site.day,
        },
        depends_on_day=any(card.phase.depends_on_day for card in every),
    )
