"""/<district>/<year>/ where the newest version was sealed: when and why, and nothing of what it said."""

from __future__ import annotations

from projects import public_addresses as at
from publicity.site.frame import FIRST, Link, frame
from publicity.site.rendering import Page, render
from publicity.site.snapshots import District, SealedPlan, Site


def plan_sealed(site: Site, one: District, sealed: SealedPlan) -> Page:
    """The address stays and says what became of it, until a further version is published."""
    title = f"{one.name} {sealed.year} 年方案已封存"
    path = at.PLAN.path(district=one.slug, year=sealed.year)
    shown = frame(
        site,
        path,
        title,
        district=one,
        current="plan",
        crumbs=(FIRST, Link(one.name, one.path), Link(f"{sealed.year} 年方案")),
    )
    return render("publicity/plan_sealed.html", shown, {"title": title, "sealed": sealed})
