"""/sitemap/ : 网站地图. Every district with its pages, what can be followed, and what the portal itself has."""

from __future__ import annotations

from dataclasses import dataclass

from publicity.site import addresses
from publicity.site.frame import Link, frame
from publicity.site.rendering import Page, render
from publicity.site.snapshots import Site


@dataclass(frozen=True)
class Branch:
    """A district on the map."""

    name: str
    pages: tuple[Link, ...]
    follow: tuple[Link, ...]


def _branches(site: Site) -> list[Branch]:
    found = []
    for one in site.districts:
        plans = site.plans_of(one.slug)
        found.append(
            Branch(
                one.name,
                (
                    Link("概况", f"/{one.slug}/"),
                    *(Link(f"{plan.year} 年方案", plan.path) for plan in plans),
                    Link("公告公示", f"/{one.slug}/notices/"),
                ),
                (
                    Link("更新（Atom）", f"/{one.slug}/feed.atom"),
                    *(Link(f"{plan.year} 年日历", f"{plan.path}calendar.ics") for plan in plans),
                ),
            )
        )
    return found


def site_map(site: Site) -> Page:
    """Needs the districts and the years of their plans."""
    check = addresses.check_address(site.objection_url)
    following = addresses.following_address(site.objection_url)
    portal = (
        Link("首页", "/"),
        Link("查找", site.search_path),
        Link("查异议进度", following),
        Link("核对公示", check),
        Link("开放数据", "/api/"),
        Link("个人信息说明", "/privacy/"),
        Link("全部区县的更新（Atom）", "/feed.atom"),
    )
    return render(
        "publicity/map.html",
        frame(
            site,
            "/sitemap/",
            "网站地图",
            description="本站有哪些页面：各区县的概况、年度方案、公示，和可以订阅的更新、日历。",
            crumbs=(Link("首页", "/"), Link("网站地图")),
        ),
        {
            "portal": [link for link in portal if link.path],
            "branches": _branches(site),
        },
    )
