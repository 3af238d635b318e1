"""The public form: five fields, no account, no cookie, nothing typed is lost, the code is shown once."""

from __future__ import annotations

from datetime import date, timedelta
from unittest.mock import patch

import pytest
from django.test import Client
from django.utils import timezone

from objections import receipts
from objections.models import Objection
from objections.privacy_text import current
from objections.sealing import unseal
from tests.factories import AT
from tests.objections.conftest import FORM, NAME, PHONE, WORDS, field, keys_of, send

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("patient")]


def test_a_citizen_objects_and_gets_number_and_code(desk, client):
    page = send(client)
    assert page.status_code == 200
    number, code = keys_of(page.content)
    objection = Objection.objects.get()
    assert objection.receipt == number
    assert receipts.code_matches(number, code, objection.code_hash)
    assert unseal(objection.sealed_words) == {"text": WORDS}
    assert unseal(objection.sealed_identity) == {"name": NAME, "contact": PHONE}
    assert objection.project_number == 1 and not objection.needs_human_check


def test_the_receipt_says_what_comes_next_by_when_and_whom_to_call(desk, client):
    text = send(client).content.decode()
    for said in (
        "最晚 2025年5月5日",
        "受理后 60 天内",
        "023-58258735",
        "/objections/",
        "查询码只显示这一次",
    ):
        assert said in text


def test_no_page_of_it_sets_or_needs_a_cookie(desk):
    client = Client(enforce_csrf_checks=True)
    answers = [client.get(FORM), client.get("/objections/")]
    token = field(answers[0].content, "token")
    answers.append(client.post(FORM, {"words": WORDS, "token": token, "then": "check"}))
    answers.append(client.post("/objections/", {"number": "x", "code": "y"}))
    for answer in answers:
        assert answer.status_code in (200, 422)
        assert not answer.cookies and "Cookie" not in answer.get("Vary", "")
        assert answer["Cache-Control"] == "no-store"


def test_the_form_has_five_fields_and_asks_for_no_identity_card(desk, client):
    text = client.get(FORM).content.decode()
    import re

    shown = set(re.findall(r'<(?:input|select|textarea)[^>]*name="(\w+)"', text))
    assert shown == {"project", "column", "words", "name", "contact", "web", "token"}


def test_sending_the_same_form_twice_gives_the_number_again_and_never_the_code(desk, client):
    """Whoever goes back in the browser of a shared machine and sends once more learns no code."""
    token = receipts.new_token("/wanzhou/notices/2025-q1/", timezone.now() - timedelta(minutes=1))
    sent = {"words": WORDS, "token": token, "privacy": current().version, "then": "send"}
    number, code = keys_of(client.post(FORM, sent).content)
    again = client.post(FORM, sent).content.decode()
    assert number in again and "没有重复提交" in again
    assert code not in again and code.replace("-", "") not in again and "<dt>查询码" not in again
    assert Objection.objects.count() == 1


@pytest.mark.parametrize(
    "added",
    [
        {"name": NAME, "contact": PHONE},
        {"project": "1"},
        {"words": WORDS + "后来又去看过，还是没有开工。"},
    ],
)
def test_the_same_form_sent_again_with_more_in_it_is_a_case_of_its_own_and_says_so(
    desk, client, added
):
    """返回修改 after sending: the new facts are never answered with the old receipt alone."""
    token = receipts.new_token("/wanzhou/notices/2025-q1/", timezone.now() - timedelta(minutes=1))
    sent = {"words": WORDS, "token": token, "privacy": current().version}
    number, _ = keys_of(client.post(FORM, sent | {"then": "send"}).content)
    back = client.post(FORM, sent | added | {"then": "back"})
    assert field(back.content, "token") == token
    answer = client.post(FORM, sent | added | {"then": "send"})
    second, code = keys_of(answer.content)
    text = answer.content.decode()
    assert second != number and number in text and "另外登记一件" in text
    new = Objection.objects.get(receipt=second)
    assert unseal(new.sealed_words)["text"] == added.get("words", WORDS)
    assert unseal(new.sealed_identity).get("contact", "") == added.get("contact", "")
    assert receipts.code_matches(second, code, new.code_hash)
    # And that one sent twice is one case, with its number and without its code.
    again = client.post(FORM, sent | added | {"then": "send"}).content.decode()
    assert second in again and code not in again and "没有重复提交" in again
    assert Objection.objects.count() == 2


@pytest.mark.parametrize(
    "sign", ["\u200b", "\u2060", "\ufeff", "\u3164", "\u2800", "\u00ad", "\u180e"]
)
def test_words_that_nobody_sees_are_no_words(desk, client, sign):
    answer = send(client, words=f" {sign}\n{sign} {sign}")
    assert answer.status_code == 422 and "请写明哪里不对。" in answer.content.decode()
    assert not Objection.objects.exists()


def test_a_forms_mark_expires_with_the_form(desk, client):
    """After that it is a form to be looked over, as any other that was open too long; the register forgets the mark."""
    token = receipts.new_token("/wanzhou/notices/2025-q1/", timezone.now() - timedelta(hours=11))
    sent = {"words": WORDS, "token": token, "privacy": current().version, "then": "send"}
    number, code = keys_of(client.post(FORM, sent).content)
    with patch("objections.receipts.TOKEN_HOURS", 1):
        late = client.post(FORM, sent)
    assert late.status_code == 422 and number not in late.content.decode()
    assert code not in late.content.decode()
    old = Objection.objects.get()
    Objection.objects.update(received_at=AT - timedelta(days=2))
    desk.received(text="后来的一件", at=AT)
    old.refresh_from_db()
    assert old.form_token is None and Objection.objects.filter(form_token=None).count() == 1


def test_an_empty_form_is_told_what_is_missing_and_keeps_the_rest(desk, client):
    token = field(client.get(FORM).content, "token")
    answer = client.post(FORM, {"words": " ", "name": NAME, "contact": PHONE, "token": token})
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "请写明哪里不对。" in text and 'href="#id_words"' in text
    assert NAME in text and PHONE in text and "<title>错误：" in text


def test_an_identity_card_number_is_refused_in_words_and_never_echoed_in_the_message(desk, client):
    card = "110105199003074610"
    from notices.privacy import is_identity_card

    if not is_identity_card(card):
        card = next(
            card[:17] + sign for sign in "0123456789X" if is_identity_card(card[:17] + sign)
        )
    answer = send(client, words=f"我的身份证号是{card}。")
    assert answer.status_code == 422
    message = answer.content.decode().split('class="summary"')[1].split("</div>")[0]
    assert "身份证号码" in message and card not in message


def test_a_text_that_is_too_long_says_how_long_it_may_be_and_stays(desk, client):
    answer = send(client, words="字" * 2001)
    assert answer.status_code == 422
    assert "最多写 2000 字，现在是 2001 字" in answer.content.decode()
    assert "字" * 2001 in answer.content.decode()


def test_an_expired_token_keeps_the_text_and_asks_once_more(desk, client):
    token = receipts.new_token("/wanzhou/notices/2025-q1/", timezone.now() - timedelta(hours=13))
    sent = {
        "words": WORDS,
        "name": NAME,
        "token": token,
        "privacy": current().version,
        "then": "send",
    }
    answer = client.post(FORM, sent)
    assert answer.status_code == 422 and not Objection.objects.exists()
    text = answer.content.decode()
    assert "还没有提交" in text and WORDS in text and NAME in text
    answer = client.post(FORM, {**sent, "token": field(text, "token")})
    assert answer.status_code == 200
    assert not Objection.objects.get().needs_human_check


def test_a_token_of_another_notice_or_of_nobody_registers_nothing(desk, client):
    for token in ("", "made-up", receipts.new_token("/qianjiang/notices/2025-q1/", timezone.now())):
        answer = client.post(
            FORM, {"words": WORDS, "token": token, "privacy": current().version, "then": "send"}
        )
        assert answer.status_code == 422
    assert not Objection.objects.exists()


def test_going_back_to_change_keeps_everything(desk, client):
    token = field(client.get(FORM).content, "token")
    answer = client.post(FORM, {"words": WORDS, "name": NAME, "token": token, "then": "back"})
    assert answer.status_code == 200
    assert WORDS in answer.content.decode() and NAME in answer.content.decode()


def test_extra_fields_of_a_post_change_nothing(desk, client):
    page = send(
        client, status="answered", outcome="upheld", needs_human_check="", district="2", is_late="1"
    )
    assert page.status_code == 200
    objection = Objection.objects.get()
    assert (objection.status, objection.outcome, objection.is_late) == ("received", "", False)


@pytest.mark.parametrize(("day", "late"), [(date(2025, 5, 20), False), (date(2025, 5, 21), True)])
def test_what_comes_after_the_last_day_is_taken_and_marked_late(desk, client, settings, day, late):
    settings.PORTAL_DAY = day
    page = send(client)
    assert page.status_code == 200
    assert Objection.objects.get().is_late is late
    assert ("注明逾期" in page.content.decode()) is late


def test_an_anonymous_objection_is_told_it_cannot_be_answered_in_person(desk, client):
    token = field(client.get(FORM).content, "token")
    check = client.post(FORM, {"words": WORDS, "token": token, "then": "check"})
    assert "不能单独答复您" in check.content.decode()
    assert send(client, name="", contact="").status_code == 200
    objection = Objection.objects.get()
    assert objection.sealed_identity is None and not objection.wants_answer


def test_without_a_web_form_the_page_says_letter_phone_visit(desk, client, settings):
    settings.OBJECTION_URL = ""
    text = client.get(FORM).content.decode()
    assert "<form" not in text and "023-58258735" in text and "来信" in text
    client.post(FORM, {"words": WORDS, "then": "send"})
    assert not Objection.objects.exists()


def test_with_a_form_elsewhere_the_page_links_there(desk, client, settings):
    settings.OBJECTION_URL = "https://forms.example/msss"
    text = client.get(FORM).content.decode()
    assert 'href="https://forms.example/msss/wanzhou/notices/2025-q1/object/"' in text


def test_a_withdrawn_notice_takes_none_and_gives_back_what_was_typed(desk, client):
    from notices.services import withdraw_notice

    token = field(client.get(FORM).content, "token")
    withdraw_notice(
        notice_id=desk.notice.pk,
        signer=desk.signer,
        at=AT,
        reason="金额有误。",
        table_stays_visible=True,
    )
    assert client.get(FORM).status_code == 410
    answer = client.post(FORM, {"words": WORDS, "token": token, "then": "send"})
    assert answer.status_code == 409 and WORDS in answer.content.decode()
    assert not Objection.objects.exists()


def test_a_corrected_notice_leads_to_the_one_that_replaced_it(desk, client):
    desk.office.corrected(desk.notice)
    text = client.get(FORM).content.decode()
    assert 'href="../../2025-q1-r1/object/"' in text


def test_an_unknown_notice_is_a_page_that_helps(desk, client):
    answer = client.get("/wanzhou/notices/2031-q1/object/")
    assert answer.status_code == 404 and "万州区没有这份公示" in answer.content.decode()


def test_a_body_beyond_all_measure_is_not_read(desk, client):
    assert client.post(FORM, {"words": "字" * 60_000}).status_code == 413
