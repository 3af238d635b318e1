"""Days that are, or are not, workdays against the built-in calendar; the whole installation counts by them."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from accounts import audit
from accounts.models import User
from documents import day_ranges
from projects import access
from projects.access import must
from projects.edited_rows import keep, must_hold
from projects.models import CalendarDay
from projects.workflow import StepRefused


@transaction.atomic
def set_day(
    *, day: date, is_workday: bool, source: str, actor: User | None, at: datetime
) -> CalendarDay:
    """Say what a day is, and by which document. A day entered before is entered anew.

    `actor` None is the installation itself (a command on the server).

    Raises PermissionDenied, or StepRefused where the source is missing.
    """
    if actor is not None:
        must(access.can_keep_installation(actor))
    if wrong := day_ranges.of_calendar(at.date()).refusal("日期", day):
        raise StepRefused(wrong)
    before = CalendarDay.objects.select_for_update().filter(day=day).first()
    entered = before or CalendarDay(day=day)
    old = _words(entered) if before else ""
    entered.is_workday, entered.source = is_workday, source.strip()
    must_hold(entered)
    if old == _words(entered):
        return entered
    keep(entered)
    detail = {"changes": {str(day): [old, _words(entered)]}}
    audit.record(at=at, actor=actor, verb="calendar.set", subject=entered, detail=detail)
    return entered


@transaction.atomic
def remove_day(*, day_id: int, actor: User, at: datetime) -> None:
    """Go back to the built-in calendar for that day."""
    must(access.can_keep_installation(actor))
    entered = CalendarDay.objects.select_for_update().get(pk=day_id)
    detail = {"changes": {str(entered.day): [_words(entered), ""]}}
    audit.record(at=at, actor=actor, verb="calendar.remove", subject=entered, detail=detail)
    entered.delete()


def _words(day: CalendarDay) -> str:
    return f"{'工作日' if day.is_workday else '休息日'}，{day.source}"
