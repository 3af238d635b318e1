"""Registering objections: from the web form, and by staff for letters, calls, visits and faxes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction
from django.views.decorators.debug import sensitive_variables

from accounts.models import User
from documents import day_ranges
from notices.models import Notice
from objections import receipts, workflow
from objections.models import Objection
from objections.sealing import CannotUnseal, mark, seal, unseal
from objections.services.taking_steps import TextRefused, for_step, record
from projects import access
from projects.access import must
from projects.models import District
from projects.workflow import StepRefused

MOST_WORDS = 2000
"""As many signs as an objection on the web may have."""


@dataclass(frozen=True)
class Words:
    """What an objector wrote. Name and contact only if they want to be answered in person."""

    text: str = ""
    name: str = ""
    contact: str = ""
    project_number: int | None = None
    column: str = ""


@dataclass(frozen=True)
class Receipt:
    """What the person takes home. The code is told once: it is empty where the form had been sent before."""

    number: str
    code: str
    received_on: date
    is_late: bool
    objection_id: int
    earlier: str = ""
    """The number of what the same form had been sent for before, with other words: both are in the register."""


@dataclass(frozen=True)
class Arrival:
    """How and when something reached the office, as staff enter it."""

    channel: str
    received_on: date
    notice: Notice | None = None
    postmark_on: date | None = None


@dataclass(frozen=True)
class _Form:
    """A form as it was sent now: its mark, and what had come of the same form before."""

    token: str
    same: Objection | None = None
    earlier: str = ""


def _sent_now(token: str, words: Words, arrival: Arrival | None = None) -> _Form:
    """Whether the same form was sent before, and with the same words. With others it is a form of its own: whoever goes
    back and adds a telephone, or writes about another project, is never answered as if nothing had been added.
    """
    first = Objection.objects.filter(form_token=receipts.token_key(token)).first()
    if first is None:
        return _Form(token)
    if _says(first, words, arrival):
        return _Form(token, same=first)
    changed = receipts.token_of_change(token, f"{words}{arrival}")
    before = Objection.objects.filter(form_token=receipts.token_key(changed)).first()
    return _Form(changed, same=before, earlier=first.receipt)


def _says(objection: Objection, words: Words, arrival: Arrival | None) -> bool:
    """Whether this is what the register holds. What was erased or cannot be opened says something else.

    An entry of staff may have been completed since: there it is the same while it holds nothing that is new.
    """
    try:
        text = unseal(objection.sealed_words).get("text", "")
        identity = unseal(objection.sealed_identity)
    except CannotUnseal:
        return False
    held = (text, identity.get("name", ""), identity.get("contact", ""), objection.column)
    typed = (words.text.strip(), words.name.strip(), words.contact.strip(), words.column)
    if arrival is None:
        return held == typed and objection.project_number == words.project_number
    of_a_row = (
        (words.project_number, objection.project_number),
        (arrival.notice, objection.notice),
        (arrival.channel, objection.channel),
        (arrival.received_on, objection.received_on),
        (_postmark_of(arrival), objection.postmark_on),
    )
    pairs = (*zip(typed, held, strict=True), *of_a_row)
    return all(not new or new == known for new, known in pairs)


def _postmark_of(arrival: Arrival) -> date | None:
    return arrival.postmark_on if arrival.channel == Objection.Channel.LETTER else None


def forget_old_forms(at: datetime) -> None:
    """The mark by which a form sent again is known lasts as long as the form itself does, and a day more."""
    over = at - timedelta(hours=receipts.TOKEN_HOURS + 24)
    Objection.objects.filter(form_token__isnull=False, received_at__lt=over).update(form_token=None)


@sensitive_variables("words", "token")
def receive_web_objection(
    *,
    notice: Notice,
    words: Words,
    token: str,
    privacy_version: str,
    at: datetime,
    needs_human_check: bool = False,
    source_mark: str = "",
) -> Receipt:
    """Register an objection from the web form. The same form with the same words registers nothing and gives its number
    alone; with other words it is a case of its own, whose receipt names the earlier one.

    `source_mark` tells posts of one burst apart from others; it is kept only while they wait for a person.
    """
    try:
        with transaction.atomic():
            form = _sent_now(token, words)
            if form.same:
                return _receipt(form.same, code="", earlier=form.earlier)
            number = receipts.receipt_number(notice.district, at.date(), form.token)
            objection = Objection(
                district=notice.district,
                notice=notice,
                receipt=number,
                code_hash=receipts.code_hash(number, receipts.secret_code(form.token)),
                form_token=receipts.token_key(form.token),
                channel=Objection.Channel.WEB,
                privacy_version=privacy_version,
                received_at=at,
                received_on=at.date(),
                needs_human_check=needs_human_check,
                source_mark=source_mark if needs_human_check else "",
            )
            _write(objection, words)
            objection.is_late = is_late(objection)
            objection.save(force_insert=True)
            record(objection, workflow.RECEIVE, actor=None, was="", at=at)
            forget_old_forms(at)
            code = receipts.secret_code(form.token)
            return _receipt(objection, code=code, earlier=form.earlier)
    except IntegrityError:
        # The same form arrived twice at once: the other one was faster.
        form = _sent_now(token, words)
        if form.same:
            return _receipt(form.same, code="", earlier=form.earlier)
        raise


@sensitive_variables("words", "token")
@transaction.atomic
def register_objection(
    *,
    district: District,
    actor: User,
    arrival: Arrival,
    words: Words,
    token: str,
    is_complete: bool,
    at: datetime,
) -> Receipt:
    """Enter a letter, a call, a visit. The number is given at once; what is missing can follow (`complete_objection`).

    Raises PermissionDenied, or TextRefused where a complete entry lacks its words.
    """
    must(access.can(actor, access.Act.HANDLE_OBJECTION, district))
    form = _sent_now(token, words, arrival)
    if form.same:
        return _receipt(form.same, code="", earlier=form.earlier)
    number = receipts.receipt_number(district, at.date(), form.token)
    objection = Objection(
        district=district,
        receipt=number,
        code_hash=receipts.code_hash(number, receipts.secret_code(form.token)),
        form_token=receipts.token_key(form.token),
        registered_by=actor,
        received_at=at,
    )
    _enter(objection, arrival, words, is_complete=is_complete, day=at.date())
    objection.save(force_insert=True)
    record(
        objection,
        workflow.RECEIVE,
        actor=actor,
        was="",
        at=at,
        note=objection.get_channel_display() + ("，登记未完" if objection.is_incomplete else ""),
    )
    forget_old_forms(at)
    return _receipt(objection, code=receipts.secret_code(form.token), earlier=form.earlier)


@sensitive_variables("words")
@transaction.atomic
def complete_objection(
    *,
    objection_id: int,
    actor: User,
    arrival: Arrival,
    words: Words,
    is_complete: bool,
    at: datetime,
) -> Objection:
    """Go on with an entry that was saved half-filled. Raises StepRefused once it is complete or decided."""
    objection = for_step(objection_id, workflow.COMPLETE, actor)
    if not objection.is_incomplete:
        raise StepRefused("这件异议的登记已经完成，原文不再改动。")
    _enter(objection, arrival, words, is_complete=is_complete, day=at.date())
    objection.save()
    record(
        objection,
        workflow.COMPLETE,
        actor=actor,
        was=objection.status,
        at=at,
        note="登记未完" if objection.is_incomplete else "登记完成",
    )
    return objection


def is_late(objection: Objection) -> bool:
    """After 24:00 of the notice's last day: by the postmark of a letter, else by the day it came in.

    A notice without a window has no late objections.
    """
    if objection.notice is None or objection.notice.closes_on is None:
        return False
    sent_on = objection.postmark_on or objection.received_on
    return sent_on > objection.notice.closes_on


def _enter(
    objection: Objection, arrival: Arrival, words: Words, *, is_complete: bool, day: date
) -> None:
    if arrival.received_on > day:
        raise TextRefused("received_on", "收到日期不能晚于今天。")
    if wrong := day_ranges.of_arrival(day).refusal("收到日期", arrival.received_on):
        raise TextRefused("received_on", wrong)
    if arrival.postmark_on and arrival.postmark_on > arrival.received_on:
        raise TextRefused("postmark_on", "邮戳日期不能晚于收到日期。")
    if wrong := day_ranges.of_arrival(day).refusal("邮戳日期", arrival.postmark_on):
        raise TextRefused("postmark_on", wrong)
    if arrival.notice and arrival.notice.district_id != objection.district_id:
        raise TextRefused("notice", "请选择本区县的公示。")
    if is_complete and not words.text.strip():
        raise TextRefused("words", "请写下异议内容；暂时没有的，先取号，以后补全。")
    if is_complete and arrival.notice is None:
        raise TextRefused("notice", "请选择是对哪一份公示提出的；还不清楚的，先取号，以后补全。")
    objection.channel = arrival.channel
    objection.notice = arrival.notice
    objection.received_on = arrival.received_on
    objection.postmark_on = _postmark_of(arrival)
    objection.is_incomplete = not is_complete
    _write(objection, words)
    objection.is_late = is_late(objection)


def _write(objection: Objection, words: Words) -> None:
    text, name, contact = words.text.strip(), words.name.strip(), words.contact.strip()
    objection.project_number = words.project_number
    objection.column = words.column
    objection.sealed_words = seal({"text": text}) if text else None
    objection.sealed_identity = (
        seal({"name": name, "contact": contact}) if name or contact else None
    )
    objection.wants_answer = bool(contact)
    objection.words_mark = mark("words", text)
    objection.contact_mark = mark("contact", contact)


def _receipt(objection: Objection, *, code: str, earlier: str = "") -> Receipt:
    return Receipt(
        number=objection.receipt,
        code=code,
        received_on=objection.received_on,
        is_late=objection.is_late,
        objection_id=objection.pk,
        earlier=earlier,
    )
