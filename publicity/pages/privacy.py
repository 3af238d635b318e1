"""/privacy/ : what happens to what people tell us, in plain words."""

from __future__ import annotations

from projects.public_addresses import PRIVACY
from publicity.site.frame import FIRST, Link, frame
from publicity.site.rendering import Page, render
from publicity.site.snapshots import Site


def privacy(site: Site) -> Page:
    """Needs the districts' names and contacts."""
    return render(
        "publicity/privacy.html",
        frame(
            site,
            PRIVACY.path(),
            "个人信息说明",
            description="看公示不收集个人信息；提出异议时收集什么、怎么保管、保存多久、您有哪些权利。",
            crumbs=(FIRST, Link("个人信息说明")),
        ),
        {
            "districts": site.districts,
            "takes_objections": bool(site.objection_url),
            "months": site.kept_months,
        },
    )
