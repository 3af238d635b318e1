"""/topics/<topic>/ and /<district>/topics/<topic>/ : the projects of a subject, over all districts or over the years."""

from __future__ import annotations

from dataclasses import dataclass

from projects import public_addresses as at
from projects.topics import TOPIC, Topic
from publicity.pages.errors import NoSuchPage
from publicity.site.frame import FIRST, OVERVIEW, Link, frame
from publicity.site.rendering import Page, render
from publicity.site.snapshots import District, Site
from publicity.site.topics import Subject, by_topic, by_year, district_tiles, subjects

MOST_LISTED = 300
"""Beyond so many projects the page over all districts names the districts with their counts, not each project."""


@dataclass(frozen=True)
class Share:
    """What a district has of a topic."""

    name: str
    path: str
    """Its own page of the topic."""
    projects: tuple[Subject, ...]


def _newest(site: Site, district: District) -> tuple[Subject, ...]:
    """A district's newest year. Needs its newest plan, its notices and the topics chosen."""
    return tuple(subjects(site, district.slug, newest_only=True))


def topic_named(slug: str) -> Topic:
    """Raises NoSuchPage."""
    if slug not in TOPIC:
        raise NoSuchPage(f"topics/{slug}")
    return TOPIC[slug]


def topic(site: Site, slug: str) -> Page:
    """Needs all districts' newest year. Raises NoSuchPage where there is no such topic."""
    one = topic_named(slug)
    shares = [
        Share(
            district.name,
            at.DISTRICT_TOPIC.path(district=district.slug, topic=slug),
            found,
        )
        for district, newest in site.of_each(
            "topics", _newest, ("newest plan", "notices", "topics")
        )
        if (found := tuple(each for each in newest if slug in each.topics.slugs))
    ]
    count = sum(len(share.projects) for share in shares)
    return render(
        "publicity/topic.html",
        frame(
            site,
            at.TOPIC.path(topic=slug),
            f"{one.name}：民生实事 {count} 件",
            description=f"各区县最近一年的民生实事里，归入{one.name}的有 {count} 件。",
            crumbs=(FIRST, Link(one.name)),
            column=OVERVIEW,
            feeds=(Link(f"{one.name}民生实事", at.TOPIC_FEED.path(topic=slug)),),
        ),
        {
            "topic": one,
            "count": count,
            "shares": shares,
            "lists_projects": count <= MOST_LISTED,
            "subscribe": at.PORTAL_SUBSCRIBE.path(),
        },
    )


def district_topic(site: Site, slug: str, topic: str) -> Page:
    """Needs the district, its plans, notices and topics. Raises NoSuchPage where it has no project of the topic."""
    district, one = site.district(slug), topic_named(topic)
    every = subjects(site, slug)
    found = by_topic(every).get(topic, [])
    if district is None or not found:
        raise NoSuchPage(f"{slug}/topics/{topic}")
    path = at.DISTRICT_TOPIC.path(district=slug, topic=topic)
    feed = at.DISTRICT_TOPIC_FEED.path(district=slug, topic=topic)
    title = f"{district.name}民生实事：{one.name}"
    return render(
        "publicity/district_topic.html",
        frame(
            site,
            path,
            title,
            description=f"{district.name}的民生实事里，归入{one.name}的有 {len(found)} 件。",
            district=district,
            crumbs=(FIRST, Link(district.name, district.path), Link(one.name)),
            column=OVERVIEW,
            feeds=(Link(title, feed),),
        ),
        {
            "topic": one,
            "district": district,
            "count": len(found),
            "years": by_year(found),
            "others": [tile for tile in district_tiles(slug, every) if tile.topic is not one],
            "everywhere": at.TOPIC.path(topic=topic),
        },
    )
