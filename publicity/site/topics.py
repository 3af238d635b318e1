"""What a district has published by topic: each project with the topics a person chose or its own words suggest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from notices.content_reading import Row
from projects import public_addresses as at
from projects.topics import TOPICS, Topic, Topics, suggested
from publicity.site.cards import Card, cards_of, newest_told
from publicity.site.delivery import Delivery, delivery_of, delivery_told
from publicity.site.snapshots import PublishedPlan, Site


@dataclass(frozen=True)
class Subject:
    """A published project as lists over districts and years show it."""

    district: str
    """The district's name."""
    year: int
    key: int
    number: int
    name: str
    path: str
    target: str
    units: tuple[str, ...]
    topics: Topics
    figure: str
    """The figure published of a measured promise, 42/67 个; empty where none is."""
    figure_of: str
    told: str
    """Until when, and the money; or that nothing is published."""

    @property
    def units_text(self) -> str:
        return "、".join(self.units)


@dataclass(frozen=True)
class Tile:
    """A topic with how many projects are found under it, as the way to them."""

    topic: Topic
    count: int
    path: str


def subjects(site: Site, slug: str, *, newest_only: bool = False) -> list[Subject]:
    """Needs the district's plans, its notices and the topics chosen. The newest year first, or only that one.

    Of a year without a published plan the rows of its newest notice.
    """
    one = site.district(slug)
    cards = cards_of(site, slug)
    plans = {plan.year: plan for plan in site.plans_of(slug)}
    years = {*plans, *(card.said.year for card in cards if card.tells_values and card.said.year)}
    chosen = site.topics_chosen(slug)
    return [
        Subject(
            one.name if one else "",
            year,
            key,
            *shown,
            topics=chosen.get((year, key)) or suggested(shown[1], shown[3]),
            figure=figure.figure if figure else "",
            figure_of=figure.label if figure else "",
            told=_told(delivery, row, told),
        )
        for year in sorted(years, reverse=True)[: 1 if newest_only else None]
        for told in [newest_told(cards, year)]
        for key, shown, row, delivery in _of_year(plans.get(year), told)
        for figure in [delivery.first_told]
    ]


_Shown = tuple[int, str, str, str, tuple[str, ...]]
"""(number, name, path, target, units)."""


def _of_year(
    plan: PublishedPlan | None, told: Card | None
) -> Iterator[tuple[int, _Shown, Row | None, Delivery]]:
    rows = told.said.by_key if told else {}
    if plan:
        for one in plan.said.projects:
            path = plan.project_path(one.number)
            shown = (one.number, one.name, path, one.target, one.unit_names)
            yield one.key, shown, rows.get(one.key), delivery_of(one, rows.get(one.key))
    elif told:
        for row in rows.values():
            path = f"{told.path}#p{row.number}"
            shown = (row.number, row.name, path, row.target, row.units)
            yield row.key, shown, row, delivery_told(row)


def _told(delivery: Delivery, row: Row | None, told: Card | None) -> str:
    if row is None or told is None or not (delivery.first_told or row.progress or row.invested):
        return "还没有公布进展"
    said = "" if delivery.first_told else delivery.said
    money = f"投资完成 {row.ratio}%" if row.ratio else ""
    return "，".join(part for part in (told.period_label, said, money) if part)


def by_topic(found: Iterable[Subject]) -> dict[str, list[Subject]]:
    """By slug, in the order of the topics: a project stands under its main topic and, where it has one, its second."""
    told = list(found)
    groups = {
        topic.slug: [one for one in told if topic.slug in one.topics.slugs] for topic in TOPICS
    }
    return {slug: ones for slug, ones in groups.items() if ones}


def by_year(found: Iterable[Subject]) -> list[tuple[int, list[Subject]]]:
    """Each year with its own, in the order given."""
    years: dict[int, list[Subject]] = {}
    for one in found:
        years.setdefault(one.year, []).append(one)
    return [*years.items()]


def topics_counted(found: Iterable[Subject]) -> tuple[str, ...]:
    """The topics of each, one after the other: a topic as often as projects stand under it."""
    return tuple(topic for one in found for topic in one.topics.slugs)


def tiles(topics: Iterable[str], path: Callable[[str], str]) -> list[Tile]:
    """The ways to the topics that have projects, in the order of the topics."""
    counts = Counter(topics)
    return [
        Tile(topic, counts[topic.slug], path(topic.slug)) for topic in TOPICS if counts[topic.slug]
    ]


def district_tiles(slug: str, found: Iterable[Subject]) -> list[Tile]:
    """Those of a district, leading to its own pages."""
    return tiles(
        topics_counted(found),
        lambda topic: at.DISTRICT_TOPIC.path(district=slug, topic=topic),
    )
