"""Mail as an outbox: written in the transaction of what it tells of, sent afterwards, and sent again until it is gone.

A mail is recorded as sent only when the mail server took it. A process that dies between the two sends it once more.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from smtplib import SMTPException, SMTPRecipientsRefused

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db.models import QuerySet

from accounts.models import OutgoingMail

log = logging.getLogger(__name__)

FIRST_DELAY = timedelta(minutes=5)
LONGEST_DELAY = timedelta(hours=6)
"""The delay doubles with every attempt up to this."""
LEASE = timedelta(minutes=10)
"""How long one process has a mail to itself, from the moment it takes it: longer than a mail server's time-out."""
STUCK_AFTER = timedelta(hours=1)
TRIED_FOR = timedelta(days=3)
"""A reminder older than this helps nobody: it is no longer tried, and told."""
SAME_DAY = timedelta(hours=20)
"""The very same words to the same person are written once in so long."""
KEPT_FOR = timedelta(days=30)


@dataclass(frozen=True)
class Sent:
    """What one run did."""

    sent: int = 0
    failed: int = 0
    error: str = ""
    """Of the last one that failed."""


def sender() -> str:
    """The address mail goes out from; blank where the portal sends none."""
    return str(getattr(settings, "PORTAL_MAIL_FROM", ""))


def write_mails(mails: Iterable[tuple[str, str, str]], *, at: datetime) -> int:
    """Put mails (address, subject, text) into the outbox, in the caller's transaction; none where none are sent.

    A job that is run again the same day writes nothing twice. Returns how many; two queries at most.
    """
    if not sender():
        return 0
    lately = OutgoingMail.objects.filter(made_at__gt=at - SAME_DAY, made_at__lte=at)
    wanted = dict.fromkeys(mails)
    known = lately.filter(to__in=[to for to, _, _ in wanted])
    written = set(known.values_list("to", "subject", "text"))
    made = [
        OutgoingMail(to=to, subject=subject, text=text, made_at=at, next_at=at)
        for to, subject, text in wanted
        if (to, subject, text) not in written
    ]
    return len(OutgoingMail.objects.bulk_create(made))


def _due(at: datetime) -> QuerySet[OutgoingMail]:
    waiting = OutgoingMail.objects.filter(sent_at__isnull=True, next_at__lte=at)
    return waiting.filter(made_at__gt=at - TRIED_FOR)


def send_waiting(*, now: Callable[[], datetime]) -> Sent:
    """Send what is due, over one connection. Stops at the first sign that the mail server does not answer.

    Outside any transaction: no row stays locked while a mail server thinks. A run may last as long as it likes: each
    mail is taken when its turn comes.
    """
    sent = failed = 0
    error = ""
    connection = get_connection()
    try:
        for mail in _due(now()).order_by("next_at", "pk").iterator():
            if not _taken(mail, now()):
                continue
            try:
                if not EmailMessage(
                    mail.subject, mail.text, sender(), [mail.to], connection=connection
                ).send():
                    raise SMTPException("the mail server took nothing")
            except (OSError, SMTPException) as trouble:
                failed, error = failed + 1, _put_off(mail, trouble, now())
                if not isinstance(trouble, SMTPRecipientsRefused):
                    break
            else:
                OutgoingMail.objects.filter(pk=mail.pk).update(sent_at=now(), last_error="")
                sent += 1
    finally:
        connection.close()
    return Sent(sent, failed, error)


def _taken(mail: OutgoingMail, at: datetime) -> bool:
    """Whether this process is the one that sends it; of two only one succeeds."""
    mine = _due(at).filter(pk=mail.pk, attempts=mail.attempts)
    return bool(mine.update(next_at=at + LEASE, attempts=mail.attempts + 1))


def _put_off(mail: OutgoingMail, trouble: Exception, at: datetime) -> str:
    # What the server answers may repeat the address; the outbox holds it anyway, the log does not.
    error = f"{type(trouble).__name__}: {trouble}"[:300]
    delay = min(FIRST_DELAY * 2 ** min(mail.attempts, 10), LONGEST_DELAY)
    # Another process may have taken it since, if the server thought for longer than the lease.
    mine = OutgoingMail.objects.filter(pk=mail.pk, attempts=mail.attempts + 1)
    mine.update(next_at=at + delay, last_error=error)
    log.warning("a mail could not be sent: %s", type(trouble).__name__)
    return error


@dataclass(frozen=True)
class Outbox:
    """What should have gone out by now and did not."""

    stuck: int
    given_up: int
    error: str


def look(*, at: datetime) -> Outbox:
    """Mails that wait for longer than an hour, and those given up since the last clean-up."""
    waiting = OutgoingMail.objects.filter(sent_at__isnull=True, made_at__lte=at - STUCK_AFTER)
    given_up = waiting.filter(made_at__lte=at - TRIED_FOR).count()
    last = waiting.exclude(last_error="").order_by("-made_at", "-pk").first()
    return Outbox(waiting.count() - given_up, given_up, last.last_error if last else "")


def clean(*, at: datetime) -> int:
    """Addresses and texts are not kept for longer than needed to answer whether a mail went out. Returns how many."""
    return OutgoingMail.objects.filter(made_at__lt=at - KEPT_FOR).delete()[0]
