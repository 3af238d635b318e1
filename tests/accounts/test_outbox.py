"""Mail that a server did not take waits and is sent later; it is recorded as sent when it was."""

from __future__ import annotations

import io
from datetime import timedelta
from smtplib import SMTPRecipientsRefused

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import call_command
from django.core.management.base import CommandError
from django.test import override_settings

from accounts import outbox
from accounts.clock import real_now
from accounts.models import OutgoingMail
from ops.doctor import Severity
from ops.doctor.office_looks import mails
from tests.factories import AT

pytestmark = pytest.mark.django_db
PLAIN = "django.core.mail.backends.locmem.EmailBackend"


class Down(EmailBackend):
    """A mail server that does not answer."""

    def send_messages(self, messages):
        raise ConnectionRefusedError(111, "Connection refused")


class Choosy(EmailBackend):
    """One that does not know a certain person."""

    def send_messages(self, messages):
        for message in messages:
            if message.to == ["nobody@example.invalid"]:
                raise SMTPRecipientsRefused({message.to[0]: (550, b"no such user")})
        return super().send_messages(messages)


@pytest.fixture(autouse=True)
def configured(settings):
    settings.PORTAL_MAIL_FROM = "portal@example.invalid"


def served_by(settings, backend):
    settings.EMAIL_BACKEND = f"{__name__}.{backend.__name__}"


def write(*names: str, at=AT) -> None:
    outbox.write_mails(
        ((f"{name}@example.invalid", "催报", f"{name}：请填报") for name in names), at=at
    )


def run(at):
    """One run of the job that takes no time."""
    return outbox.send_waiting(now=lambda: at)


class Slow(EmailBackend):
    """A server that takes six minutes for each mail; meanwhile the timer starts the job once more."""

    at = AT

    def send_messages(self, messages):
        Slow.at += timedelta(minutes=6)
        with override_settings(EMAIL_BACKEND=PLAIN):
            run(Slow.at)
        return super().send_messages(messages)


def test_mail_written_while_the_server_is_down_goes_out_when_it_is_back(settings):
    write("wang", "li")
    before = settings.EMAIL_BACKEND
    served_by(settings, Down)
    assert run(AT).failed == 1, "it stops at the first sign of trouble"
    assert not OutgoingMail.objects.filter(sent_at__isnull=False).exists()
    settings.EMAIL_BACKEND = before
    later = AT + timedelta(minutes=10)
    assert run(later).sent == 2
    assert {one.to[0] for one in mail.outbox} == {"wang@example.invalid", "li@example.invalid"}
    assert OutgoingMail.objects.filter(sent_at=later).count() == 2
    assert run(later + timedelta(days=1)).sent == 0
    assert len(mail.outbox) == 2


def test_the_delay_grows_with_every_attempt(settings):
    served_by(settings, Down)
    write("wang")
    delays, at = [], AT
    for _ in range(9):
        run(at)
        waits = OutgoingMail.objects.get().next_at - at
        assert run(at + waits / 2) == outbox.Sent()
        delays.append(waits)
        at += waits
    assert delays == sorted(delays)
    assert delays[:3] == [timedelta(minutes=minutes) for minutes in (5, 10, 20)]
    assert delays[-1] == outbox.LONGEST_DELAY


def test_an_address_that_is_refused_holds_up_nobody(settings):
    served_by(settings, Choosy)
    write("nobody", "wang")
    done = run(AT)
    assert (done.sent, done.failed) == (1, 1)
    assert OutgoingMail.objects.get(sent_at=None).to == "nobody@example.invalid"


def test_a_mail_that_another_process_has_taken_is_not_sent_twice():
    write("wang")
    (mine,) = OutgoingMail.objects.all()
    assert outbox._taken(mine, AT)
    assert not outbox._taken(mine, AT)
    assert run(AT).sent == 0
    assert run(AT + outbox.LEASE).sent == 1, "the process died with it"


def test_a_run_that_lasts_for_longer_than_a_lease_sends_nothing_twice(settings):
    """What the slow run takes after ten minutes is its own for ten minutes from then, not from when it began."""
    write(*(f"person{number}" for number in range(6)))
    served_by(settings, Slow)
    Slow.at = AT
    outbox.send_waiting(now=lambda: Slow.at)
    told = sorted(one.to[0] for one in mail.outbox)
    assert told == [f"person{number}@example.invalid" for number in range(6)]
    assert not OutgoingMail.objects.filter(sent_at=None).exists()


def test_the_same_words_are_written_once_a_day():
    write("wang")
    write("wang", "li", at=AT + timedelta(hours=1))
    assert OutgoingMail.objects.count() == 2
    write("wang", at=AT + timedelta(days=1))
    assert OutgoingMail.objects.count() == 3


def test_nothing_is_written_where_no_mail_is_sent(settings):
    settings.PORTAL_MAIL_FROM = ""
    write("wang")
    assert not OutgoingMail.objects.exists()


def test_stuck_mail_is_told_and_given_up_after_three_days(settings):
    served_by(settings, Down)
    write("wang", at=real_now())
    (found,) = mails(real_now())
    assert found.severity is Severity.WELL
    with pytest.raises(CommandError, match="Connection refused"):
        call_command("send_mails", stdout=io.StringIO())
    (found,) = mails(real_now() + timedelta(hours=2))
    assert found.severity is Severity.FAULT
    assert "Connection refused" in found.said
    later = real_now() + outbox.TRIED_FOR + timedelta(minutes=1)
    assert run(later) == outbox.Sent()
    (found,) = mails(later)
    assert found.severity is Severity.WARNING


def test_addresses_are_not_kept_for_good():
    write("wang")
    assert outbox.clean(at=AT + outbox.KEPT_FOR) == 0
    assert outbox.clean(at=AT + outbox.KEPT_FOR + timedelta(days=1)) == 1
