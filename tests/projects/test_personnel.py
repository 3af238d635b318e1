"""Posts and resets: alone where one may, by two where it takes two, never for oneself (rules.md, Powers)."""

from __future__ import annotations

import os
from dataclasses import dataclass

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import CommandError, call_command
from django.db import DatabaseError, IntegrityError, connection, transaction

from accounts import services as account_services
from accounts.models import AuditEvent, User
from projects import services
from projects.models import District, Membership, PersonnelAct, Role
from projects.models.posts import SEPARATED_ROLES, TWO_PERSON_ROLES
from projects.services import people
from projects.services.posts import Kind
from projects.workflow import StepRefused
from tests.factories import AT, PASSWORD, make_district, make_person, make_post, make_unit

pytestmark = pytest.mark.django_db


@dataclass
class Office:
    here: District
    security: User
    system: User
    signer: User
    newcomer: User


@pytest.fixture
def office() -> Office:
    here = make_district()
    return Office(
        here,
        make_person("security", here, Role.SECURITY_ADMIN),
        make_person("system", here, Role.SYSTEM_ADMIN),
        make_person("signer", here, Role.SIGNER, needs_second_factor=True),
        make_person("newcomer"),
    )


def proposed(office: Office, role: Role = Role.REVIEWER, **more) -> PersonnelAct:
    more = {"user": office.newcomer, "district": office.here, "actor": office.security} | more
    return services.propose_post(role=role, at=AT, **more)


@pytest.mark.parametrize("role", TWO_PERSON_ROLES)
def test_a_post_that_signs_reviews_or_sees_identities_is_never_given_by_one(office, role):
    with pytest.raises(PermissionDenied, match="确认后生效"):
        services.grant_post(
            user=office.newcomer, district=office.here, role=role, actor=office.security, at=AT
        )
    assert not office.newcomer.memberships.exists()


def test_a_proposal_gives_nothing_until_another_confirms(office):
    act = proposed(office)
    assert not office.newcomer.memberships.exists()
    for actor in (office.security, office.newcomer):
        with pytest.raises(PermissionDenied):
            services.decide(act_id=act.pk, agrees=True, actor=actor, at=AT)
    services.decide(act_id=act.pk, agrees=True, actor=office.system, at=AT)
    assert office.newcomer.memberships.get().role == Role.REVIEWER
    assert set(AuditEvent.objects.values_list("verb", "actor__username")) >= {
        ("post.propose", "security"),
        ("personnel.confirm", "system"),
        ("post.grant", "system"),
    }
    assert any(
        "security提出、system确认" in one.text for one in account_services.unread(office.newcomer)
    )


def test_a_signer_of_the_district_confirms_too_and_of_another_district_not(office):
    far = make_person("far", make_district("qianjiang"), Role.SIGNER)
    act = proposed(office)
    with pytest.raises(PermissionDenied):
        services.decide(act_id=act.pk, agrees=True, actor=far, at=AT)
    services.decide(act_id=act.pk, agrees=True, actor=office.signer, at=AT)
    assert office.newcomer.memberships.exists()


@pytest.mark.parametrize("role", [Role.COMPILER, *TWO_PERSON_ROLES])
def test_nobody_gives_or_proposes_a_post_to_themselves(office, role):
    for give in (services.grant_post, services.propose_post):
        with pytest.raises(PermissionDenied):
            give(
                user=office.security, district=office.here, role=role, actor=office.security, at=AT
            )


def test_what_was_declined_or_decided_stays_so(office):
    act = proposed(office)
    services.decide(act_id=act.pk, agrees=False, actor=office.system, at=AT)
    with pytest.raises(StepRefused):
        services.decide(act_id=act.pk, agrees=True, actor=office.system, at=AT)
    assert not office.newcomer.memberships.exists()
    with pytest.raises(DatabaseError, match="written once"), transaction.atomic():
        PersonnelAct.objects.filter(pk=act.pk).update(decision="confirmed")
    with pytest.raises(DatabaseError, match="written once"), transaction.atomic():
        PersonnelAct.objects.filter(pk=act.pk).delete()


def test_a_waiting_proposal_cannot_be_turned_into_another_in_the_database(office):
    act = proposed(office)
    for column, value in (
        ("role", "signer"),
        ("person_id", office.system.pk),
        ("reason", "另一个"),
    ):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                f"UPDATE projects_personnelact SET {column} = %s, decision = 'confirmed', "
                "decided_by_id = %s, decided_at = proposed_at WHERE id = %s",
                [value, office.system.pk, act.pk],
            )


@pytest.mark.parametrize(
    "wrong",
    [
        {"decision": "confirmed", "decided_by": "security", "decided_at": AT},
        {"decision": "confirmed", "decided_by": "newcomer", "decided_at": AT},
        {"decision": "confirmed", "decided_at": AT},
        {"decision": "alone", "decided_at": AT},
        {"decision": "confirmed", "decided_by": "system"},
    ],
)
def test_the_database_knows_the_two_persons(office, wrong):
    who = {one.username: one for one in (office.security, office.system, office.newcomer)}
    values = {
        key: who.get(value, value) if key == "decided_by" else value for key, value in wrong.items()
    }
    with pytest.raises(IntegrityError), transaction.atomic():
        PersonnelAct.objects.create(
            person=office.newcomer,
            kind=Kind.GRANT,
            role=Role.SIGNER,
            district=office.here,
            proposed_by=office.security,
            proposed_at=AT,
            **values,
        )


def test_a_proposal_whose_proposer_lost_the_post_is_not_confirmed(office):
    act = proposed(office)
    office.security.memberships.all().delete()
    with pytest.raises(StepRefused):
        services.decide(act_id=act.pk, agrees=True, actor=office.system, at=AT)
    assert not office.newcomer.memberships.exists()


def test_a_plain_accounts_password_does_not_become_a_signers(office):
    """Whoever set the password of a plain account would sign with it after the post was given."""
    services.decide(
        act_id=proposed(office, Role.SIGNER).pk, agrees=True, actor=office.system, at=AT
    )
    office.newcomer.refresh_from_db()
    assert not office.newcomer.check_password(PASSWORD)


def test_a_link_of_the_plain_account_does_not_open_the_reviewers(office):
    office.newcomer.set_unusable_password()
    office.newcomer.save()
    make_post(office.newcomer, office.here, Role.COMPILER)
    people.hand_out_link(person=office.newcomer, actor=office.security, at=AT)
    services.decide(act_id=proposed(office).pk, agrees=True, actor=office.system, at=AT)
    assert not office.newcomer.secrets.filter(ended_at=None).exists()


# ------------------------------------------------------------------ resets


@pytest.mark.parametrize("kind", [Kind.RESET_PASSWORD, Kind.RESET_CODE])
def test_a_reset_of_a_signer_takes_two(office, kind):
    act = people.reset(person=office.signer, kind=kind, actor=office.security, at=AT)
    office.signer.refresh_from_db()
    assert act.decision == "waiting" and office.signer.check_password(PASSWORD)
    with pytest.raises(PermissionDenied):
        services.decide(act_id=act.pk, agrees=True, actor=office.signer, at=AT)
    services.decide(act_id=act.pk, agrees=True, actor=office.system, at=AT)
    office.signer.refresh_from_db()
    assert office.signer.has_usable_password() is (kind == Kind.RESET_CODE)


def test_the_link_of_a_signer_comes_from_one_and_the_code_from_the_other(office):
    act = people.reset(person=office.signer, kind=Kind.RESET_PASSWORD, actor=office.security, at=AT)
    with pytest.raises(StepRefused):
        people.hand_out_link(person=office.signer, actor=office.security, at=AT)
    services.decide(act_id=act.pk, agrees=True, actor=office.system, at=AT)
    office.signer.refresh_from_db()
    people.hand_out_link(person=office.signer, actor=office.security, at=AT)
    assert office.signer.secrets.get(kind="link").asks_code
    with pytest.raises(PermissionDenied):
        people.hand_out_code(person=office.signer, actor=office.security, at=AT)
    people.hand_out_code(person=office.signer, actor=office.system, at=AT)
    with pytest.raises(PermissionDenied):
        people.hand_out_link(person=office.signer, actor=office.system, at=AT)


def test_a_reporters_reset_is_one_persons_act(office):
    reporter = make_person("reporter", office.here, Role.REPORTER, make_unit(office.here))
    people.reset(person=reporter, kind=Kind.RESET_PASSWORD, actor=office.security, at=AT)
    reporter.refresh_from_db()
    assert not reporter.has_usable_password()
    people.hand_out_link(person=reporter, actor=office.security, at=AT)
    assert not reporter.secrets.get().asks_code


def test_a_district_does_not_reset_somebody_of_another_alone(office):
    there = make_district("qianjiang")
    both = make_person("both", office.here, Role.COMPILER)
    make_post(both, there, Role.COMPILER)
    act = people.reset(person=both, kind=Kind.RESET_PASSWORD, actor=office.security, at=AT)
    assert act.decision == "waiting"
    with pytest.raises(PermissionDenied):
        services.decide(act_id=act.pk, agrees=True, actor=office.system, at=AT)
    far = make_person("far", there, Role.SYSTEM_ADMIN)
    services.decide(act_id=act.pk, agrees=True, actor=far, at=AT)
    stranger = make_person("stranger", there, Role.REPORTER, make_unit(there))
    with pytest.raises(PermissionDenied):
        people.reset(person=stranger, kind=Kind.RESET_PASSWORD, actor=office.security, at=AT)


def test_nobody_resets_or_closes_themselves(office):
    for kind in (Kind.RESET_PASSWORD, Kind.RESET_CODE):
        with pytest.raises(PermissionDenied):
            people.reset(person=office.security, kind=kind, actor=office.security, at=AT)
    with pytest.raises(PermissionDenied):
        people.close(person=office.security, actor=office.security, at=AT, handing_over="")


def test_a_leaver_keeps_no_post_no_session_and_no_way_in(office):
    compiler = make_person("compiler", office.here, Role.COMPILER)
    before = compiler.session_number
    people.close(person=compiler, actor=office.security, at=AT, handing_over="轮次交给王芳。")
    compiler.refresh_from_db()
    assert not compiler.is_active and compiler.session_number > before
    assert not compiler.memberships.exists()
    assert compiler.personnel_acts.filter(kind=Kind.CLOSE).get().reason == "轮次交给王芳。"
    people.reset(person=compiler, kind=Kind.OPEN, actor=office.security, at=AT)
    compiler.refresh_from_db()
    assert compiler.is_active and not compiler.has_usable_password()


# ------------------------------------------------------------------ the whole installation, the first, the last resort


def test_an_installations_administrator_manages_every_district_and_only_another_such_confirms_for_it(
    office,
):
    everywhere = make_person("everywhere")
    Membership.objects.create(user=everywhere, district=None, role=Role.SECURITY_ADMIN)
    act = proposed(office, Role.AUDITOR, district=None, actor=everywhere)
    for actor in (office.system, office.signer):
        with pytest.raises(PermissionDenied):
            services.decide(act_id=act.pk, agrees=True, actor=actor, at=AT)
    keeper = make_person("keeper")
    Membership.objects.create(user=keeper, district=None, role=Role.SYSTEM_ADMIN)
    services.decide(act_id=act.pk, agrees=True, actor=keeper, at=AT)
    assert office.newcomer.memberships.get().district is None
    with pytest.raises(PermissionDenied):
        proposed(office, Role.AUDITOR, district=None)


def test_nobody_is_proposed_for_a_second_of_the_three_administrators(office):
    with pytest.raises(ValidationError, match="不能由一人兼任"):
        proposed(office, Role.AUDITOR, user=office.system)


def test_the_first_three_administrators_are_founded_once():
    founders = [
        services.Founder(f"first-{role}", str(role.label), role) for role in SEPARATED_ROLES
    ]
    with pytest.raises(StepRefused):
        services.found_administrators(founders[:2], at=AT)
    handed = services.found_administrators(founders, at=AT)
    assert {one.person.memberships.get().role for one in handed} == set(SEPARATED_ROLES)
    assert not any(one.person.has_usable_password() for one in handed)
    assert all(one.person.secrets.get(kind="link").asks_code for one in handed)
    with pytest.raises(StepRefused, match="已经有管理员"):
        services.found_administrators(founders, at=AT)


EMERGENCY = {"person": "newcomer", "by": ["张三", "李四"], "reason": "只有一名安全管理员，已调走。"}


def test_the_way_out_gives_a_post_in_two_peoples_names(office, monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    call_command(
        "grant_post", emergency=True, role="security_admin", district="wanzhou", **EMERGENCY
    )
    event = AuditEvent.objects.get(verb="post.grant_in_emergency")
    assert event.detail["names"] == ["张三", "李四"] and event.detail["reason"]
    assert office.newcomer.memberships.get().role == Role.SECURITY_ADMIN


@pytest.mark.parametrize(
    "wrong",
    [
        {"by": ["张三"]},
        {"by": ["张三", "张三"]},
        {"by": ["张三", "newcomer"]},
        {"reason": " "},
        {"emergency": False},
    ],
)
def test_the_way_out_refuses_one_name_the_own_name_and_no_reason(office, monkeypatch, wrong):
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    given = {"emergency": True, "role": "signer", "district": "wanzhou", **EMERGENCY, **wrong}
    with pytest.raises(CommandError):
        call_command("grant_post", **given)
    assert not office.newcomer.memberships.exists()


def test_the_way_out_is_for_root(office, monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    with pytest.raises(CommandError, match="root"):
        call_command("grant_post", emergency=True, role="signer", district="wanzhou", **EMERGENCY)


def test_the_way_out_resets_a_person_and_gives_link_and_code(office, monkeypatch, capsys):
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    call_command("reset_person", emergency=True, **{**EMERGENCY, "person": "signer"})
    said = capsys.readouterr().out
    assert "/accounts/link/" in said and "李四转交绑定码" in said
    office.signer.refresh_from_db()
    assert not office.signer.has_usable_password()
    assert AuditEvent.objects.get(verb="user.reset_in_emergency").detail["names"] == [
        "张三",
        "李四",
    ]
