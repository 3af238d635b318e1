"""The answer: drafted by a handler in its required parts, approved by another person, released in one public line.

A district may do without the approver (`District.answers_need_approval`).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction

from accounts import taken_back
from accounts.models import User
from notices.refusals import EditConflict
from objections import workflow
from objections.models import Objection
from objections.sealing import seal, unseal
from objections.services.inquiries import close_inquiries
from objections.services.taking_steps import (
    TextRefused,
    for_step,
    move,
    record,
    without_identity,
)
from projects.workflow import StepRefused

PARTS = {
    "request": "请写明群众反映的事项。",
    "facts": "请写明查明的事实和理由。",
    "opinion": "请写明处理意见。",
    "basis": "请写明依据。",
    "remedy": "请写明不服答复时的救济途径。",
}
"""The required parts, each with the sentence that asks for it."""
EXTRA = ("outcome", "public_outcome")
MOST_SIGNS = 5000
State = Objection.AnswerState


@transaction.atomic
def draft_answer(
    *, objection_id: int, actor: User, parts: Mapping[str, str], version: int, at: datetime
) -> Objection:
    """Save the answer as far as it is. Editing one that waits for approval takes it back.

    `version` is the one the writer opened. Raises EditConflict where somebody saved since.
    """
    objection = for_step(objection_id, workflow.DRAFT, actor)
    if objection.answer_version != version:
        raise EditConflict("这份答复刚被别人保存过，请核对后再存。您写的还在下面。")
    kept = {key: parts.get(key, "").strip()[:MOST_SIGNS] for key in (*PARTS, *EXTRA)}
    objection.sealed_answer = seal(kept)
    objection.answer_version += 1
    objection.answer_state = State.DRAFT
    objection.answered_by = actor
    objection.save()
    record(objection, workflow.DRAFT, actor=actor, was=objection.status, at=at)
    return objection


@transaction.atomic
def submit_answer(*, objection_id: int, actor: User, version: int, at: datetime) -> Objection:
    """Hand the answer to the approver; where the district does without one, it is given at once.

    Raises TextRefused for a part that is missing, unfinished or says who objected.
    """
    objection = for_step(objection_id, workflow.SUBMIT, actor)
    _is_version(objection, version)
    if objection.answer_state == State.SUBMITTED:
        raise StepRefused("答复已经送批准了。")
    _is_complete(objection)
    objection.answered_by = actor
    objection.answer_state = State.SUBMITTED
    objection.save()
    record(objection, workflow.SUBMIT, actor=actor, was=objection.status, at=at)
    if not objection.district.answers_need_approval:
        _conclude(objection, actor, at, release=True)
    return objection


@transaction.atomic
def return_answer(
    *, objection_id: int, actor: User, version: int, reason: str, at: datetime
) -> Objection:
    """Back to the handler, with the reason."""
    objection = _waiting(objection_id, workflow.RETURN, actor, version)
    if not reason.strip():
        raise TextRefused("reason", "请写明退回的原因。")
    parts = unseal(objection.sealed_answer)
    objection.sealed_answer = seal({**parts, "returned_because": reason.strip()[:MOST_SIGNS]})
    objection.answer_state = State.RETURNED
    objection.answer_version += 1
    objection.save()
    record(objection, workflow.RETURN, actor=actor, was=objection.status, at=at)
    return objection


@transaction.atomic
def approve_answer(
    *, objection_id: int, actor: User, version: int, release: bool, at: datetime
) -> Objection:
    """Approve what was read (`version`): the objection is concluded and its writer can read the answer.

    With `release` the public line appears under the notice. Raises PermissionDenied for whoever wrote the answer.
    """
    objection = _waiting(objection_id, workflow.ANSWER, actor, version)
    _is_complete(objection)
    _conclude(objection, actor, at, release=release)
    return objection


@transaction.atomic
def deliver_answer(
    *, objection_id: int, actor: User, sent_on: date, sent_how: str, at: datetime
) -> Objection:
    """Record when and how the answer reached the person."""
    objection = for_step(objection_id, workflow.DELIVER, actor)
    assert objection.concluded_on is not None
    if sent_on > at.date():
        raise TextRefused("sent_on", "送达日期不能晚于今天。")
    if sent_on < objection.concluded_on:
        raise TextRefused("sent_on", "送达日期不能早于办结日期。")
    objection.answer_sent_on, objection.answer_sent_how = sent_on, sent_how
    objection.save(update_fields=["answer_sent_on", "answer_sent_how"])
    record(
        objection,
        workflow.DELIVER,
        actor=actor,
        was=objection.status,
        at=at,
        note=f"{sent_on:%Y-%m-%d} {objection.get_answer_sent_how_display()}",
    )
    return objection


@transaction.atomic
def reword_outcome(
    *, objection_id: int, actor: User, version: int, line: str, at: datetime
) -> Objection:
    """Word the public line of a concluded objection anew. It stands nowhere until another releases it.

    `version` is of the line that was read. Raises StepRefused while a line is public and EditConflict where somebody
    worded it since, TextRefused for a line that is empty, too long or names the person.
    """
    objection = for_step(objection_id, workflow.REWORD, actor)
    _is_version(objection, version)
    if objection.outcome_released:
        raise StepRefused("处理结果正公开着，先撤下再改写。")
    clean = without_identity(
        objection, {"line": line}, required={"line": "请写一句公开的处理结果。"}
    )["line"]
    if len(clean) > 200:
        raise TextRefused("line", "公开的处理结果最多200个字。")
    objection.public_outcome = clean
    objection.answer_version += 1
    objection.save(update_fields=["public_outcome", "answer_version"])
    record(objection, workflow.REWORD, actor=actor, was=objection.status, at=at)
    return objection


@transaction.atomic
def release_outcome(*, objection_id: int, actor: User, version: int, at: datetime) -> Objection:
    """Put the line about a concluded objection under its notice, as it was written by another (rules.md, Powers).

    Raises EditConflict where the line is not the one that was read (`version`).
    """
    objection = for_step(objection_id, workflow.RELEASE, actor)
    _is_version(objection, version)
    if not objection.public_outcome:
        raise StepRefused("还没有公开的处理结果这一句，由办理人先写。")
    objection.outcome_released = True
    objection.save(update_fields=["outcome_released"])
    record(objection, workflow.RELEASE, actor=actor, was=objection.status, at=at)
    return objection


@transaction.atomic
def retract_outcome(*, objection_id: int, actor: User, at: datetime) -> Objection:
    """Take the public line away again."""
    objection = for_step(objection_id, workflow.RELEASE, actor)
    objection.outcome_released = False
    if objection.identity_erased_at:
        objection.public_outcome = ""
    objection.save(update_fields=["outcome_released", "public_outcome"])
    taken_back.mark(objection.district.slug)
    record(objection, workflow.RELEASE, actor=actor, was=objection.status, at=at, note="撤下")
    return objection


def gaps(parts: Mapping[str, str]) -> dict[str, str]:
    """What an answer still lacks before it can be handed in: by part, the sentence that asks for it."""
    found = {}
    for key, asks in PARTS.items():
        text = parts.get(key, "").strip()
        if not text:
            found[key] = asks
        elif "〔" in text and "〕" in text and "填" in text[text.index("〔") : text.index("〕")]:
            found[key] = "还有没填的地方（〔…〕），请补上。"
    if parts.get("outcome") not in _OUTCOMES:
        found["outcome"] = "请选择结论：属实、部分属实或不属实。"
    return found


def _waiting(objection_id: int, step: workflow.Step, actor: User, version: int) -> Objection:
    objection = for_step(objection_id, step, actor)
    if objection.answer_state != State.SUBMITTED:
        raise StepRefused("没有等待批准的答复：可能已被取回修改，或另一人已经办过。")
    _is_version(objection, version)
    return objection


def _is_version(objection: Objection, version: int) -> None:
    if objection.answer_version != version:
        raise EditConflict("答复在您打开以后改过，请重新看一遍再办。")


def _is_complete(objection: Objection) -> None:
    parts = unseal(objection.sealed_answer)
    for key, sentence in gaps(parts).items():
        raise TextRefused(key, sentence)
    given = {key: parts.get(key, "") for key in PARTS}
    without_identity(
        objection, {**given, "public_outcome": parts.get("public_outcome", "")}, required=PARTS
    )
    if len(parts.get("public_outcome", "")) > 200:
        raise TextRefused("public_outcome", "公开的处理结果最多200个字。")


_OUTCOMES = {value for value in Objection.Outcome.values if value}


def _conclude(objection: Objection, actor: User, at: datetime, *, release: bool) -> None:
    parts = unseal(objection.sealed_answer)
    parts.pop("returned_because", None)
    was = move(objection, workflow.ANSWER)
    objection.outcome = parts["outcome"]
    objection.concluded_on = at.date()
    objection.answer_state = State.APPROVED
    objection.answer_approved_by = actor if objection.district.answers_need_approval else None
    objection.public_outcome = parts.get("public_outcome", "")
    objection.outcome_released = bool(release and objection.public_outcome)
    if not objection.wants_answer:
        objection.answer_sent_on = at.date()
        objection.answer_sent_how = Objection.Telling.PAGE
    objection.sealed_answer = seal(parts)
    objection.save()
    close_inquiries(objection, at)
    # The line under the notice, or the count of concluded objections: what the public sees changed.
    record(
        objection,
        workflow.ANSWER,
        actor=actor,
        was=was,
        at=at,
        note=objection.get_outcome_display(),
    )
