"""Signing in: the password, the one-time code where the post asks for it, the first change of password."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse
from django_otp.oath import totp
from django_otp.plugins.otp_totp.models import TOTPDevice

from accounts import clock, services
from accounts.demo import enrolled
from accounts.models import AuditEvent
from projects.models import Role
from projects.services import grant_post
from tests.factories import AT, PASSWORD, make_district, make_person

pytestmark = pytest.mark.django_db

DESK = "/desk/"


def sign_in(client, username, password=PASSWORD, **extra):
    return client.post(
        reverse("accounts:sign-in"), {"username": username, "password": password, **extra}
    )


def test_whoever_is_not_signed_in_is_sent_to_the_sign_in_page(client):
    answer = client.get(DESK)
    assert answer.status_code == 302
    assert answer["Location"] == f"{reverse('accounts:sign-in')}?next=/desk/"


def test_the_right_password_leads_onward_and_is_audited(client):
    person = make_person("reporter")
    assert sign_in(client, "reporter", next="/desk/").headers["Location"] == "/desk/"
    assert AuditEvent.objects.get(verb="user.sign_in").actor == person


def test_a_wrong_password_says_nothing_about_which_names_exist(client):
    make_person("reporter")
    answers = [sign_in(client, name, "wrong") for name in ("reporter", "nobody")]
    texts = [answer.content.decode().replace("nobody", "reporter") for answer in answers]
    assert [answer.status_code for answer in answers] == [422, 422]
    assert "用户名或密码不对" in texts[0] and "用户名或密码不对" in texts[1]


def test_onward_never_leads_to_another_host(client):
    make_person("reporter")
    answer = sign_in(client, "reporter", next="https://elsewhere.example/")
    assert answer["Location"] == "/desk/"


def test_five_wrong_passwords_lock_the_name_at_this_address(client, settings):
    make_person("reporter")
    for _ in range(settings.LOGIN_FAILURES):
        answer = sign_in(client, "reporter", "wrong")
    assert answer.status_code == 429
    assert "15" in answer.content.decode()
    assert sign_in(client, "reporter").status_code == 429


def is_at_the_desk(client) -> bool:
    """The desk answers itself, or leads on to the person's first page, not back to a step of signing in."""
    answer = client.get(DESK)
    return not answer.headers.get("Location", "").startswith("/accounts/")


def signer(client):
    district = make_district()
    person = make_person("signer")
    grant_post(user=person, district=district, role=Role.SIGNER, actor=None, at=AT)
    sign_in(client, "signer")
    return person


def allow_to_enrol(client, person):
    """The code that another person hands out is typed first."""
    code = services.hand_out_code(person=person, actor=None, at=clock.now())
    return client.post(reverse("accounts:second-factor"), {"enrol_code": code}, follow=True)


def code_of(person, ahead=0):
    device = TOTPDevice.objects.get(user=person)
    return f"{totp(device.bin_key, drift=ahead):06d}"


def test_a_signer_reaches_no_page_before_the_one_time_code(client):
    signer(client)
    answer = client.get(DESK)
    assert answer["Location"].startswith(reverse("accounts:second-factor"))


def test_the_right_code_opens_the_desk_and_a_code_is_used_once(client):
    person = signer(client)
    page = allow_to_enrol(client, person)
    assert "svg" in page.content.decode()
    code = code_of(person)
    assert client.post(reverse("accounts:second-factor"), {"code": code})["Location"] == "/desk/"
    assert is_at_the_desk(client)
    client.logout()
    sign_in(client, "signer")
    again = client.post(reverse("accounts:second-factor"), {"code": code})
    assert again.status_code == 422
    assert "不对或已用过" in again.content.decode()


def test_the_enrolment_picture_is_not_shown_again_once_confirmed(client):
    person = signer(client)
    allow_to_enrol(client, person)
    client.post(reverse("accounts:second-factor"), {"code": code_of(person)})
    client.logout()
    sign_in(client, "signer")
    page = client.get(reverse("accounts:second-factor")).content.decode()
    assert TOTPDevice.objects.get(user=person).key not in page
    assert "otpauth" not in page


def test_the_demo_shows_the_code_and_production_never_does(client, settings):
    enrolled(signer(client))
    assert client.get(reverse("accounts:second-factor")).context["demo_code"]
    settings.IS_DEMO = False
    assert client.get(reverse("accounts:second-factor")).context["demo_code"] is None


def test_a_first_password_must_be_changed_before_anything_else(client):
    person = make_person("reporter", must_change_password=True)
    sign_in(client, "reporter")
    assert client.get(DESK)["Location"].startswith(reverse("accounts:password-change"))
    answer = client.post(
        reverse("accounts:password-change"),
        {"current": PASSWORD, "new": "Another-dull-2", "again": "Another-dull-2"},
    )
    assert answer.status_code == 302
    assert is_at_the_desk(client)
    person.refresh_from_db()
    assert person.check_password("Another-dull-2")


@pytest.mark.parametrize(
    ("new", "again", "sentence"),
    [
        ("short-A1", "short-A1", "至少"),
        ("onlylowercase", "onlylowercase", "至少三种"),
        ("Another-dull-2", "Another-dull-3", "两次输入的新密码不一样"),
        (PASSWORD, PASSWORD, "不能与现在的相同"),
    ],
)
def test_a_password_that_will_not_do_is_refused_with_its_reason(client, new, again, sentence):
    make_person("reporter")
    sign_in(client, "reporter")
    answer = client.post(
        reverse("accounts:password-change"), {"current": PASSWORD, "new": new, "again": again}
    )
    assert answer.status_code == 422
    assert sentence in answer.content.decode()


def test_signing_out_is_a_post(client):
    make_person("reporter")
    sign_in(client, "reporter")
    assert client.get(reverse("accounts:sign-out")).status_code == 405
    client.post(reverse("accounts:sign-out"))
    assert client.get(DESK).status_code == 302


def test_signed_in_pages_are_not_stored(client):
    make_person("reporter")
    sign_in(client, "reporter")
    assert client.get(DESK)["Cache-Control"] == "no-store"


def test_the_demo_answers_nobody_but_this_machine(client):
    assert client.get("/healthz", REMOTE_ADDR="192.0.2.7").status_code == 403
    assert client.get("/healthz", REMOTE_ADDR="::1").status_code == 200


def test_the_business_clock_stands_on_the_demos_day(settings):
    settings.PORTAL_DAY = date(2024, 2, 29)
    assert clock.today() == date(2024, 2, 29)
    assert clock.now().utcoffset().total_seconds() == 8 * 3600
    settings.PORTAL_DAY = None
    assert clock.today() > date(2025, 1, 1)
