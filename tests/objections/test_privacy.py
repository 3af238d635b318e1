"""The objector's name, number and words stand nowhere but on the handler's opened page and in the person's own export."""

from __future__ import annotations

import logging
from io import StringIO

import pytest
from django.core import mail
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.views.debug import get_default_exception_reporter_filter

from accounts.models import AuditEvent, OutgoingMail
from objections import selectors, services
from objections.models import IdentityView, Objection, ObjectionStep
from objections.rotation import SEALED
from objections.screening import identity_in, screen
from projects.models import Role
from tests.factories import AT, make_person
from tests.objections.conftest import FORM, NAME, PHONE, WORDS, field, send, signed_in
from tests.objections.test_desk import PARTS, case

pytestmark = pytest.mark.django_db
SECRETS = (NAME, PHONE, WORDS, "139-8301-2345", WORDS[:12])
SUMMARY = "反映第1件口袋公园开工数与现场不符。"


@pytest.fixture
def course(desk):
    """One objection through its whole course, and others in every state before."""
    objection = desk.accepted()
    one = {"objection_id": objection.pk, "at": AT}
    services.open_words(**one, actor=desk.handler, reason="核实地点")
    inquiry = services.ask_unit(
        **one, actor=desk.handler, unit=desk.unit, question=SUMMARY, due_on=AT.date()
    )
    services.reply_to_inquiry(
        inquiry_id=inquiry.pk, actor=desk.reporter, reply="实际开工1个。", at=AT
    )
    services.ask_extension(**one, actor=desk.handler, days=5, reason="等检测")
    services.grant_extension(**one, actor=desk.signer)
    services.draft_answer(**one, actor=desk.handler, parts=PARTS, version=0)
    services.submit_answer(**one, actor=desk.handler, version=1)
    services.approve_answer(**one, actor=desk.reviewer, version=1, release=True)
    services.rate_answer(**one, rating="good")
    desk.received(text=WORDS + "再说一遍。")
    waiting = desk.accepted(desk.received(text=WORDS + "三。"))
    services.ask_unit(
        objection_id=waiting.pk,
        actor=desk.handler,
        unit=desk.unit,
        question=SUMMARY,
        due_on=AT.date(),
        at=AT,
    )
    refused = desk.received(text=WORDS + "四。")
    services.refuse_objection(
        objection_id=refused.pk, actor=desk.handler, reason="不属于本公示", at=AT
    )
    Objection.objects.filter(pk=desk.received(text=WORDS + "五。").pk).update(
        needs_human_check=True, source_mark="x"
    )
    return objection


def every_path(objection) -> list[str]:
    """Every address of the URL configuration that a GET can reach, with keys of what there is."""
    values = {
        "pk": str(objection.pk), "inquiry": "1", "district": "wanzhou", "notice": "2025-q1", "year": "2025",
        "number": "1", "form": "json", "what": "export", "id": "1", "task_id": "1", "round_id": "1",
        "object_id": str(objection.pk), "app_label": "objections", "token": "x", "key": "1", "unit": "1",
        "format": "json", "slug": "wanzhou", "month": "4", "name": "x", "url": "x", "content_type_id": "1",
    }  # fmt: skip
    paths: list[str] = []

    def walk(patterns, prefix=""):
        for one in patterns:
            route = prefix + _route(one)
            if isinstance(one, URLResolver):
                walk(one.url_patterns, route)
            elif isinstance(one, URLPattern):
                paths.append("/" + _filled(route, values))

    walk(get_resolver().url_patterns)
    files = [f"/wanzhou/notices/2025-q1.{kind}" for kind in ("json", "csv", "xlsx", "docx", "pdf")]
    return [
        *paths,
        *files,
        "/wanzhou/notices/2025-q1/",
        "/wanzhou/2025/1/",
        "/api/wanzhou/notices.json",
    ]


def _route(one) -> str:
    import re

    text = str(one.pattern)
    text = re.sub(r"\(\?P<(\w+)>[^()]*(?:\([^()]*\)[^()]*)*\)", r"<\1>", text)
    return text.replace("^", "").replace("$", "").replace("\\", "").replace("/?", "/")


def _filled(route: str, values: dict[str, str]) -> str:
    import re

    return re.sub(r"<(?:\w+:)?(\w+)>", lambda found: values.get(found[1], "1"), route)


def roles(desk) -> dict[str, Client]:
    district = desk.district
    people = {
        "citizen": Client(),
        "handler": signed_in(desk.handler),
        "reviewer": signed_in(desk.reviewer),
        "signer": signed_in(desk.signer),
        "compiler": signed_in(desk.compiler),
        "reporter": signed_in(desk.reporter),
        "security": signed_in(desk.security_admin),
        "auditor": signed_in(desk.auditor),
        "system": signed_in(make_person("system", district, Role.SYSTEM_ADMIN)),
        "head": signed_in(make_person("head", role=Role.UNIT_HEAD, unit=desk.unit)),
    }
    root = make_person("root", is_staff=True, is_superuser=True)
    return {**people, "root": signed_in(root)}


def holds_a_secret(answer) -> str:
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    text = body.decode(errors="ignore") + str(answer.headers)
    return next((secret for secret in SECRETS if secret in text), "")


@pytest.mark.once
def test_no_page_file_or_feed_holds_them_for_anybody(desk, course, caplog):
    caplog.set_level(logging.DEBUG)
    paths = every_path(course)
    assert len(paths) > 60
    reached = set()
    for role, client in roles(desk).items():
        client.raise_request_exception = False
        for path in paths:
            answer = client.get(path)
            assert not holds_a_secret(answer), f"{role} {path}"
            if answer.status_code == 200:
                reached.add(path)
    assert {case(course), "/desk/objections/", "/wanzhou/notices/2025-q1/", FORM} <= reached
    lines = "\n".join(record.getMessage() for record in caplog.records)
    assert not any(secret in lines for secret in SECRETS)


def test_the_unit_sees_the_question_and_nothing_that_leads_to_the_person(desk, course):
    reporter = signed_in(desk.reporter)
    for inquiry in selectors.inquiries_of(desk.reporter):
        text = reporter.get(f"/desk/objections/asked/{inquiry.pk}/").content.decode()
        assert SUMMARY in text
        assert inquiry.objection.receipt not in text and desk.handler.name not in text
    assert reporter.get(case(course)).status_code == 404
    assert reporter.get("/desk/objections/").status_code == 403


def test_approvers_see_the_case_but_cannot_open_words(desk, course):
    for user in (desk.reviewer, desk.signer):
        assert signed_in(user).get(case(course)).status_code == 200
        answer = signed_in(user).post(case(course, "words/"), {"open-reason": "想看看"})
        assert answer.status_code == 403 and not holds_a_secret(answer)
    assert IdentityView.objects.count() == 1


def test_a_dump_of_the_database_holds_nothing_in_clear(desk, course):
    handler = signed_in(desk.handler)
    handler.post(case(course, "accept/"), {"accept-summary": "x"})
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f'SELECT * FROM "{table}"')
            for row in cursor.fetchall():
                for value in row:
                    raw = (
                        bytes(value)
                        if isinstance(value, memoryview | bytes)
                        else str(value).encode()
                    )
                    found += [
                        table
                        for secret in (*SECRETS, SUMMARY, "实际开工1个")
                        if secret.encode() in raw
                    ]
    assert found == []


def test_every_sealed_column_is_known_to_the_rotation():
    from django.apps import apps

    sealed = {
        (model, column.name)
        for model in apps.get_models()
        for column in model._meta.get_fields()
        if column.name.startswith("sealed_") and column.get_internal_type() == "BinaryField"
    }
    assert sealed == {(model, column) for model, columns in SEALED.items() for column in columns}


def test_steps_and_audit_hold_neither_words_nor_reasons_of_a_case(desk, course):
    kept = " ".join(
        [*ObjectionStep.objects.values_list("note", flat=True)]
        + [str(detail) for detail in AuditEvent.objects.values_list("detail", flat=True)]
        + [*AuditEvent.objects.values_list("subject_label", flat=True)]
    )
    for secret in (*SECRETS, SUMMARY, *PARTS.values(), "不属于本公示", "等检测", "实际开工"):
        if secret not in ("upheld",):
            assert secret not in kept


def test_mails_name_numbers_and_days_only(desk, settings):
    settings.PORTAL_MAIL_FROM = "portal@example.gov"
    for user in (desk.handler, desk.reviewer):
        user.email = f"{user.username}@example.gov"
        user.save()
    from datetime import timedelta

    objection = desk.received(at=AT - timedelta(days=14))
    call_command("remind_objections", stdout=StringIO())
    message = OutgoingMail.objects.get()
    assert message.to == desk.handler.email
    body = message.text
    assert objection.receipt in body and "还剩 1 天" in body
    assert not any(secret in body for secret in SECRETS)


@pytest.mark.usefixtures("patient")
def test_an_error_report_of_a_crash_holds_nothing_that_was_posted(
    desk, client, monkeypatch, settings
):
    from publicity.views import objecting

    def crash(**_kwargs):
        raise RuntimeError("boom")

    settings.ADMINS = [("ops", "ops@example.gov")]
    settings.DEBUG = False
    monkeypatch.setattr(objecting.services, "receive_web_objection", crash)
    client.raise_request_exception = False
    assert send(client).status_code == 500
    assert mail.outbox, "the report was sent"
    for message in mail.outbox:
        text = message.body + "".join(str(part) for part in message.alternatives)
        assert not any(secret in text for secret in SECRETS)
    assert get_default_exception_reporter_filter()


def test_no_address_carries_number_code_or_name(desk, client):
    page = client.get(FORM).content.decode()
    assert 'method="post"' in page and 'method="get"' not in page
    listed = signed_in(desk.handler).get("/desk/objections/").content.decode()
    objection = desk.received()
    assert f"/desk/objections/{objection.receipt}" not in listed


# ------------------------------------------------------------- screening
@pytest.mark.parametrize(
    "text",
    [
        f"经{NAME}反映", "陈 桂 香反映", "联系电话139 8301 2345", "电话：１３９８３０１２３４５",
        "(139)8301-2345", "13983012345",
    ],
)  # fmt: skip
def test_identity_is_found_however_it_is_spaced(text):
    assert identity_in(text, {"name": NAME, "contact": PHONE})


def test_titles_do_not_hide_a_name_and_addresses_are_found():
    assert identity_in("陈桂香住户反映", {"name": "陈桂香女士"})
    assert identity_in("住在万州区太白路12号的住户", {"contact": "万州区太白路12号"})
    assert identity_in("陈女士反映", {"name": "陈女士"})


@pytest.mark.parametrize(
    "text", ["陈家坝街道反映", "8301项任务", "反映第1件未开工", "023-58258735"]
)
def test_other_texts_pass(text):
    assert not screen(text, {"name": "陈女士", "contact": PHONE}, allowed_phones=["023-58258735"])


def test_another_persons_mobile_or_identity_card_is_refused_too():
    assert screen("请联系13512345678核实", {})


def test_a_returned_reply_of_a_unit_cannot_be_guessed_by_another_unit(desk, course):
    from tests.factories import make_unit

    other = make_person("other-unit", role=Role.REPORTER, unit=make_unit(desk.district, "区民政局"))
    inquiry = selectors.inquiries_of(desk.reporter).first()
    assert signed_in(other).get(f"/desk/objections/asked/{inquiry.pk}/").status_code == 404
    answer = signed_in(other).post(f"/desk/objections/asked/{inquiry.pk}/", {"reply": "冒名"})
    assert answer.status_code == 404


def test_the_token_of_a_form_says_nothing(desk, client):
    token = field(client.get(FORM).content, "token")
    assert NAME not in token and token.count("/wanzhou/notices/2025-q1/") == 1
