"""The register with its due days, and who should be reminded."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet

from accounts.models import User
from objections import deadlines
from objections.deadlines import Deadline
from objections.models import Objection
from objections.models.objections import RIGHT
from objections.workflow import ENDED
from projects.models import District

State = Objection.AnswerState


@dataclass(frozen=True)
class Line:
    """One objection in the register: what is due next, and what to look at."""

    objection: Objection
    deadline: Deadline | None
    words: str
    """还剩 3 天, 今天到期, 已过 2 天; empty where nothing is due."""
    is_overdue: bool
    hints: tuple[str, ...]


def clocks(objection: Objection) -> list[Deadline]:
    """What is due for an objection, in order, with the day it was done."""
    told_on = objection.told_on
    if objection.status in (Objection.Status.ANSWERED, Objection.Status.WITHDRAWN):
        told_on = told_on or objection.concluded_on
    return deadlines.deadlines(
        received_on=objection.received_on,
        told_on=told_on,
        accepted_on=objection.accepted_on,
        concluded_on=objection.concluded_on,
        extended_days=objection.extended_days,
    )


def next_due(objection: Objection) -> Deadline | None:
    """The earliest day something is still to be done by."""
    waiting = [one for one in clocks(objection) if one.done_on is None]
    return min(waiting, key=lambda one: one.due_on, default=None)


def register(
    user: User,
    day: date,
    *,
    tab: str = "todo",
    channel: str = "",
    notice: str = "",
    asked: str = "",
) -> list[tuple[int, date]]:
    """Keys of the objections of a tab with their next due day, the most pressing first.

    Tabs: todo (open), approve (waits for an approver), done, all. What waits for a person's check is in none.
    """
    found = Objection.objects.visible_to(user).registered()
    if channel:
        found = found.filter(channel=channel)
    if notice:
        found = found.filter(notice__number=notice)
    if asked:
        found = found.filter(receipt__icontains=asked.strip())
    if tab == "approve":
        found = found.filter(WAITS_FOR_APPROVER)
    elif tab == "done":
        found = found.filter(status__in=list(ENDED))
    elif tab != "all":
        found = found.in_hand()
    needed = found.only(
        "received_on", "told_on", "accepted_on", "concluded_on", "extended_days", "status"
    )
    rows = [(one.pk, next_due(one), one) for one in needed]
    if tab in ("done", "all"):
        rows.sort(key=lambda row: (row[2].received_on, row[0]), reverse=True)
    else:
        rows.sort(key=lambda row: (row[1].due_on if row[1] else date.max, row[0]))
    return [(pk, due.due_on if due else date.max) for pk, due, _ in rows]


WAITS_FOR_APPROVER = Q(answer_state=State.SUBMITTED) | Q(
    extension_asked_days__gt=0, status__in=[Objection.Status.ACCEPTED, Objection.Status.UNDER_CHECK]
)


def lines(keys: Sequence[int], day: date) -> list[Line]:
    """The objections of one page of the register, in the order of the keys."""
    found = (
        Objection.objects.select_related("district", "notice")
        .annotate(
            asked=Count("inquiries", distinct=True),
            unanswered=Count(
                "inquiries",
                filter=Q(inquiries__replied_at__isnull=True, inquiries__closed_at__isnull=True),
                distinct=True,
            ),
        )
        .defer("sealed_words", "sealed_identity", "sealed_answer")
        .in_bulk(list(keys))
    )
    chosen = [found[key] for key in keys if key in found]
    twins = _twin_counts(chosen)
    return [_line(one, day, twins[one.pk]) for one in chosen]


def _line(objection: Any, day: date, twins: int) -> Line:
    due = next_due(objection)
    hints = []
    if objection.is_incomplete:
        hints.append("登记未完")
    if objection.is_open and objection.answer_state == State.SUBMITTED:
        hints.append("答复等待批准")
    if objection.is_open and objection.answer_state == State.RETURNED:
        hints.append("答复退回修改")
    if objection.extension_asked_days:
        hints.append(f"申请延长 {objection.extension_asked_days} 天")
    if objection.unanswered:
        hints.append(f"{objection.unanswered} 个单位未答复")
    elif objection.asked and objection.is_open:
        hints.append("单位已答复")
    if twins:
        hints.append(f"可能与 {twins} 件重复")
    if objection.is_late:
        hints.append("逾期提出")
    if objection.erasure_asked_at and not objection.identity_erased_at:
        hints.append("本人申请删除")
    if needs_correction(objection):
        hints.append("属实，还没有启动更正")
    return Line(
        objection,
        due,
        due_words(due, day) if due else "",
        bool(due and due.is_late(day)),
        tuple(hints),
    )


def due_words(due: Deadline, day: date) -> str:
    left = due.days_left(day)
    if left < 0:
        return f"已过 {-left} 天"
    return "今天到期" if left == 0 else f"还剩 {left} 天"


def needs_correction(objection: Objection) -> bool:
    """Upheld, and nobody has begun to put it right."""
    return (
        objection.outcome in RIGHT
        and objection.correction_id is None
        and objection.report_reopened_at is None
    )


def twins(objection: Objection) -> QuerySet[Objection]:
    """Others to the same notice with the same words, or from the same contact about the same project: a hint only."""
    same = Q(pk__in=[])
    if objection.words_mark:
        same |= Q(words_mark=objection.words_mark)
    if objection.contact_mark:
        same |= Q(contact_mark=objection.contact_mark, project_number=objection.project_number)
    return (
        Objection.objects.registered()
        .filter(same, district=objection.district_id, notice=objection.notice_id)
        .exclude(pk=objection.pk)
        .order_by("pk")
    )


def _twin_counts(chosen: Iterable[Objection]) -> Counter[int]:
    """How many twins each has, asked once for the whole page."""
    chosen = list(chosen)
    marks = {one.words_mark for one in chosen} | {one.contact_mark for one in chosen}
    marks.discard("")
    near = list(
        Objection.objects.registered()
        .filter(Q(words_mark__in=marks) | Q(contact_mark__in=marks))
        .values_list("pk", "notice_id", "words_mark", "contact_mark", "project_number")
    )
    many: Counter[int] = Counter()
    for one in chosen:
        many[one.pk] = sum(
            pk != one.pk
            and notice == one.notice_id
            and (
                (words != "" and words == one.words_mark)
                or (contact != "" and contact == one.contact_mark and project == one.project_number)
            )
            for pk, notice, words, contact, project in near
        )
    return many


@dataclass(frozen=True)
class Reminder:
    """An open objection whose day is near or past. Says nothing of what it is about."""

    objection: Objection
    deadline: Deadline
    days_left: int


def reminders(districts: Iterable[District], day: date, *, within: int = 3) -> list[Reminder]:
    """Due within so many days or overdue, the most pressing first."""
    found = []
    rows = Objection.objects.filter(district__in=list(districts)).select_related("district")
    for objection in rows.registered().in_hand():
        due = next_due(objection)
        if due and due.days_left(day) <= within:
            found.append(Reminder(objection, due, due.days_left(day)))
    return sorted(found, key=lambda one: (one.days_left, one.objection.pk))
