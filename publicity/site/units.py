"""The units a district has published: who answers for which project. Never the register of the desk."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import chain

from projects.public_addresses import UNIT, UNIT_FEED
from publicity.site.cards import Card, cards_of
from publicity.site.identity import unit_id
from publicity.site.snapshots import PublishedPlan, Site, UnitChange


@dataclass(frozen=True)
class PublishedUnit:
    """A unit as printed, with what it is named for."""

    id: int
    district: str
    name: str
    projects: tuple[tuple[int, int], ...]
    """(year, what it is followed by) of the projects of published plans it is named for, newest year first."""

    @property
    def path(self) -> str:
        return UNIT.path(district=self.district, unit=self.id)

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


def became(site: Site, slug: str, name: str) -> UnitChange | None:
    """The reform in which a unit lost this name, or shared its work out under it and others; None while it stands as
    it was, a later reform having given it again."""
    touching = (one for one in site.unit_changes_of(slug) if name in (*one.old, *one.new))
    newest = next(touching, None)
    if newest and name in newest.new:
        return newest if name in newest.old and len(newest.new) > 1 else None
    return newest


def standing_today(site: Site, slug: str, change: UnitChange) -> tuple[str, ...]:
    """The names under which the units of a reform go on today, through every reform after it, each once.

    A name that a later reform ended leads nowhere: it may never have been printed.
    """
    return _since(site, slug, change)[0]


def last_told(site: Site, slug: str, change: UnitChange) -> datetime:
    """When it was told last what the units of a reform are."""
    return _since(site, slug, change)[1]


def _since(site: Site, slug: str, change: UnitChange) -> tuple[tuple[str, ...], datetime]:
    changes = site.unit_changes_of(slug)
    names, told = change.new, change.told_at
    for later in reversed(changes[: changes.index(change)]):
        if not set(names).isdisjoint(later.old):
            told = later.told_at
            now = (later.new if name in later.old else (name,) for name in names)
            names = tuple(dict.fromkeys(chain.from_iterable(now)))
    return names, told


def _former(site: Site, slug: str, named: Collection[str]) -> Iterator[str]:
    """Names that reforms ended and only older versions or notices that no longer stand still print: whoever follows
    one of them is told where to."""
    lost = {name for one in site.unit_changes_of(slug) for name in one.old} - set(named)
    if not lost:
        return
    printed = {
        name
        for plan in site.plans_of(slug)
        for version in site.versions(slug, plan.year)
        for project in version.said.projects
        for name in project.unit_names
    }
    printed |= {
        name
        for notice in site.notices_of(slug)
        for row in notice.said.rows.values()
        for name in row.units
    }
    yield from sorted(lost & printed)


def units_of(site: Site, slug: str) -> list[PublishedUnit]:
    """Every unit named in the district's published plans and standing notices, in the order first printed."""
    one = site.district(slug)
    if one is None:
        return []
    named = _named(site.plans_of(slug), cards_of(site, slug))
    for name in _former(site, slug, named):
        named[name] = {}
    return [
        PublishedUnit(unit_id(one.code, name), slug, name, tuple(numbers))
        for name, numbers in named.items()
    ]


def unit_of(site: Site, slug: str, number: int) -> PublishedUnit | None:
    return next((unit for unit in units_of(site, slug) if unit.id == number), None)
