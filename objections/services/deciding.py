"""The handler's first acts: look at what waits apart, accept or refuse, tell the person."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction

from accounts.models import User
from objections import workflow
from objections.models import Objection
from objections.sealing import seal
from objections.services.taking_steps import TextRefused, for_step, move, record, without_identity
from projects.workflow import StepRefused

NO_SUMMARY = "请写一段不含姓名、电话的摘要：核查时给责任单位看的就是这一段。"


@transaction.atomic
def accept_objection(*, objection_id: int, actor: User, summary: str, at: datetime) -> Objection:
    """Accept it, with a summary that holds no identity: what a unit is asked is this summary.

    Raises TextRefused where the summary is missing or says who objected.
    """
    objection = for_step(objection_id, workflow.ACCEPT, actor)
    _is_ready(objection)
    clean = without_identity(objection, {"summary": summary}, required={"summary": NO_SUMMARY})
    was = move(objection, workflow.ACCEPT)
    objection.sealed_summary = seal(clean)
    objection.accepted_on = at.date()
    _told_by_page(objection, at.date())
    objection.save()
    record(objection, workflow.ACCEPT, actor=actor, was=was, at=at)
    return objection


@transaction.atomic
def refuse_objection(*, objection_id: int, actor: User, reason: str, at: datetime) -> Objection:
    """Not accepted, with the reason the person reads on the follow-up page."""
    objection = for_step(objection_id, workflow.REFUSE, actor)
    _is_ready(objection)
    _refuse(objection, workflow.REFUSE, actor, reason, at)
    return objection


@transaction.atomic
def change_summary(*, objection_id: int, actor: User, summary: str, at: datetime) -> Objection:
    """Word the summary better. What a unit was asked already stays as it was sent."""
    objection = for_step(objection_id, workflow.SUMMARISE, actor)
    clean = without_identity(objection, {"summary": summary}, required={"summary": NO_SUMMARY})
    objection.sealed_summary = seal(clean)
    objection.save(update_fields=["sealed_summary"])
    record(objection, workflow.SUMMARISE, actor=actor, was=objection.status, at=at)
    return objection


@transaction.atomic
def start_check(*, objection_id: int, actor: User, at: datetime) -> Objection:
    objection = for_step(objection_id, workflow.CHECK, actor)
    was = move(objection, workflow.CHECK)
    objection.save(update_fields=["status"])
    record(objection, workflow.CHECK, actor=actor, was=was, at=at)
    return objection


@transaction.atomic
def tell_person(
    *, objection_id: int, actor: User, told_on: date, told_how: str, at: datetime
) -> Objection:
    """Record the day on which the person was told what happens, and how. Once; the first telling counts."""
    objection = for_step(objection_id, workflow.TELL, actor)
    if objection.told_on and objection.told_how != Objection.Telling.PAGE:
        raise StepRefused(f"{objection.told_on:%Y-%m-%d} 已登记告知，不能改写。")
    if told_on > at.date():
        raise TextRefused("told_on", "告知日期不能晚于今天。")
    if told_on < objection.received_on:
        raise TextRefused("told_on", "告知日期不能早于收到日期。")
    if objection.told_on is None or told_on < objection.told_on:
        objection.told_on = told_on
    objection.told_how = told_how
    objection.save(update_fields=["told_on", "told_how"])
    record(
        objection,
        workflow.TELL,
        actor=actor,
        was=objection.status,
        at=at,
        note=f"{told_on:%Y-%m-%d} {objection.get_told_how_display()}",
    )
    return objection


@transaction.atomic
def pass_checks(*, objection_ids: Iterable[int], actor: User, at: datetime) -> int:
    """What a person looked at and found to be an objection joins the register. Gives how many."""
    many = 0
    for objection_id in sorted(set(objection_ids)):
        objection = for_step(objection_id, workflow.PASS_CHECK, actor)
        if not objection.needs_human_check:
            continue
        objection.needs_human_check, objection.source_mark = False, ""
        objection.save(update_fields=["needs_human_check", "source_mark"])
        record(objection, workflow.PASS_CHECK, actor=actor, was=objection.status, at=at)
        many += 1
    return many


@transaction.atomic
def set_aside(*, objection_ids: Iterable[int], actor: User, reason: str, at: datetime) -> int:
    """What a person looked at and found to be no objection (advertising, the same text over and over).

    It stays out of the register, and its sender reads the reason by number and code. Gives how many.
    """
    many = 0
    for objection_id in sorted(set(objection_ids)):
        objection = for_step(objection_id, workflow.SET_ASIDE, actor)
        if not objection.needs_human_check:
            raise StepRefused("这件异议已在登记册里，请在它的页面办理。")
        _refuse(objection, workflow.SET_ASIDE, actor, reason, at)
        many += 1
    return many


def _refuse(
    objection: Objection, step: workflow.Step, actor: User, reason: str, at: datetime
) -> None:
    clean = without_identity(
        objection, {"reason": reason}, required={"reason": "请写明原因，本人在查询页会看到。"}
    )
    was = move(objection, step)
    objection.sealed_refusal = seal(clean)
    objection.concluded_on = at.date()
    objection.source_mark = ""
    _told_by_page(objection, at.date())
    objection.save()
    record(objection, step, actor=actor, was=was, at=at)


def _is_ready(objection: Objection) -> None:
    if objection.needs_human_check:
        raise StepRefused("这件异议还在“待人工核对”，请先核对转入登记册。")
    if objection.is_incomplete:
        raise StepRefused("这件异议的登记还没有完成，请先补全。")


def _told_by_page(objection: Objection, day: date) -> None:
    """Who left no way to be reached is told by the follow-up page, from this day on."""
    if objection.told_on is None and not objection.wants_answer:
        objection.told_on, objection.told_how = day, Objection.Telling.PAGE
