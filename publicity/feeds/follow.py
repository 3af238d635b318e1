"""The kinds of feed: the portal's, a district's, a project's, a unit's, a topic's."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from projects.public_addresses import DISTRICT_TOPIC, DISTRICT_TOPIC_FEED, FEED, HOME, TOPIC_FEED
from projects.public_addresses import TOPIC as TOPIC_PAGE
from publicity.feeds.atom import CONTENT_TYPE, Entry, Feed, Link, feed_bytes
from publicity.feeds.entries import (
    left_entry,
    notice_entry,
    plan_entry,
    revision_entries,
    unit_change_entry,
)
from publicity.pages.errors import NoSuchPage
from publicity.pages.topic import topic_named
from publicity.site.cards import Card, cards_of
from publicity.site.frame import BRAND
from publicity.site.identity import tag
from publicity.site.moments import NEVER, district_changed
from publicity.site.numbers import former_of, last_said
from publicity.site.rendering import Page
from publicity.site.snapshots import District, Site, UnitChange
from publicity.site.topics import Subject, by_topic, subjects
from publicity.site.units import PublishedUnit, became, last_told, standing_today, unit_of, units_of

MOST_ENTRIES = 200
"""The portal's feed holds the latest changes; each district's own holds everything of it."""

MOST_OF_A_TOPIC = 40
"""As many of one district in the feed of a topic over all districts."""


def _page(
    site: Site,
    path: str,
    specific: str,
    title: str,
    alternate: str,
    author: str,
    entries: Iterable[Entry],
    *,
    while_empty: datetime = NEVER,
) -> Page:
    """A feed at `path`; its moment is that of its latest change, `while_empty` where nothing stands in it (any more)."""
    told = list(entries)
    feed = Feed(
        id=tag(site, specific),
        title=title,
        subtitle="只含已公布的方案和公示；更正、撤回、封存的条目保留并注明。",
        author=author,
        updated=max((entry.updated for entry in told), default=while_empty),
        links=(
            Link("self", site.base_url + path, "application/atom+xml"),
            Link("alternate", site.base_url + alternate, "text/html"),
        ),
        entries=told,
    )
    return Page(path=path, title=title, body=feed_bytes(feed), content_type=CONTENT_TYPE)


def _district(site: Site, slug: str) -> District:
    one = site.district(slug)
    if one is None:
        raise NoSuchPage(slug)
    return one


def _district_entries(site: Site, district: District) -> list[Entry]:
    plans = [plan_entry(site, district, plan) for plan in site.plans_of(district.slug)]
    return [*plans, *(notice_entry(site, card) for card in cards_of(site, district.slug))]


def _newest_first(entries: Iterable[Entry]) -> list[Entry]:
    return sorted(entries, key=lambda entry: (entry.updated, entry.id), reverse=True)


def _latest(site: Site, district: District) -> list[Entry]:
    """As many of a district as may stand in the portal's feed."""
    return _newest_first(_district_entries(site, district))[:MOST_ENTRIES]


def portal_feed(site: Site) -> Page:
    """/feed.atom : the latest changes of every district."""
    parts = site.of_each("feed", _latest, ("plans", "notices"))
    every = _newest_first(entry for _, entries in parts for entry in entries)
    name = site.codes.name or BRAND
    author = site.codes.host_body or name
    return _page(site, FEED.path(), "feed", name, HOME.path(), author, every[:MOST_ENTRIES])


def district_feed(site: Site, slug: str) -> Page:
    """/<district>/feed.atom : every plan and notice of the district. Raises NoSuchPage."""
    one = _district(site, slug)
    return _page(
        site,
        one.feed_path,
        f"{one.code}/feed",
        f"{one.name}民生实事",
        one.path,
        one.commission,
        _district_entries(site, one),
    )


def _is_about(card: Card, keys: set[int]) -> bool:
    """Whether a notice tells of these projects. Of one that no longer stands this is not looked up: its rows may be
    gone or hidden, and whoever followed must learn what became of it."""
    return not card.stands or not keys.isdisjoint(card.said.by_key)


def project_feed(site: Site, slug: str, year: int, key: int) -> Page:
    """/<district>/<year>/<number>/feed.atom : the promise and every notice's row of it. Raises NoSuchPage.

    It stays at the number the project first stood under: whoever follows it goes on following the same project.
    """
    one, plan = _district(site, slug), site.plan(slug, year)
    project = last_said(site, plan, key) if plan else None
    if plan is None or project is None:
        raise NoSuchPage(f"{slug}/{year}/{key}")
    mark = f"/projects/{key}"
    if key in plan.said.by_key:
        entries = [plan_entry(site, one, plan, projects=[project], mark=mark)]
    else:
        entries = [left_entry(site, one, plan, former_of(site, plan, project), mark=mark)]
    entries += revision_entries(site, one, plan, project, mark="")
    entries += [
        notice_entry(site, card, keys=[key], mark=mark)
        for card in cards_of(site, slug)
        if card.said.year == year and _is_about(card, {key})
    ]
    return _page(
        site,
        plan.project_feed_path(key),
        f"{one.code}/plans/{year}{mark}/feed",
        f"{one.name} {year} 年第 {project.number} 件：{project.name}",
        plan.project_path(project.number),
        one.commission,
        entries,
    )


def _unit_entries(site: Site, one: District, unit: PublishedUnit) -> list[Entry]:
    mark = f"/units/{unit.id}"
    entries = []
    if change := became(site, one.slug, unit.name):
        now, told = _successors(site, one, change), last_told(site, one.slug, change)
        entries.append(unit_change_entry(site, one, change, now, told, mark))
    return entries + _entries_about(site, one, unit.projects, mark)


def _entries_about(
    site: Site, one: District, projects: Iterable[tuple[int, int]], mark: str
) -> list[Entry]:
    """What was promised and told of some projects, given by year and what they are followed by."""
    entries: list[Entry] = []
    by_year: dict[int, set[int]] = {}
    for year, key in projects:
        by_year.setdefault(year, set()).add(key)
    for year in sorted(by_year, reverse=True):
        keys = sorted(by_year[year])
        plan = site.plan(one.slug, year)
        if plan:
            promised = [plan.said.by_key[key] for key in keys]
            entries.append(plan_entry(site, one, plan, projects=promised, mark=mark))
            for project in promised:
                entries += revision_entries(site, one, plan, project, mark=mark)
        entries += [
            notice_entry(site, card, keys=keys, mark=mark)
            for card in cards_of(site, one.slug)
            if card.said.year == year and _is_about(card, set(keys))
        ]
    return entries


def _successors(site: Site, one: District, change: UnitChange) -> list[tuple[str, str]]:
    """(name, address of the feed) of what the units are today; no address while nothing is published under the name."""
    feeds = {unit.name: site.base_url + unit.feed_path for unit in units_of(site, one.slug)}
    return [(name, feeds.get(name, "")) for name in standing_today(site, one.slug, change)]


def unit_feed(site: Site, slug: str, number: int) -> Page:
    """/<district>/units/<id>/feed.atom : what was promised and told of a unit's projects. Raises NoSuchPage.

    `number` is made from the printed name (see `identity.unit_id`): a unit that was never published has none.
    """
    one, unit = _district(site, slug), unit_of(site, slug, number)
    if unit is None:
        raise NoSuchPage(f"{slug}/units/{number}")
    return _page(
        site,
        unit.feed_path,
        f"{one.code}/units/{unit.id}/feed",
        f"{one.name}民生实事：{unit.name}",
        one.path,
        one.commission,
        _unit_entries(site, one, unit),
        while_empty=district_changed(site, slug),
    )


def _topic_entries(site: Site, district: District) -> list[tuple[str, list[Entry]]]:
    """(topic, its latest entries) of a district."""
    return [
        (topic, _newest_first(_of_topic(site, district, topic, found))[:MOST_OF_A_TOPIC])
        for topic, found in by_topic(subjects(site, district.slug, newest_only=True)).items()
    ]


def _of_topic(site: Site, one: District, topic: str, found: Iterable[Subject]) -> list[Entry]:
    return _entries_about(site, one, ((each.year, each.key) for each in found), _mark_of(topic))


def _mark_of(topic: str) -> str:
    """What makes an entry's id that of the topic's feed."""
    return TOPIC_PAGE.path(topic=topic).removesuffix("/")


def topic_feed(site: Site, topic: str) -> Page:
    """/topics/<topic>/feed.atom : the latest of a subject's projects, over all districts. Raises NoSuchPage."""
    name = topic_named(topic).name
    parts = site.of_each("topic feeds", _topic_entries, ("plans", "notices", "topics"))
    every = [entry for _, told in parts for of, entries in told if of == topic for entry in entries]
    return _page(
        site,
        TOPIC_FEED.path(topic=topic),
        f"topics/{topic}/feed",
        f"{name}民生实事",
        TOPIC_PAGE.path(topic=topic),
        site.codes.host_body or site.codes.name or BRAND,
        _newest_first(every)[:MOST_ENTRIES],
    )


def district_topic_feed(site: Site, slug: str, topic: str) -> Page:
    """/<district>/topics/<topic>/feed.atom : a subject's projects in all years. Raises NoSuchPage."""
    one, name = _district(site, slug), topic_named(topic).name
    found = by_topic(subjects(site, slug)).get(topic)
    if not found:
        raise NoSuchPage(f"{slug}/topics/{topic}")
    return _page(
        site,
        DISTRICT_TOPIC_FEED.path(district=slug, topic=topic),
        f"{one.code}/topics/{topic}/feed",
        f"{one.name}民生实事：{name}",
        DISTRICT_TOPIC.path(district=slug, topic=topic),
        one.commission,
        _of_topic(site, one, topic, found),
    )
