"""One case at the desk: what is known of it without its words, what is due, and every act on it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.clock import today
from accounts.requests import SignedInRequest
from objections import deadlines, desk_forms, selectors, typed_text, workflow
from objections.models import Objection
from objections.progress_page import ANSWER_PARTS
from objections.sealing import unseal
from objections.services.answering import is_not_the_writer
from objections.services.correcting import RIGHT
from objections.views.common import FOUND_AGAIN, case_or_404, found_again_below
from projects import access
from projects.access import Act


@require_safe
def case(request: SignedInRequest, pk: int) -> HttpResponse:
    objection = case_or_404(request, pk)
    return case_page(request, objection, _found_again(request, objection))


def _found_again(request: SignedInRequest, objection: Objection) -> dict[str, forms.BaseForm]:
    """Forms with what was typed when the session ended."""
    kinds: dict[str, Callable[[dict[str, str]], forms.BaseForm]] = {
        "accept": lambda data: desk_forms.AcceptForm(data, prefix="accept"),
        "refuse": lambda data: desk_forms.RefuseForm(data, prefix="refuse"),
        "summarise": lambda data: desk_forms.AcceptForm(data, prefix="summarise"),
        "ask": lambda data: desk_forms.AskForm(objection, data, prefix="ask"),
        "extend": lambda data: desk_forms.ExtensionForm(data, prefix="extend"),
        "return": lambda data: desk_forms.ReturnForm(data, prefix="return"),
    }
    kept = found_again_below(request, reverse("objections:case", args=[objection.pk]))
    paths = {name: reverse(f"objections:{name}", args=[objection.pk]) for name in kinds}
    found = {name: kinds[name](kept[path]) for name, path in paths.items() if path in kept}
    if found:
        messages.info(request, FOUND_AGAIN)
    return found


# ------------------------------------------------------------- the page
def case_page(
    request: SignedInRequest,
    objection: Objection,
    bound: Mapping[str, forms.BaseForm] | None = None,
    *,
    unsent: tuple[str, ...] = (),
    status: int = 200,
) -> HttpResponse:
    """The case with its acts. `bound` are forms that were refused; they keep what was typed. `unsent` are texts of an
    act that cannot be taken any more, for copying."""
    day, user = today(), request.user
    handles = bool(access.can(user, Act.HANDLE_OBJECTION, objection.district))
    approves = bool(access.can(user, Act.APPROVE_ANSWER, objection.district))
    views = list(objection.identity_views.select_related("by")[:10]) if handles else []
    answer = unseal(objection.sealed_answer)
    return render(
        request,
        "objections/case.html",
        {
            "objection": objection,
            "notice": objection.notice,
            "project": project_name(objection),
            "summary": unseal(objection.sealed_summary).get("summary", ""),
            "refusal": unseal(objection.sealed_refusal).get("reason", ""),
            "clocks": [(one, selectors.due_words(one, day)) for one in selectors.clocks(objection)],
            "extension": unseal(objection.sealed_extension).get("reason", ""),
            "inquiries": inquiry_lines(objection, day),
            "answer": [(title, answer[key]) for key, title in ANSWER_PARTS if answer.get(key)],
            "answer_outcome": dict(Objection.Outcome.choices).get(answer.get("outcome", ""), "")
            if answer.get("outcome")
            else "",
            "answer_line": answer.get("public_outcome", ""),
            "returned_because": answer.get("returned_because", ""),
            "twins": selectors.twins(objection)[:5],
            "views": views,
            "starts_with_words": objection.status == Objection.Status.RECEIVED and not views,
            "scans": objection.scans.defer("sealed_file").select_related("added_by")
            if handles
            else [],
            "trail": _trail(objection),
            "handles": handles,
            "approves": approves,
            "may_approve": is_not_the_writer(user, objection, act="批准") if approves else None,
            "may_grant": access.another_person(user, objection.extension_asked_by, act="批准延长"),
            "can": {step.name: step.starts_from(objection.status) for step in workflow.STEPS},
            "is_right": objection.outcome in RIGHT,
            "forms": {**_fresh_forms(objection, handles, approves), **(bound or {})},
            "unsent": unsent,
            "typed_note": typed_text.note(user),
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
            "scan": desk_forms.ScanForm(prefix="scan"),
            "accept": desk_forms.AcceptForm(prefix="accept"),
            "refuse": desk_forms.RefuseForm(prefix="refuse"),
            "summarise": desk_forms.AcceptForm(prefix="summarise", initial={"summary": summary}),
            "tell": desk_forms.TellForm(prefix="tell", initial={"told_on": day}),
            "ask": desk_forms.AskForm(
                objection,
                prefix="ask",
                initial={
                    "unit": selectors.unit_to_ask(objection),
                    "question": summary,
                    "due_on": _usual_due(objection),
                },
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


def _usual_due(objection: Objection) -> date:
    """Ten days, or the day the objection must be concluded if that is sooner."""
    usual = today() + timedelta(days=10)
    if objection.accepted_on is None:
        return usual
    return min(usual, deadlines.conclude_by(objection.accepted_on, objection.extended_days))


def project_name(objection: Objection) -> str:
    content = objection.notice.content if objection.notice else None
    for group in (content or {}).get("categories", ()):
        for row in group["projects"]:
            if row["number"] == objection.project_number:
                return f"第 {row['number']} 件 {row['name']}"
    if objection.project_number:
        return f"第 {objection.project_number} 件"
    return "整个公示" if objection.notice else "还没有登记是哪一份公示"


def inquiry_lines(objection: Objection, day: date) -> list[dict[str, Any]]:
    """The questions to units with their answers."""
    return [
        {
            "row": one,
            "question": unseal(one.sealed_question).get("question", ""),
            "reply": unseal(one.sealed_reply).get("reply", ""),
            "is_late": one.replied_at is None and one.closed_at is None and one.due_on < day,
            "form": desk_forms.ReplyForm(prefix=f"reply{one.pk}"),
        }
        for one in objection.inquiries.select_related("unit", "replied_by")
    ]


def _trail(objection: Objection) -> list[dict[str, Any]]:
    """The steps, newest first. Drafts saved in a row by one person are one line."""
    entries: list[dict[str, Any]] = []
    last: tuple[str, int | None] = ("", None)
    for step in objection.steps.select_related("by").order_by("-at", "-pk"):
        if step.step == workflow.DRAFT.name and last == (step.step, step.by_id):
            continue
        last = (step.step, step.by_id)
        entries.append(
            {
                "when": f"{step.at.astimezone():%Y-%m-%d %H:%M}",
                "who": str(step.by) if step.by else ("本人" if step.step in _BY_PERSON else "网上"),
                "what": workflow.step_named(step.step).label,
                "note": step.note,
                "is_act": step.step == workflow.ANSWER.name,
            }
        )
    return entries


_BY_PERSON = {workflow.WITHDRAW.name, workflow.RATE.name, workflow.ASK_ERASURE.name}
