"""/search/: find published projects and notices. Reads only, sets no cookie, keeps nothing of what was asked."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from look.whole_numbers import whole_number
from projects.public_addresses import SEARCH
from publicity import search
from publicity.search.finding import LONGEST_QUERY
from publicity.site.frame import FIRST, Link, frame
from publicity.site.rendering import render
from publicity.views.public import public
from publicity.views.surroundings import site_today


@public
def results(request: HttpRequest) -> HttpResponse:
    query = " ".join(request.GET.get("q", "").split())[:LONGEST_QUERY]
    before = request.GET.get("before", "")
    found = search.find(query, before=whole_number(before))
    page = render(
        "publicity/search.html",
        frame(
            site_today(),
            SEARCH.path(),
            f"{query} - 查找" if query else "查找",
            description="在已公布的方案和公示里查找项目、单位和文字。",
            crumbs=(FIRST, Link("查找")),
        ),
        {"query": query, "found": found, "is_later_page": bool(before), "longest": LONGEST_QUERY},
    )
    response = HttpResponse(page.body, content_type=page.content_type)
    response["Cache-Control"] = "no-store"
    return response
