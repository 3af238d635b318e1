"""Reminding units of what they owe: in the app, and by e-mail where that is configured. One digest a day."""

from __future__ import annotations

import logging
from collections.abc import Collection
from datetime import date, datetime
from functools import partial
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from accounts import audit
from accounts.models import User
from progress import access, reminders
from progress.models import ProgressReport, Reminder, ReportingRound
from progress.selectors.board import UnitOwing, board
from progress.selectors.calendar import overrides
from progress.services.refusals import StepRefused
from projects.access import must
from projects.models import Membership
from projects.models.posts import UNIT_ROLES

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
    _mail_after_commit(made)
    return made


@transaction.atomic
def remind_due(*, at: datetime) -> list[Reminder]:
    """The daily run: remind each unit whose day has come. Safe to repeat; nothing on a holiday."""
    day = timezone.localtime(at).date()
    calendar = overrides()
    made: list[Reminder] = []
    for round_ in _running(day):
        owing = [
            one
            for one in board(_locked(round_.pk), day).owing
            if reminders.falls_on(day, one.most_pressing.deadline.due_on, calendar)
        ]
        made += _remind(round_, owing, None, at)
    _mail_after_commit(made)
    return made


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
    made = []
    for one in owing:
        if one.unit.pk in told:
            continue
        made.append(
            Reminder.objects.create(
                round=round_,
                unit=one.unit,
                on=day,
                at=at,
                by=by,
                text=one.text,
                mailed_to=len(_addresses(one.unit.pk)) if _sender() else 0,
            )
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


def _sender() -> str:
    """The address mail goes out from; blank where the portal sends none."""
    return str(getattr(settings, "PORTAL_MAIL_FROM", ""))


def _addresses(unit_id: int) -> list[str]:
    return list(
        Membership.objects.filter(unit=unit_id, role__in=UNIT_ROLES, user__is_active=True)
        .exclude(user__email="")
        .values_list("user__email", flat=True)
        .distinct()
    )


def _mail_after_commit(made: list[Reminder]) -> None:
    """One message per address, whatever the number of its units and rounds."""
    sender = _sender()
    if not sender:
        return
    texts: dict[str, list[str]] = {}
    for reminder in made:
        for address in _addresses(reminder.unit_id):
            texts.setdefault(address, []).append(reminder.text)
    sign_in = f"请登录填报：{settings.PORTAL_BASE_URL}/desk/reports/"
    messages = [
        EmailMessage("民生实事进展催报", "\n\n".join([*lines, sign_in]), sender, [address])
        for address, lines in texts.items()
    ]
    if messages:
        transaction.on_commit(partial(_send, messages))


def _send(messages: list[EmailMessage]) -> None:
    """Over one connection. What the app shows does not wait for the mail server: a failure goes to the log."""
    try:
        get_connection().send_messages(messages)
    except (OSError, SMTPException) as error:
        log.warning("reminders could not be mailed to %d people: %s", len(messages), error)
