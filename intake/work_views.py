"""Long work on its way: begun by a press, seen on its page, left and found again, begun anew where it was interrupted."""

from __future__ import annotations

import threading

from django.contrib import messages
from django.db import transaction
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts.clock import now, real_now
from accounts.requests import SignedInRequest
from intake.followed_works import (
    Told,
    follow_to_its_end,
    followed,
    forget,
    outcome_address,
    told,
)
from intake.models import LongWork
from intake.refusals import ImportRefused
from intake.services import Answers, long_works
from intake.services.crew import crew
from intake.services.long_acts import STEPS
from intake.services.long_works import Clocks
from intake.services.rereading import place_words
from projects import access
from projects.access import must

BRIEFLY = 1.0
"""Seconds a press waits: what is done by then needs no page of its own."""
SHOWN = 20


def follow(request: SignedInRequest, work: LongWork) -> HttpResponse:
    """Have the work carried out; to its outcome where it is there at once, else to its page."""
    follow_to_its_end(request, work)
    called: list[threading.Event] = []
    clocks = Clocks(machine=real_now, business=now)
    transaction.on_commit(lambda: called.append(crew.call(work.pk, clocks)))
    for ended in called:
        ended.wait(BRIEFLY)
    return _shown(request, LongWork.objects.defer("data").get(pk=work.pk))


def _shown(request: SignedInRequest, work: LongWork) -> HttpResponse:
    outcome = outcome_address(work)
    if work.state != LongWork.State.DONE or not outcome:
        return redirect("intake:work", work.pk)
    if work.pk in followed(request):
        forget(request, work.pk)
        messages.success(request, work.said)
    return redirect(outcome)


def works_of(request: SignedInRequest) -> list[Told]:
    """What is on its way or was interrupted, of the person's districts and duties."""
    at = real_now()
    recent = Q(state=LongWork.State.STOPPED, started_at__gt=at - long_works.FILE_KEPT_FOR)
    open_now = LongWork.objects.open_to(request.user).filter(
        Q(state__in=LongWork.UNFINISHED) | recent
    )
    newest = open_now.select_related("district", "started_by").defer("data")[:SHOWN]
    return told(newest, at)


def _work(request: SignedInRequest, pk: int) -> LongWork:
    works = LongWork.objects.visible_to(request.user).select_related("district", "started_by")
    work = get_object_or_404(works.defer("data"), pk=pk)
    must(access.can(request.user, work.act, work.district))
    return work


@require_safe
def work_page(request: SignedInRequest, pk: int) -> HttpResponse:
    """How far it is; once it is done, what came of it."""
    work = _work(request, pk)
    if work.state == LongWork.State.DONE and work.run_id is not None:
        return _shown(request, work)
    at = real_now()
    is_on_its_way = work.state in LongWork.UNFINISHED and not work.is_interrupted(at)
    if not is_on_its_way:
        forget(request, work.pk)
    steps = STEPS[work.kind]
    context = {
        "work": work,
        "is_on_its_way": is_on_its_way,
        "is_interrupted": work.is_interrupted(at),
        "steps": [
            {"words": words, "is_done": place < work.step, "is_now": place == work.step}
            for place, words in enumerate(steps, start=1)
        ],
        "step_words": steps[min(work.step, len(steps)) - 1],
        "share": round((work.step - 1) * 100 / len(steps)),
        "waited": max(0, round((at - work.started_at).total_seconds())),
        "back": outcome_address(work),
        "typed": _typed(work) if work.kind == LongWork.Kind.ANSWER else [],
        "may_begin_again": work.run_id is not None or _has_file(work),
    }
    return render(request, "intake/work.html", context)


def _typed(work: LongWork) -> list[str]:
    """The words of a re-reading that came to nothing, whatever became of the preview they were typed in."""
    answers = Answers.of_kept(work.answers["answers"])
    read = answers.corrections
    cells = [f"{place_words(place)}：{text or '（空）'}" for place, text in read.cells.items()]
    year = [f"年度：{read.year}"] if read.year is not None else []
    return cells + year + ([f"原因：{answers.signs}"] if answers.signs else [])


def _has_file(work: LongWork) -> bool:
    return LongWork.objects.filter(pk=work.pk, data__isnull=False).exists()


@require_POST
def work_again(request: SignedInRequest, pk: int) -> HttpResponse:
    """Begin anew what was interrupted: nothing of it had been written."""
    work = _work(request, pk)
    try:
        work = long_works.begin_again(work_id=work.pk, actor=request.user, at=real_now())
    except ImportRefused as refusal:
        messages.error(request, str(refusal))
        return redirect("intake:work", work.pk)
    return follow(request, work)
