"""The list of notices, starting one, and the page of one."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from accounts.clock import now, today
from accounts.requests import SignedInRequest
from notices import access, point_checks, services, workflow
from notices.act_forms import ApproveForm, ReasonForm, StartForm
from notices.models import Notice, NoticeFile, OutsidePage, PaperSigning
from notices.refusals import StepRefused
from notices.views.notice_in_sight import STEP_WORDS, notice_or_404, page_of, trail_of
from progress.models import ReportingRound
from progress.selectors.board import staff_rounds
from projects.access import Act, districts_where
from projects.models import AnnualPlan
from projects.periods import NoticeNumber, Period

MOST_BRIEFINGS = 4
"""The newest rounds on offer; an older one's briefing stands on the page of its notice."""


@dataclass(frozen=True)
class Start:
    """Something a notice can be started from."""

    origin: str
    label: str
    note: str
    district: str


@require_safe
def notices(request: SignedInRequest) -> HttpResponse:
    """What waits, what is in work, what is published, and what a notice could be started from."""
    visible = Notice.objects.visible_to(request.user).select_related(
        "district", "plan", "compiled_by"
    )
    in_work = list(visible.in_work().order_by("district__order", "-pk"))
    mine = set(access.waiting_for(request.user).values_list("pk", flat=True))
    return render(
        request,
        "notices/notice_list.html",
        {
            "waiting": [notice for notice in in_work if notice.pk in mine],
            "in_work": [notice for notice in in_work if notice.pk not in mine],
            "discarded": visible.filter(status=workflow.DISCARDED).order_by("-pk"),
            "published": visible.public().order_by("district__order", "-published_at", "-pk"),
            "starts": _starts(request),
            "patterns": [
                (district, kind, Notice.Kind(kind).label)
                for district in districts_where(request.user, Act.COMPILE_NOTICE)
                for kind in ("progress", "targets", "completion")
            ],
            "briefings": staff_rounds(request.user)[:MOST_BRIEFINGS],
            "day": today(),
        },
    )


@require_POST
def notice_start(request: SignedInRequest) -> HttpResponse:
    form = StartForm(request.POST)
    if not form.is_valid():
        raise Http404
    source, pk, kind = form.cleaned_data["origin"].split("-")
    round_, plan = None, None
    if source == "round":
        round_ = get_object_or_404(ReportingRound.objects.visible_to(request.user), pk=pk)
    else:
        plan = get_object_or_404(AnnualPlan.objects.visible_to(request.user), pk=pk)
    try:
        notice = services.start_notice(
            compiler=request.user, at=now(), kind=kind, round=round_, plan=plan
        )
    except StepRefused as refusal:
        messages.error(request, str(refusal))
        return redirect("notices:notices")
    return redirect("notices:notice-edit", notice.pk)


@require_safe
def notice(request: SignedInRequest, pk: int) -> HttpResponse:
    """One notice: to the compiler its state and gaps, to the reviewer and the signer what to decide, to all the trail."""
    found = notice_or_404(request, pk)
    if found.is_published:
        return _published(request, found)
    if found.status == workflow.DISCARDED:
        return render(request, "notices/notice_discarded.html", without_content(found))
    context = page_of(request, found)
    early = list(point_checks.early(found, context["draft"], today()))
    user = request.user
    return render(
        request,
        "notices/notice_read.html",
        {
            **context,
            "points": point_checks.answered(found, context["draft"], today()),
            "early": early,
            "early_mark": point_checks.early_mark(early),
            "can_send": found.status == workflow.DRAFT and context["can_edit"],
            "can_approve": access.can_take(user, workflow.APPROVE, found)
            if found.status == workflow.IN_REVIEW
            else None,
            "can_publish": access.can_take(user, workflow.PUBLISH, found)
            if found.status == workflow.APPROVED
            else None,
            "can_enter_paper": found.status == workflow.APPROVED
            and access.can_enter_paper_signature(user, found),
            "can_return": found.status != workflow.DRAFT
            and access.can_take(user, workflow.RETURN, found),
            "approve_form": ApproveForm(
                initial={
                    "digest": context["digest"].sha256,
                    "secrecy_reviewed_on": today(),
                }
            ),
            "can_discard": bool(access.can_take(user, workflow.DISCARD, found)),
            "return_form": ReasonForm(auto_id="return_%s"),
            "discard_form": ReasonForm(auto_id="discard_%s"),
        },
    )


def _published(request: SignedInRequest, notice: Notice) -> HttpResponse:
    context = page_of(request, notice) if notice.content is not None else without_content(notice)
    user = request.user
    return render(
        request,
        "notices/notice_published.html",
        {
            **context,
            "files": NoticeFile.objects.filter(notice=notice).defer("data"),
            "outside": OutsidePage.objects.filter(notice=notice).first(),
            "is_exported": bool(settings.PORTAL_PUBLIC_DIR),
            "public_url": reverse("publicity:notice", args=[notice.district.slug, notice.number]),
            "signing": PaperSigning.objects.select_related("entered_by", "reply")
            .filter(notice=notice)
            .first(),
            "replacement": Notice.objects.filter(replaces=notice).first(),
            "can_correct": notice.status in workflow.CORRECTABLE
            and access.can_correct(user, notice),
            "can_withdraw": workflow.WITHDRAW.starts_from(notice.status)
            and access.can_take(user, workflow.WITHDRAW, notice),
            "can_seal": workflow.SEAL.starts_from(notice.status)
            and access.can_ask_to_seal(user, notice),
        },
    )


def without_content(notice: Notice) -> dict[str, object]:
    """What is left to show of a sealed or a discarded notice."""
    return {
        "notice": notice,
        "trail": trail_of(notice),
        "steps": STEP_WORDS,
        "current_step": 6,
        "desk_place": notice.district.name,
    }


def _starts(request: SignedInRequest) -> list[Start]:
    """Rounds and plans without a notice, for whoever compiles."""
    districts = districts_where(request.user, Act.COMPILE_NOTICE)
    kept = Notice.objects.kept().filter(district__in=districts)
    taken = set(kept.values_list("district_id", "number"))
    starts: list[Start] = []
    # What was brought over from an older notice is that notice; there is nothing to compile from it.
    rounds = ReportingRound.objects.filter(
        plan__district__in=districts, brought_over=False
    ).select_related("plan__district")
    for round in rounds.order_by("plan__district__order", "-plan__year", "-through_month"):
        district, year = round.plan.district, round.plan.year
        kinds = ["progress"] + (["completion"] if round.through_month == 12 else [])
        for kind in kinds:
            month = round.through_month if kind == "progress" else None
            number = NoticeNumber(year, kind, month)  # type: ignore[arg-type]
            if (district.pk, str(number)) in taken:
                continue
            period = Period.through(year, round.through_month)
            label = f"{year}年完成情况" if kind == "completion" else f"{period.full_title}推进情况"
            state = "填报已关闭" if round.closed_at else f"{round.due_on:%m-%d} 截止"
            starts.append(Start(f"round-{round.pk}-{kind}", label, state, district.name))
    for plan in AnnualPlan.objects.filter(district__in=districts).select_related("district"):
        number = NoticeNumber(plan.year, "targets")
        if (plan.district_id, str(number)) not in taken:
            starts.append(
                Start(
                    f"plan-{plan.pk}-targets",
                    f"{plan.year}年目标任务",
                    "方案里的目标，没有进展",
                    plan.district.name,
                )
            )
    return starts
