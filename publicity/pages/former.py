"""The page of a number under which nothing stands any more: it leads to the project that stood there, or says why it left."""

from __future__ import annotations

from projects.json_values import lines
from publicity.pages.errors import NoSuchPage
from publicity.site.cards import cards_of
from publicity.site.frame import FIRST, PLANS, Link, frame
from publicity.site.numbers import former_at
from publicity.site.rendering import Page, render
from publicity.site.snapshots import Site


def former(site: Site, slug: str, year: int, number: int) -> Page:
    """Needs the district, all versions of that plan and its notices of the year. Raises NoSuchPage."""
    one, plan = site.district(slug), site.plan(slug, year)
    stood = former_at(site, plan, number) if plan else []
    if one is None or plan is None or not stood:
        raise NoSuchPage(f"{slug}/{year}/{number}")
    keys = {each.key for each in stood}
    cards = [
        card
        for card in cards_of(site, slug)
        if card.said.year == year and keys & card.said.by_key.keys()
    ]
    title = f"第 {number} 件：{stood[0].name}"
    return render(
        "publicity/former.html",
        frame(
            site,
            plan.project_path(number),
            f"{title} - {one.name} {year}",
            description=f"{one.name} {year} 年民生实事{title}{stood[0].said}。",
            district=one,
            current="plan",
            crumbs=(
                FIRST,
                Link(one.name, one.path),
                Link(f"{year} 年方案", plan.path),
                Link(f"第 {number} 件"),
            ),
            column=PLANS,
        ),
        {
            "title": title,
            "stood": [(each, lines(each.was.target)) for each in stood],
            "plan": plan,
            "cards": cards,
            "day": site.day,
        },
        depends_on_day=any(card.phase.depends_on_day for card in cards),
    )
