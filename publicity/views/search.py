"""/search/: find published projects and notices. Reads only, sets no cookie, keeps nothing of what was asked."""

from __future__ import annotations

from dataclasses import asdict, replace
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse

from look.whole_numbers import whole_number
from projects.public_addresses import SEARCH
from projects.topics import TOPIC, TOPICS
from publicity import search
from publicity.models import SearchEntry
from publicity.search.finding import LONGEST_QUERY
from publicity.site.frame import FIRST, Link, frame
from publicity.site.rendering import render
from publicity.site.snapshots import District, Site
from publicity.views.public import public
from publicity.views.surroundings import site_today

YEARS_OFFERED = 10
OWN_FIRST = 10
"""As many of the district one came from stand before those of all."""
DISTRICTS_OFFERED = 400
"""More make a list nobody looks through; the address takes them all the same."""


@public
def results(request: HttpRequest) -> HttpResponse:
    site = site_today()
    query = " ".join(request.GET.get("q", "").split())[:LONGEST_QUERY]
    before = request.GET.get("before", "")
    within = _within(request, site)
    found = search.find(query, within=within, before=whole_number(before))
    origin = _origin(request, site, within)
    own = _of_origin(query, within, origin) if not before else ()
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
            "years": search.published_years(YEARS_OFFERED),
            "topics": TOPICS,
            "origin": origin,
            "own": own,
            "others": [hit for hit in found.hits if hit not in own],
            "all_of_origin": urlencode(
                _asked(query, replace(within, district=origin.slug)) if origin else {}
            ),
            "kinds": SearchEntry.Kind.choices,
            "more": urlencode(
                _asked(query, within)
                | ({"from": origin.slug} if origin else {})
                | {"before": found.next_key or ""}
            ),
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
    topic = request.GET.get("topic", "")
    return search.Within(
        district=district if site.district(district) else None,
        year=whole_number(request.GET.get("year", ""), most=9999),
        kind=kind if kind in SearchEntry.Kind.values else None,
        topic=topic if topic in TOPIC else None,
    )


def _origin(request: HttpRequest, site: Site, within: search.Within) -> District | None:
    """The district from whose page somebody came; none where they narrowed to one, or there is but one."""
    if within.district or len(site.districts) < 2:
        return None
    return site.district(request.GET.get("from", ""))


def _of_origin(
    query: str, within: search.Within, origin: District | None
) -> tuple[search.Hit, ...]:
    """The first hits of the district one came from."""
    if origin is None:
        return ()
    return search.find(query, within=replace(within, district=origin.slug), limit=OWN_FIRST).hits


def _asked(query: str, within: search.Within) -> dict[str, object]:
    narrowed = asdict(within)
    return {"q": query} | {name: value for name, value in narrowed.items() if value is not None}
