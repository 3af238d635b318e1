"""The password alone opens one door, the one-time code's; and nobody stays in for ever."""

from __future__ import annotations

from datetime import timedelta
from unittest import mock

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from accounts import middleware
from accounts.models import User
from projects.models import Role
from projects.services import end_post, grant_post
from tests.factories import AT, PASSWORD, make_district, make_person, make_post

pytestmark = pytest.mark.django_db

NEW = {"current": PASSWORD, "new": "Another-dull-2", "again": "Another-dull-2"}


def signed_in(username: str) -> Client:
    client = Client()
    client.post(reverse("accounts:sign-in"), {"username": username, "password": PASSWORD})
    return client


def test_with_the_password_alone_nobody_changes_the_password():
    """Whoever found a signer's password could lock the signer out with it."""
    signer = make_person("signer")
    grant_post(user=signer, district=make_district(), role=Role.SIGNER, actor=None, at=AT)
    answer = signed_in("signer").post(reverse("accounts:password-change"), NEW)
    assert answer["Location"].startswith(reverse("accounts:second-factor"))
    signer.refresh_from_db()
    assert signer.check_password(PASSWORD)


def test_signing_out_is_open_before_the_code():
    signer = make_person("signer", needs_second_factor=True)
    client = signed_in("signer")
    assert client.post(reverse("accounts:sign-out"))["Location"] == reverse("accounts:sign-in")
    assert "_auth_user_id" not in client.session
    assert signer.needs_second_factor


def test_a_session_ends_after_its_hours_however_busy_it_is(settings):
    make_person("reporter")
    client = signed_in("reporter")
    begun = client.session[middleware.BEGUN]
    for hours, ends in ((7.9, False), (8.1, True)):
        with mock.patch.object(middleware.time, "time", return_value=begun + hours * 3600):
            answer = client.get(reverse("accounts:password-change"))
        assert (answer.status_code == 302) is ends, hours
    assert answer["Location"].startswith(reverse("accounts:sign-in"))
    assert timedelta(seconds=settings.SESSION_MOST_SECONDS) == timedelta(hours=8)


def test_ending_a_post_ends_the_persons_sessions():
    district = make_district()
    make_person("administrator", district, Role.SECURITY_ADMIN)
    compiler = make_person("compiler")
    post = make_post(compiler, district, Role.COMPILER)
    client = signed_in("compiler")
    page = reverse("accounts:password-change")
    assert client.get(page).status_code == 200
    administrator = User.objects.get(username="administrator")
    end_post(post_id=post.pk, actor=administrator, at=AT)
    assert client.get(page)["Location"].startswith(reverse("accounts:sign-in"))


@pytest.fixture
def production(settings):
    settings.IS_PRODUCTION, settings.IS_DEMO = True, False


def superuser() -> User:
    person = make_person("root")
    User.objects.filter(pk=person.pk).update(is_superuser=True, is_staff=True)
    return person


@pytest.mark.parametrize("door", ["accounts:sign-in", "admin:login"])
def test_a_superuser_made_by_hand_is_refused_at_sign_in_with_a_sentence(production, client, door):
    superuser()
    at_the_door = client.get(reverse(door), follow=True)
    where = at_the_door.request["PATH_INFO"]
    answer = client.post(where, {"username": "root", "password": PASSWORD})
    assert answer.status_code == 422
    assert middleware.NO_SUPERUSERS in answer.content.decode()
    assert "_auth_user_id" not in client.session


def test_a_superusers_session_from_elsewhere_opens_nothing(production, client):
    client.force_login(superuser())
    for path in (reverse("admin:index"), "/desk/"):
        answer = client.get(path)
        assert answer.status_code in (302, 403)
    assert "_auth_user_id" not in client.session


def test_a_superuser_in_the_demo_signs_in_as_before(client):
    superuser()
    answer = client.post(reverse("accounts:sign-in"), {"username": "root", "password": PASSWORD})
    assert answer.status_code == 302


@pytest.mark.parametrize("command", ["createsuperuser", "changepassword"])
def test_production_makes_no_superuser_and_types_nobodys_password(production, command):
    with pytest.raises(CommandError, match="正式环境"):
        call_command(command)
    assert not User.objects.exists()


def test_no_code_makes_a_superuser_in_production(production):
    with pytest.raises(ImproperlyConfigured):
        User.objects.create_superuser("root", password=PASSWORD, name="root")
