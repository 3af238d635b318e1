"""How long things are kept and how: retention, erasure with two named people, new keys, typed text after a session."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from io import StringIO
from zoneinfo import ZoneInfo

import pytest
from cryptography.fernet import Fernet
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction

from accounts import typed_text
from accounts.models import AuditEvent, KeptText
from objections import receipts, selectors, services
from objections.export import own_data
from objections.models import Erasure, Objection
from objections.sealing import CannotUnseal, mark, seal, unseal
from projects.models import Role
from projects.workflow import StepRefused
from tests.anew import everything_is_made_anew
from tests.factories import AT, make_post
from tests.objections.conftest import FORM, NAME, WORDS, field, send, signed_in
from tests.objections.conftest import patient as patient
from tests.objections.test_desk import PARTS, case
from tests.objections.test_workflow import put

pytestmark = pytest.mark.django_db
BEIJING = ZoneInfo("Asia/Shanghai")


def ended(desk, on: date, status="answered") -> Objection:
    objection = put(desk, status)
    Objection.objects.filter(pk=objection.pk).update(concluded_on=on)
    return objection


def propose(desk, *objections, **values):
    return services.propose_erasure(
        **{
            "district": desk.district,
            "objections": objections,
            "actor": desk.handler,
            "reason": "办结满24个月",
            "at": AT,
            **values,
        }
    )


# ------------------------------------------------------------- retention
@pytest.mark.parametrize(
    ("concluded", "today", "due"),
    [
        (date(2025, 4, 20), date(2027, 4, 19), False),
        (date(2025, 4, 20), date(2027, 4, 20), True),
        (date(2024, 2, 29), date(2026, 2, 28), False),
        (date(2024, 2, 29), date(2026, 3, 1), True),
    ],
)
def test_what_ended_24_months_ago_is_due(desk, concluded, today, due):
    ended(desk, concluded)
    assert selectors.due_for_erasure([desk.district], today).exists() is due


def test_how_long_is_a_setting_that_everybody_is_told(desk, client, settings, patient):
    assert "再保存24个月" in client.get("/privacy/").content.decode()
    settings.PORTAL_KEEP_MONTHS = 36
    everything_is_made_anew()  # A page is rendered once; with another setting the portal starts anew.
    assert "再保存36个月" in client.get("/privacy/").content.decode()
    assert "办结后保存36个月" in client.get(FORM).content.decode()
    send(client)
    one = Objection.objects.get()
    assert one.privacy_version == "2025-1/36"
    Objection.objects.update(status="withdrawn", concluded_on=date(2025, 4, 20))
    settings.PORTAL_KEEP_MONTHS = 12
    assert not selectors.due_for_erasure([desk.district], date(2026, 4, 19)).exists()
    assert selectors.due_for_erasure([desk.district], date(2026, 4, 20)).exists()
    # What this person read stays what it was.
    assert "办结后保存36个月" in "".join(own_data(one)["个人信息说明"])


def test_open_ones_are_never_due_and_those_asked_for_are_at_once(desk):
    desk.accepted()
    asked = ended(desk, AT.date())
    services.ask_erasure(objection_id=asked.pk, at=AT)
    assert list(selectors.due_for_erasure([desk.district], AT.date())) == [asked]


def test_erasing_takes_words_identity_and_marks_and_leaves_the_case(desk):
    objection = ended(desk, AT.date())
    erasure = propose(desk, objection)
    assert services.approve_erasure(erasure_id=erasure.pk, actor=desk.security_admin, at=AT) == 1
    objection.refresh_from_db()
    assert (objection.sealed_words, objection.sealed_identity) == (None, None)
    assert (objection.words_mark, objection.contact_mark, objection.identity_erased_at) == (
        "",
        "",
        AT,
    )
    assert objection.outcome == "upheld" and unseal(objection.sealed_answer)
    page = signed_in(desk.handler).get(case(objection)).content.decode()
    assert "已清除身份和原文" in page and "查看原文和身份" not in page


def test_the_trail_names_who_proposed_and_who_approved(desk):
    erasure = propose(desk, ended(desk, AT.date()))
    services.approve_erasure(erasure_id=erasure.pk, actor=desk.security_admin, at=AT)
    step = Objection.objects.get().steps.get(step="erase")
    assert step.by == desk.security_admin
    assert step.note == f"{desk.handler} 提出，{desk.security_admin} 批准"
    event = AuditEvent.objects.get(verb="objection.approve_erasure")
    assert event.actor == desk.security_admin and event.detail["proposed_by"] == str(desk.handler)


def test_the_proposer_does_not_approve_and_others_may_neither(desk):
    objection = ended(desk, AT.date())
    make_post(desk.handler, desk.district, Role.SECURITY_ADMIN)
    erasure = propose(desk, objection)
    with pytest.raises(PermissionDenied, match="另一人"):
        services.approve_erasure(erasure_id=erasure.pk, actor=desk.handler, at=AT)
    with pytest.raises(PermissionDenied):
        services.approve_erasure(erasure_id=erasure.pk, actor=desk.signer, at=AT)
    with pytest.raises(PermissionDenied):
        propose(desk, objection, actor=desk.signer)
    with pytest.raises(IntegrityError), transaction.atomic():
        Erasure.objects.filter(pk=erasure.pk).update(approved_by=desk.handler)


def test_an_open_one_cannot_be_proposed_nor_one_twice(desk):
    with pytest.raises(StepRefused, match="已受理"):
        propose(desk, desk.accepted())
    objection = ended(desk, AT.date())
    propose(desk, objection)
    with pytest.raises(StepRefused, match="等待批准"):
        propose(desk, objection)


def test_a_declined_proposal_erases_nothing_and_may_be_made_again(desk):
    objection = ended(desk, AT.date())
    erasure = propose(desk, objection)
    services.decline_erasure(erasure_id=erasure.pk, actor=desk.security_admin, at=AT)
    with pytest.raises(StepRefused, match="已退回"):
        services.approve_erasure(erasure_id=erasure.pk, actor=desk.security_admin, at=AT)
    objection.refresh_from_db()
    assert objection.sealed_words is not None
    propose(desk, objection)


def test_the_database_itself_refuses_an_erased_row_that_still_holds_something(desk):
    objection = ended(desk, AT.date())
    with pytest.raises(IntegrityError), transaction.atomic():
        Objection.objects.filter(pk=objection.pk).update(identity_erased_at=AT)


def test_on_the_desk_the_handler_proposes_and_the_administrator_approves(desk):
    objection = ended(desk, date(2023, 1, 1))
    handler, admin = signed_in(desk.handler), signed_in(desk.security_admin)
    assert objection.receipt in handler.get("/desk/objections/erasures/").content.decode()
    handler.post(
        "/desk/objections/erasures/propose/",
        {"objection": [objection.pk], "reason": "办结满24个月"},
    )
    page = admin.get("/desk/objections/erasures/").content.decode()
    assert "等您批准：1 件" in page and objection.receipt in page
    admin.post(f"/desk/objections/erasures/{Erasure.objects.get().pk}/decide/", {"then": "approve"})
    objection.refresh_from_db()
    assert objection.identity_erased_at


def run(*arguments) -> str:
    out = StringIO()
    call_command(*arguments, stdout=out)
    return out.getvalue()


def test_the_command_lists_proposes_and_erases_in_the_names_of_two_people(desk, monkeypatch):
    servers_user = ["operator"]
    monkeypatch.setattr(
        "objections.management.commands.erase_identities.run_by", lambda: servers_user[0]
    )
    objection = ended(desk, date(2023, 1, 1))
    assert f"到期 {objection.receipt}" in run("erase_identities")
    assert not Erasure.objects.exists()
    with pytest.raises(CommandError, match="--as"):
        run("erase_identities", "--propose")
    said = run("erase_identities", "--propose", "--as", desk.handler.username)
    assert f"{desk.handler} 提出清除申请" in said
    number = str(Erasure.objects.get().pk)
    with pytest.raises(CommandError, match="您没有这个岗位"):
        run("erase_identities", "--approve", number, "--as", desk.handler.username)
    # Two names from one of the server's users are one person.
    with pytest.raises(CommandError, match="系统用户 operator 在服务器上提出的，两个名字出自一人"):
        run("erase_identities", "--approve", number, "--as", desk.security_admin.username)
    objection.refresh_from_db()
    assert objection.identity_erased_at is None
    servers_user[0] = "another"
    said = run("erase_identities", "--approve", number, "--as", desk.security_admin.username)
    assert f"已清除 1 件：{desk.handler} 提出，{desk.security_admin} 批准" in said
    named = AuditEvent.objects.filter(verb__endswith="_erasure").order_by("pk")
    assert [one.detail["operating_user"] for one in named] == ["operator", "another"]
    with pytest.raises(CommandError, match="已于"):
        run("erase_identities", "--approve", number, "--as", desk.security_admin.username)
    with pytest.raises(CommandError, match="没有编号"):
        run("erase_identities", "--approve", "999", "--as", desk.security_admin.username)


# ------------------------------------------------------------- keys
def test_a_new_key_seals_everything_anew_and_the_old_one_can_go(desk, settings):
    first = desk.received()
    accepted = desk.accepted(desk.received(text="另一件"))
    services.ask_unit(
        objection_id=accepted.pk,
        actor=desk.handler,
        unit=desk.unit,
        question="请核实",
        due_on=AT.date(),
        at=AT,
    )
    old = settings.PORTAL_FIELD_KEYS
    new = Fernet.generate_key().decode()
    settings.PORTAL_FIELD_KEYS = [new, *old]
    assert unseal(first.sealed_words) == {"text": WORDS}
    assert "已重新加密 3 条" in run("reseal_objections")
    settings.PORTAL_FIELD_KEYS = [new]
    first.refresh_from_db()
    assert (
        unseal(first.sealed_words) == {"text": WORDS}
        and unseal(first.sealed_identity)["name"] == NAME
    )
    assert first.words_mark == mark("words", WORDS)
    assert unseal(accepted.inquiries.get().sealed_question) == {"question": "请核实"}


def test_without_its_key_nothing_opens_and_the_command_says_so(desk, settings):
    objection = desk.received()
    settings.PORTAL_FIELD_KEYS = [Fernet.generate_key().decode()]
    with pytest.raises(CannotUnseal):
        unseal(objection.sealed_words)
    with pytest.raises(CommandError, match="旧钥匙"):
        run("reseal_objections")


def test_equal_texts_have_equal_marks_only_under_the_same_key(settings):
    assert mark("words", " 公园，没开工。") == mark("words", "公园没开工")
    assert mark("words", "公园没开工") != mark("contact", "公园没开工")
    before = mark("words", "公园没开工")
    settings.PORTAL_FIELD_KEYS = [Fernet.generate_key().decode()]
    assert mark("words", "公园没开工") != before and mark("words", "  。") == ""


def test_what_is_sealed_twice_never_looks_the_same():
    assert seal({"text": WORDS}) != seal({"text": WORDS})
    assert unseal(None) == {}


# ------------------------------------------------------------- typed text
def test_an_answer_typed_while_the_session_ended_is_found_again(desk):
    objection = desk.accepted()
    handler = signed_in(desk.handler)
    page = handler.get(case(objection, "answer/")).content
    typed = {**PARTS, "facts": "写了半小时的事实", "version": "0", "writer": field(page, "writer")}
    handler.logout()
    answer = handler.post(case(objection, "answer/"), typed)
    assert answer.status_code == 302 and "/accounts/sign-in/" in answer["Location"]
    assert "写了半小时" not in str(KeptText.objects.values())
    handler.force_login(desk.handler)
    again = handler.get(case(objection, "answer/")).content.decode()
    assert "写了半小时的事实" in again and "已找回" in again
    handler.post(case(objection, "answer/"), {**typed, "then": "save"})
    assert not KeptText.objects.exists()


def test_a_summary_typed_while_the_session_ended_is_found_on_the_case(desk):
    objection = desk.received()
    handler = signed_in(desk.handler)
    note = field(handler.get(case(objection)).content, "writer")
    handler.logout()
    handler.post(case(objection, "accept/"), {"accept-summary": "写好的摘要", "writer": note})
    handler.force_login(desk.handler)
    page = handler.get(case(objection, "accept/"), follow=True).content.decode()
    assert "写好的摘要" in page


def test_typed_text_is_its_writers_alone_and_a_made_up_note_keeps_nothing(desk):
    from django.utils import timezone

    objection = desk.received()
    now = timezone.now()
    path = case(objection, "accept/")
    kept = typed_text.keep(
        {"writer": typed_text.note(desk.handler), "x": "文字"}, page=path, at=now
    )
    assert kept.user == desk.handler
    assert typed_text.kept_below(desk.reviewer, path, at=now) == {}
    assert typed_text.kept_below(desk.handler, path, at=now + timedelta(hours=25)) == {}
    assert typed_text.keep({"writer": "made-up", "x": "文字"}, page=path, at=now) is None
    assert (
        typed_text.keep({"writer": typed_text.note(desk.handler), "x": " "}, page=path, at=now)
        is None
    )


def test_a_stale_check_code_keeps_the_text_as_well(desk):
    from django.test import Client

    objection = desk.received()
    client = Client(enforce_csrf_checks=True)
    client.force_login(desk.handler)
    note = field(client.get(case(objection)).content, "writer")
    answer = client.post(
        case(objection, "accept/"), {"accept-summary": "写好的摘要", "writer": note}, follow=True
    )
    assert "写好的摘要" in answer.content.decode() and "没有保存" in answer.content.decode()
    assert client.post(case(objection, "accept/"), {"accept-summary": "x"}).status_code == 403


def test_text_of_an_act_that_came_too_late_is_shown_for_copying(desk):
    objection = desk.received()
    services.withdraw_objection(objection_id=objection.pk, at=AT)
    answer = signed_in(desk.handler).post(
        case(objection, "accept/"), {"accept-summary": "写好的摘要"}
    )
    assert answer.status_code == 409 and "写好的摘要" in answer.content.decode()


# ------------------------------------------------------------- reminders
def test_reminders_name_what_is_near_or_past_and_leave_the_rest(desk):
    past = desk.received(at=AT - timedelta(days=16), text="过期的")
    near = desk.received(at=AT - timedelta(days=12), text="快到期的")
    desk.received(at=AT, text="还早的")
    said = run("remind_objections", "--dry-run")
    assert "已过 1 天" in said and past.receipt in said and near.receipt in said
    assert "告知本人 2025-05-05" not in said
    assert said.index(past.receipt) < said.index(near.receipt)


def test_tokens_carry_their_age(desk):
    moment = datetime(2025, 4, 20, 9, tzinfo=BEIJING)
    token = receipts.new_token("/a/", moment)
    read = receipts.read_token(token, subject="/a/")
    assert read.seconds_filling(moment + timedelta(seconds=9)) == 9
    assert not read.is_expired(moment + timedelta(hours=12))
    assert read.is_expired(moment + timedelta(hours=12, seconds=1))
    again = receipts.read_token(
        receipts.new_token("/a/", moment + timedelta(hours=13), began=read.began), subject="/a/"
    )
    assert again.began == read.began and not again.is_expired(moment + timedelta(hours=14))
    assert receipts.read_token(token, subject="/b/") is None
    assert receipts.read_token(token[:-1] + "x", subject="/a/") is None


def test_what_was_proposed_on_the_server_is_approved_on_the_desk(desk):
    objection = ended(desk, date(2023, 1, 1))
    run("erase_identities", "--propose", "--as", desk.handler.username)
    services.approve_erasure(erasure_id=Erasure.objects.get().pk, actor=desk.security_admin, at=AT)
    objection.refresh_from_db()
    assert objection.identity_erased_at
