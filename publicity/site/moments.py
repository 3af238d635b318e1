"""When something published last changed: the latest of the moments it carries, never the clock."""

from __future__ import annotations

from datetime import UTC, datetime

from publicity.site.snapshots import District, PublishedNotice, PublishedPlan, Site
from publicity.site.succession import followers

NEVER = datetime(1970, 1, 1, tzinfo=UTC)
"""What a feed says of itself while nothing is published: formats that demand a moment get this one, no invented day."""


def notice_changed(site: Site, notice: PublishedNotice) -> datetime:
    """Publication, withdrawal, sealing, or what became of the corrections that followed: its page leads to them."""
    said = notice.said
    moments = [said.published_at, said.withdrawn_at, notice.sealed_at]
    for one in followers(site, notice):
        moments += [one.said.published_at, one.said.withdrawn_at, one.sealed_at]
    return max((moment for moment in moments if moment), default=NEVER)


def plan_changed(plan: PublishedPlan) -> datetime:
    return plan.published_at or NEVER


def year_changed(site: Site, slug: str, year: int) -> datetime:
    """The latest change of a year's plan or of any notice of that year."""
    plan, sealed = site.plan(slug, year), site.sealed_plan(slug, year)
    return max(
        [
            NEVER,
            *([sealed.sealed_at] if sealed else []),
            *([plan_changed(plan)] if plan else []),
            *(notice_changed(site, n) for n in site.notices_of(slug) if n.said.year == year),
        ]
    )


def district_changed(site: Site, slug: str) -> datetime:
    return max(
        [
            NEVER,
            *(plan_changed(plan) for plan in site.plans_of(slug)),
            *(sealed.sealed_at for sealed in site.sealed_of(slug)),
            *(notice_changed(site, notice) for notice in site.notices_of(slug)),
        ]
    )


def site_changed(site: Site) -> datetime:
    return max([NEVER, *(moment for _, moment in districts_changed(site))])


def districts_changed(site: Site) -> list[tuple[District, datetime]]:
    """Each district with its latest change."""
    return site.of_each("changed", _changed, ("notices",))


def _changed(site: Site, district: District) -> datetime:
    return district_changed(site, district.slug)
