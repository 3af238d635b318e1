"""One case at the desk: what is known of it without its words, what is due, and every act on it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.clock import today
from accounts.models import User
from accounts.requests import SignedInRequest
from accounts.typed_text_middleware import shown_in_its_form
from objections import access, desk_forms, selectors, workflow
from objections.case_acts import ACTS, CaseAct
from objections.models import Objection
from objections.models.objections import RIGHT
from objections.progress_page import ANSWER_PARTS
from objections.sealing import shown, unseal
from objections.views.case_in_sight import FOUND_AGAIN, case_or_404, found_again_below
from projects.access import Act, Decision, can
from projects.workflow import Step


@require_safe
def case(request: SignedInRequest, pk: int) -> HttpResponse:
    objection = case_or_404(request, pk)
    return case_page(request, objection, _found_again(request, objection))


def _found_again(request: SignedInRequest, objection: Objection) -> dict[str, forms.BaseForm]:
    """Forms with what was typed when the session ended."""
    kept = found_again_below(request, reverse("objections:case", args=[objection.pk]))
    found: dict[str, forms.BaseForm] = {}
    for act in ACTS:
        page = reverse(f"objections:{act.name}", args=[objection.pk])
        typed = kept.get(page)
        # What cannot be taken any more has no form here: it stays among what is offered above the page.
        if not typed or not act.holds_text or not _may(request.user, act.step, objection):
            continue
        form = act.made(objection, data=typed)
        if form is not None:
            found[act.name] = form
            shown_in_its_form(request, page)
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
    allowed = _allowed(user, objection)
    handles = allowed["handles"]
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
            **allowed,
            "is_right": objection.outcome in RIGHT,
            "open_form": (bound or {}).get("open") or desk_forms.OpenForm(prefix="open"),
            "scan_form": (bound or {}).get("scan") or desk_forms.ScanForm(prefix="scan"),
            "acts": {
                act.name.replace("-", "_"): _on_page(act, objection, bound or {}) for act in ACTS
            },
            "unsent": unsent,
            "day": day,
            "desk_place": objection.district.name,
            "error": status == 422,
        },
        status=status,
    )


def _allowed(user: User, objection: Objection) -> dict[str, Any]:
    """What the person's posts carry here, and which steps the moment allows."""
    return {
        "handles": bool(can(user, Act.HANDLE_OBJECTION, objection.district)),
        "approves": bool(can(user, Act.APPROVE_ANSWER, objection.district)),
        "may_approve": _may(user, workflow.ANSWER, objection),
        "may_grant": _may(user, workflow.GRANT_EXTENSION, objection),
        "may_release": _may(user, workflow.RELEASE, objection),
        "may_reword": _may(user, workflow.REWORD, objection),
        "can": {name: step.starts_from(objection.status) for name, step in workflow.STEPS.items()},
    }


def _may(user: User, step: Step, objection: Objection) -> Decision:
    """Whether the step is theirs to take now; else why not."""
    if not step.starts_from(objection.status):
        return Decision(False, workflow.refusal(step, objection.status))
    return access.can_take(user, step, objection)


@dataclass(frozen=True)
class ActOnPage:
    """An act as the page shows it: `_act.html` draws it."""

    url: str
    title: str
    button: str
    style: str
    hidden: list[forms.BoundField]
    rows: list[list[forms.BoundField]]
    is_open: bool
    line: str = ""
    """The line that approving would make public."""


def _on_page(act: CaseAct, objection: Objection, bound: Mapping[str, forms.BaseForm]) -> ActOnPage:
    form = bound.get(act.name) or act.made(objection, day=today())
    line = (
        unseal(objection.sealed_answer).get("public_outcome", "") if act.name == "approve" else ""
    )
    rows = () if act.name == "approve" and not line else act.rows
    return ActOnPage(
        url=reverse(f"objections:{act.name}", args=[objection.pk]),
        title=act.title,
        button=act.button,
        style=act.style,
        hidden=form.hidden_fields() if form else [],
        rows=[[form[name] for name in row] for row in rows] if form else [],
        is_open=bool(form and form.errors),
        line=line,
    )


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
            "question": shown(one.sealed_question, "question"),
            "reply": shown(one.sealed_reply, "reply"),
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
        taken = workflow.STEPS[step.step]
        nobody = "本人" if taken in access.BY_THE_PERSON else "网上"
        entries.append(
            {
                "when": f"{step.at.astimezone():%Y-%m-%d %H:%M}",
                "who": str(step.by or nobody),
                "what": taken.label,
                "note": step.note,
                "is_act": step.step == workflow.ANSWER.name,
            }
        )
    return entries
