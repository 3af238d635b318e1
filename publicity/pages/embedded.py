"""/<district>/notices/<notice>/embed/ : the notice for a frame in another site's page (conventions 1.4).

The same title, state, ways to object and table as on the notice's own page, without masthead and foot; every link opens
in the whole window. Its canonical address is the notice's own page. It is no page of the export's list: who may frame
it is a header, which a folder cannot send; the server in front of a folder sets it.
"""

from __future__ import annotations

from dataclasses import replace

from projects.json_values import lines
from projects.public_addresses import EMBED
from publicity.pages.errors import NoSuchPage
from publicity.pages.notice import visible_table
from publicity.site.cards import card
from publicity.site.frame import NOTICES, frame
from publicity.site.rendering import Page, render
from publicity.site.snapshots import Site


def embedded(site: Site, slug: str, number: str) -> Page:
    """Needs the district, the notice and its correction. Raises NoSuchPage."""
    one, published = site.district(slug), site.notice(slug, number)
    if one is None or published is None:
        raise NoSuchPage(f"{slug}/notices/{number}/embed")
    this = card(site, published)
    title = "公示已封存" if published.is_sealed else this.title
    hidden = published.is_sealed or (
        this.phase.name == "withdrawn" and not published.table_stays_visible
    )
    own = frame(
        site,
        EMBED.path(district=slug, notice=number),
        title,
        description=f"{title}。{this.summary}",
        district=one,
        column=NOTICES,
    )
    return render(
        "publicity/embedded.html",
        # A search engine is sent to the notice's own page.
        replace(own, canonical=site.base_url + published.path, shared=(), linked="", feeds=()),
        {
            "card": this,
            "said": this.said,
            "notice": published,
            "title": title,
            "lead": () if hidden else lines(this.said.lead),
            "table": visible_table(published, not hidden),
            "day": site.day,
        },
        depends_on_day=this.phase.depends_on_day,
    )
