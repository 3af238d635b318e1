"""Links that sign in once, the codes that go with them, and what the person concerned is told."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django_otp.oath import totp
from django_otp.plugins.otp_totp.models import TOTPDevice

from accounts import services
from accounts.clock import now
from accounts.models import AuditEvent, OneTimeSecret, User
from tests.factories import AT, PASSWORD, make_person

pytestmark = pytest.mark.django_db

NEW = {"new": "Another-dull-2", "again": "Another-dull-2"}


def link(person: User, actor: User | None = None, **more) -> str:
    more.setdefault("asks_code", False)
    token = services.hand_out_link(person=person, actor=actor, at=now(), **more)
    return reverse("accounts:by-link", args=[token])


def test_a_link_signs_in_once_and_leads_to_a_password_of_ones_own():
    person = make_person("reporter")
    where = link(person)
    client = Client()
    assert client.get(where).status_code == 200
    client.post(where)
    assert client.get("/desk/")["Location"].startswith(reverse("accounts:password-change"))
    assert client.post(reverse("accounts:password-change"), NEW).status_code == 302
    person.refresh_from_db()
    assert person.check_password("Another-dull-2") and not person.must_change_password
    for again in (Client().get(where), Client().post(where)):
        assert again.status_code == 404


def test_the_old_password_ends_with_the_use_of_a_link():
    person = make_person("reporter")
    Client().post(link(person))
    answer = Client().post(
        reverse("accounts:sign-in"), {"username": "reporter", "password": PASSWORD}
    )
    assert answer.status_code == 422


def test_a_link_ends_by_its_time_and_by_a_newer_one(settings):
    person = make_person("reporter")
    older, newer = link(person), link(person)
    assert Client().get(older).status_code == 404
    assert Client().get(newer).status_code == 200
    OneTimeSecret.objects.update(expires_at=now() - timedelta(seconds=1))
    assert Client().post(newer).status_code == 404


def test_the_database_holds_no_link_and_no_code():
    person = make_person("signer")
    token = services.hand_out_link(person=person, actor=None, at=AT, asks_code=True)
    code = services.hand_out_code(person=person, actor=None, at=AT).replace("-", "")
    stored = str(list(OneTimeSecret.objects.values())) + str(list(AuditEvent.objects.values()))
    assert token not in stored and code not in stored


def test_link_and_code_come_from_two_persons_and_never_from_oneself():
    person, one, two = make_person("signer"), make_person("one"), make_person("two")
    services.hand_out_link(person=person, actor=one, at=AT, asks_code=True)
    for actor in (one, person):
        with pytest.raises(PermissionDenied):
            services.hand_out_code(person=person, actor=actor, at=AT)
    services.hand_out_code(person=person, actor=two, at=AT)
    with pytest.raises(PermissionDenied):
        services.hand_out_link(person=person, actor=two, at=AT, asks_code=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        OneTimeSecret.objects.create(
            person=person, made_by=person, kind="code", digest="0", made_at=AT, expires_at=AT
        )


def test_a_link_that_asks_for_the_code_opens_nothing_without_it():
    signer = make_person("signer", needs_second_factor=True)
    where = link(signer, asks_code=True)
    code = services.hand_out_code(person=signer, actor=None, at=now())
    client = Client()
    assert client.post(where, {"code": "AAAAA-AAAAA"}).status_code == 422
    assert "_auth_user_id" not in client.session
    client.post(where, {"code": code.lower()})
    page = client.get(reverse("accounts:second-factor"))
    assert "svg" in page.content.decode()
    device = TOTPDevice.objects.get(user=signer)
    client.post(reverse("accounts:second-factor"), {"code": f"{totp(device.bin_key):06d}"})
    assert client.get("/desk/")["Location"].startswith(reverse("accounts:password-change"))


def test_whoever_signs_in_first_does_not_get_the_key_of_the_one_time_codes():
    """Before, the page gave the key of a signer not enrolled yet to anybody with the password."""
    make_person("signer", needs_second_factor=True)
    client = Client()
    client.post(reverse("accounts:sign-in"), {"username": "signer", "password": PASSWORD})
    page = client.get(reverse("accounts:second-factor")).content.decode()
    assert "svg class" not in page and "otpauth" not in page and "绑定码" in page
    assert not TOTPDevice.objects.exists()
    assert client.post(reverse("accounts:second-factor"), {"enrol_code": "0"}).status_code == 422


def test_what_was_done_to_an_account_is_told_once_after_signing_in():
    person, administrator = make_person("reporter"), make_person("administrator", name="安管员")
    services.void_password(person=person, actor=administrator, at=AT, district_code="")
    client = Client()
    client.post(link(person, administrator))
    client.post(reverse("accounts:password-change"), NEW)
    answer = client.get("/desk/")
    assert answer["Location"].startswith(reverse("accounts:account-notices"))
    page = client.get(answer["Location"]).content.decode()
    assert "安管员停用了您原来的登录密码" in page and "安管员给您发了新的登录链接" in page
    client.post(answer["Location"])
    assert "account" not in client.get("/desk/").headers.get("Location", "")
    assert services.unread(person) == []


def test_a_closed_account_gets_in_neither_by_password_nor_by_link():
    person, administrator = make_person("reporter"), make_person("administrator")
    where = link(person)
    services.close_account(person=person, actor=administrator, at=AT, district_code="")
    assert Client().post(where).status_code == 404
    data = {"username": "reporter", "password": PASSWORD}
    assert Client().post(reverse("accounts:sign-in"), data).status_code == 422


@pytest.mark.parametrize(
    "act",
    [
        services.void_password,
        services.reset_second_factor,
        services.close_account,
        services.open_account,
    ],
)
def test_nobody_does_it_to_their_own_account(act):
    person = make_person("administrator")
    with pytest.raises(PermissionDenied):
        act(person=person, actor=person, at=AT, district_code="")


def test_another_telephone_is_enrolled_with_a_code_of_the_present_one():
    signer = make_person("signer", needs_second_factor=True)
    old = TOTPDevice.objects.create(user=signer, confirmed=True)
    client = Client()
    client.post(reverse("accounts:sign-in"), {"username": "signer", "password": PASSWORD})
    client.post(reverse("accounts:second-factor"), {"code": f"{totp(old.bin_key):06d}"})
    page = reverse("accounts:new-phone")
    assert client.post(page, {"code": "000000"}).status_code == 422
    client.post(page, {"code": f"{totp(old.bin_key, drift=1):06d}"})
    new = TOTPDevice.objects.get(user=signer, confirmed=False)
    client.post(reverse("accounts:second-factor"), {"code": f"{totp(new.bin_key):06d}"})
    assert [device.pk for device in TOTPDevice.objects.filter(user=signer)] == [new.pk]


@pytest.mark.parametrize("page", ["accounts:account", "accounts:password-change"])
def test_everybody_has_a_page_for_their_own_account(client, page):
    client.force_login(make_person("reporter"))
    assert client.get(reverse(page)).status_code == 200


def test_ones_own_page_shows_the_last_sign_ins_with_their_address(client):
    make_person("reporter")
    client.post(reverse("accounts:sign-in"), {"username": "reporter", "password": PASSWORD})
    page = client.get(reverse("accounts:account")).content.decode()
    assert "127.0.0.1" in page
