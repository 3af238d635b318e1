"""The units a district has published: who answers for which project. Never the register of the desk."""

from __future__ import annotations

from dataclasses import dataclass

from projects.public_addresses import UNIT_FEED
from publicity.site.cards import Card, cards_of
from publicity.site.identity import unit_id
from publicity.site.snapshots import PublishedPlan, Site


@dataclass(frozen=True)
class PublishedUnit:
    """A unit as printed, with what it is named for."""

    id: int
    district: str
    name: str
    projects: tuple[tuple[int, int], ...]
    """(year, what it is followed by) of the projects of published plans it is named for, newest year first."""

    @property
    def feed_path(self) -> str:
        return UNIT_FEED.path(district=self.district, unit=self.id)


def _named(plans: list[PublishedPlan], cards: list[Card]) -> dict[str, dict[tuple[int, int], None]]:
    found: dict[str, dict[tuple[int, int], None]] = {}
    for plan in plans:
        for project in plan.said.projects:
            for name in project.unit_names:
                found.setdefault(name, {})[plan.year, project.key] = None
    planned = {plan.year for plan in plans}
    for card in cards:
        if not card.stands or card.said.year is None:
            continue
        for row in card.said.rows.values():
            for name in row.units:
                numbers = found.setdefault(name, {})
                if card.said.year not in planned:
                    numbers[card.said.year, row.key] = None
    return found


def units_of(site: Site, slug: str) -> list[PublishedUnit]:
    """Every unit named in the district's published plans and standing notices, in the order first printed."""
    one = site.district(slug)
    if one is None:
        return []
    named = _named(site.plans_of(slug), cards_of(site, slug))
    return [
        PublishedUnit(unit_id(one.code, name), slug, name, tuple(numbers))
        for name, numbers in named.items()
    ]


def unit_of(site: Site, slug: str, number: int) -> PublishedUnit | None:
    return next((unit for unit in units_of(site, slug) if unit.id == number), None)
