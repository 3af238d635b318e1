"""/sitemap/ : 网站地图. Every district with its pages, what can be followed, and what the portal itself has."""

from __future__ import annotations

from dataclasses import dataclass

from projects import public_addresses as at
from projects.topics import TOPICS
from publicity.site import addresses
from publicity.site.frame import FIRST, Link, frame
from publicity.site.rendering import Page, render
from publicity.site.snapshots import District, Site


@dataclass(frozen=True)
class Branch:
    """A district on the map."""

    name: str
    pages: tuple[Link, ...]
    follow: tuple[Link, ...]


def _branch(site: Site, one: District) -> Branch:
    plans = site.plans_of(one.slug)
    return Branch(
        one.name,
        (
            Link("概况", one.path),
            *(Link(f"{plan.year} 年方案", plan.path) for plan in plans),
            Link("公告公示", one.notices_path),
        ),
        (Link("更新和日历怎么订阅", one.subscribe_path),),
    )


def site_map(site: Site) -> Page:
    """Needs the districts and the years of their plans."""
    check = addresses.check_address(site.objection_url)
    following = addresses.following_address(site.objection_url)
    portal = (
        FIRST,
        Link("查找", site.search_path),
        Link("查办理进度", following),
        Link("核对公示", check),
        Link("订阅", at.PORTAL_SUBSCRIBE.path()),
        Link("开放数据", at.API.path()),
        Link("个人信息说明", at.PRIVACY.path()),
    )
    return render(
        "publicity/map.html",
        frame(
            site,
            at.SITE_MAP.path(),
            "网站地图",
            description="本站有哪些页面：各区县的概况、年度方案、公示，和可以订阅的更新、日历。",
            crumbs=(FIRST, Link("网站地图")),
        ),
        {
            "portal": [link for link in portal if link.path],
            "topics": [Link(one.name, at.TOPIC.path(topic=one.slug)) for one in TOPICS],
            "branches": [branch for _, branch in site.of_each("map", _branch)],
        },
    )
