"""The acts on a case, one POST each. What is missing stands beside its field on the case's page."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods

from accounts.clock import now
from accounts.requests import SignedInRequest
from notices.refusals import StepRefused
from objections import desk_forms, services, workflow
from objections.models import Objection
from objections.views.case import case_page
from objections.views.common import case_or_404, keeps_typed_text, must_hold, refused_text
from projects.access import Act


def an_act(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """One POST on a case. A GET, as after signing in again, leads to the case, where typed text is found again."""

    @require_http_methods(["GET", "HEAD", "POST"])
    @wraps(view)
    def posted(request: SignedInRequest, pk: int, **parts: int) -> HttpResponse:
        if request.method != "POST":
            return redirect("objections:case", pk)
        return view(request, pk, **parts)

    return keeps_typed_text(posted)


def _act(
    request: SignedInRequest,
    pk: int,
    step: workflow.Step,
    name: str,
    form: Callable[[Objection], forms.BaseForm] | None,
    do: Callable[[dict[str, Any]], object],
    done: str,
) -> HttpResponse:
    """Take a step: what is missing stands beside its field, the wrong moment is a message, else it was done."""
    objection = case_or_404(request, pk)
    must_hold(request, _post_for(step, objection), objection)
    filled = form(objection) if form else None
    if filled is not None and not filled.is_valid():
        return case_page(request, objection, {name: filled}, status=422)
    try:
        do(filled.cleaned_data if filled is not None else {})
    except services.TextRefused as refusal:
        assert filled is not None
        refused_text(filled, refusal)
        return case_page(request, objection, {name: filled}, status=422)
    except StepRefused as refusal:
        messages.error(request, str(refusal))
        typed = [v for v in filled.cleaned_data.values() if isinstance(v, str)] if filled else []
        if any(typed):
            now_stands = case_or_404(request, pk)
            return case_page(request, now_stands, unsent=tuple(filter(None, typed)), status=409)
    else:
        messages.success(request, done)
    return redirect("objections:case", pk)


def _post_for(step: workflow.Step, objection: Objection) -> Act:
    """Where a district does without an approver, the handler releases the outcome."""
    if step is workflow.RELEASE and not objection.district.answers_need_approval:
        return Act.HANDLE_OBJECTION
    assert step.act is not None
    return step.act


@an_act
def accept(request: SignedInRequest, pk: int) -> HttpResponse:
    return _act(
        request, pk, workflow.ACCEPT, "accept",
        lambda _: desk_forms.AcceptForm(request.POST, prefix="accept"),
        lambda data: services.accept_objection(objection_id=pk, actor=request.user, at=now(), **data),
        "已受理。留了联系方式的，请告知本人并登记。",
    )  # fmt: skip


@an_act
def refuse(request: SignedInRequest, pk: int) -> HttpResponse:
    return _act(
        request, pk, workflow.REFUSE, "refuse",
        lambda _: desk_forms.RefuseForm(request.POST, prefix="refuse"),
        lambda data: services.refuse_objection(objection_id=pk, actor=request.user, at=now(), **data),
        "已登记不予受理，原因写在查询页。留了联系方式的，请告知本人并登记。",
    )  # fmt: skip


@an_act
def summarise(request: SignedInRequest, pk: int) -> HttpResponse:
    return _act(
        request, pk, workflow.SUMMARISE, "summarise",
        lambda _: desk_forms.AcceptForm(request.POST, prefix="summarise"),
        lambda data: services.change_summary(objection_id=pk, actor=request.user, at=now(), **data),
        "摘要已改。",
    )  # fmt: skip


@an_act
def tell(request: SignedInRequest, pk: int) -> HttpResponse:
    return _act(
        request, pk, workflow.TELL, "tell",
        lambda _: desk_forms.TellForm(request.POST, prefix="tell"),
        lambda data: services.tell_person(objection_id=pk, actor=request.user, at=now(), **data),
        "已登记告知。",
    )  # fmt: skip


@an_act
def check(request: SignedInRequest, pk: int) -> HttpResponse:
    return _act(
        request, pk, workflow.CHECK, "check", None,
        lambda _: services.start_check(objection_id=pk, actor=request.user, at=now()),
        "已开始核查。",
    )  # fmt: skip


@an_act
def ask(request: SignedInRequest, pk: int) -> HttpResponse:
    return _act(
        request, pk, workflow.ASK, "ask",
        lambda objection: desk_forms.AskForm(objection, request.POST, prefix="ask"),
        lambda data: services.ask_unit(objection_id=pk, actor=request.user, at=now(), **data),
        "核查函已发给单位，单位只看到核查事项。",
    )  # fmt: skip


@an_act
def reply_for_unit(request: SignedInRequest, pk: int, inquiry: int) -> HttpResponse:
    """A handler enters the answer of a unit that has no account."""
    objection = case_or_404(request, pk)
    must_hold(request, Act.HANDLE_OBJECTION, objection)
    found = get_object_or_404(objection.inquiries, pk=inquiry)
    form = desk_forms.ReplyForm(request.POST, prefix=f"reply{found.pk}")
    if not form.is_valid():
        messages.error(request, "请写明单位答复的核查情况。")
        return redirect("objections:case", pk)
    try:
        services.reply_to_inquiry(
            inquiry_id=found.pk, actor=request.user, at=now(), **form.cleaned_data
        )
    except StepRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "已代单位登记核查情况。")
    return redirect("objections:case", pk)


@an_act
def extend(request: SignedInRequest, pk: int) -> HttpResponse:
    return _act(
        request, pk, workflow.ASK_EXTENSION, "extend",
        lambda _: desk_forms.ExtensionForm(request.POST, prefix="extend"),
        lambda data: services.ask_extension(objection_id=pk, actor=request.user, at=now(), **data),
        "已申请延长，等审核岗或签发人批准。",
    )  # fmt: skip


@an_act
def extension_grant(request: SignedInRequest, pk: int) -> HttpResponse:
    return _act(
        request, pk, workflow.GRANT_EXTENSION, "grant", None,
        lambda _: services.grant_extension(objection_id=pk, actor=request.user, at=now()),
        "已批准延长，原因和新的期限写在查询页。",
    )  # fmt: skip


@an_act
def extension_decline(request: SignedInRequest, pk: int) -> HttpResponse:
    return _act(
        request, pk, workflow.DECLINE_EXTENSION, "decline", None,
        lambda _: services.decline_extension(objection_id=pk, actor=request.user, at=now()),
        "不同意延长，期限不变。",
    )  # fmt: skip


@an_act
def approve(request: SignedInRequest, pk: int) -> HttpResponse:
    return _act(
        request, pk, workflow.ANSWER, "approve",
        lambda _: desk_forms.ApproveForm(request.POST, prefix="approve"),
        lambda data: services.approve_answer(objection_id=pk, actor=request.user, at=now(), **data),
        "答复已批准，本人可以在查询页看到。",
    )  # fmt: skip


@an_act
def give_back(request: SignedInRequest, pk: int) -> HttpResponse:
    return _act(
        request, pk, workflow.RETURN, "return",
        lambda _: desk_forms.ReturnForm(request.POST, prefix="return"),
        lambda data: services.return_answer(objection_id=pk, actor=request.user, at=now(), **data),
        "已退回办理人。",
    )  # fmt: skip


@an_act
def deliver(request: SignedInRequest, pk: int) -> HttpResponse:
    return _act(
        request, pk, workflow.DELIVER, "deliver",
        lambda _: desk_forms.DeliverForm(request.POST, prefix="deliver"),
        lambda data: services.deliver_answer(objection_id=pk, actor=request.user, at=now(), **data),
        "已登记送达。",
    )  # fmt: skip


@an_act
def release(request: SignedInRequest, pk: int) -> HttpResponse:
    return _act(
        request, pk, workflow.RELEASE, "release",
        lambda _: desk_forms.LineForm(request.POST, prefix="release"),
        lambda data: services.release_outcome(objection_id=pk, actor=request.user, at=now(), **data),
        "处理结果已公开在公示页。",
    )  # fmt: skip


@an_act
def retract(request: SignedInRequest, pk: int) -> HttpResponse:
    return _act(
        request, pk, workflow.RELEASE, "retract", None,
        lambda _: services.retract_outcome(objection_id=pk, actor=request.user, at=now()),
        "已从公示页撤下。",
    )  # fmt: skip
