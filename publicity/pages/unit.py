"""/<district>/units/<id>/ : a responsible unit with its projects over the years."""

from __future__ import annotations

from collections.abc import Collection

from publicity.pages.errors import NoSuchPage
from publicity.site.frame import FIRST, OVERVIEW, Link, frame
from publicity.site.rendering import Page, render
from publicity.site.snapshots import District, Site
from publicity.site.topics import by_year, subjects
from publicity.site.units import became, standing_today, unit_of, units_of


def _links(site: Site, district: District, names: Collection[str]) -> list[Link]:
    """To units; without an address while nothing is published under the name."""
    paths = {one.name: one.path for one in units_of(site, district.slug)} if names else {}
    return [Link(name, paths.get(name, "")) for name in names]


def unit(site: Site, slug: str, number: int) -> Page:
    """Needs the district, its plans and its notices. Raises NoSuchPage: a unit never published has none.

    One that a reform ended leads to what it became.
    """
    district, one = site.district(slug), unit_of(site, slug, number)
    if district is None or one is None:
        raise NoSuchPage(f"{slug}/units/{number}")
    found = [each for each in subjects(site, slug) if one.name in each.units]
    change = became(site, slug, one.name)
    new = change.new if change else ()
    today = standing_today(site, slug, change) if change else ()
    leads = sum(each.units[0] == one.name for each in found)
    return render(
        "publicity/unit.html",
        frame(
            site,
            one.path,
            f"{one.name} - {district.name}民生实事",
            description=f"{district.name}{one.name}负责的民生实事 {len(found)} 件。",
            district=district,
            crumbs=(FIRST, Link(district.name, district.path), Link(one.name)),
            column=OVERVIEW,
            feeds=(Link(one.name, one.feed_path),),
        ),
        {
            "unit": one,
            "district": district,
            "count": len(found),
            "leads": leads,
            "years": by_year(found),
            "change": change,
            "new": _links(site, district, new),
            "today": _links(site, district, today if today != new else ()),
        },
    )
