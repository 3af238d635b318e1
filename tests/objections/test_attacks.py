"""What somebody would try who wants in: made-up forms, crossed tokens, headers, scripts, the stock admin, caches."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.apps import apps
from django.contrib import admin
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.test import Client

from objections import receipts, services
from objections.models import Objection
from projects.models import Role
from tests.factories import AT, make_person
from tests.objections.conftest import FORM, NAME, PHONE, WORDS, field, send, signed_in
from tests.objections.conftest import patient as patient

pytestmark = pytest.mark.django_db
FOLLOW = "/objections/"
SCRIPT = "<script>alert(1)</script>"


@pytest.fixture
def kept(desk):
    """An objection with its number and code, as its writer keeps them."""
    token = receipts.new_token("a form", AT)
    return desk.received(token=token), receipts.secret_code(token)


# ------------------------------------------------------------- forms
@pytest.mark.parametrize(
    "change",
    [
        lambda token: "",
        lambda token: token[:-1] + ("A" if token[-1] != "A" else "B"),
        lambda token: token.replace(".", ".9", 2),
        lambda token: signing.Signer(key="guessed", salt="objections.form").sign(
            token.rpartition(":")[0]
        ),
        lambda token: signing.dumps({"any": "thing"}),
        lambda token: token + "\x00",
    ],
)
def test_a_made_up_form_registers_nothing_and_keeps_the_text(desk, client, change):
    token = field(client.get(FORM).content, "token")
    page = client.post(
        FORM, {"words": WORDS, "token": change(token), "privacy": "2025-1/24", "then": "send"}
    )
    assert page.status_code < 500
    assert WORDS in page.content.decode()
    assert not Objection.objects.exists()


def test_a_sent_form_replayed_with_other_words_changes_nothing_of_the_case(desk, client, patient):
    """Other words are a case of their own and say so; those that were sent stay as they were."""
    token = field(client.get(FORM).content, "token")
    check = client.post(FORM, {"words": WORDS, "token": token, "then": "check"})
    values = {name: field(check.content, name) for name in ("token", "privacy")} | {"then": "send"}
    client.post(FORM, {**values, "words": WORDS})
    sent = Objection.objects.get()
    Client().post(FORM, {**values, "words": "换成别的话。"})
    assert bytes(Objection.objects.get(pk=sent.pk).sealed_words) == bytes(sent.sealed_words)
    other = Objection.objects.exclude(pk=sent.pk).get()
    assert other.receipt != sent.receipt


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example"])
def test_a_foreign_host_gets_no_page(desk, client, host):
    assert client.get(FORM, headers={"host": host}).status_code == 400


# ------------------------------------------------------------- following
def test_the_code_of_one_objection_opens_no_other(desk, client, kept):
    other = desk.received(text="另一件。", token=receipts.new_token("another", AT))
    page = client.post(FOLLOW, {"number": other.receipt, "code": kept[1]})
    assert page.status_code != 200 or "已收到" not in page.content.decode()


def test_the_pass_of_one_objection_withdraws_no_other(desk, client, kept):
    objection, code = kept
    other = desk.received(text="另一件。", token=receipts.new_token("another", AT))
    page = client.post(FOLLOW, {"number": objection.receipt, "code": code})
    given = {"pass": field(page.content, "pass"), "number": other.receipt, "sure": "yes"}
    client.post(f"{FOLLOW}withdraw/", {**given, "objection": other.pk, "then": "yes"})
    other.refresh_from_db()
    assert other.status == "received"


@pytest.mark.parametrize(
    "code", ["", " ", "-", "*", "%", "' OR 1=1 --", "0" * 4000, "\x00", "AAAA-AAAA-AAAA"]
)
def test_no_odd_code_opens_anything(client, kept, code):
    page = client.post(FOLLOW, {"number": kept[0].receipt, "code": code})
    assert page.status_code in (200, 400, 422, 429)
    assert "已收到，等待受理" not in page.content.decode()


def test_an_objection_that_never_had_a_code_opens_for_none(desk, client, kept):
    Objection.objects.update(code_hash="")
    for code in ("", "-", kept[1]):
        page = client.post(FOLLOW, {"number": kept[0].receipt, "code": code})
        assert "已收到，等待受理" not in page.content.decode()


# ------------------------------------------------------------- traces
def test_pages_with_something_personal_are_kept_by_no_cache_and_told_to_no_site(
    desk, client, kept, patient
):
    objection, code = kept
    pages = {
        "receipt": send(client),
        "follow": client.post(FOLLOW, {"number": objection.receipt, "code": code}),
        "case": signed_in(desk.handler).get(f"/desk/objections/{objection.pk}/"),
        "opened": signed_in(desk.handler).post(
            f"/desk/objections/{objection.pk}/words/", {"open-reason": "核实地点"}
        ),
    }
    for name, page in pages.items():
        assert page.status_code == 200, name
        assert "no-store" in page["Cache-Control"], name
        assert page["Referrer-Policy"] in ("same-origin", "no-referrer"), name
        assert "ETag" not in page, name
    assert NAME in pages["opened"].content.decode()


def test_what_an_objector_wrote_is_text_and_never_a_page(desk):
    objection = desk.received(text=SCRIPT + WORDS, name=SCRIPT, contact=PHONE)
    page = signed_in(desk.handler).post(
        f"/desk/objections/{objection.pk}/words/", {"open-reason": "核实地点"}
    )
    text = page.content.decode()
    assert SCRIPT not in text
    assert "&lt;script&gt;" in text
    assert "'unsafe-inline'" not in page["Content-Security-Policy"]


# ------------------------------------------------------------- staff
def test_the_stock_admin_knows_no_objection_and_no_notice():
    ours = {
        model
        for app in ("notices", "objections", "publicity")
        for model in apps.get_app_config(app).get_models()
    }
    assert not ours & set(admin.site._registry)


@pytest.mark.parametrize("role", [Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN])
def test_an_administrator_finds_no_objection_below_admin(desk, kept, role):
    person = make_person("an-admin", desk.district, role)
    client = signed_in(person)
    for model in ("objection", "objectionscan", "identityview", "unitinquiry"):
        assert client.get(f"/admin/objections/{model}/").status_code in (302, 403, 404)
    assert client.get("/admin/notices/notice/").status_code in (302, 403, 404)
    assert client.get(f"/desk/objections/{kept[0].pk}/").status_code in (403, 404)


def test_an_act_at_the_desk_needs_the_pages_own_check_code(desk, kept):
    client = Client(enforce_csrf_checks=True)
    client.force_login(desk.handler)
    path = f"/desk/objections/{kept[0].pk}/words/"
    assert client.post(path, {"open-reason": "核实地点"}).status_code == 403


def test_a_handler_of_one_district_opens_nothing_of_another(desk, kept):
    from tests.notices.conftest import make_office

    office = make_office("qianjiang")
    far = make_person("far-handler", office.district, Role.HANDLER)
    client = signed_in(far)
    for name in ("", "words/", "scans/", "accept/", "answer/"):
        assert client.post(f"/desk/objections/{kept[0].pk}/{name}").status_code in (404, 405)
    with pytest.raises(PermissionDenied):
        services.open_words(objection_id=kept[0].pk, actor=far, reason="看看", at=AT)


def test_time_on_the_form_cannot_be_made_up(desk, client):
    """A begin in the past lies inside the signature: changing it makes the token nobody's."""
    token = field(client.get(FORM).content, "token")
    parts = token.split(".")
    parts[1] = str(int(parts[1]) - int(timedelta(hours=1).total_seconds()))
    client.post(FORM, {"words": WORDS, "token": ".".join(parts), "then": "send"})
    assert not Objection.objects.exists()
