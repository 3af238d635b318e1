"""Signed on paper: who enters it, and what the signer says to it at the next sign-in."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.clock import now, today
from accounts.requests import SignedInRequest
from notices import access, point_checks, services, workflow
from notices.act_forms import PaperForm
from notices.drafts import draft_of
from notices.models import Notice, PaperSigning
from notices.refusals import StepRefused
from projects.access import Act, Decision, districts_where, may_somewhere, must, staff_districts


@require_safe
def papers(request: SignedInRequest) -> HttpResponse:
    """Approved notices that may have been signed on paper, for whoever enters that."""
    _must_enter(request)
    waiting = access.papers_to_enter(request.user).select_related(
        "district", "compiled_by", "reviewed_by"
    )
    return render(request, "notices/paper_list.html", {"waiting": waiting.defer("paper_scan")})


@require_http_methods(["GET", "HEAD", "POST"])
def notice_paper(request: SignedInRequest, pk: int) -> HttpResponse:
    """Enter a signature made on paper, and publish. The person signed in with a one-time code."""
    notice = _approved_or_404(request, pk)
    must(access.can_enter_paper_signature(request.user, notice))
    _must_be_verified(request)
    if notice.status != workflow.APPROVED:
        messages.error(request, workflow.refusal(workflow.PUBLISH, notice.status))
        return redirect("notices:papers")
    form = PaperForm(notice, request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.publish_notice(
                notice_id=pk,
                actor=request.user,
                at=now(),
                paper=form.signature(),
                sure=request.POST.get("sure", ""),
            )
        except StepRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(
                request,
                "纸质签发已登记，公示页已经公开，内容从此固定。签发人下次登录时要确认是本人签发。",
            )
            return redirect("notices:papers")
    early = list(point_checks.early(notice, draft_of(notice), today()))
    context = {
        "notice": notice,
        "form": form,
        "error": bool(form.errors),
        "early": early,
        "early_mark": point_checks.early_mark(early),
        "is_sure": request.POST.get("sure") == point_checks.early_mark(early),
    }
    status = 422 if form.is_bound else 200
    return render(request, "notices/notice_paper.html", context, status=status)


@require_safe
def notice_scan(request: SignedInRequest, pk: int) -> HttpResponse:
    """The scan of the signed paper, for the commission's staff only."""
    notice = get_object_or_404(Notice.objects.visible_to(request.user), pk=pk)
    if notice.paper_scan is None:
        raise Http404
    response = HttpResponse(bytes(notice.paper_scan), content_type="application/octet-stream")
    response["Content-Disposition"] = f'attachment; filename="signed-{notice.number}"'
    return response


@require_safe
def signings(request: SignedInRequest) -> HttpResponse:
    """What was entered in this person's name, and what a signer said is not theirs."""
    found = PaperSigning.objects.select_related("notice__district", "signer", "entered_by", "reply")
    may_withdraw = districts_where(request.user, Act.SIGN_NOTICE)
    return render(
        request,
        "notices/signings.html",
        {
            "awaiting": found.awaiting(request.user),
            "disowned": found.disowned(request.user).select_related("notice__reviewed_by"),
            "signs_in": set(may_withdraw.values_list("pk", flat=True)),
            "sees_in": set(staff_districts(request.user).values_list("pk", flat=True)),
        },
    )


@require_POST
def signing_own(request: SignedInRequest, pk: int) -> HttpResponse:
    return _reply(request, pk, is_mine=True, done="已记下：是您本人签发的。")


@require_POST
def signing_disown(request: SignedInRequest, pk: int) -> HttpResponse:
    done = "已记下不是您签发的，审核人和安全管理员会看到。公示还公开着，请查明后办理撤回。"
    return _reply(request, pk, is_mine=False, done=done)


def _reply(request: SignedInRequest, pk: int, *, is_mine: bool, done: str) -> HttpResponse:
    get_object_or_404(
        PaperSigning, pk=pk, notice__in=Notice.objects.visible_to(request.user).values("pk")
    )
    _must_be_verified(request)
    try:
        services.reply_to_paper(signing_id=pk, signer=request.user, at=now(), is_mine=is_mine)
    except StepRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, done)
    return redirect("notices:signings")


def _approved_or_404(request: SignedInRequest, pk: int) -> Notice:
    """A notice in the districts where the person enters paper or is staff; 404 for all others."""
    districts = districts_where(request.user, Act.ENTER_PAPER_SIGNATURE)
    seen = Notice.objects.filter(district__in=districts) | Notice.objects.visible_to(request.user)
    found = seen.select_related("district", "compiled_by", "reviewed_by").distinct()
    return get_object_or_404(found.defer("paper_scan"), pk=pk)


def _must_enter(request: SignedInRequest) -> None:
    if not may_somewhere(request.user, Act.ENTER_PAPER_SIGNATURE):
        must(Decision(False, "纸质签发由异议办理岗或安全管理员登记，您没有这个岗位。"))


def _must_be_verified(request: SignedInRequest) -> None:
    """Whoever speaks for a signature has shown a one-time code in this session."""
    if not request.user.is_verified():  # type: ignore[attr-defined]
        must(Decision(False, "这一步要用动态口令登录后办理，请退出后重新登录。"))
