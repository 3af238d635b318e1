"""Reminding units of what they owe: in the app, and by e-mail where that is configured. One digest a day."""

from __future__ import annotations

import logging
from collections.abc import Collection
from datetime import date, datetime
from itertools import groupby

from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from accounts import audit, outbox
from accounts.models import User
from progress import access, reminders
from progress.models import ProgressReport, Reminder, ReportingRound, RoundExtension
from progress.selectors.board import UnitOwing, board
from progress.selectors.calendar import overrides
from progress.services.refusals import StepRefused
from projects.access import must
from projects.models import Membership
from projects.models.posts import UNIT_ROLES
from projects.workdays import Overrides

log = logging.getLogger(__name__)


@transaction.atomic
def remind_units(
    *, round_id: int, actor: User, at: datetime, unit_ids: Collection[int] | None = None
) -> list[Reminder]:
    """Staff remind the units that still owe; all of them, or those named. A unit once a day.

    Raises StepRefused where nobody is left to be reminded today.
    """
    round_ = _locked(round_id)
    must(access.can_manage_rounds(actor, round_.plan.district))
    day = timezone.localtime(at).date()
    owing = [one for one in board(round_, day).owing if unit_ids is None or one.unit.pk in unit_ids]
    made = _remind(round_, owing, actor, at)
    if not made:
        raise StepRefused("没有要催报的单位，或今天已经催过。")
    _write_mails(made, at)
    return made


class RemindersFailed(Exception):
    """Some districts could not be reminded; `made` are the reminders of the others, which stand."""

    def __init__(self, made: list[Reminder], failed: dict[str, Exception]) -> None:
        named = "；".join(f"{name}（{type(error).__name__}）" for name, error in failed.items())
        super().__init__(f"{len(failed)} 个区县没有催成：{named}")
        self.made, self.failed = made, failed


def remind_due(*, at: datetime) -> list[Reminder]:
    """The daily run: remind each unit whose day has come. Safe to repeat; nothing on a holiday.

    A transaction a district. Raises RemindersFailed at the end where some failed; the others are done.
    """
    made: list[Reminder] = []
    failed: dict[str, Exception] = {}
    calendar = overrides()
    due = _falling_on(timezone.localtime(at).date(), calendar)
    for _, of_district in groupby(due, key=lambda one: one.plan.district_id):
        rounds = list(of_district)
        try:
            made += _remind_district([one.pk for one in rounds], at, calendar)
        except Exception as error:
            log.exception("a district could not be reminded")
            failed[rounds[0].plan.district.name] = error
    if failed:
        raise RemindersFailed(made, failed)
    return made


@transaction.atomic
def _remind_district(round_ids: list[int], at: datetime, calendar: Overrides) -> list[Reminder]:
    day = timezone.localtime(at).date()
    made: list[Reminder] = []
    for round_id in round_ids:
        round_ = _locked(round_id)
        owing = [
            one
            for one in board(round_, day).owing
            if reminders.falls_on(day, one.most_pressing.deadline.due_on, calendar)
        ]
        made += _remind(round_, owing, None, at)
    _write_mails(made, at)
    return made


def _falling_on(day: date, calendar: Overrides) -> list[ReportingRound]:
    """Running rounds in which some due day asks for a reminder today, by district; three queries for all of them.

    Whether anybody owes by that day, the round's board knows.
    """
    running = _running(day).select_related("plan__district").order_by("plan__district", "pk")
    rounds = list(running)
    days: dict[int, set[date]] = {one.pk: {one.due_on} for one in rounds}
    later = RoundExtension.objects.filter(round__in=days).values_list("round_id", "due_on")
    again = ProgressReport.objects.filter(round__in=days, due_again_on__isnull=False)
    for round_id, due_on in [*later, *again.values_list("round_id", "due_again_on").distinct()]:
        if due_on:
            days[round_id].add(due_on)
    asks: dict[date, bool] = {
        due_on: reminders.falls_on(day, due_on, calendar)
        for due_on in {due_on for own in days.values() for due_on in own}
    }
    return [one for one in rounds if any(asks[due_on] for due_on in days[one.pk])]


def _running(day: date) -> QuerySet[ReportingRound]:
    """Rounds in which something can be owed: the open ones, and closed ones with a report sent back."""
    sent_back = ProgressReport.objects.filter(status=ProgressReport.Status.RETURNED)
    return ReportingRound.objects.filter(
        Q(closed_at__isnull=True) | Q(pk__in=sent_back.values("round")), opens_on__lte=day
    )


def _locked(round_id: int) -> ReportingRound:
    return (
        ReportingRound.objects.select_for_update(of=("self",))
        .select_related("plan__district")
        .get(pk=round_id)
    )


def _remind(
    round_: ReportingRound, owing: list[UnitOwing], by: User | None, at: datetime
) -> list[Reminder]:
    day = timezone.localtime(at).date()
    told = set(Reminder.objects.filter(round=round_, on=day).values_list("unit_id", flat=True))
    untold = [one for one in owing if one.unit.pk not in told]
    addresses = _addresses([one.unit.pk for one in untold]) if outbox.sender() else {}
    made = Reminder.objects.bulk_create(
        Reminder(
            round=round_,
            unit=one.unit,
            on=day,
            at=at,
            by=by,
            text=one.text,
            mailed_to=len(addresses.get(one.unit.pk, ())),
        )
        for one in untold
    )
    if made:
        audit.record(
            at=at,
            actor=by,
            verb="round.remind",
            subject=round_,
            district_code=round_.district_code,
            detail={"units": [reminder.unit.name for reminder in made]},
        )
    return made


def _addresses(unit_ids: Collection[int]) -> dict[int, set[str]]:
    """Where to write to each unit's people; one query."""
    posts = Membership.objects.filter(
        unit__in=unit_ids, role__in=UNIT_ROLES, user__is_active=True
    ).exclude(user__email="")
    found: dict[int, set[str]] = {}
    for unit_id, address in posts.values_list("unit_id", "user__email"):
        found.setdefault(unit_id, set()).add(address)
    return found


def _write_mails(made: list[Reminder], at: datetime) -> None:
    """One message per address, whatever the number of its units and rounds: into the outbox, with the reminders."""
    if not outbox.sender() or not made:
        return
    addresses = _addresses([reminder.unit_id for reminder in made])
    texts: dict[str, list[str]] = {}
    for reminder in made:
        for address in sorted(addresses.get(reminder.unit_id, ())):
            texts.setdefault(address, []).append(reminder.text)
    sign_in = f"请登录填报：{settings.PORTAL_BASE_URL}/desk/reports/"
    outbox.write_mails(
        (
            (address, "民生实事进展催报", "\n\n".join([*lines, sign_in]))
            for address, lines in texts.items()
        ),
        at=at,
    )
