"""/search/: find published projects and notices. Reads only, sets no cookie, keeps nothing of what was asked."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse

from look.whole_numbers import whole_number
from projects.public_addresses import SEARCH
from publicity import search
from publicity.models import SearchEntry
from publicity.search.finding import LONGEST_QUERY
from publicity.site.frame import FIRST, Link, frame
from publicity.site.rendering import render
from publicity.site.snapshots import Site
from publicity.views.public import public
from publicity.views.surroundings import site_today

YEARS_OFFERED = 10
DISTRICTS_OFFERED = 400
"""More make a list nobody looks through; the address takes them all the same."""


@public
def results(request: HttpRequest) -> HttpResponse:
    site = site_today()
    query = " ".join(request.GET.get("q", "").split())[:LONGEST_QUERY]
    before = request.GET.get("before", "")
    within = _within(request, site)
    found = search.find(query, within=within, before=whole_number(before))
    page = render(
        "publicity/search.html",
        frame(
            site,
            SEARCH.path(),
            f"{query} - 查找" if query else "查找",
            description="在已公布的方案和公示里查找项目、单位和文字。",
            crumbs=(FIRST, Link("查找")),
        ),
        {
            "query": query,
            "found": found,
            "within": within,
            "districts": site.districts if 1 < len(site.districts) <= DISTRICTS_OFFERED else (),
            "years": range(site.day.year, site.day.year - YEARS_OFFERED, -1),
            "kinds": SearchEntry.Kind.choices,
            "more": urlencode(_asked(query, within) | {"before": found.next_key or ""}),
            "is_later_page": bool(before),
            "longest": LONGEST_QUERY,
        },
    )
    response = HttpResponse(page.body, content_type=page.content_type)
    response["Cache-Control"] = "no-store"
    return response


def _within(request: HttpRequest, site: Site) -> search.Within:
    """What of the filters can hold; a district or kind that is not there narrows nothing."""
    district, kind = request.GET.get("district", ""), request.GET.get("kind", "")
    return search.Within(
        district=district if site.district(district) else None,
        year=whole_number(request.GET.get("year", ""), most=9999),
        kind=kind if kind in SearchEntry.Kind.values else None,
    )


def _asked(query: str, within: search.Within) -> dict[str, object]:
    narrowed = {"district": within.district, "year": within.year, "kind": within.kind}
    return {"q": query} | {name: value for name, value in narrowed.items() if value is not None}
