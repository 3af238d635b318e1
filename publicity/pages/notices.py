"""/<district>/notices/ : all notices of a district, by year."""

from __future__ import annotations

from itertools import groupby

from publicity.pages.errors import NoSuchPage
from publicity.site.cards import cards_of
from publicity.site.frame import FIRST, NOTICES, Link, frame
from publicity.site.rendering import Page, render
from publicity.site.snapshots import Site


def notices(site: Site, slug: str) -> Page:
    """Needs the district and its notices. Raises NoSuchPage."""
    one = site.district(slug)
    if one is None:
        raise NoSuchPage(slug)
    cards = cards_of(site, slug)
    by_year = sorted(cards, key=lambda card: -(card.said.year or 0))
    depends = any(card.phase.depends_on_day for card in cards)
    title = f"{one.name}公告公示"
    return render(
        "publicity/notices.html",
        frame(
            site,
            one.notices_path,
            title,
            description=f"{one.name}民生实事的目标、进展和完成情况公示，共 {len(cards)} 份。",
            district=one,
            current="notices",
            crumbs=(FIRST, Link(one.name, one.path), Link("公告公示")),
            column=NOTICES,
        ),
        {
            "title": title,
            "district": one,
            "cards": cards,
            "open": [card for card in cards if card.phase.name == "open"],
            "years": [
                (year, list(group))
                for year, group in groupby(by_year, key=lambda card: card.said.year)
            ],
            "plans": site.plans_of(slug),
            "depends_on_day": depends,
            "day": site.day,
        },
        depends_on_day=depends,
    )
