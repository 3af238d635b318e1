"""/objections/: follow by receipt number and secret code; withdraw, rate, export, ask for erasure.

Number and code stand in no address and on no page. Whoever gave them gets a signed pass for half an hour, which the
page carries in its forms: there is no cookie.
"""

from __future__ import annotations

import json
from typing import Any

from django.core import signing
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from accounts.clock import now
from documents.writing.file_forms import CONTENT_TYPES
from objections import limits, receipts, services
from objections.export import own_data
from objections.models import Objection
from objections.progress_page import course_of
from projects.public_addresses import FOLLOW, FOLLOW_ACT
from projects.workflow import StepRefused
from publicity.objection_forms import FollowForm
from publicity.site.frame import FIRST, Frame, Link, frame
from publicity.site.snapshots import Site
from publicity.views.frames import citizen_page, page
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
    if "pass" in request.POST:
        known = _by_pass(request)
        return show(site, known) if known else _too_long(site)
    form = FollowForm(request.POST)
    if not form.is_valid():
        return _ask(site, form, status=422)
    number = receipts.as_number(form.cleaned_data["number"])
    moment = timezone.now()
    if wait := limits.seconds_before_a_guess(number, moment):
        form.add_error(None, f"这个编号核对不上的次数太多，请过 {wait} 秒再查，或打公示上的电话。")
        response = _ask(site, form, status=429)
        response["Retry-After"] = str(wait)
        return response
    objection = find(number, form.cleaned_data["code"])
    if objection is None:
        form.add_error(None, WRONG)
        return _ask(site, form, status=422)
    limits.guessed_right(number, moment)
    return show(site, objection)


@citizen_page("GET", "HEAD", "POST")
def act(request: HttpRequest, what: str) -> HttpResponse:
    """What the person does with their own objection. Withdrawing and erasing ask once more before they happen."""
    site = site_today()
    if request.method != "POST":
        return HttpResponseRedirect(reverse("publicity:follow"))
    objection = _by_pass(request)
    if objection is None:
        return _too_long(site, at=what)
    if what == "export":
        return _export(objection)
    if what != "rate" and request.POST.get("sure") != "yes":
        context = {"objection": objection, "what": what, "pass": new_pass(objection)}
        return _page(site, "sure.html", context, at=what)
    try:
        if what == "withdraw":
            objection = services.withdraw_objection(objection_id=objection.pk, at=now())
            done = "已撤回，不再办理。"
        elif what == "erase":
            objection = services.ask_erasure(objection_id=objection.pk, at=now())
            done = "已申请删除，经安全管理员批准后清除姓名、联系方式和原文。"
        else:
            rating = request.POST.get("rating", "")
            objection = services.rate_answer(objection_id=objection.pk, rating=rating, at=now())
            done = f"谢谢，已记下您的评价：{objection.get_rating_display()}。"
    except StepRefused as refusal:
        return show(site, objection, at=what, refused=str(refusal))
    return show(site, objection, at=what, done=done)


def _export(objection: Objection) -> HttpResponse:
    services.note_export(objection=objection, at=now())
    body = json.dumps(own_data(objection), ensure_ascii=False, indent=2)
    response = HttpResponse(body, content_type=CONTENT_TYPES["json"])
    # Kept, never shown: the screen may be somebody else's.
    response["Content-Disposition"] = f'attachment; filename="objection-{objection.receipt}.json"'
    return response


PASS_MINUTES = 30
_PASS_SALT = "objections.pass"  # noqa: S105 - a salt, not a secret


def new_pass(objection: Objection) -> str:
    """Half an hour's proof that number and code were given."""
    return signing.dumps(objection.pk, salt=_PASS_SALT)


def _by_pass(request: HttpRequest) -> Objection | None:
    try:
        key = signing.loads(
            request.POST.get("pass", ""), salt=_PASS_SALT, max_age=PASS_MINUTES * 60
        )
    except signing.BadSignature:
        return None
    return Objection.objects.filter(pk=key).select_related("district", "notice").first()


def _too_long(site: Site, *, at: str = "") -> HttpResponse:
    form = FollowForm({})
    form.errors.clear()
    form.add_error(None, "页面停留太久，请再填一次回执编号和查询码。")
    return _ask(site, form, at=at, status=422)


def find(number: str, code: str) -> Objection | None:
    """The objection of a number and its code. Takes the same time whether the number or the code is wrong."""
    objection = (
        Objection.objects.filter(receipt=number).select_related("district", "notice").first()
    )
    matches = receipts.code_matches(number, code, objection.code_hash if objection else "")
    return objection if matches else None


def show(
    site: Site, objection: Objection, *, at: str = "", done: str = "", refused: str = ""
) -> HttpResponse:
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
            "pass": new_pass(objection),
            "ratings": Objection.Rating.choices,
            "done": done,
            "refused": refused,
        },
        at=at,
        status=409 if refused else 200,
    )


def _ask(site: Site, form: FollowForm, *, at: str = "", status: int = 200) -> HttpResponse:
    context = {"form": form, "error": status != 200}
    return _page(site, "follow.html", context, at=at, status=status)


def _page(
    site: Site, template: str, context: dict[str, Any], *, at: str = "", status: int = 200
) -> HttpResponse:
    return page(f"publicity/objections/{template}", _frame(site, at), context, status=status)


def _frame(site: Site, at: str) -> Frame:
    """`at`: the act whose own page it is, for its links."""
    return frame(
        site,
        FOLLOW_ACT.path(what=at) if at else FOLLOW.path(),
        "查办理进度",
        description="凭回执编号和查询码，看异议办到哪一步、什么时候答复。",
        current="follow",
        crumbs=(FIRST, Link("查办理进度")),
    )


def _elsewhere(site: Site) -> str:
    return site.objection_url.rstrip("/") + FOLLOW.path() if site.objection_url else ""
