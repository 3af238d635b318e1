"""One case at the desk: what is known of it without its words, what is due, and every act on it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.clock import now, today
from projects import access
from projects.access import Act
from publicity.models import Objection, UnitInquiry
from publicity.objections import (
    answer_template,
    deadlines,
    desk_forms,
    selectors,
    services,
    workflow,
)
from publicity.objections.progress_page import ANSWER_PARTS
from publicity.objections.sealing import unseal
from publicity.objections.services.answering import is_not_the_writer
from publicity.objections.services.correcting import RIGHT
from publicity.objections.views.common import case_or_404, must_hold, refused_text
from publicity.refusals import EditConflict, StepRefused


@require_safe
def case(request: HttpRequest, pk: int) -> HttpResponse:
    return case_page(request, case_or_404(request, pk))


# ------------------------------------------------------------- the page
def case_page(
    request: HttpRequest,
    objection: Objection,
    bound: Mapping[str, forms.BaseForm] | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    """The case with its acts. `bound` are forms that were refused; they keep what was typed."""
    day, user = today(), request.user
    handles = bool(access.can(user, Act.HANDLE_OBJECTION, objection.district))
    approves = bool(access.can(user, Act.APPROVE_ANSWER, objection.district))
    answer = unseal(objection.sealed_answer)
    return render(
        request,
        "publicity/objections/desk/case.html",
        {
            "objection": objection,
            "notice": objection.notice,
            "project": _project_name(objection),
            "summary": unseal(objection.sealed_summary).get("summary", ""),
            "refusal": unseal(objection.sealed_refusal).get("reason", ""),
            "clocks": [(one, selectors.due_words(one, day)) for one in selectors.clocks(objection)],
            "extension": unseal(objection.sealed_extension).get("reason", ""),
            "inquiries": [
                _inquiry(one, day)
                for one in objection.inquiries.select_related("unit", "replied_by")
            ],
            "answer": [(title, answer[key]) for key, title in ANSWER_PARTS if answer.get(key)],
            "answer_outcome": dict(Objection.Outcome.choices).get(answer.get("outcome", ""), "")
            if answer.get("outcome")
            else "",
            "answer_line": answer.get("public_outcome", ""),
            "returned_because": answer.get("returned_because", ""),
            "twins": selectors.twins(objection)[:5],
            "views": objection.identity_views.select_related("by")[:10] if handles else [],
            "trail": _trail(objection),
            "handles": handles,
            "approves": approves,
            "may_approve": is_not_the_writer(user, objection, act="批准") if approves else None,
            "may_grant": access.another_person(user, objection.extension_asked_by, act="批准延长"),
            "can": {step.name: step.starts_from(objection.status) for step in workflow.STEPS},
            "is_right": objection.outcome in RIGHT,
            "forms": {**_fresh_forms(objection, handles, approves), **(bound or {})},
            "day": day,
            "desk_place": objection.district.name,
            "error": status == 422,
        },
        status=status,
    )


def _fresh_forms(objection: Objection, handles: bool, approves: bool) -> dict[str, forms.BaseForm]:
    day = today()
    summary = unseal(objection.sealed_summary).get("summary", "")
    made: dict[str, forms.BaseForm] = {}
    if handles:
        made |= {
            "open": desk_forms.OpenForm(prefix="open"),
            "accept": desk_forms.AcceptForm(prefix="accept"),
            "refuse": desk_forms.RefuseForm(prefix="refuse"),
            "summarise": desk_forms.AcceptForm(prefix="summarise", initial={"summary": summary}),
            "tell": desk_forms.TellForm(prefix="tell", initial={"told_on": day}),
            "ask": desk_forms.AskForm(
                objection,
                prefix="ask",
                initial={"question": summary, "due_on": _usual_due(objection)},
            ),
            "extend": desk_forms.ExtensionForm(prefix="extend"),
            "deliver": desk_forms.DeliverForm(prefix="deliver", initial={"sent_on": day}),
        }
    if approves:
        version = objection.answer_version
        made |= {
            "approve": desk_forms.ApproveForm(
                prefix="approve", initial={"version": version, "release": False}
            ),
            "return": desk_forms.ReturnForm(prefix="return", initial={"version": version}),
        }
    if approves or handles:
        made["release"] = desk_forms.LineForm(
            prefix="release", initial={"line": objection.public_outcome}
        )
    return made


def _usual_due(objection: Objection) -> Any:
    """Ten days, or the day the objection must be concluded if that is sooner."""
    usual = today() + timedelta(days=10)
    if objection.accepted_on is None:
        return usual
    return min(usual, deadlines.conclude_by(objection.accepted_on, objection.extended_days))


def _project_name(objection: Objection) -> str:
    content = objection.notice.content if objection.notice else None
    for group in (content or {}).get("categories", ()):
        for row in group["projects"]:
            if row["number"] == objection.project_number:
                return f"第 {row['number']} 件 {row['name']}"
    return f"第 {objection.project_number} 件" if objection.project_number else "整个公示"


def _inquiry(one: UnitInquiry, day: Any) -> dict[str, Any]:
    return {
        "row": one,
        "question": unseal(one.sealed_question).get("question", ""),
        "reply": unseal(one.sealed_reply).get("reply", ""),
        "is_late": one.replied_at is None and one.closed_at is None and one.due_on < day,
        "form": desk_forms.ReplyForm(prefix=f"reply{one.pk}"),
    }


def _trail(objection: Objection) -> list[dict[str, Any]]:
    return [
        {
            "when": f"{step.at.astimezone():%Y-%m-%d %H:%M}",
            "who": str(step.by) if step.by else ("本人" if step.step in _BY_PERSON else "网上"),
            "what": workflow.step_named(step.step).label,
            "note": step.note,
            "is_act": step.step == workflow.ANSWER.name,
        }
        for step in objection.steps.select_related("by").order_by("-at", "-pk")
    ]


_BY_PERSON = {workflow.WITHDRAW.name, workflow.RATE.name, workflow.ASK_ERASURE.name}


# ------------------------------------------------------------- the acts
def _act(
    request: HttpRequest,
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
    else:
        messages.success(request, done)
    return redirect("objections-desk:case", pk)


def _post_for(step: workflow.Step, objection: Objection) -> Act:
    """Where a district does without an approver, the handler releases the outcome."""
    if step is workflow.RELEASE and not objection.district.answers_need_approval:
        return Act.HANDLE_OBJECTION
    assert step.act is not None
    return step.act


@require_POST
def accept(request: HttpRequest, pk: int) -> HttpResponse:
    return _act(
        request, pk, workflow.ACCEPT, "accept",
        lambda _: desk_forms.AcceptForm(request.POST, prefix="accept"),
        lambda data: services.accept_objection(objection_id=pk, actor=request.user, at=now(), **data),
        "已受理。留了联系方式的，请告知本人并登记。",
    )  # fmt: skip


@require_POST
def refuse(request: HttpRequest, pk: int) -> HttpResponse:
    return _act(
        request, pk, workflow.REFUSE, "refuse",
        lambda _: desk_forms.RefuseForm(request.POST, prefix="refuse"),
        lambda data: services.refuse_objection(objection_id=pk, actor=request.user, at=now(), **data),
        "已登记不予受理，原因写在查询页。留了联系方式的，请告知本人并登记。",
    )  # fmt: skip


@require_POST
def summarise(request: HttpRequest, pk: int) -> HttpResponse:
    return _act(
        request, pk, workflow.SUMMARISE, "summarise",
        lambda _: desk_forms.AcceptForm(request.POST, prefix="summarise"),
        lambda data: services.change_summary(objection_id=pk, actor=request.user, at=now(), **data),
        "摘要已改。",
    )  # fmt: skip


@require_POST
def tell(request: HttpRequest, pk: int) -> HttpResponse:
    return _act(
        request, pk, workflow.TELL, "tell",
        lambda _: desk_forms.TellForm(request.POST, prefix="tell"),
        lambda data: services.tell_person(objection_id=pk, actor=request.user, at=now(), **data),
        "已登记告知。",
    )  # fmt: skip


@require_POST
def check(request: HttpRequest, pk: int) -> HttpResponse:
    return _act(
        request, pk, workflow.CHECK, "check", None,
        lambda _: services.start_check(objection_id=pk, actor=request.user, at=now()),
        "已开始核查。",
    )  # fmt: skip


@require_POST
def ask(request: HttpRequest, pk: int) -> HttpResponse:
    return _act(
        request, pk, workflow.ASK, "ask",
        lambda objection: desk_forms.AskForm(objection, request.POST, prefix="ask"),
        lambda data: services.ask_unit(objection_id=pk, actor=request.user, at=now(), **data),
        "核查函已发给单位，单位只看到核查事项。",
    )  # fmt: skip


@require_POST
def reply_for_unit(request: HttpRequest, pk: int, inquiry: int) -> HttpResponse:
    """A handler enters the answer of a unit that has no account."""
    objection = case_or_404(request, pk)
    must_hold(request, Act.HANDLE_OBJECTION, objection)
    found = get_object_or_404(objection.inquiries, pk=inquiry)
    form = desk_forms.ReplyForm(request.POST, prefix=f"reply{found.pk}")
    if not form.is_valid():
        messages.error(request, "请写明单位答复的核查情况。")
        return redirect("objections-desk:case", pk)
    try:
        services.reply_to_inquiry(
            inquiry_id=found.pk, actor=request.user, at=now(), **form.cleaned_data
        )
    except StepRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "已代单位登记核查情况。")
    return redirect("objections-desk:case", pk)


@require_POST
def extend(request: HttpRequest, pk: int) -> HttpResponse:
    return _act(
        request, pk, workflow.ASK_EXTENSION, "extend",
        lambda _: desk_forms.ExtensionForm(request.POST, prefix="extend"),
        lambda data: services.ask_extension(objection_id=pk, actor=request.user, at=now(), **data),
        "已申请延长，等审核岗或签发人批准。",
    )  # fmt: skip


@require_POST
def extension_grant(request: HttpRequest, pk: int) -> HttpResponse:
    return _act(
        request, pk, workflow.GRANT_EXTENSION, "grant", None,
        lambda _: services.grant_extension(objection_id=pk, actor=request.user, at=now()),
        "已批准延长，原因和新的期限写在查询页。",
    )  # fmt: skip


@require_POST
def extension_decline(request: HttpRequest, pk: int) -> HttpResponse:
    return _act(
        request, pk, workflow.DECLINE_EXTENSION, "decline", None,
        lambda _: services.decline_extension(objection_id=pk, actor=request.user, at=now()),
        "不同意延长，期限不变。",
    )  # fmt: skip


@require_POST
def approve(request: HttpRequest, pk: int) -> HttpResponse:
    return _act(
        request, pk, workflow.ANSWER, "approve",
        lambda _: desk_forms.ApproveForm(request.POST, prefix="approve"),
        lambda data: services.approve_answer(objection_id=pk, actor=request.user, at=now(), **data),
        "答复已批准，本人可以在查询页看到。",
    )  # fmt: skip


@require_POST
def give_back(request: HttpRequest, pk: int) -> HttpResponse:
    return _act(
        request, pk, workflow.RETURN, "return",
        lambda _: desk_forms.ReturnForm(request.POST, prefix="return"),
        lambda data: services.return_answer(objection_id=pk, actor=request.user, at=now(), **data),
        "已退回办理人。",
    )  # fmt: skip


@require_POST
def deliver(request: HttpRequest, pk: int) -> HttpResponse:
    return _act(
        request, pk, workflow.DELIVER, "deliver",
        lambda _: desk_forms.DeliverForm(request.POST, prefix="deliver"),
        lambda data: services.deliver_answer(objection_id=pk, actor=request.user, at=now(), **data),
        "已登记送达。",
    )  # fmt: skip


@require_POST
def release(request: HttpRequest, pk: int) -> HttpResponse:
    return _act(
        request, pk, workflow.RELEASE, "release",
        lambda _: desk_forms.LineForm(request.POST, prefix="release"),
        lambda data: services.release_outcome(objection_id=pk, actor=request.user, at=now(), **data),
        "处理结果已公开在公示页。",
    )  # fmt: skip


@require_POST
def retract(request: HttpRequest, pk: int) -> HttpResponse:
    return _act(
        request, pk, workflow.RELEASE, "retract", None,
        lambda _: services.retract_outcome(objection_id=pk, actor=request.user, at=now()),
        "已从公示页撤下。",
    )  # fmt: skip


# ------------------------------------------------------------- what is sealed
@sensitive_post_parameters("open-reason")
@require_POST
def open_words(request: HttpRequest, pk: int) -> HttpResponse:
    """The words and the identity, on a page of its own that no address leads to: the reason comes first."""
    objection = case_or_404(request, pk)
    must_hold(request, Act.HANDLE_OBJECTION, objection)
    form = desk_forms.OpenForm(request.POST, prefix="open")
    if not form.is_valid():
        return case_page(request, objection, {"open": form}, status=422)
    try:
        opened = services.open_words(
            objection_id=pk, actor=request.user, reason=form.cleaned_data["reason"], at=now()
        )
    except services.TextRefused as refusal:
        refused_text(form, refusal)
        return case_page(request, objection, {"open": form}, status=422)
    answer = unseal(objection.sealed_answer) if objection.status == "answered" else {}
    return render(
        request,
        "publicity/objections/desk/opened.html",
        {
            "objection": objection,
            "opened": opened,
            "project": _project_name(objection),
            "answer": [(title, answer[key]) for key, title in ANSWER_PARTS if answer.get(key)],
            "desk_place": objection.district.name,
        },
    )


# ------------------------------------------------------------- the answer
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Write the answer. `then=submit` saves and hands it to the approver."""
    objection = case_or_404(request, pk)
    must_hold(request, Act.HANDLE_OBJECTION, objection)
    if not workflow.DRAFT.starts_from(objection.status):
        messages.error(request, workflow.refusal(workflow.DRAFT, objection))
        return redirect("objections-desk:case", pk)
    if request.method != "POST":
        kept = unseal(objection.sealed_answer) or answer_template.opening(objection)
        form = desk_forms.AnswerForm(initial={**kept, "version": objection.answer_version})
        return _answer_page(request, objection, form)
    form = desk_forms.AnswerForm(request.POST)
    if not form.is_valid():
        return _answer_page(request, objection, form, status=422)
    try:
        saved = services.draft_answer(
            objection_id=pk,
            actor=request.user,
            parts=form.parts(),
            version=form.cleaned_data["version"],
            at=now(),
        )
    except EditConflict as conflict:
        form = _with_version(request, objection.answer_version)
        return _answer_page(request, objection, form, conflict=str(conflict), status=409)
    except StepRefused as refusal:
        messages.error(request, str(refusal))
        return _answer_page(request, objection, form, status=409)
    if request.POST.get("then") != "submit":
        messages.success(request, "已存草稿。")
        return redirect("objections-desk:answer", pk)
    try:
        services.submit_answer(
            objection_id=pk, actor=request.user, version=saved.answer_version, at=now()
        )
    except services.TextRefused as refusal:
        form = _with_version(request, saved.answer_version)
        refused_text(form, refusal)
        return _answer_page(request, saved, form, status=422)
    messages.success(
        request,
        "答复已送批准。"
        if objection.district.answers_need_approval
        else "已答复，本人可以在查询页看到。",
    )
    return redirect("objections-desk:case", pk)


def _with_version(request: HttpRequest, version: int) -> desk_forms.AnswerForm:
    """The typed answer against the version that stands now."""
    data = request.POST.copy()
    data["version"] = str(version)
    form = desk_forms.AnswerForm(data)
    form.is_valid()
    return form


def _answer_page(
    request: HttpRequest,
    objection: Objection,
    form: desk_forms.AnswerForm,
    *,
    conflict: str = "",
    status: int = 200,
) -> HttpResponse:
    answer = unseal(objection.sealed_answer)
    return render(
        request,
        "publicity/objections/desk/answer.html",
        {
            "objection": objection,
            "project": _project_name(objection),
            "summary": unseal(objection.sealed_summary).get("summary", ""),
            "inquiries": [
                _inquiry(one, today())
                for one in objection.inquiries.select_related("unit", "replied_by")
            ],
            "theirs": [(title, answer[key]) for key, title in ANSWER_PARTS if answer.get(key)]
            if conflict
            else [],
            "returned_because": answer.get("returned_because", ""),
            "form": form,
            "conflict": conflict,
            "clocks": [
                (one, selectors.due_words(one, today())) for one in selectors.clocks(objection)
            ],
            "desk_place": objection.district.name,
            "error": status == 422,
        },
        status=status,
    )


# ------------------------------------------------------------- an entry saved half-filled
@sensitive_post_parameters("words", "name", "contact")
@require_http_methods(["GET", "HEAD", "POST"])
def entry(request: HttpRequest, pk: int) -> HttpResponse:
    """Go on with an entry. Opening it shows what was entered, so it is recorded like every view of words."""
    objection = case_or_404(request, pk)
    must_hold(request, Act.HANDLE_OBJECTION, objection)
    districts = [objection.district]
    then = request.POST.get("then", "")
    if request.method != "POST" or not objection.is_incomplete:
        return redirect("objections-desk:case", pk)
    if then == "open":
        opened = services.open_words(
            objection_id=pk, actor=request.user, reason="续录登记", at=now()
        )
        initial = desk_forms.entry_initial(objection, opened.text, opened.name, opened.contact)
        return _entry_page(request, objection, desk_forms.EntryForm(districts, initial=initial))
    form = desk_forms.EntryForm(districts, request.POST)
    if not form.is_valid():
        return _entry_page(request, objection, form, status=422)
    try:
        done = services.complete_objection(
            objection_id=pk,
            actor=request.user,
            arrival=form.arrival(),
            words=form.typed(),
            is_complete=then == "complete",
            at=now(),
        )
    except services.TextRefused as refusal:
        refused_text(form, refusal)
        return _entry_page(request, objection, form, status=422)
    except StepRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "已保存，还没有登记完。" if done.is_incomplete else "登记完成。")
    return redirect("objections-desk:case", pk)


def _entry_page(
    request: HttpRequest, objection: Objection, form: desk_forms.EntryForm, *, status: int = 200
) -> HttpResponse:
    return render(
        request,
        "publicity/objections/desk/entry.html",
        {
            "form": form,
            "objection": objection,
            "action": reverse("objections-desk:entry", args=[objection.pk]),
            "error": status == 422,
            "desk_place": objection.district.name,
        },
        status=status,
    )
