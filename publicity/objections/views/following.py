"""/objections/: follow by receipt number and secret code."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from publicity.models import Objection
from publicity.objections import limits, receipts
from publicity.objections.forms import FollowForm
from publicity.objections.progress_page import course_of
from publicity.objections.views.frames import citizen_page, client_address, page
from publicity.site.frame import Frame, Link, frame
from publicity.site.snapshots import Site
from publicity.views.surroundings import site_today

WRONG = "回执编号或查询码不对。请照回执核对；回执丢了，请带本人情况打公示上的电话。"
"""One answer for a wrong number and a wrong code: nobody learns which numbers exist."""


@citizen_page("GET", "HEAD", "POST")
def follow(request: HttpRequest) -> HttpResponse:
    site = site_today()
    if site.objection_url != "portal":
        return _page(site, "closed_following.html", {"elsewhere": _elsewhere(site)})
    if request.method != "POST":
        return _ask(site, FollowForm())
    form = FollowForm(request.POST)
    if not form.is_valid():
        return _ask(site, form, status=422)
    number = receipts.as_number(form.cleaned_data["number"])
    place = limits.address_range(client_address(request))
    pair, moment = limits.mark_of(place, number), timezone.now()
    if limits.was_over(limits.WRONG_CODES, pair, moment) or limits.was_over(
        limits.WRONG_CODES_OF_A_RANGE, limits.mark_of(place), moment
    ):
        form.add_error(
            None,
            f"核对不上的次数太多，请 {limits.WRONG_CODES.minutes} 分钟以后再查，或打公示上的电话。",
        )
        return _ask(site, form, status=429)
    objection = find(number, form.cleaned_data["code"])
    if objection is None:
        limits.is_over(limits.WRONG_CODES, pair, moment)
        limits.is_over(limits.WRONG_CODES_OF_A_RANGE, limits.mark_of(place), moment)
        form.add_error(None, WRONG)
        return _ask(site, form, status=422)
    return show(site, objection)


def find(number: str, code: str) -> Objection | None:
    """The objection of a number and its code. Takes the same time whether the number or the code is wrong."""
    objection = (
        Objection.objects.filter(receipt=number).select_related("district", "notice").first()
    )
    matches = receipts.code_matches(number, code, objection.code_hash if objection else "")
    return objection if matches else None


def show(site: Site, objection: Objection) -> HttpResponse:
    """Where it stands. Shows no word of what was written and nothing of who wrote it."""
    notice = objection.notice
    published = site.notice(objection.district.slug, notice.number) if notice else None
    return _page(
        site,
        "case.html",
        {
            "objection": objection,
            "course": course_of(objection),
            "about": published,
            "district": site.district(objection.district.slug),
        },
    )


def _ask(site: Site, form: FollowForm, *, status: int = 200) -> HttpResponse:
    return _page(site, "follow.html", {"form": form, "error": status != 200}, status=status)


def _page(site: Site, template: str, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
    return page(f"publicity/objections/{template}", _frame(site), context, status=status)


def _frame(site: Site) -> Frame:
    return frame(
        site,
        "/objections/",
        "查异议进度",
        description="凭回执编号和查询码，看异议办到哪一步、什么时候答复。",
        current="follow",
        crumbs=(Link("首页", "/"), Link("查异议进度")),
    )


def _elsewhere(site: Site) -> str:
    return f"{site.objection_url.rstrip('/')}/objections/" if site.objection_url else ""
