"""Guessing is slow, and a stranger's guesses do not keep the owner out (docs/dev/decisions)."""

from __future__ import annotations

from datetime import timedelta
from unittest import mock

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django_otp.plugins.otp_totp.models import TOTPDevice

from accounts import services
from accounts.models import AuditEvent, FailedAttempts
from accounts.services import attempts
from projects.models import Role
from tests.factories import AT, PASSWORD, make_district, make_person

pytestmark = pytest.mark.django_db


def sign_in(client: Client, name: str, password: str = PASSWORD, address: str = "192.0.2.1") -> int:
    data = {"username": name, "password": password}
    answer = client.post(reverse("accounts:sign-in"), data, REMOTE_ADDR=address)
    return answer.status_code


@pytest.fixture(autouse=True)
def addresses_of_elsewhere(settings):
    """The demo answers this machine alone; here strangers come from many addresses."""
    settings.MIDDLEWARE = [
        one for one in settings.MIDDLEWARE if one != "config.middleware.demo_on_loopback_only"
    ]


def storm(name: str, guesses: int = 60) -> list[int]:
    """A stranger with many addresses and a fresh browser each time."""
    return [sign_in(Client(), name, "wrong", f"198.51.100.{n}") for n in range(guesses)]


def test_a_stranger_with_many_addresses_gets_few_guesses():
    make_person("owner")
    answers = storm("owner")
    assert answers.count(422) <= 2 * settings.LOGIN_FAILURES
    assert set(answers) == {422, 429}


def test_the_owner_in_the_usual_browser_is_not_kept_out_by_a_strangers_guesses():
    make_person("owner")
    usual = Client()
    assert sign_in(usual, "owner") == 302
    usual.post(reverse("accounts:sign-out"))
    storm("owner")
    assert sign_in(usual, "owner") == 302


def test_the_owner_elsewhere_waits_minutes_not_days(monkeypatch):
    make_person("owner")
    storm("owner", 500)
    assert sign_in(Client(), "owner") == 429
    later = timezone.now() + timedelta(minutes=settings.LOCK_MINUTES)
    monkeypatch.setattr("accounts.views.signing_in.timezone.now", lambda: later)
    assert sign_in(Client(), "owner") == 302


def test_the_delay_grows_and_is_bounded():
    waits = [attempts.whole_account().wait(failures).total_seconds() for failures in range(25)]
    assert waits[:10] == [0] * 10
    assert waits[10:16] == [30, 60, 120, 240, 480, 900]
    assert set(waits[16:]) == {settings.LOCK_MINUTES * 60}


def test_an_administrators_unlocking_ends_the_wait_at_once():
    owner, administrator = make_person("owner"), make_person("administrator")
    storm("owner")
    assert sign_in(Client(), "owner") == 429
    services.unlock(person=owner, actor=administrator, at=AT, district_code="")
    assert sign_in(Client(), "owner") == 302
    assert AuditEvent.objects.get(verb="user.unlock").actor == administrator


def test_a_name_that_nobody_has_is_slowed_down_alike_and_fills_no_table():
    make_person("owner")
    assert storm("nobody") == storm("owner")
    for number in range(30):
        sign_in(Client(), f"nobody{number}", "wrong")
    assert FailedAttempts.objects.filter(key__contains="nobody").count() == 0


def test_the_browser_mark_of_one_person_is_worth_nothing_for_another():
    make_person("owner")
    make_person("neighbour")
    neighbour = Client()
    assert sign_in(neighbour, "neighbour") == 302
    neighbour.post(reverse("accounts:sign-out"))
    storm("owner")
    assert sign_in(neighbour, "owner") == 429


def test_an_office_of_sixty_behind_one_address_signs_in_unhindered():
    for number in range(60):
        make_person(f"colleague{number}")
    for number in range(60):
        colleague = Client()
        sign_in(colleague, f"colleague{number}", "Wrong-once-1")
        assert sign_in(colleague, f"colleague{number}") == 302


def test_guesses_of_the_present_password_are_few_and_written_down():
    make_person("owner")
    client = Client()
    sign_in(client, "owner")
    page = reverse("accounts:password-change")
    for number in range(20):
        given = {
            "current": f"Guess-no-{number}",
            "new": "Another-dull-2",
            "again": "Another-dull-2",
        }
        assert client.post(page, given).status_code == 422
    assert AuditEvent.objects.filter(verb="user.wrong_current_password").count() == 5
    right = {"current": PASSWORD, "new": "Another-dull-2", "again": "Another-dull-2"}
    assert client.post(page, right).status_code == 422


def test_wrong_one_time_codes_hold_the_owner_up_for_minutes_at_most(monkeypatch):
    signer = make_person("signer", make_district(), Role.SIGNER, needs_second_factor=True)
    device = TOTPDevice.objects.create(user=signer, confirmed=True)
    client = Client()
    sign_in(client, "signer")
    page = reverse("accounts:second-factor")
    answers = [client.post(page, {"code": "000000"}).status_code for _ in range(40)]
    assert set(answers) == {422}
    device.refresh_from_db()
    with mock.patch.object(TOTPDevice, "verify_token", return_value=True):
        assert client.post(page, {"code": "123456"}).status_code == 422
        later = timezone.now() + timedelta(minutes=settings.LOCK_MINUTES)
        monkeypatch.setattr("accounts.views.signing_in.timezone.now", lambda: later)
        assert client.post(page, {"code": "123456"}).status_code == 302
