"""The pages of people and posts, as the administrators and the person concerned meet them."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse
from django_otp.oath import totp
from django_otp.plugins.otp_totp.models import TOTPDevice

from accounts.models import FailedAttempts, User
from projects.models import District, Membership, PersonnelAct, Role
from tests.factories import PASSWORD, make_district, make_person, make_post, make_unit

pytestmark = pytest.mark.django_db


def signed_in(person: User) -> Client:
    client = Client()
    client.force_login(person)
    if person.needs_second_factor:
        device, _ = TOTPDevice.objects.get_or_create(user=person, confirmed=True)
        session = client.session
        session["otp_device_id"] = device.persistent_id
        session.save()
    return client


@pytest.fixture
def here() -> District:
    return make_district()


@pytest.fixture
def security(here) -> Client:
    return signed_in(make_person("security", here, Role.SECURITY_ADMIN, needs_second_factor=True))


@pytest.fixture
def system(here) -> Client:
    return signed_in(make_person("system", here, Role.SYSTEM_ADMIN, needs_second_factor=True))


def text(answer) -> str:
    return unescape(answer.content.decode())


def test_a_signer_comes_in_by_a_link_of_one_and_a_code_of_another(here, security, system):
    """From the registration to the desk, each step on its page."""
    new = {
        "name": "吴签发",
        "username": "wz-wu",
        "role": "signer",
        "place": here.pk,
        "reason": "任职文件",
    }
    security.post(reverse("projects:person-new"), new)
    person = User.objects.get(username="wz-wu")
    assert not person.memberships.exists()
    act = person.personnel_acts.get()
    assert (
        security.post(
            reverse("projects:act-decide", args=[act.pk]), {"then": "confirm"}
        ).status_code
        == 403
    )
    assert "吴签发" in text(system.get(reverse("projects:act-list")))
    system.post(reverse("projects:act-decide", args=[act.pk]), {"then": "confirm"})
    assert person.memberships.get().role == Role.SIGNER

    page = text(security.post(reverse("projects:person-link", args=[person.pk])))
    link = re.search(r"http://testserver(/accounts/link/[\w-]+/)", page)[1]
    code_page = reverse("projects:code-hand-out", args=[person.pk])
    assert security.post(code_page).status_code == 403
    code = re.search(r"<code>(\w{5}-\w{5})</code>", text(system.post(code_page)))[1]

    own = Client()
    assert own.post(link, {"code": "WRONG-CODE2"}).status_code == 422
    own.post(link, {"code": code})
    assert own.get("/desk/")["Location"].startswith(reverse("accounts:second-factor"))
    device = TOTPDevice.objects.get(user=person)
    own.post(reverse("accounts:second-factor"), {"code": f"{totp(device.bin_key):06d}"})
    own.post(
        reverse("accounts:password-change"), {"new": "Another-dull-2", "again": "Another-dull-2"}
    )
    told = text(own.get("/desk/", follow=True))
    assert "security提出、system确认，授予您岗位" in told
    own.post(reverse("accounts:account-notices"))
    assert own.get("/desk/").headers.get("Location", "").startswith("/desk/")


def test_a_security_administrator_alone_becomes_nobody(here, security):
    """What an attack did: set a signer's password, sign in as the signer, enrol an own telephone."""
    signer = make_person("signer", here, Role.SIGNER, needs_second_factor=True)
    TOTPDevice.objects.create(user=signer, confirmed=True)
    page = reverse("projects:person-reset", args=[signer.pk])
    for kind in ("reset_password", "reset_code"):
        security.post(page, {"kind": kind, "reason": "忘了"})
    security.post(reverse("projects:person-link", args=[signer.pk]))
    signer.refresh_from_db()
    assert signer.check_password(PASSWORD)
    assert TOTPDevice.objects.filter(user=signer, confirmed=True).exists()
    assert not signer.secrets.exists()
    assert PersonnelAct.objects.filter(person=signer, decision="waiting").count() == 2


def test_the_stock_admin_sets_no_password_and_gives_no_post(here, security):
    reporter = make_person("reporter", here, Role.REPORTER, make_unit(here))
    for path in (
        f"/admin/accounts/user/{reporter.pk}/password/",
        f"/admin/accounts/user/{reporter.pk}/change/",
        "/admin/projects/membership/add/",
    ):
        answer = security.post(path, {"password1": "Stolen-dull-1", "password2": "Stolen-dull-1"})
        assert answer.status_code in (302, 403, 404, 405)
    reporter.refresh_from_db()
    assert reporter.check_password(PASSWORD)


def test_somebody_with_posts_in_two_districts_stands_in_both_lists_with_the_posts_of_each(
    here, security
):
    there = make_district("qianjiang")
    both = make_person("both", here, Role.COMPILER, name="两地编制员")
    make_post(both, there, Role.REVIEWER)
    far = signed_in(make_person("far", there, Role.SECURITY_ADMIN))
    for client, posts, not_posts in (
        (security, "万州区 编制岗", "黔江区 审核岗"),
        (far, "黔江区 审核岗", "万州区 编制岗"),
    ):
        for page in (reverse("projects:person-list"), reverse("projects:person", args=[both.pk])):
            shown = text(client.get(page))
            assert "两地编制员" in shown and posts in shown and not_posts not in shown
    post = both.memberships.get(district=there)
    assert security.post(reverse("projects:post-end", args=[both.pk, post.pk])).status_code == 404


def test_people_of_another_district_are_not_found(security):
    there = make_district("qianjiang")
    stranger = make_person("stranger", there, Role.REPORTER, make_unit(there))
    assert "stranger" not in text(security.get(reverse("projects:person-list")))
    for name in ("person-reset", "person-link", "person-unlock", "person-close", "post-grant"):
        assert security.post(reverse(f"projects:{name}", args=[stranger.pk])).status_code == 404
    assert security.get(reverse("projects:person", args=[stranger.pk])).status_code == 404


def test_a_signer_of_another_district_does_not_find_the_proposal(here, security):
    newcomer = make_person("newcomer", here, Role.COMPILER)
    security.post(
        reverse("projects:post-grant", args=[newcomer.pk]), {"role": "reviewer", "place": here.pk}
    )
    act = newcomer.personnel_acts.get()
    there = make_district("qianjiang")
    far = signed_in(make_person("far", there, Role.SIGNER, needs_second_factor=True))
    assert "newcomer" not in text(far.get(reverse("projects:act-list")))
    assert (
        far.post(reverse("projects:act-decide", args=[act.pk]), {"then": "confirm"}).status_code
        == 404
    )


def test_the_page_unlocks_an_account_held_up_by_wrong_passwords(here, security):
    reporter = make_person("reporter", here, Role.REPORTER, make_unit(here))
    for _ in range(6):
        Client().post(reverse("accounts:sign-in"), {"username": "reporter", "password": "wrong"})
    security.post(reverse("projects:person-unlock", args=[reporter.pk]))
    assert not FailedAttempts.objects.filter(key__contains="reporter").exists()


def test_a_leaver_is_closed_with_the_handing_over_named(here, security):
    compiler = make_person("compiler", here, Role.COMPILER)
    shown = text(security.get(reverse("projects:person", args=[compiler.pk])))
    assert "只有本人，离岗前先定谁接" in shown
    page = reverse("projects:person-close", args=[compiler.pk])
    assert security.post(page, {"handing_over": ""}).status_code == 422
    security.post(page, {"handing_over": "4月轮次交给李明。"})
    compiler.refresh_from_db()
    assert not compiler.is_active and not compiler.memberships.exists()
    assert "4月轮次交给李明。" in text(security.get(reverse("projects:person", args=[compiler.pk])))


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"role": "reporter"}, "请选责任单位"),
        ({"role": "signer", "place": "all"}, "选择一个有效的选项"),
        ({"role": "auditor", "username": "Wang Fang"}, "小写字母开头"),
        ({"role": "auditor", "username": "security"}, "已经有人用了"),
        ({"role": "auditor", "name": "王\u200b芳"}, "看不见的符号"),
    ],
)
def test_what_is_wrong_with_a_new_person_is_said(here, security, given, sentence):
    values = {"name": "王芳", "username": "wz-wang", "place": here.pk, **given}
    answer = security.post(reverse("projects:person-new"), values)
    assert answer.status_code == 422
    assert sentence in text(answer)
    assert not User.objects.filter(username="wz-wang").exists()


def test_administrators_of_the_whole_installation_give_posts_without_a_district(here):
    everywhere = make_person("everywhere", needs_second_factor=True)
    Membership.objects.create(user=everywhere, district=None, role=Role.SECURITY_ADMIN)
    client = signed_in(everywhere)
    client.post(
        reverse("projects:person-new"),
        {"name": "周审计", "username": "zhou", "role": "auditor", "place": "all"},
    )
    act = PersonnelAct.objects.get(person__username="zhou")
    assert act.district is None and act.decision == "waiting"
    assert "周审计" in text(client.get(reverse("projects:person-list")))


@pytest.mark.parametrize("typed", ["王 峰", "王峯", "王\u3000峰", "王峰"])
def test_a_name_that_is_there_already_to_the_eye_is_told_and_entered_all_the_same(
    here, security, typed
):
    known = make_person("wz-wangfeng", name="王峰")
    unit = make_unit(here, "区教委")
    make_post(known, here, Role.REPORTER, unit)
    elsewhere = make_person("qj-wangfeng", make_district("qianjiang"), Role.COMPILER, name="王峰")
    new = {
        "name": typed,
        "username": "wz-wangfeng2",
        "role": "reporter",
        "place": here.pk,
        "unit": unit.pk,
    }
    page = security.post(reverse("projects:person-new"), new, follow=True)
    person = User.objects.get(username="wz-wangfeng2")
    told = f"“{person.name}”和{here} · 区教委的“王峰”（wz-wangfeng）的姓名看起来几乎一样"
    assert told in text(page)
    assert elsewhere.username not in text(page)
    other = make_person("wz-wangfang", here, Role.COMPILER, name="王芳")
    assert "看起来几乎一样" not in text(security.get(reverse("projects:person", args=[other.pk])))
