"""/<district>/notices/<notice>/object/: the form, the look before sending, the receipt."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from accounts.client_address import client_address
from accounts.clock import now
from notices.models import Notice
from objections import deadlines, limits, privacy_text, receipts, services
from projects.public_addresses import FOLLOW, NOTICE, OBJECT
from publicity import pages
from publicity.objection_forms import ObjectionForm, is_current_privacy
from publicity.site import addresses
from publicity.site.cards import Card, card
from publicity.site.frame import FIRST, Frame, Link, frame
from publicity.site.snapshots import Site
from publicity.site.succession import in_force, newest
from publicity.views.frames import citizen_page, page
from publicity.views.surroundings import site_today


@citizen_page("GET", "HEAD", "POST")
def object_to(request: HttpRequest, district: str, notice: str) -> HttpResponse:
    """Object to a notice. `then` says what was pressed: check (look it over), back (change it), send."""
    site = site_today()
    published = site.notice(district, notice)
    if published is None:
        missing = pages.missing(site, NOTICE.path(district=district, notice=notice))
        return HttpResponse(missing.body, content_type=missing.content_type, status=404)
    about = card(site, published)
    if closed := _closed(request, site, about):
        return closed
    if request.method != "POST":
        asked = {"project": request.GET.get("project", "")}
        form = ObjectionForm(about.said, initial=asked)
        return _form(site, about, form, _new_token(published.path))
    return _posted(request, site, about)


def _posted(request: HttpRequest, site: Site, about: Card) -> HttpResponse:
    token = request.POST.get("token", "")
    then = request.POST.get("then", "check")
    form = ObjectionForm(about.said, request.POST)
    read = receipts.read_token(token, subject=about.path)
    is_stale = read is None or read.is_expired(timezone.now())
    if is_stale:
        token = _new_token(about.path, began=read.began if read else None)
    if not form.is_valid():
        return _form(site, about, form, token, status=422)
    if then == "back":
        return _form(site, about, form, token)
    if then != "send":
        return _check(site, about, form, token)
    if is_stale or not is_current_privacy(request.POST):
        return _check(site, about, form, token, again=True)
    assert read is not None
    receipt = services.receive_web_objection(
        notice=Notice.objects.public().get(
            district__slug=about.district.slug, number=about.notice.number
        ),
        words=form.typed(),
        token=token,
        privacy_version=privacy_text.current().version,
        at=now(),
        **_doubts(request, form, read, about, timezone.now()),
    )
    return _receipt(site, about, receipt)


def _doubts(
    request: HttpRequest, form: ObjectionForm, read: receipts.Token, about: Card, moment: datetime
) -> dict[str, Any]:
    """Whether a person should look at it first. Every limit is counted, whichever is over."""
    place = limits.address_range(client_address(request))
    source = limits.mark_of(place)
    over = [
        limits.is_over(limits.FROM_ONE_RANGE, source, moment),
        limits.is_over(limits.FROM_ONE_RANGE_A_DAY, source, moment),
        limits.is_over(limits.FOR_ONE_NOTICE, limits.mark_of(about.path), moment),
    ]
    too_fast = read.seconds_filling(moment) < limits.FASTEST_SECONDS
    return {
        "needs_human_check": any(over) or too_fast or form.fell_into_the_trap,
        "source_mark": source,
    }


def _closed(request: HttpRequest, site: Site, about: Card) -> HttpResponse | None:
    """The page that says where to object instead, with what was typed for copying; None where the form is open."""
    if site.objection_url != "portal":
        why, status = ("elsewhere" if site.objection_url else "none"), 200
    elif about.phase.name in ("withdrawn", "sealed"):
        why, status = about.phase.name, 410
    elif about.phase.name == "corrected":
        why, status = "corrected", 200
    else:
        return None
    replacement = in_force(site, about.notice)
    typed = request.POST.get("words", "")[:20_000]
    return page(
        "publicity/objections/closed.html",
        _frame(site, about, "提出异议"),
        {
            "card": about,
            "why": why,
            "elsewhere": about.objection_url if why == "elsewhere" else "",
            "newest": newest(site, about.notice),
            "replacement": replacement,
            "replacement_form": addresses.objection_address(
                site.objection_url, about.district.slug, replacement.notice.number
            )
            if replacement
            else "",
            "typed": typed,
        },
        status=status if not typed else 409,
    )


def _form(
    site: Site, about: Card, form: ObjectionForm, token: str, *, status: int = 200
) -> HttpResponse:
    return page(
        "publicity/objections/form.html",
        _frame(site, about, "提出异议"),
        {**_around(site, about), "form": form, "token": token, "error": status == 422},
        status=status,
    )


def _check(
    site: Site, about: Card, form: ObjectionForm, token: str, *, again: bool = False
) -> HttpResponse:
    words = form.typed()
    row = about.said.rows.get(words.project_number or 0)
    return page(
        "publicity/objections/check.html",
        _frame(site, about, "核对异议"),
        {
            **_around(site, about),
            "form": form,
            "words": words,
            "project": f"第 {row.number} 件 {row.name}" if row else "整个公示",
            "token": token,
            "again": again,
        },
        status=422 if again else 200,
    )


def _receipt(site: Site, about: Card, receipt: services.Receipt) -> HttpResponse:
    return page(
        "publicity/objections/receipt.html",
        _frame(site, about, "异议回执"),
        {
            "card": about,
            "receipt": receipt,
            "tell_by": deadlines.tell_by(receipt.received_on),
            "conclude_within": deadlines.CONCLUDE_WITHIN,
            "extend_within": deadlines.EXTENSION_AT_MOST,
            "follow_url": site.base_url + FOLLOW.path(),
        },
    )


def _around(site: Site, about: Card) -> dict[str, Any]:
    return {
        "card": about,
        "deadlines": deadlines,
        "is_late": about.phase.name == "ended",
        "privacy": privacy_text.current(),
        "privacy_lines": privacy_text.current().for_commission(about.district.commission),
        "day": site.day,
    }


def _frame(site: Site, about: Card, title: str) -> Frame:
    return frame(
        site,
        OBJECT.path(district=about.district.slug, notice=about.notice.number),
        title,
        district=about.district,
        current="notices",
        crumbs=(
            FIRST,
            Link(about.district.name, about.district.path),
            Link("公告公示", about.district.notices_path),
            Link("正文", about.path),
            Link(title),
        ),
    )


def _new_token(subject: str, *, began: int | None = None) -> str:
    return receipts.new_token(subject, timezone.now(), began=began)
