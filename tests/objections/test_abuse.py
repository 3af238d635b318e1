"""A flood leaves the desk usable, the register clean, and nobody who shares the address locked out."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from objections import limits, receipts, selectors
from objections.models import IdentityView, Objection, Tally
from objections.privacy_text import current
from tests.factories import AT
from tests.objections.conftest import FORM, NAME, WORDS, field, keys_of, send, signed_in

pytestmark = pytest.mark.django_db
CHECKS = "/desk/objections/check/"
PATH = "/wanzhou/notices/2025-q1/"


def posted(client, number=0, *, words="加微信领福利", minutes=1, **extra):
    token = receipts.new_token(PATH, timezone.now() - timedelta(minutes=minutes))
    sent = {"words": words, "token": token, "privacy": current().version, "then": "send"}
    return client.post(FORM, sent, **extra)


def test_one_who_fills_in_faster_than_a_person_is_looked_at_first(desk, client):
    page = send(client)
    assert page.status_code == 200 and keys_of(page.content)
    assert Objection.objects.get().needs_human_check


@pytest.mark.usefixtures("patient")
def test_whoever_falls_into_the_trap_gets_a_receipt_and_is_looked_at_first(desk, client):
    page = send(client, web="http://spam.example")
    assert page.status_code == 200 and keys_of(page.content)
    assert Objection.objects.get().needs_human_check


def test_beyond_the_limit_a_person_checks_and_everybody_gets_a_receipt(desk, client):
    for number in range(limits.FROM_ONE_RANGE.many + 3):
        assert keys_of(posted(client, words=f"第{number}户反映").content)
    assert Objection.objects.registered().count() == limits.FROM_ONE_RANGE.many
    assert Objection.objects.filter(needs_human_check=True).count() == 3


def test_a_neighbour_at_another_address_is_not_touched(desk, client):
    # A village behind one address is no flood.
    for number in range(20):
        posted(client, words=f"第{number}户反映", REMOTE_ADDR="127.0.0.7")
    assert not Objection.objects.filter(needs_human_check=True).exists()
    for _ in range(limits.FROM_ONE_RANGE.many):
        posted(client, REMOTE_ADDR="127.0.0.7")
    posted(client, words="别处来的", REMOTE_ADDR="127.0.0.8")
    assert not Objection.objects.latest("pk").needs_human_check


def test_the_limit_forgets_after_its_minutes(desk):
    mark = limits.mark_of("1.2.3.4")
    for _ in range(limits.FROM_ONE_RANGE.many):
        assert not limits.is_over(limits.FROM_ONE_RANGE, mark, AT)
    assert limits.is_over(limits.FROM_ONE_RANGE, mark, AT)
    later = AT + timedelta(minutes=limits.FROM_ONE_RANGE.minutes)
    assert not limits.is_over(limits.FROM_ONE_RANGE, mark, later)


def test_tallies_are_swept_and_hold_no_address(desk, client):
    limits.is_over(limits.FROM_ONE_RANGE, limits.mark_of("1.2.3.4"), AT - timedelta(days=3))
    limits.is_over(limits.FROM_ONE_RANGE, limits.mark_of("5.6.7.8"), AT)
    assert Tally.objects.count() == 1
    assert "5.6.7.8" not in str(Tally.objects.values())


@pytest.mark.parametrize(
    ("address", "place"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("2001:db8:1:2:aaaa::1", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:bbbb::2", "2001:db8:1:2::/64"),
        ("::ffff:203.0.113.7", "203.0.113.7"),
        ("::1", "::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("nonsense", "unknown"),
        ("", "unknown"),
    ],
)
def test_an_address_counts_as_its_place(address, place):
    assert limits.address_range(address) == place


def test_behind_a_proxy_the_address_is_what_the_proxy_saw(desk, rf, settings):
    from accounts.client_address import client_address

    request = rf.get("/", HTTP_X_FORWARDED_FOR="6.6.6.6, 203.0.113.9")
    assert client_address(request) == "127.0.0.1"
    settings.PORTAL_TRUSTED_PROXIES = 1
    assert client_address(request) == "203.0.113.9"


def flood(desk, many=1000):
    """A thousand posts as the register holds them: half one text, half each its own, from one source."""
    from objections.sealing import mark, seal

    rows = []
    for number in range(many):
        words = "加微信领福利" if number % 2 else f"乱码{number}"
        rows.append(
            Objection(
                district=desk.district, notice=desk.notice, receipt=f"WZ-20250420-{number:08}",
                channel="web", sealed_words=seal({"text": words}), words_mark=mark("words", words),
                source_mark="one-source", received_at=AT, received_on=AT.date(), needs_human_check=True,
            )
        )  # fmt: skip
    Objection.objects.bulk_create(rows)


def asked_of(client, path):
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(path)
    return len(queries), answer.content.decode()


def test_a_thousand_posts_a_minute_leave_the_desk_usable(desk):
    real = desk.received()
    handler = signed_in(desk.handler)
    calm, _ = asked_of(handler, "/desk/objections/")
    flood(desk)
    busy, text = asked_of(handler, "/desk/objections/")
    assert busy == calm
    assert real.receipt in text and "另有 1000 件待人工核对" in text
    assert text.count("WZ-20250420-0") == 0 and len(text) < 40_000
    queries, checks = asked_of(handler, CHECKS + "?by=source")
    assert queries <= calm and "<b>1000</b>" in checks


def test_the_register_asks_the_same_number_of_questions_for_one_row_and_for_thirty(desk):
    desk.received(text="第一件")
    handler = signed_in(desk.handler)
    one, _ = asked_of(handler, "/desk/objections/")
    for number in range(30):
        desk.accepted(desk.received(text=f"另一件{number}"))
    thirty, text = asked_of(handler, "/desk/objections/")
    assert text.count("<tr") > 30 and thirty <= one


def test_a_flood_is_set_aside_in_one_act_and_each_sender_reads_why(desk):
    flood(desk, 300)
    handler = signed_in(desk.handler)
    bundle = {"by": "source", "bundle": "one-source", "then": "aside"}
    with CaptureQueriesContext(connection) as queries:
        handler.post(CHECKS + "decide/", {**bundle, "why": "广告和乱码，不是异议。"})
    assert len(queries) <= 6 * 300  # each post is written, told and recorded once
    assert not Objection.objects.to_be_checked().exists()
    assert Objection.objects.filter(status="not_accepted").count() == 300
    assert selectors.register(desk.handler, AT.date(), tab="all") == []


def test_the_reason_for_looking_is_never_what_the_sender_reads(desk):
    """It is suggested (人工核对是不是异议); why a post is no objection is written by somebody."""
    flood(desk, 1)
    handler = signed_in(desk.handler)
    asked = {"by": "source", "bundle": "one-source", "reason": "人工核对是不是异议"}
    refused = handler.post(CHECKS + "decide/", {**asked, "why": " ", "then": "aside"})
    assert refused.status_code == 422 and "请写明为什么不作为异议" in refused.content.decode()
    assert Objection.objects.to_be_checked().count() == 1
    looked = handler.post(CHECKS + "decide/", {**asked, "why": "是广告", "then": "open"})
    assert looked.status_code == 200 and "是广告</textarea>" in looked.content.decode()


def test_looking_at_a_bundle_shows_words_without_identity_and_is_recorded(desk):
    objection = desk.received(text=WORDS)
    Objection.objects.filter(pk=objection.pk).update(
        needs_human_check=True, source_mark="one-source"
    )
    handler = signed_in(desk.handler)
    page = handler.post(
        CHECKS + "decide/",
        {"by": "words", "bundle": objection.words_mark, "reason": "人工核对", "then": "open"},
    )
    assert WORDS in page.content.decode() and NAME not in page.content.decode()
    assert IdentityView.objects.get().reason == "人工核对"


def test_what_a_person_found_genuine_joins_the_register(desk):
    objection = desk.received()
    Objection.objects.filter(pk=objection.pk).update(
        needs_human_check=True, source_mark="one-source"
    )
    handler = signed_in(desk.handler)
    answer = handler.post(
        f"/desk/objections/{objection.pk}/accept/", {"accept-summary": "摘要"}, follow=True
    )
    assert "待人工核对" in answer.content.decode()
    handler.post(
        CHECKS + "decide/", {"by": "words", "bundle": objection.words_mark, "then": "pass"}
    )
    objection.refresh_from_db()
    assert not objection.needs_human_check and objection.source_mark == ""
    assert objection.receipt in handler.get("/desk/objections/").content.decode()


def test_a_bundle_of_another_district_cannot_be_named(desk):
    from tests.objections.conftest import make_desk

    other = make_desk("qianjiang")
    flood(desk, 3)
    handler = signed_in(other.handler)
    handler.post(CHECKS + "decide/", {"by": "source", "bundle": "one-source", "then": "pass"})
    assert Objection.objects.filter(needs_human_check=True).count() == 3


def test_the_count_under_a_notice_leaves_out_what_waits_for_a_check(desk, settings):
    from datetime import date

    desk.received()
    flood(desk, 5)
    settings.PORTAL_DAY = date(2025, 5, 22)
    text = Client().get(PATH).content.decode()
    assert "收到异议 1 件" in text


def test_one_thousand_sends_of_the_same_form_are_one_row(desk, client):
    token = field(client.get(FORM).content, "token")
    sent = {"words": WORDS, "token": token, "privacy": current().version, "then": "send"}
    number, _ = keys_of(client.post(FORM, sent).content)
    assert all(number in client.post(FORM, sent).content.decode() for _ in range(19))
    assert Objection.objects.count() == 1
