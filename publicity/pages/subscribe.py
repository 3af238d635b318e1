"""/feed/ and /<district>/subscribe/ : what a feed and a calendar are, how to add them, the addresses to copy."""

from __future__ import annotations

from dataclasses import dataclass

from projects import public_addresses as at
from projects.topics import TOPIC, TOPICS
from publicity.pages.errors import NoSuchPage
from publicity.site.frame import FIRST, Link, frame
from publicity.site.rendering import Page, render
from publicity.site.snapshots import Site
from publicity.site.topics import by_topic, subjects
from publicity.site.units import units_of


@dataclass(frozen=True)
class Followed:
    """One thing to follow: its name, the path of what is followed, the whole address to copy."""

    name: str
    path: str
    address: str
    mark: str = ""
    """Its id on the page, to be led to."""


def _followed(site: Site, name: str, path: str, mark: str = "") -> Followed:
    return Followed(name, path, site.base_url.rstrip("/") + path, mark)


@dataclass(frozen=True)
class Group:
    """Things of one kind, each followed by itself: folded on the page, since most readers want one or none of them."""

    mark: str
    title: str
    ones: list[Followed]
    note: str = ""


def portal_subscribe(site: Site) -> Page:
    """What there is over all districts, and the ways to each district's own. Needs the districts."""
    topics = [
        _followed(site, one.name, at.TOPIC_FEED.path(topic=one.slug), f"t-{one.slug}")
        for one in TOPICS
    ]
    return render(
        "publicity/subscribe.html",
        frame(
            site,
            at.PORTAL_SUBSCRIBE.path(),
            "订阅民生实事",
            description="订阅是什么，怎么加进阅读器，全部区县和各个领域的网址。不用注册，不留电话。",
            crumbs=(FIRST, Link("订阅")),
        ),
        {
            "title": "订阅民生实事",
            "whole": [_followed(site, "全部区县的更新", at.FEED.path())],
            "groups": [Group("topic", "只跟踪一个领域", topics)],
            "districts": [Link(one.name, one.subscribe_path) for one in site.districts],
        },
    )


def subscribe(site: Site, slug: str) -> Page:
    """Needs the district, its plans and its notices. Raises NoSuchPage."""
    one = site.district(slug)
    if one is None:
        raise NoSuchPage(slug)
    years = {plan.year for plan in site.plans_of(slug)}
    years |= {year for notice in site.notices_of(slug) if (year := notice.said.year)}
    calendars = [
        _followed(site, f"{year} 年日历", at.CALENDAR.path(district=slug, year=year))
        for year in sorted(years, reverse=True)
    ]
    path = at.SUBSCRIBE.path(district=slug)
    return render(
        "publicity/subscribe.html",
        frame(
            site,
            path,
            f"订阅{one.name}民生实事",
            description="订阅是什么，怎么加进日历或阅读器，各项的网址。不用注册，不留电话。",
            district=one,
            crumbs=(FIRST, Link(one.name, one.path), Link("订阅")),
        ),
        {
            "title": f"订阅{one.name}民生实事",
            "calendars": calendars,
            "whole": [
                _followed(site, f"{one.name}全部更新", one.feed_path),
                _followed(site, "全部区县的更新", at.FEED.path()),
            ],
            "groups": _of_district(site, slug),
        },
    )


def _of_district(site: Site, slug: str) -> list[Group]:
    """What of a district can be followed by itself: the newest plan's projects, the topics, the units."""
    newest = site.plans_of(slug)[:1]
    projects = [
        _followed(
            site,
            f"第 {project.number} 件 {project.name}",
            plan.project_feed_path(project.key),
            f"p{project.number}",
        )
        for plan in newest
        for project in plan.said.projects
    ]
    topics = [
        _followed(
            site,
            TOPIC[topic].name,
            at.DISTRICT_TOPIC_FEED.path(district=slug, topic=topic),
            f"t-{topic}",
        )
        for topic in by_topic(subjects(site, slug))
    ]
    units = [
        _followed(site, unit.name, unit.feed_path, f"u{unit.id}") for unit in units_of(site, slug)
    ]
    groups = [
        *(Group("one", "只跟踪一件", projects, f"{plan.year} 年方案的项目。") for plan in newest),
        Group("topic", "只跟踪一个领域", topics),
        Group("unit", "只跟踪一个单位", units),
    ]
    return [group for group in groups if group.ones]
