"""Who may see and do what: the table in rules.md, Powers."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from accounts.models import AuditEvent
from projects import access
from projects.access import Act
from projects.models import Membership, Role
from projects.services import end_post, grant_post
from tests.factories import (
    AT,
    make_district,
    make_person,
    make_plan,
    make_post,
    make_project,
    make_unit,
)

pytestmark = pytest.mark.django_db

# The table of rules.md, Powers, written out once more by hand.
TABLE = {
    Role.REPORTER: {Act.FILE_REPORT},
    Role.UNIT_HEAD: {Act.FILE_REPORT},
    Role.COMPILER: {
        Act.IMPORT,
        Act.KEEP_UNITS,
        Act.MANAGE_ROUND,
        Act.FILE_FOR_UNIT,
        Act.COMPILE_NOTICE,
    },
    Role.REVIEWER: {
        Act.PUBLISH_PLAN,
        Act.APPROVE_CHANGE,
        Act.CONFIRM_TAKE_OVER,
        Act.REVIEW_REPORT,
        Act.REVIEW_NOTICE,
        Act.APPROVE_ANSWER,
    },
    Role.SIGNER: {Act.SIGN_NOTICE, Act.SEAL_NOTICE, Act.APPROVE_ANSWER},
    Role.HANDLER: {Act.HANDLE_OBJECTION, Act.ENTER_PAPER_SIGNATURE},
    Role.SECURITY_ADMIN: {Act.MANAGE_PEOPLE, Act.ERASE_IDENTITY, Act.ENTER_PAPER_SIGNATURE},
    Role.SYSTEM_ADMIN: {Act.MANAGE_SYSTEM},
    Role.AUDITOR: {Act.READ_AUDIT},
}


@pytest.mark.parametrize("role", list(Role))
def test_each_role_does_its_acts_and_no_other(role):
    district = make_district()
    unit = make_unit(district) if role in {Role.REPORTER, Role.UNIT_HEAD} else None
    person = make_person("somebody", district, role, unit)
    assert {act for act in Act if access.can(person, act, district)} == TABLE[role]


def test_a_no_says_who_does_it_instead():
    district = make_district()
    reporter = make_person("reporter", district, Role.REPORTER, make_unit(district))
    assert "万州区的签发人办理" in access.can(reporter, Act.SIGN_NOTICE, district).reason


def test_a_post_in_one_district_gives_nothing_in_another():
    here, there = make_district(), make_district("qianjiang")
    compiler = make_person("compiler", here, Role.COMPILER)
    assert not access.can(compiler, Act.IMPORT, there)
    assert list(access.business_districts(compiler)) == [here]


def test_an_account_that_is_switched_off_may_do_nothing_at_its_next_request():
    district = make_district()
    compiler = make_person("compiler", district, Role.COMPILER)
    compiler.is_active = False
    compiler.save()
    assert not access.can(compiler, Act.IMPORT, district)
    assert not access.business_districts(compiler).exists()


@pytest.mark.parametrize("role", [Role.SECURITY_ADMIN, Role.SYSTEM_ADMIN, Role.AUDITOR])
def test_the_three_administrators_see_no_business_data(role):
    district = make_district()
    person = make_person("administrator", district, role)
    make_project(make_plan(district))
    assert not access.business_districts(person).exists()
    assert not access.visible_tasks(person).exists()


def test_a_unit_sees_its_own_tasks_and_nothing_else():
    district = make_district()
    own, other = make_unit(district), make_unit(district, "区民政局")
    plan = make_plan(district)
    mine = make_project(plan, 1, units=[other, own])
    make_project(plan, 2, units=[other])
    reporter = make_person("reporter", district, Role.REPORTER, own)
    assert [task.project for task in access.visible_tasks(reporter)] == [mine]


def test_a_handler_sees_no_reports():
    district = make_district()
    make_project(make_plan(district), units=[make_unit(district)])
    assert not access.visible_tasks(make_person("handler", district, Role.HANDLER)).exists()


def test_nobody_holds_two_of_the_three_administrators_posts():
    district = make_district()
    person = make_person("administrator", district, Role.SYSTEM_ADMIN)
    with pytest.raises(ValidationError, match="不能由一人兼任"):
        grant_post(user=person, district=district, role=Role.AUDITOR, actor=None, at=AT)
    with pytest.raises(IntegrityError), transaction.atomic():
        make_post(person, district, Role.SECURITY_ADMIN)


def test_a_unit_post_names_its_unit_and_a_staff_post_has_none():
    district = make_district()
    person = make_person("somebody")
    for role, unit in ((Role.REPORTER, None), (Role.COMPILER, make_unit(district))):
        with pytest.raises(IntegrityError), transaction.atomic():
            Membership.objects.create(user=person, district=district, role=role, unit=unit)


def test_a_signers_post_brings_the_second_factor_and_its_end_takes_it_away():
    district = make_district()
    administrator = make_person("administrator", district, Role.SECURITY_ADMIN)
    person = make_person("signer")
    post = grant_post(user=person, district=district, role=Role.SIGNER, actor=None, at=AT)
    person.refresh_from_db()
    assert person.needs_second_factor
    end_post(post_id=post.pk, actor=administrator, at=AT)
    person.refresh_from_db()
    assert not person.needs_second_factor
    assert set(AuditEvent.objects.values_list("verb", flat=True)) == {"post.grant", "post.end"}


def test_only_the_security_administrator_of_the_district_gives_posts():
    here, there = make_district(), make_district("qianjiang")
    administrator = make_person("administrator", there, Role.SECURITY_ADMIN)
    with pytest.raises(PermissionDenied):
        grant_post(
            user=make_person("outsider"),
            district=here,
            role=Role.COMPILER,
            actor=administrator,
            at=AT,
        )
    assert not Membership.objects.filter(role=Role.COMPILER).exists()


def test_an_administrator_of_the_whole_installation_is_one_in_every_district():
    here, there = make_district(), make_district("qianjiang")
    person = make_person("administrator")
    Membership.objects.create(user=person, district=None, role=Role.SECURITY_ADMIN)
    for district in (here, there):
        assert access.can(person, Act.MANAGE_PEOPLE, district)
        assert not access.can(person, Act.MANAGE_SYSTEM, district)
    assert set(access.districts_where(person, Act.MANAGE_PEOPLE)) == {here, there}
    assert not access.business_districts(person).exists()


def test_only_the_three_administrators_hold_a_post_without_a_district():
    person = make_person("signer")
    for role in (Role.SIGNER, Role.HANDLER, Role.COMPILER):
        with pytest.raises(IntegrityError), transaction.atomic():
            Membership.objects.create(user=person, district=None, role=role)
