"""Following with number and code: one answer for every wrong pair, and what a person may do with their own objection."""

from __future__ import annotations

import json
import re
from datetime import UTC, date, datetime, timedelta
from unittest.mock import patch

import pytest
from django.core import signing

from accounts.models import AuditEvent
from objections import limits, receipts, services
from objections.models import Objection
from objections.progress_page import course_of
from projects.models import District
from tests.factories import AT
from tests.objections.conftest import NAME, PHONE, WORDS, field, signed_in
from tests.objections.test_desk import PARTS

pytestmark = pytest.mark.django_db
FOLLOW = "/objections/"


@pytest.fixture
def kept(desk):
    """An objection with its number and code, as its writer keeps them."""
    token = receipts.new_token("a form", AT)
    return desk.received(token=token), receipts.secret_code(token)


def look(client, objection, code):
    return client.post(FOLLOW, {"number": objection.receipt, "code": code})


def act(client, page, what, **values):
    return client.post(f"{FOLLOW}{what}/", {"pass": field(page.content, "pass"), **values})


def answered(desk, objection, at=AT):
    desk.accepted(objection)
    services.draft_answer(
        objection_id=objection.pk, actor=desk.handler, parts=PARTS, version=0, at=at
    )
    services.submit_answer(objection_id=objection.pk, actor=desk.handler, version=1, at=at)
    services.approve_answer(
        objection_id=objection.pk, actor=desk.signer, version=1, release=False, at=at
    )


def test_number_and_code_show_the_stages_with_their_days(desk, client, kept):
    text = look(client, *kept).content.decode()
    assert "已收到，等待受理" in text and "最晚2025年5月5日告知" in text
    desk.accepted(kept[0])
    text = look(client, *kept).content.decode()
    assert "<h1>已受理</h1>" in text and "最晚2025年6月19日办结" in text


def test_the_page_shows_neither_words_nor_identity_nor_code(client, kept):
    text = look(client, *kept).content.decode()
    for secret in (WORDS, NAME, PHONE, kept[1]):
        assert secret not in text


def test_small_slips_of_typing_do_not_matter(client, kept):
    objection, code = kept
    typed = {
        "number": f" {objection.receipt.lower().replace('-', '—')} ",
        "code": code.replace("-", " ").lower(),
    }
    assert client.post(FOLLOW, typed).status_code == 200
    wide = "".join(chr(ord(c) + 0xFEE0) if c.isalnum() else c for c in code)
    assert client.post(FOLLOW, {"number": objection.receipt, "code": wide}).status_code == 200


def test_a_wrong_number_and_a_wrong_code_get_the_same_answer(client, kept):
    objection, code = kept
    wrong_code = look(client, objection, "AAAA-AAAA-AAAA")
    wrong_number = client.post(FOLLOW, {"number": "WZ-20250420-AAAAAAAA", "code": code})
    assert wrong_code.status_code == wrong_number.status_code == 422
    plain = [
        re.sub(r'value="[^"]*"', "", answer.content.decode())
        for answer in (wrong_code, wrong_number)
    ]
    assert plain[0] == plain[1] and "回执编号或查询码不对" in plain[0]


@pytest.fixture
def clock(monkeypatch):
    """The real clock of the limits, standing still until it is moved on."""

    class Clock:
        now = datetime(2025, 4, 20, 1, 30, tzinfo=UTC)

        def on(self, seconds):
            self.now += timedelta(seconds=seconds)

    clock = Clock()
    monkeypatch.setattr("publicity.views.following.timezone.now", lambda: clock.now)
    return clock


def test_guesses_at_one_receipt_wait_from_whatever_address_they_come(desk, client, kept, clock):
    objection, code = kept

    def guess(number, code="AAAA-AAAA-AAAA"):
        typed = {"number": objection.receipt, "code": code}
        return client.post(FOLLOW, typed, REMOTE_ADDR=f"127.0.1.{number}").status_code

    answers = [guess(number) for number in range(20)]
    assert answers == [422] * limits.WRONG_CODES.many + [429] * (20 - limits.WRONG_CODES.many)
    assert guess(21, code) == 429
    token = receipts.new_token("a form", AT)
    neighbour = desk.received(token=token, text="同一地址的邻居")
    typed = {"number": neighbour.receipt, "code": receipts.secret_code(token)}
    assert client.post(FOLLOW, typed, REMOTE_ADDR="127.0.1.1").status_code == 200


def test_a_stranger_never_keeps_the_owner_out_for_long(client, kept, clock):
    objection, code = kept
    for _ in range(60):
        look(client, objection, "AAAA-AAAA-AAAA")
        clock.on(3)
    refused = look(client, objection, code)
    assert refused.status_code == 429 and 0 < int(refused["Retry-After"]) <= limits.LONGEST_WAIT
    assert f"请过 {refused['Retry-After']} 秒再查" in refused.content.decode()
    clock.on(int(refused["Retry-After"]))
    assert look(client, objection, code).status_code == 200


def test_whoever_gives_the_right_code_may_look_as_often_as_they_like(client, kept, clock):
    for _ in range(4 * limits.WRONG_CODES.many):
        assert look(client, *kept).status_code == 200


def test_guesses_wait_alike_for_a_number_that_nobody_was_given(client, kept, clock):
    made_up = {"number": "WZ-20250420-AAAAAAAA", "code": "AAAA-AAAA-AAAA"}
    answers = [client.post(FOLLOW, made_up).status_code for _ in range(limits.WRONG_CODES.many + 1)]
    assert answers == [422] * limits.WRONG_CODES.many + [429]


def test_the_answer_is_readable_and_can_be_rated(desk, client, kept):
    objection, _ = kept
    answered(desk, objection)
    page = look(client, *kept)
    text = page.content.decode()
    for said in (
        PARTS["facts"],
        PARTS["opinion"],
        PARTS["basis"],
        PARTS["remedy"],
        "结论：属实，予以更正",
    ):
        assert said in text
    done = act(client, page, "rate", rating="fair")
    assert "您的评价：基本满意" in done.content.decode()
    act(client, page, "rate", rating="fair")
    objection.refresh_from_db()
    assert objection.rating == "fair" and objection.steps.filter(step="rate").count() == 1
    assert act(client, page, "rate", rating="excellent").status_code == 409


def test_an_unreleased_or_unapproved_answer_is_not_shown(desk, client, kept):
    objection, _ = kept
    desk.accepted(objection)
    services.draft_answer(
        objection_id=objection.pk, actor=desk.handler, parts=PARTS, version=0, at=AT
    )
    services.submit_answer(objection_id=objection.pk, actor=desk.handler, version=1, at=AT)
    assert PARTS["facts"] not in look(client, *kept).content.decode()


def test_a_refusal_is_shown_with_its_reason(desk, client, kept):
    services.refuse_objection(
        objection_id=kept[0].pk, actor=desk.handler, reason="不属于本公示的内容。", at=AT
    )
    text = look(client, *kept).content.decode()
    assert "不予受理" in text and "不属于本公示的内容。" in text


def test_a_granted_extension_is_told_with_its_reason(desk, client, kept):
    objection = desk.accepted(kept[0])
    services.ask_extension(
        objection_id=objection.pk, actor=desk.handler, days=20, reason="等第三方检测。", at=AT
    )
    assert "等第三方检测。" not in look(client, *kept).content.decode()
    services.grant_extension(objection_id=objection.pk, actor=desk.signer, at=AT)
    text = look(client, *kept).content.decode()
    assert "最晚2025年7月9日办结" in text and "等第三方检测。" in text


def test_withdrawing_asks_once_more_and_ends_the_case(desk, client, kept):
    objection, _ = kept
    page = look(client, *kept)
    assert "不能恢复" in act(client, page, "withdraw").content.decode()
    objection.refresh_from_db()
    assert objection.status == "received"
    assert "<h1>您已撤回</h1>" in act(client, page, "withdraw", sure="yes").content.decode()
    objection.refresh_from_db()
    assert objection.status == "withdrawn" and objection.steps.last().by is None
    assert act(client, page, "withdraw", sure="yes").status_code == 200


def test_withdrawing_closes_what_a_unit_was_asked(desk, client, kept):
    objection = desk.accepted(kept[0])
    services.ask_unit(
        objection_id=objection.pk,
        actor=desk.handler,
        unit=desk.unit,
        question="请核实",
        due_on=AT.date(),
        at=AT,
    )
    services.withdraw_objection(objection_id=objection.pk, at=AT)
    assert objection.inquiries.get().closed_at is not None


def test_an_answered_one_cannot_be_withdrawn(desk, client, kept):
    answered(desk, kept[0])
    page = look(client, *kept)
    assert "撤回异议" not in page.content.decode()
    assert act(client, page, "withdraw", sure="yes").status_code == 409


def test_a_person_exports_all_that_is_kept_of_them(desk, client, kept):
    objection, _ = kept
    services.open_words(objection_id=objection.pk, actor=desk.handler, reason="核实地点", at=AT)
    answered(desk, objection)
    answer = act(client, look(client, *kept), "export")
    data = json.loads(answer.content)
    assert (data["异议内容"], data["称呼"], data["电话或地址"]) == (WORDS, NAME, PHONE)
    assert data["答复"]["查明的事实和理由"] == PARTS["facts"]
    assert data["原文和身份被查看"][0]["原因"] == "核实地点"
    assert desk.handler.name not in answer.content.decode()
    assert AuditEvent.objects.filter(verb="objection.export").count() == 1


def test_asking_for_erasure_waits_for_the_office(desk, client, kept):
    objection, _ = kept
    answered(desk, objection)
    page = look(client, *kept)
    act(client, page, "erase", sure="yes")
    objection.refresh_from_db()
    assert objection.erasure_asked_at and objection.sealed_words


def test_an_open_case_is_withdrawn_before_it_is_erased(client, kept):
    assert act(client, look(client, *kept), "erase", sure="yes").status_code == 409


def test_a_pass_ends_after_half_an_hour_and_none_can_be_made_up(client, kept):
    page = look(client, *kept)
    for wrong in ("", "made-up", signing.dumps(kept[0].pk, salt="another")):
        assert client.post(f"{FOLLOW}export/", {"pass": wrong}).status_code == 422
    with patch("publicity.views.following.PASS_MINUTES", -1):
        late = act(client, page, "withdraw", sure="yes")
    assert late.status_code == 422 and "页面停留太久" in late.content.decode()
    assert Objection.objects.get().status == "received"


def test_links_of_an_acts_page_lead_where_they_should(desk, client, kept):
    answered(desk, kept[0])
    text = act(client, look(client, *kept), "rate", rating="good").content.decode()
    assert (
        'href="../../static/site.css"' in text and 'href="../../wanzhou/notices/2025-q1/"' in text
    )


def test_an_act_by_its_address_alone_leads_to_the_question(client, kept):
    answer = client.get(f"{FOLLOW}withdraw/")
    assert answer.status_code == 302 and answer["Location"] == FOLLOW


def test_without_a_web_form_there_is_nothing_to_follow(client, kept, settings):
    settings.OBJECTION_URL = ""
    page = client.get(FOLLOW)
    assert "<form" not in page.content.decode()
    settings.OBJECTION_URL = "https://forms.example"
    assert 'href="https://forms.example/objections/"' in client.get(FOLLOW).content.decode()


def test_a_code_outlives_a_change_of_every_key(desk, client, kept, settings):
    from cryptography.fernet import Fernet

    settings.SECRET_KEY = "another-secret-key-that-is-long-enough-for-django-to-be-content"
    settings.PORTAL_FIELD_KEYS = [Fernet.generate_key().decode(), *settings.PORTAL_FIELD_KEYS]
    assert look(client, *kept).status_code == 200


def test_numbers_say_the_day_and_nothing_else(desk):
    tokens = [receipts.new_token("a form", AT + timedelta(seconds=n)) for n in range(200)]
    numbers = {receipts.receipt_number(desk.district, AT.date(), token) for token in tokens}
    codes = {receipts.secret_code(token) for token in tokens}
    assert len(numbers) == len(codes) == 200
    assert all(re.fullmatch(r"WZ-20250420-[A-Z2-9]{8}", number) for number in numbers)
    assert not set("01OIL") & set("".join(codes).replace("-", ""))


def test_a_receipt_begins_with_the_letters_of_its_district_or_else_with_its_address(desk, client):
    """WZ is what an office writes; a district that chose nothing has the first letters of its address."""
    district = desk.district
    assert desk.received().receipt.startswith("WZ-20250420-")
    district.receipt_letters = ""
    district.save()
    desk.notice.refresh_from_db()
    assert desk.received(text="另一件").receipt.startswith("WA-20250420-")


def test_receipts_given_before_the_letters_were_changed_are_found_as_before(desk, client, kept):
    objection, code = kept
    District.objects.filter(pk=desk.district.pk).update(receipt_letters="WX")
    assert look(client, objection, code).status_code == 200
    desk.notice.refresh_from_db()
    token = receipts.new_token("a form", AT)
    later = desk.received(token=token, text="改字头以后的一件")
    assert (objection.receipt[:2], later.receipt[:2]) == ("WZ", "WX")
    assert look(client, later, receipts.secret_code(token)).status_code == 200
    handler = signed_in(desk.handler)
    for one in (objection, later):
        register = handler.get("/desk/objections/", {"asked": one.receipt}).content.decode()
        assert one.receipt in register


def test_the_same_form_sent_again_keeps_its_number_though_the_letters_were_changed(desk):
    token = receipts.new_token("a form", AT)
    first = desk.received(token=token)
    District.objects.filter(pk=desk.district.pk).update(receipt_letters="WX")
    desk.notice.refresh_from_db()
    assert desk.received(token=token).receipt == first.receipt


def test_what_nobody_did_yet_is_not_shown_as_done(desk, kept):
    """Accepted is one thing, told another."""
    stages = {stage.title: stage for stage in course_of(desk.accepted(kept[0])).stages}
    assert stages["受理"].on is not None
    assert (stages["告知您"].on, stages["告知您"].by) == (None, date(2025, 5, 5))
    services.tell_person(
        objection_id=kept[0].pk, actor=desk.handler, told_on=AT.date(), told_how="phone", at=AT
    )
    kept[0].refresh_from_db()
    stages = {stage.title: stage for stage in course_of(kept[0]).stages}
    assert stages["已告知您"].on == AT.date()
