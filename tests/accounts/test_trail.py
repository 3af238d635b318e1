"""What the trail holds of the door: who came, from where, who was refused, what was taken along; and nothing of objectors."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path
from types import ModuleType

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.audit_words import WORDS
from accounts.models import AuditEvent, OneTimeSecret, StrangeSignIn
from accounts.services import failures
from notices import workflow as notices
from objections import workflow as objections
from progress import workflow as reports
from progress.models import RoundStep
from projects.models import Role
from projects.services import grant_post
from projects.workflow import Step
from tests.factories import AT, PASSWORD, make_district, make_person, make_plan, make_unit
from tests.our_apps import OUR_APPS

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).resolve().parents[2]
HERE = {"REMOTE_ADDR": "127.0.0.9"}


def sign_in(client, name, password=PASSWORD, **extra):
    typed = {"username": name, "password": password}
    return client.post(reverse("accounts:sign-in"), typed, **{**HERE, **extra})


def said():
    return list(AuditEvent.objects.order_by("pk").values_list("verb", "actor_label", "address"))


def test_coming_and_going_are_kept_with_the_address(client):
    make_person("reporter")
    sign_in(client, "reporter")
    client.post(reverse("accounts:sign-out"), **HERE)
    assert said() == [
        ("user.sign_in", "reporter", "127.0.0.9"),
        ("user.sign_out", "reporter", "127.0.0.9"),
    ]


def test_a_failed_sign_in_is_about_the_account_and_by_nobody(client):
    person = make_person("reporter")
    sign_in(client, "reporter", "Wrong-word-7")
    event = AuditEvent.objects.get()
    assert (event.verb, event.actor, event.actor_label) == ("user.sign_in_failed", None, "未登录")
    assert (event.subject_key, event.address) == (f"accounts.user:{person.pk}", "127.0.0.9")
    assert "Wrong-word-7" not in str(AuditEvent.objects.values())


def test_failures_of_one_account_are_bounded(client, settings):
    """What has to wait is not looked at, and not written down again and again."""
    make_person("reporter")
    for _ in range(4 * settings.LOGIN_FAILURES):
        sign_in(client, "reporter", "wrong")
    assert AuditEvent.objects.count() <= settings.LOGIN_FAILURES


def test_names_that_nobody_has_are_counted_apart_and_never_kept(client):
    for typed in ("My-secret-pass1", "陈桂香"):
        sign_in(client, typed, "Wrong-word-7")
    assert not AuditEvent.objects.exists()
    kept = StrangeSignIn.objects.get()
    assert (kept.address, kept.count) == ("127.0.0.9", 2)
    assert not re.search("secret|陈桂香|Wrong", str(StrangeSignIn.objects.values()))


def test_inventing_names_from_ever_new_addresses_fills_no_table():
    moment = timezone.now()
    for number in range(failures.ADDRESSES_A_DAY + 50):
        failures._count(f"198.51.{number // 250}.{number % 250}", moment)
    assert StrangeSignIn.objects.count() == failures.ADDRESSES_A_DAY + 1
    assert StrangeSignIn.objects.get(address="").count == 50


def test_counts_of_strangers_are_kept_for_half_a_year_and_then_go():
    moment = timezone.now()
    for days in (180, 401):
        failures._count("198.51.100.1", moment - timedelta(days=days))
    failures._count("198.51.100.1", moment)
    days = {(moment.date() - one.day).days for one in StrangeSignIn.objects.all()}
    assert days == {0, 180} and timedelta(days=180) <= failures.KEPT


def test_a_wrong_code_is_kept(client):
    district = make_district()
    admin = make_person("security")
    grant_post(user=admin, role=Role.SIGNER, district=district, actor=None, at=AT)
    sign_in(client, "security")
    client.post(
        reverse("accounts:second-factor"), {"enrol_code": "000000", "code": "000000"}, **HERE
    )
    event = AuditEvent.objects.get(verb="user.code_failed")
    assert (event.actor_label, event.address) == ("未登录", "127.0.0.9")
    assert "000000" not in str(AuditEvent.objects.values())


def test_a_refusal_is_kept_with_its_address_and_without_what_was_asked_for(client):
    reporter = make_person("reporter", role=Role.REPORTER, unit=make_unit(make_district()))
    client.force_login(reporter)
    answer = client.get("/desk/calendar/?q=陈桂香", **HERE)
    assert answer.status_code == 403
    event = AuditEvent.objects.get()
    assert (event.verb, event.actor, event.address) == ("access.refused", reporter, "127.0.0.9")
    assert event.detail == {"path": "/desk/calendar/", "method": "GET"}


def test_a_form_without_its_mark_is_a_refusal_too():
    reporter = make_person("reporter")
    client = Client(enforce_csrf_checks=True)
    client.force_login(reporter)
    assert client.post(reverse("accounts:sign-out"), **HERE).status_code == 403
    assert AuditEvent.objects.get().verb == "access.refused"


def test_refusals_of_one_person_are_bounded(client):
    client.force_login(make_person("reporter", role=Role.REPORTER, unit=make_unit(make_district())))
    at = timezone.now()
    for _ in range(105):
        client.get("/desk/calendar/")
    assert AuditEvent.objects.filter(at__lte=at + timedelta(days=9999)).count() == 100


def test_a_file_taken_along_is_kept(client):
    district = make_district()
    compiler = make_person("compiler", district, Role.COMPILER)
    plan = make_plan(district)
    client.force_login(compiler)
    answer = client.post("/admin/projects/annualplan/export/", **HERE)
    assert answer.status_code == 200 and "attachment" in answer["Content-Disposition"]
    answer = client.get(f"/desk/plans/{plan.pk}/plan.xlsx", **HERE)
    assert answer.status_code == 200
    table, file = AuditEvent.objects.order_by("pk")
    assert (table.verb, table.actor, table.address) == ("register.export", compiler, "127.0.0.9")
    assert (file.verb, file.actor, file.address) == ("file.export", compiler, "127.0.0.9")
    assert file.detail["path"] == f"/desk/plans/{plan.pk}/plan.xlsx"


def test_objectors_own_acts_carry_no_address():
    from accounts import audit
    from accounts.asking import asked_from

    person = make_person("reporter")
    with asked_from("203.0.113.9"):
        audit.record(at=AT, actor=None, verb="objection.withdraw", subject=person)
        audit.record(at=AT, actor=person, verb="user.sign_out", subject=person)
    assert list(AuditEvent.objects.order_by("pk").values_list("address", flat=True)) == [
        "", "203.0.113.9",
    ]  # fmt: skip


def test_the_auditor_reads_words_and_sees_who_failed_to_sign_in_here(client):
    district = make_district()
    make_person("reporter", role=Role.REPORTER, unit=make_unit(district))
    make_person("stranger-elsewhere")
    sign_in(client, "reporter", "wrong")
    sign_in(client, "stranger-elsewhere", "wrong")
    auditor = Client()
    auditor.force_login(make_person("auditor", district, Role.AUDITOR))
    page = auditor.get("/admin/accounts/auditevent/").content.decode()
    assert "登录失败" in page and "127.0.0.9" in page and "reporter" in page
    assert "user.sign_in_failed<" not in page and "stranger-elsewhere" not in page
    filtered = auditor.get("/admin/accounts/auditevent/?verb=user.sign_in_failed").content.decode()
    assert "登录失败" in filtered


def recorded_verbs() -> set[str]:
    """Every verb that the code writes: as it stands, or made of the names of steps."""
    text = "\n".join(
        path.read_text(encoding="utf-8")
        for app in [*OUR_APPS, "config"]
        for path in (ROOT / app).rglob("*.py")
        if "migrations" not in path.parts
    )

    def steps(workflow: ModuleType) -> list[str]:
        return [one.name for one in vars(workflow).values() if isinstance(one, Step)]

    families = {
        "notice": steps(notices),
        "objection": steps(objections),
        "report": steps(reports),
        "round": RoundStep.Kind.values,
        "user.hand_out": OneTimeSecret.Kind.values,
    }
    made = {f"{of}.{name}" for of, names in families.items() for name in names}
    made = {one.replace("user.hand_out.", "user.hand_out_") for one in made}
    return made | set(re.findall(r'verb="([a-z_]+\.[a-z_]+)"', text))


def test_every_recorded_verb_has_plain_words():
    verbs = recorded_verbs()
    assert len(verbs) > 80
    assert sorted(verbs - WORDS.keys()) == []
    assert all(re.search("[一-鿿]", words) and "." not in words for words in WORDS.values())
