"""What the desk's views of notices share: a notice in sight, refusals as messages, what a page of one shows."""

from __future__ import annotations

from collections.abc import Callable
from itertools import groupby
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from accounts.clock import today
from accounts.requests import SignedInRequest
from notices import access, workflow
from notices.checklist import Check, gaps, signing_checks
from notices.drafts import Draft, draft_of
from notices.models import Notice, PaperSigning
from notices.refusals import StepRefused

STEP_WORDS = ("取数", "编制", "审核", "签发", "公示")
_CURRENT = {workflow.DRAFT: 2, workflow.IN_REVIEW: 3, workflow.APPROVED: 4}
_KINDS = {"must": "no", "see": "see", "ok": "ok"}


def notice_or_404(request: SignedInRequest, pk: int) -> Notice:
    """The notice where the person may see it; 404 otherwise, also for another district's."""
    found = Notice.objects.visible_to(request.user).select_related(
        "district", "plan__district", "round", "replaces", "compiled_by", "reviewed_by", "signed_by"
    )
    return get_object_or_404(found.defer("paper_scan"), pk=pk)


def taking(
    request: SignedInRequest,
    pk: int,
    act: Callable[[], object],
    done: str,
    *,
    page: str = "notices:notice",
    then: str = "",
) -> HttpResponse:
    """Take a step and go to the page of what it was taken on: it was done, or a sentence says why not.

    `then`: where to go instead once it was done, where that page is no place to stay.
    """
    try:
        act()
    except StepRefused as refusal:
        messages.error(request, str(refusal))
        return redirect(page, pk)
    messages.success(request, done)
    return redirect(then) if then else redirect(page, pk)


def check_lines(notice: Notice, found: list[Check], *, can_edit: bool) -> list[dict[str, Any]]:
    """Checks for the checklist component, each linked to its field in the editor or to its row."""
    edit = reverse("notices:notice-edit", args=[notice.pk])
    lines = []
    for check in found:
        url = ""
        if check.is_of_table:
            url = f"#{check.field}"
        elif check.field and can_edit:
            url = f"{edit}#{check.field}"
        lines.append(
            {
                "kind": _KINDS[check.weight],
                "title": check.text,
                "note": check.note,
                "url": url,
                "act": "补" if check.blocks and not check.is_of_table else "看",
                "is_of_table": check.is_of_table,
            }
        )
    return _folded(lines)


MOST_ROWS_APART = 3
"""More rows than these with the same to say stand in one line, each named when it is opened."""


def _folded(lines: list[dict[str, Any]]) -> list[dict[str, Any]]:
    folded: list[dict[str, Any]] = []
    for (is_of_table, kind, note), group in groupby(
        lines, key=lambda line: (line["is_of_table"], line["kind"], line["note"])
    ):
        alike = list(group)
        if not is_of_table or len(alike) <= MOST_ROWS_APART:
            folded += alike
        else:
            title = f"{len(alike)} 件{note}"
            folded.append({"kind": kind, "title": title, "note": "", "url": "", "rows": alike})
    return folded


def page_of(request: SignedInRequest, notice: Notice, draft: Draft | None = None) -> dict[str, Any]:
    """What every page of a notice in work shows."""
    draft = draft or draft_of(notice)
    found = signing_checks(notice, day=today(), draft=draft)
    if notice.status in (workflow.DRAFT, workflow.IN_REVIEW):
        # Recorded with the review: before it, the missing record is no gap of the compiler's.
        found = [check for check in found if check.text != "保密审查没有登记"]
    can_edit = bool(access.can_take(request.user, workflow.EDIT, notice))
    return {
        "notice": notice,
        "draft": draft,
        "content": draft.content,
        "digest": draft.digest,
        "open_checks": gaps(found),
        "check_lines": check_lines(notice, found, can_edit=can_edit),
        "can_edit": can_edit,
        "steps": STEP_WORDS,
        "current_step": _CURRENT.get(notice.status, 6),
        "trail": trail_of(notice),
        "desk_place": notice.district.name,
        "preview_url": reverse("notice-preview", args=[notice.pk]),
    }


def in_editor(context: dict[str, Any]) -> dict[str, Any]:
    """The same where the checklist stands beside the fields it names: its lines lead to places of the page itself."""
    for line in context["check_lines"]:
        line["url"] = "#" + line["url"].partition("#")[2] if line["url"] else ""
    return context


_TRAIL_WORDS = {
    "start": "开始编制",
    "edit": "修改",
    "vouch": "写明印不出来的字",
    "look": "核对项目有变动的行",
    "explain": "写明数字属实的理由",
    "send": "送审核",
    "return": "退回编制",
    "approve": "审核通过",
    "publish": "签发公示",
    "propose": "提出转入",
    "confirm": "确认转入",
    "correct": "由更正公示替代",
    "withdraw": "撤回",
    "discard": "作废",
    "ask_to_seal": "提出封存",
    "seal": "封存，内容已销毁",
    "own_paper": "确认纸质签发是本人所为",
    "disown_paper": "说明纸质签发不是本人所为",
}
_ACTS = frozenset({"publish", "confirm", "withdraw", "seal", "disown_paper"})


def _said_of_paper(notice: Notice) -> str:
    """What the signer on paper said to it since; blank where nobody of the post was named then."""
    signing = PaperSigning.objects.select_related("reply").filter(notice=notice).first()
    if signing is None:
        return ""
    if signing.said is None:
        return "，待本人确认"
    return "，本人已确认" if signing.said.is_mine else "，本人说明不是自己签发的"


def trail_of(notice: Notice) -> list[dict[str, Any]]:
    """The steps, newest first, for the thread component. Edits in a row by one person are one line."""
    entries: list[dict[str, Any]] = []
    last: tuple[str, int] = ("", 0)
    for step in notice.steps.select_related("by").order_by("-pk"):
        if step.step == "edit" and last == ("edit", step.by_id):
            continue
        last = (step.step, step.by_id)
        what = _TRAIL_WORDS.get(step.step, step.step)
        if paper := step.detail.get("paper_signer"):
            what += f"（{paper}在纸上签发，由{step.by}登记{_said_of_paper(notice)}）"
        entries.append(
            {
                "when": f"{step.at.astimezone():%Y-%m-%d %H:%M}",
                "who": str(step.by),
                "what": what,
                "note": step.note,
                "is_act": step.step in _ACTS,
            }
        )
    return entries
