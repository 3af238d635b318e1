"""Pictures on the desk: what a unit offers, what waits for whom, and one of them at its full size with its acts."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from django.contrib import messages
from django.db.models import Prefetch
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.clock import now
from accounts.requests import SignedInRequest
from notices import picture_access, services
from notices.act_forms import ReasonForm
from notices.models import Picture, PictureFile
from notices.picture_forms import OfferForm, ReleaseForm
from notices.refusals import StepRefused
from notices.views.notice_in_sight import taking
from progress.models import Evidence, ProgressReport
from projects.access import must

_taking = partial(taking, page="notices:picture")
CONTENT_TYPES = {"jpg": "image/jpeg", "webp": "image/webp"}
LIST_MOST = 200
"""Pictures on the list, the newest first; those in work come before."""


@require_safe
def pictures(request: SignedInRequest) -> HttpResponse:
    """Pictures in the person's sight, those in work first, and the photos of own reports that might be offered."""
    seen = (
        Picture.objects.visible_to(request.user)
        .select_related("district", "task__project", "decided_by", "offered_by")
        .prefetch_related(_sizes())
    )
    photos = _offerable(request)
    return render(
        request,
        "notices/picture_list.html",
        {
            "in_work": list(
                seen.filter(published_at__isnull=True)
                .exclude(status=Picture.Status.BACK)
                .order_by("-pk")[:LIST_MOST]
            ),
            "public": list(seen.public().order_by("-published_at", "-pk")[:LIST_MOST]),
            "photos": photos,
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
def picture_offer(request: SignedInRequest, evidence_id: int) -> HttpResponse:
    """The form in which a unit says what is to be seen on an attached photo, and offers it."""
    visible = ProgressReport.objects.visible_to(request.user)
    evidence = get_object_or_404(
        Evidence.objects.select_related("report__task__project__plan__district"),
        pk=evidence_id,
        report__in=visible,
    )
    task = evidence.report.task
    must(picture_access.can_offer(request.user, task))
    form = OfferForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = services.offer_picture(
                evidence=evidence, actor=request.user, at=now(), words=form.words
            )
        except StepRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "已提出公开，等审核人看过放行。放行以前可以收回。")
            return redirect("notices:picture", made.pk)
    return render(
        request,
        "notices/picture_offer.html",
        {"evidence": evidence, "task": task, "project": task.project, "form": form},
        status=422 if form.errors else 200,
    )


@require_safe
def picture(request: SignedInRequest, pk: int) -> HttpResponse:
    return _shown(request, _picture_or_404(request, pk), None, ReasonForm())


def _shown(
    request: SignedInRequest, found: Picture, release: ReleaseForm | None, reason: ReasonForm
) -> HttpResponse:
    release = release or ReleaseForm(initial={"digest": found.content_sha256})
    decide = picture_access.can_decide(request.user, found)
    publish = picture_access.can_publish(request.user, found)
    files = list(found.files.defer("data"))
    return render(
        request,
        "notices/picture.html",
        {
            "picture": found,
            "files": files,
            "largest": files[-1] if files else None,
            "statuses": Picture.Status,
            "decide": decide,
            "publish": publish,
            "may_take_back": bool(picture_access.can_take_back(request.user, found)),
            "may_take_down": bool(picture_access.can_take_down(request.user, found)),
            "may_choose": bool(picture_access.can_choose_head(request.user, found)),
            "release": release,
            "reason": reason,
        },
        status=422 if release.errors or reason.errors else 200,
    )


@require_safe
def picture_file(request: SignedInRequest, pk: int, width: int, form: str) -> HttpResponse:
    """A size of a picture for those who see it on the desk; 404 where it was taken down."""
    found = _picture_or_404(request, pk)
    file = get_object_or_404(PictureFile, picture=found, width=width, form=form)
    if file.data is None:
        raise Http404
    response = HttpResponse(bytes(file.data), content_type=CONTENT_TYPES[form])
    response["Cache-Control"] = "private, no-store"
    return response


@require_POST
def picture_release(request: SignedInRequest, pk: int) -> HttpResponse:
    found = _picture_or_404(request, pk)
    must(picture_access.can_decide(request.user, found))
    form = ReleaseForm(request.POST)
    if not form.is_valid():
        return _shown(request, found, form, ReasonForm())
    digest, note = form.cleaned_data["digest"], form.note
    return _taking(
        request,
        pk,
        lambda: services.release_picture(
            picture_id=pk, actor=request.user, at=now(), digest=digest, note=note
        ),
        "已放行，等编制人公布。",
    )


@require_POST
def picture_refuse(request: SignedInRequest, pk: int) -> HttpResponse:
    found = _picture_or_404(request, pk)
    must(picture_access.can_decide(request.user, found))
    return _with_reason(request, found, services.refuse_picture, "已退回单位，不公开。")


@require_POST
def picture_publish(request: SignedInRequest, pk: int) -> HttpResponse:
    _picture_or_404(request, pk)
    return _taking(
        request,
        pk,
        lambda: services.publish_picture(picture_id=pk, actor=request.user, at=now()),
        "已公布在项目页上，从此不再改动；需要时可以撤下。",
    )


@require_POST
def picture_head(request: SignedInRequest, pk: int) -> HttpResponse:
    _picture_or_404(request, pk)
    shown = request.POST.get("shown") == "1"
    return _taking(
        request,
        pk,
        lambda: services.show_in_head(picture_id=pk, actor=request.user, at=now(), shown=shown),
        "已放在区县首页，原来的一张换下。" if shown else "区县首页不再放图片。",
    )


@require_POST
def picture_withdraw(request: SignedInRequest, pk: int) -> HttpResponse:
    found = _picture_or_404(request, pk)
    must(picture_access.can_take_down(request.user, found))
    return _with_reason(request, found, services.take_down_picture, "已撤下，图片文件已经销毁。")


@require_POST
def picture_take_back(request: SignedInRequest, pk: int) -> HttpResponse:
    _picture_or_404(request, pk)
    return _taking(
        request,
        pk,
        lambda: services.take_back_picture(picture_id=pk, actor=request.user, at=now()),
        "已收回。报告里的照片还在。",
        then="notices:pictures",
    )


def _with_reason(
    request: SignedInRequest, found: Picture, act: Callable[..., Picture], done: str
) -> HttpResponse:
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return _shown(request, found, None, form)
    reason = form.cleaned_data["reason"]
    return _taking(
        request,
        found.pk,
        lambda: act(picture_id=found.pk, actor=request.user, at=now(), reason=reason),
        done,
    )


def _picture_or_404(request: SignedInRequest, pk: int) -> Picture:
    seen = Picture.objects.visible_to(request.user).select_related(
        "district",
        "task__project__plan",
        "decided_by",
        "offered_by",
        "published_by",
        "withdrawn_by",
    )
    return get_object_or_404(seen, pk=pk)


def _sizes() -> Prefetch[str]:
    return Prefetch(
        "files",
        PictureFile.objects.filter(width=360, form="jpg").defer("data"),
        to_attr="small",
    )


def _offerable(request: SignedInRequest) -> list[Evidence]:
    """Photos of reports in sight that the person may offer and nobody did; unit people's own work alone."""
    reports = ProgressReport.objects.filter(
        task__task_units__unit__memberships__user=request.user,
        task__task_units__unit__memberships__role__in=["reporter", "unit_head"],
    )
    taken = Picture.objects.exclude(status=Picture.Status.BACK).values("source_sha256")
    found = (
        Evidence.objects.filter(report__in=reports, content_type="image/jpeg")
        .exclude(sha256__in=taken)
        .select_related("report__task__project", "report__round")
        .order_by("-pk")
    )
    return list(found[:50])
