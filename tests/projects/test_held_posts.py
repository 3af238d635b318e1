"""A person's posts are read once a request, and nobody sees one that was given or ended since."""

from __future__ import annotations

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from projects import access, personnel
from projects.access import Act
from projects.models import Membership, Role
from projects.services import grant_post
from projects.services.posts import decide, end_post, propose_post
from tests.factories import AT, make_district, make_person

pytestmark = pytest.mark.django_db


def as_of_a_request(person: User) -> User:
    """The object a request would carry."""
    found = User.objects.get(pk=person.pk)
    found.request_depth = len(connection.atomic_blocks)
    return found


def test_a_request_asks_for_its_persons_posts_once():
    district = make_district()
    person = as_of_a_request(make_person("compiler", district, Role.COMPILER))
    with CaptureQueriesContext(connection) as asked:
        for act in Act:
            access.can(person, act, district)
        assert access.is_commission_staff(person)
        assert not access.administers_settings(person)
    assert len(asked) == 1


def test_what_a_page_asks_of_powers_does_not_ask_the_posts_again():
    district = make_district()
    client = Client()
    client.force_login(make_person("compiler", district, Role.COMPILER))
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(reverse("progress:round-list"))
    assert answer.status_code == 200
    # The bar's own words about the person name districts and units: they are joined to them.
    assert sum('FROM "projects_membership" WHERE' in one["sql"] for one in asked) == 1


def test_a_post_given_or_ended_holds_at_once_for_whoever_asked_before():
    district = make_district()
    admin = make_person("security_admin", district, Role.SECURITY_ADMIN)
    person = make_person("person")
    of_a_request = as_of_a_request(person)
    assert not access.can(of_a_request, Act.IMPORT, district)

    post = grant_post(user=person, district=district, role=Role.COMPILER, actor=admin, at=AT)
    assert access.can(of_a_request, Act.IMPORT, district)

    end_post(post_id=post.pk, actor=admin, at=AT)
    assert not access.can(of_a_request, Act.IMPORT, district)


def test_a_post_confirmed_by_a_second_person_holds_at_once():
    district = make_district()
    admin = make_person("security_admin", district, Role.SECURITY_ADMIN)
    second = make_person("system_admin", district, Role.SYSTEM_ADMIN)
    person = make_person("person")
    of_a_request = as_of_a_request(person)
    act = propose_post(user=person, district=district, role=Role.REVIEWER, actor=admin, at=AT)
    assert not access.can(of_a_request, Act.REVIEW_REPORT, district)

    decide(act_id=act.pk, agrees=True, actor=second, at=AT)
    assert access.can(of_a_request, Act.REVIEW_REPORT, district)


def test_a_check_inside_a_transaction_meets_a_post_that_another_ended_meanwhile():
    """A service may have waited long for its lock: what the request read before it is not asked there."""
    district = make_district()
    person = as_of_a_request(make_person("compiler", district, Role.COMPILER))
    assert access.can(person, Act.IMPORT, district)
    Membership.objects.filter(user=person).delete()
    with transaction.atomic():
        assert not access.can(person, Act.IMPORT, district)


def test_outside_a_request_nothing_is_kept():
    """Not even where the post ended behind the services' back."""
    district = make_district()
    person = make_person("compiler", district, Role.COMPILER)
    assert access.can(person, Act.IMPORT, district)
    Membership.objects.filter(user=person).delete()
    assert not access.can(person, Act.IMPORT, district)


def test_a_request_does_not_know_what_the_one_before_had_read():
    district = make_district()
    person = make_person("compiler", district, Role.COMPILER)
    client = Client()
    client.force_login(person)
    assert client.get(reverse("intake:import-list")).status_code == 200
    Membership.objects.filter(user=person).delete()
    assert client.get(reverse("intake:import-list")).status_code == 403


def test_an_account_closed_under_way_holds_no_post():
    district = make_district()
    person = as_of_a_request(make_person("compiler", district, Role.COMPILER))
    assert access.can(person, Act.IMPORT, district)
    person.is_active = False
    assert not access.can(person, Act.IMPORT, district)


def test_a_check_inside_a_transaction_meets_an_account_that_another_closed_meanwhile():
    district = make_district()
    person = as_of_a_request(make_person("security_admin", district, Role.SECURITY_ADMIN))
    assert personnel.people_reach(person)
    User.objects.filter(pk=person.pk).update(is_active=False)
    with transaction.atomic():
        assert not personnel.people_reach(person)
