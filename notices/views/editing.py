"""The compiler's desk: writing a notice with the page beside it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.clock import now, today
from accounts.requests import SignedInRequest
from documents.writing.file_forms import FORM
from notices import access, point_checks, row_checks, services, sign_checks, workflow
from notices.drafts import draft_of
from notices.files import table_title_of
from notices.forms import NoticeForm
from notices.models import Notice
from notices.refusals import EditConflict, StepRefused
from notices.views.notice_in_sight import in_editor, notice_or_404, page_of, taking
from projects.access import must


@require_http_methods(["GET", "HEAD", "POST"])
def notice_edit(request: SignedInRequest, pk: int) -> HttpResponse:
    """Write the notice. Saving keeps the person here; `then=send` hands it to a reviewer."""
    notice = notice_or_404(request, pk)
    must(access.can_take(request.user, workflow.EDIT, notice))
    if not workflow.EDIT.starts_from(notice.status):
        messages.error(request, workflow.refusal(workflow.EDIT, notice.status))
        return redirect("notices:notice", pk)
    if request.method != "POST":
        return _editor(request, notice, NoticeForm(notice))
    answer, _ = _saved(request, notice)
    if answer is not None:
        return answer
    if refused := _filled_in_beside(request, pk):
        return _again(request, pk, refused)
    if request.POST.get("then") == "send":
        return taking(request, pk, lambda: _send(request, pk), "已送审核。")
    messages.success(request, "已保存。")
    return redirect("notices:notice-edit", pk)


@require_safe
def notice_document(request: SignedInRequest, pk: int) -> HttpResponse:
    """The notice in work as the official document, in PDF."""
    from documents.writing import files  # Takes time to load, and few pages need it.

    notice = notice_or_404(request, pk)
    content = {**draft_of(notice).content, "published_at": None}
    try:
        data = files.notice_pdf(
            content,
            table_title=table_title_of(content, notice.table_title),
            signed_by=notice.district.commission_name,
            vouched=sign_checks.vouched(notice),
        )
    except (files.UnknownColumn, files.MissingGlyphs, files.TypesettingFailed) as refusal:
        messages.error(request, str(refusal))
        return redirect("notices:notice", pk)
    response = HttpResponse(data, content_type=FORM["pdf"].content_type)
    response["Content-Disposition"] = FORM["pdf"].disposition(f"draft-{notice.number}")
    return response


@require_POST
def notice_signs(request: SignedInRequest, pk: int) -> HttpResponse:
    """A person's word for characters that nothing draws; back to the editor."""
    return _beside(request, pk, _vouch, _explain_what_is_filled_in)


@require_POST
def notice_rows(request: SignedInRequest, pk: int) -> HttpResponse:
    """The compiler's word that the rows whose projects changed were looked at; back to the editor."""
    return _beside(request, pk, _look, _vouch_what_is_filled_in, _explain_what_is_filled_in)


@require_POST
def notice_explain(request: SignedInRequest, pk: int) -> HttpResponse:
    """The compiler's reason for the ticked contradictions; back to the editor."""
    return _beside(request, pk, _explain, _vouch_what_is_filled_in)


Act = Callable[[SignedInRequest, int], str]
"""Something said beside the text, recorded; what was recorded, in a sentence. Raises StepRefused."""


def _vouch(request: SignedInRequest, pk: int) -> str:
    reason = request.POST.get("signs_reason", "")
    services.vouch_for_signs(notice_id=pk, actor=request.user, at=now(), reason=reason)
    return "已记下原因。PDF 里这些字印作〓和编号，网页和 Word 里是原字。"


def _look(request: SignedInRequest, pk: int) -> str:
    marks = set(request.POST.getlist("row"))
    services.look_at_rows(notice_id=pk, actor=request.user, at=now(), marks=marks)
    return "已记下：项目有变动的行核对过了。"


def _explain(request: SignedInRequest, pk: int) -> str:
    marks, reason = request.POST.getlist("point"), request.POST.get("explain_reason", "")
    services.explain_points(notice_id=pk, actor=request.user, at=now(), marks=marks, reason=reason)
    return "已记下理由，审核人和签发人会看到。"


def _vouch_what_is_filled_in(request: SignedInRequest, pk: int) -> str:
    return _vouch(request, pk) if request.POST.get("signs_reason", "").strip() else ""


def _explain_what_is_filled_in(request: SignedInRequest, pk: int) -> str:
    filled = request.POST.getlist("point") or request.POST.get("explain_reason", "").strip()
    return _explain(request, pk) if filled else ""


def _filled_in_beside(request: SignedInRequest, pk: int, *acts: Act) -> list[str]:
    """Record what was said beside the text; why what could not be recorded was refused."""
    refused = []
    for act in acts or (_vouch_what_is_filled_in, _explain_what_is_filled_in):
        try:
            if done := act(request, pk):
                messages.success(request, done)
        except StepRefused as refusal:
            refused.append(str(refusal))
    return refused


def _beside(request: SignedInRequest, pk: int, *acts: Act) -> HttpResponse:
    """An act of the editor beside its text: the text that came along is saved first, so that none of it is lost."""
    notice = notice_or_404(request, pk)
    if "edit_version" in request.POST and workflow.EDIT.starts_from(notice.status):
        answer, was_changed = _saved(request, notice)
        if answer is not None:
            return answer
        if was_changed:
            messages.success(request, "改过的文字已存入草稿。")
    if refused := _filled_in_beside(request, pk, *acts):
        return _again(request, pk, refused)
    return redirect("notices:notice-edit", pk)


def _saved(request: SignedInRequest, notice: Notice) -> tuple[HttpResponse | None, bool]:
    """Save the text as it was sent. The page that answers where it cannot be; whether anything was changed."""
    must(access.can_take(request.user, workflow.EDIT, notice))
    typed = request.POST.copy()
    for name, text in request.POST.items():
        typed[name] = str(text).replace("\r\n", "\n")
    form = NoticeForm(notice, typed)
    if not form.is_valid():
        return _editor(request, notice, form, **_said_beside(request)), False
    try:
        services.edit_notice(
            notice_id=notice.pk,
            editor=request.user,
            at=now(),
            edit_version=form.cleaned_data["edit_version"],
            values=form.values(),
        )
    except EditConflict as conflict:
        return _conflict(request, notice_or_404(request, notice.pk), form, conflict), False
    except StepRefused as refusal:
        messages.error(request, str(refusal))
        return redirect("notices:notice", notice.pk), False
    return None, form.has_changed()


def _said_beside(request: SignedInRequest) -> dict[str, Any]:
    """What was ticked and written beside the text, to stand there again."""
    return {
        "ticked": request.POST.getlist("point"),
        "explain_reason": request.POST.get("explain_reason", ""),
        "signs_reason": request.POST.get("signs_reason", ""),
    }


def _again(request: SignedInRequest, pk: int, refused: list[str]) -> HttpResponse:
    """The editor after a refusal of something said beside its text: with all that was said, and why not."""
    for words in refused:
        messages.error(request, words)
    notice = notice_or_404(request, pk)
    if not workflow.EDIT.starts_from(notice.status):
        return redirect("notices:notice", pk)
    return _editor(request, notice, NoticeForm(notice), status=422, **_said_beside(request))


@require_POST
def notice_send(request: SignedInRequest, pk: int) -> HttpResponse:
    notice_or_404(request, pk)
    return taking(request, pk, lambda: _send(request, pk), "已送审核。")


def _send(request: SignedInRequest, pk: int) -> Notice:
    return services.send_to_review(notice_id=pk, compiler=request.user, at=now())


def _editor(
    request: SignedInRequest, notice: Notice, form: NoticeForm, *, status: int = 200, **more: object
) -> HttpResponse:
    context = in_editor(page_of(request, notice, draft_of(notice)))
    return render(
        request,
        "notices/notice_edit.html",
        {
            **context,
            "form": form,
            "unprintable": [
                sign_checks.with_its_code(sign)
                for sign in sign_checks.unvouched(notice, context["draft"])
            ],
            "unanswered": point_checks.unanswered(notice, context["draft"], today()),
            "unlooked": row_checks.unlooked(notice, context["draft"]),
            "error": bool(form.errors),
            **more,
        },
        status=status,
    )


def _conflict(
    request: SignedInRequest, notice: Notice, form: NoticeForm, conflict: EditConflict
) -> HttpResponse:
    """Mine beside theirs; nothing typed is lost, and saving again is a decision."""
    clashes = [
        (form.fields[name].label, _words(getattr(notice, name)), _words(mine))
        for name, mine in form.values().items()
        if name in form.fields and getattr(notice, name) != mine
    ]
    typed = request.POST.copy()
    typed["edit_version"] = str(notice.edit_version)
    form.data = typed
    return _editor(
        request,
        notice,
        form,
        status=409,
        conflict=str(conflict),
        clashes=clashes,
        **_said_beside(request),
    )


def _words(value: object) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    return "" if value is None else str(value)
