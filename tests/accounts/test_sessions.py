"""A session ends after idle minutes, counted from when the person was last seen; that is written down now and then."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts import middleware
from projects.models import Role
from tests.factories import make_district, make_person

pytestmark = pytest.mark.django_db
PAGE = "/desk/plans/"


@pytest.fixture
def client(monkeypatch) -> Client:
    """Of somebody who signed in at this moment; it stays this moment, however long the machine takes."""
    moment = int(timezone.now().timestamp())
    monkeypatch.setattr(middleware.time, "time", lambda: moment)
    made = Client()
    made.force_login(make_person("compiler", make_district(), Role.COMPILER))
    return made


def session_writes(client: Client) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(PAGE).status_code == 200
    return sum('UPDATE "django_session"' in one["sql"] for one in asked)


def seen(client: Client, *, seconds_ago: int) -> None:
    session = client.session
    session[middleware.SEEN] = int(middleware.time.time()) - seconds_ago
    session.save()


def test_a_page_soon_after_another_does_not_write_the_session(client):
    assert session_writes(client) == 0
    assert session_writes(client) == 0


def test_who_works_on_is_not_signed_out(client, settings):
    """Two minutes after it was written down last the end moves on again."""
    seen(client, seconds_ago=120)
    Session.objects.update(expire_date=timezone.now() + timedelta(minutes=1))
    idle = timedelta(seconds=settings.SESSION_COOKIE_AGE)
    before = timezone.now()
    assert session_writes(client) == 1
    assert before + idle <= Session.objects.get().expire_date <= timezone.now() + idle
    assert session_writes(client) == 0


def test_the_end_is_never_further_than_the_idle_minutes_and_at_most_a_thirtieth_nearer(
    client, settings
):
    settings.SESSION_COOKIE_AGE = 600
    seen(client, seconds_ago=600 // middleware.SEEN_PARTS - 5)
    assert session_writes(client) == 0
    seen(client, seconds_ago=600 // middleware.SEEN_PARTS + 5)
    assert session_writes(client) == 1


def test_a_session_that_was_idle_too_long_is_none(client):
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))
    answer = client.get(PAGE)
    assert answer.status_code == 302
    assert "/accounts/sign-in/" in answer["Location"]
