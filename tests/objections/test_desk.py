"""The handler's desk: the register, the case, and every act on it, as the people of an office do them."""

from __future__ import annotations

from datetime import timedelta

import pytest

from objections.models import IdentityView, Objection
from objections.sealing import unseal
from projects.models import District, Role
from tests.factories import AT, make_person, make_post
from tests.objections.conftest import NAME, PHONE, WORDS, field, keys_of, send, signed_in

pytestmark = pytest.mark.django_db
REGISTER = "/desk/objections/"


def case(objection: Objection, act: str = "") -> str:
    return f"/desk/objections/{objection.pk}/{act}"


def post(user, objection, act, name="", **values):
    data = {f"{name}-{key}" if name else key: value for key, value in values.items()}
    return signed_in(user).post(case(objection, act), data, follow=True)


@pytest.mark.usefixtures("patient")
def test_from_the_form_to_the_handlers_case_page(desk, client):
    number, _ = keys_of(send(client).content)
    handler = signed_in(desk.handler)
    listed = handler.get(REGISTER)
    assert listed.status_code == 200 and number in listed.content.decode()
    shown = handler.get(case(Objection.objects.get()))
    text = shown.content.decode()
    assert number in text and "第 1 件 口袋公园" in text
    for secret in (NAME, PHONE, WORDS):
        assert secret not in text


def test_the_words_open_only_with_a_reason_and_the_view_is_kept(desk):
    objection = desk.received()
    refused = post(desk.handler, objection, "words/", "open", reason=" ")
    assert refused.status_code == 422 and WORDS not in refused.content.decode()
    opened = post(desk.handler, objection, "words/", "open", reason="核实反映的地点")
    for shown in (WORDS, NAME, PHONE):
        assert shown in opened.content.decode()
    view = IdentityView.objects.get()
    assert (view.by, view.reason) == (desk.handler, "核实反映的地点")
    assert opened["Cache-Control"] == "no-store"
    assert signed_in(desk.handler).get(case(objection, "words/")).status_code == 405


def test_a_reason_that_names_the_person_is_refused_before_it_is_kept(desk):
    objection = desk.received()
    for reason in (f"给{NAME}回电话", "打 139-8301-2345 核实"):
        answer = post(desk.handler, objection, "words/", "open", reason=reason)
        assert answer.status_code == 422
    assert not IdentityView.objects.exists()


def test_accepting_asks_for_a_summary_without_identity(desk):
    objection = desk.received()
    assert post(desk.handler, objection, "accept/", "accept", summary="").status_code == 422
    named = post(desk.handler, objection, "accept/", "accept", summary=f"{NAME}反映公园没开工")
    assert named.status_code == 422 and "文字里有当事人的" in named.content.decode()
    post(desk.handler, objection, "accept/", "accept", summary="反映口袋公园开工数不符。")
    objection.refresh_from_db()
    assert objection.status == "accepted" and objection.accepted_on == AT.date()
    assert unseal(objection.sealed_summary) == {"summary": "反映口袋公园开工数不符。"}
    assert objection.told_on is None  # left a phone: has to be told


def test_who_left_no_contact_is_told_by_the_page(desk):
    objection = desk.received(name="", contact="")
    post(desk.handler, objection, "accept/", "accept", summary="反映开工数不符。")
    objection.refresh_from_db()
    assert (objection.told_on, objection.told_how) == (AT.date(), "page")


def test_refusing_needs_a_reason_which_the_person_reads(desk):
    objection = desk.received()
    assert post(desk.handler, objection, "refuse/", "refuse", reason="").status_code == 422
    post(desk.handler, objection, "refuse/", "refuse", reason="不属于本次公示的内容。")
    objection.refresh_from_db()
    assert objection.status == "not_accepted"
    assert unseal(objection.sealed_refusal)["reason"] == "不属于本次公示的内容。"


def test_the_day_the_person_was_told_lies_between_receipt_and_today(desk):
    objection = desk.accepted()
    for wrong in (AT.date() - timedelta(days=1), AT.date() + timedelta(days=1)):
        answer = post(
            desk.handler, objection, "tell/", "tell", told_on=wrong.isoformat(), told_how="phone"
        )
        assert answer.status_code == 422
    post(desk.handler, objection, "tell/", "tell", told_on="2025-04-20", told_how="phone")
    objection.refresh_from_db()
    assert (objection.told_on, objection.told_how) == (AT.date(), "phone")


PARTS = {
    "request": "反映第1件口袋公园开工数与现场不符。",
    "facts": "4月21日现场核查，开工1个。",
    "opinion": "更正进展，并督促开工。",
    "basis": "信访工作条例第三十四条。",
    "remedy": "30日内可以请求复查。",
    "outcome": "upheld",
    "public_outcome": "第1件开工数有误，已启动更正。",
}


def draft(desk, objection, then="submit", **parts):
    handler = signed_in(desk.handler)
    version = field(handler.get(case(objection, "answer/")).content, "version")
    return handler.post(
        case(objection, "answer/"),
        {**PARTS, **parts, "version": version, "then": then},
        follow=True,
    )


def test_the_whole_way_to_an_upheld_answer_and_its_correction(desk, client):
    objection = desk.accepted()
    handler, reporter = signed_in(desk.handler), signed_in(desk.reporter)
    post(
        desk.handler,
        objection,
        "ask/",
        "ask",
        unit=desk.unit.pk,
        question="请核实开工个数。",
        due_on="2025-04-30",
    )
    inquiry = objection.inquiries.get()
    page = reporter.get("/desk/objections/asked/").content.decode()
    assert "等答复 1 件" in page
    shown = reporter.get(f"/desk/objections/asked/{inquiry.pk}/").content.decode()
    assert "请核实开工个数。" in shown and "开工2个。" in shown
    reporter.post(f"/desk/objections/asked/{inquiry.pk}/", {"reply": "实际开工1个，填报有误。"})
    assert "实际开工1个" in handler.get(case(objection)).content.decode()

    assert "答复已送批准" in draft(desk, objection).content.decode()
    objection.refresh_from_db()
    assert (objection.status, objection.answer_state) == ("under_check", "submitted")
    approver = signed_in(desk.reviewer)
    version = field(approver.get(case(objection)).content, "approve-version")
    approver.post(
        case(objection, "answer/approve/"), {"approve-version": version, "approve-release": "on"}
    )
    objection.refresh_from_db()
    assert (objection.status, objection.outcome, objection.outcome_released) == (
        "answered",
        "upheld",
        True,
    )
    assert objection.answer_approved_by == desk.reviewer

    public = client.get("/wanzhou/notices/2025-q1/").content.decode()
    assert "第1件开工数有误，已启动更正。" in public and NAME not in public

    reviewer = signed_in(desk.reviewer)
    page = reviewer.get("/desk/objections/corrections/").content.decode()
    assert "退回 1 份报告更正" in page
    reviewer.post(
        f"/desk/objections/corrections/{objection.pk}/report/",
        {f"reopen{objection.pk}-reason": "开工数改为1个。"},
    )
    from progress.models import ProgressReport

    report = ProgressReport.objects.get(task__project__number=1)
    assert report.status == "returned"
    compiler = signed_in(desk.compiler)
    compiler.post(f"/desk/objections/corrections/{objection.pk}/notice/")
    objection.refresh_from_db()
    assert objection.correction.number == "2025-q1-r1"
    assert objection.correction.replaces == desk.notice


def test_an_answer_with_a_missing_part_stays_a_draft_and_says_which(desk):
    objection = desk.accepted()
    answer = draft(desk, objection, facts="")
    assert answer.status_code == 422 and "请写明查明的事实和理由。" in answer.content.decode()
    objection.refresh_from_db()
    assert objection.answer_state == "draft"


def test_marked_gaps_of_the_template_cannot_be_handed_in(desk):
    objection = desk.accepted()
    page = signed_in(desk.handler).get(case(objection, "answer/")).content.decode()
    assert "〔填写：核查的时间" in page and "请求本机关的上一级机关复查" in page
    answer = draft(desk, objection, basis="〔填写：所依据的文件、条款或方案〕")
    assert answer.status_code == 422 and "还有没填的地方" in answer.content.decode()


def test_an_answer_that_names_the_person_is_not_handed_in(desk):
    answer = draft(desk, desk.accepted(), opinion=f"已电话告知{NAME}。")
    assert answer.status_code == 422


def test_whoever_wrote_the_answer_does_not_approve_it(desk):
    from projects.models import Role
    from tests.factories import make_post

    make_post(desk.handler, desk.district, Role.REVIEWER)
    objection = desk.accepted()
    draft(desk, objection)
    answer = post(desk.handler, objection, "answer/approve/", "approve", version="1")
    assert answer.status_code == 403 and "您写过这份答复" in answer.content.decode()


def test_an_answer_changed_after_it_was_read_is_not_approved(desk):
    objection = desk.accepted()
    draft(desk, objection)
    version = field(signed_in(desk.signer).get(case(objection)).content, "approve-version")
    draft(desk, objection, opinion="改了意见。")
    answer = post(desk.signer, objection, "answer/approve/", "approve", version=version)
    assert "请重新看一遍再办" in answer.content.decode()
    objection.refresh_from_db()
    assert objection.status == "accepted"


def test_a_district_may_do_without_an_approver(desk):
    desk.district.answers_need_approval = False
    desk.district.save()
    objection = desk.accepted()
    draft(desk, objection, outcome="not_upheld")
    objection.refresh_from_db()
    assert (objection.status, objection.answer_approved_by) == ("answered", None)


def test_a_returned_answer_goes_back_with_its_reason(desk):
    objection = desk.accepted()
    draft(desk, objection)
    version = field(signed_in(desk.reviewer).get(case(objection)).content, "return-version")
    post(
        desk.reviewer,
        objection,
        "answer/return/",
        "return",
        version=version,
        reason="依据没写条款。",
    )
    page = signed_in(desk.handler).get(case(objection, "answer/")).content.decode()
    assert "依据没写条款。" in page


def test_two_handlers_at_one_answer_lose_nothing(desk):
    objection = desk.accepted()
    handler = signed_in(desk.handler)
    version = field(handler.get(case(objection, "answer/")).content, "version")
    handler.post(case(objection, "answer/"), {**PARTS, "version": version, "facts": "甲写的事实"})
    second = handler.post(
        case(objection, "answer/"), {**PARTS, "version": version, "facts": "乙写的事实"}
    )
    assert second.status_code == 409
    assert "甲写的事实" in second.content.decode() and "乙写的事实" in second.content.decode()


def test_one_extension_with_reason_granted_by_another(desk):
    objection = desk.accepted()
    refused = post(desk.handler, objection, "extend/", "extend", days="31", reason="等检测")
    assert refused.status_code == 422 and "延长 1 到 30 天" in refused.content.decode()
    post(desk.handler, objection, "extend/", "extend", days="30", reason="等第三方检测结果。")
    assert post(desk.handler, objection, "extend/grant/").status_code == 403
    post(desk.signer, objection, "extend/grant/")
    objection.refresh_from_db()
    assert (objection.extended_days, objection.extension_approved_by) == (30, desk.signer)
    again = post(desk.handler, objection, "extend/", "extend", days="5", reason="再等等")
    assert "只能延长一次" in again.content.decode()


@pytest.mark.usefixtures("patient")
def test_a_call_gets_a_number_at_once_and_the_rest_later(desk):
    handler = signed_in(desk.handler)
    page = handler.get("/desk/objections/new/")
    token = field(page.content, "token")
    entry = {
        "token": token,
        "district": desk.district.pk,
        "channel": "phone",
        "received_on": "2025-04-20",
    }
    slip = handler.post("/desk/objections/new/", {**entry, "then": "save"})
    number, code = keys_of(slip.content)
    slip = handler.post("/desk/objections/new/", {**entry, "then": "save"}).content.decode()
    assert number in slip and code not in slip and "没有重复登记" in slip
    objection = Objection.objects.get()
    assert objection.is_incomplete and objection.registered_by == desk.handler
    assert (
        "登记还没有完成"
        in post(desk.handler, objection, "accept/", "accept", summary="摘要").content.decode()
    )
    again = handler.post(case(objection, "entry/"), {"then": "open"})
    assert "继续登记" in again.content.decode()
    rest = {
        **entry,
        "notice": desk.notice.pk,
        "project": "1",
        "words": WORDS,
        "name": NAME,
        "contact": PHONE,
    }
    missing = handler.post(case(objection, "entry/"), {**rest, "words": "", "then": "complete"})
    assert missing.status_code == 422 and NAME in missing.content.decode()
    handler.post(case(objection, "entry/"), {**rest, "then": "complete"})
    objection.refresh_from_db()
    assert not objection.is_incomplete and unseal(objection.sealed_words) == {"text": WORDS}


def test_a_letter_is_late_by_its_postmark_not_by_its_arrival(desk, settings):
    from datetime import date

    settings.PORTAL_DAY = date(2025, 5, 23)
    handler = signed_in(desk.handler)
    for postmark, late in (("2025-05-20", False), ("2025-05-21", True)):
        token = field(handler.get("/desk/objections/new/").content, "token")
        handler.post(
            "/desk/objections/new/",
            {
                "token": token, "district": desk.district.pk, "channel": "letter", "notice": desk.notice.pk,
                "received_on": "2025-05-22", "postmark_on": postmark, "words": WORDS, "then": "complete",
            },
        )  # fmt: skip
        assert Objection.objects.latest("pk").is_late is late


def test_a_second_with_the_same_words_or_contact_is_hinted(desk):
    first, second = desk.received(), desk.received(text=f" {WORDS}。", contact="")
    third = desk.received(text="另一件事", contact=" 139 8301 2345 ")
    page = signed_in(desk.handler).get(case(first)).content.decode()
    assert "可能重复" in page and second.receipt in page and third.receipt in page
    assert "可能与 2 件重复" in signed_in(desk.handler).get(REGISTER).content.decode()


def test_a_public_line_is_never_worded_and_released_by_one(desk, client):
    """Whoever releases it shows what another wrote: words sent along with the release are not taken."""
    objection = desk.accepted()
    handler, signer = signed_in(desk.handler), signed_in(desk.signer)
    handler.post(case(objection, "check/"))
    draft(desk, objection)
    approver = signed_in(desk.reviewer)
    version = field(approver.get(case(objection)).content, "approve-version")
    approver.post(case(objection, "answer/approve/"), {"approve-version": version})

    def on_the_page() -> str:
        return client.get("/wanzhou/notices/2025-q1/").content.decode()

    own = "签发人自己写的一句。"
    assert signer.post(case(objection, "outcome/reword/"), {"reword-line": own}).status_code == 403
    seen = {"release-version": field(signer.get(case(objection)).content, "release-version")}
    signer.post(case(objection, "outcome/"), {**seen, "line": own, "release-line": own})
    assert "第1件开工数有误，已启动更正。" in on_the_page() and own not in on_the_page()

    new = "开工数已改正，谢谢您。"
    reworded = {"reword-line": new, "reword-version": seen["release-version"]}
    handler.post(case(objection, "outcome/reword/"), reworded)
    assert new not in on_the_page(), "what is public is taken down before it is worded anew"
    signer.post(case(objection, "outcome/retract/"))
    handler.post(case(objection, "outcome/reword/"), reworded)
    assert new not in on_the_page()
    assert handler.post(case(objection, "outcome/")).status_code == 403
    seen = {"release-version": field(signer.get(case(objection)).content, "release-version")}
    signer.post(case(objection, "outcome/"), seen)
    assert new in on_the_page()


def test_what_the_releaser_read_is_what_is_released(desk, client):
    """The page was open in a tab while the handler worded the line anew: nobody has released what nobody has read."""
    objection = desk.accepted()
    handler, signer = signed_in(desk.handler), signed_in(desk.signer)
    handler.post(case(objection, "check/"))
    draft(desk, objection)
    approver = signed_in(desk.reviewer)
    version = field(approver.get(case(objection)).content, "approve-version")
    approver.post(case(objection, "answer/approve/"), {"approve-version": version})
    opened = {"release-version": field(signer.get(case(objection)).content, "release-version")}
    tab = field(handler.get(case(objection)).content, "reword-version")
    first, second = ({"reword-version": tab, "reword-line": line} for line in ("甲句。", "乙句。"))
    handler.post(case(objection, "outcome/reword/"), first)
    late = handler.post(case(objection, "outcome/reword/"), second)
    assert late.status_code == 409 and "乙句。" in late.content.decode(), "what was typed stays"
    refused = signer.post(case(objection, "outcome/"), opened, follow=True).content.decode()
    assert "在您打开以后改过" in refused
    objection.refresh_from_db()
    assert (objection.public_outcome, objection.outcome_released) == ("甲句。", False)
    now = {"release-version": field(signer.get(case(objection)).content, "release-version")}
    signer.post(case(objection, "outcome/"), now)
    assert "甲句。" in client.get("/wanzhou/notices/2025-q1/").content.decode()


def test_who_holds_both_posts_does_not_release_what_they_worded(desk):
    objection = desk.accepted()
    handler = signed_in(desk.handler)
    handler.post(case(objection, "check/"))
    draft(desk, objection)
    approver = signed_in(desk.reviewer)
    version = field(approver.get(case(objection)).content, "approve-version")
    approver.post(case(objection, "answer/approve/"), {"approve-version": version})
    both = make_person("both", desk.office.district, Role.HANDLER)
    make_post(both, desk.office.district, Role.SIGNER)
    tab = field(signed_in(both).get(case(objection)).content, "reword-version")
    line = {"reword-line": "改过的一句。", "reword-version": tab}
    signed_in(both).post(case(objection, "outcome/reword/"), line)
    refused = signed_in(both).post(case(objection, "outcome/"))
    assert refused.status_code == 403 and "由另一人办理" in refused.content.decode()
    objection.refresh_from_db()
    assert (objection.public_outcome, objection.outcome_released) == ("改过的一句。", False)


@pytest.mark.usefixtures("patient")
@pytest.mark.parametrize("phone", ["023-58258735", ""])
def test_a_number_taken_at_the_counter_names_district_and_phone(desk, phone):
    """On the page before it is taken and on the receipt; without a phone both say that it is missing."""
    District.objects.filter(pk=desk.district.pk).update(contact_phone=phone)
    handler = signed_in(desk.handler)
    page = handler.get("/desk/objections/new/")
    entry = {
        "token": field(page.content, "token"),
        "district": desk.district.pk,
        "channel": "visit",
        "received_on": "2025-04-20",
        "then": "save",
    }
    slip = handler.post("/desk/objections/new/", entry).content.decode()
    for shown in (page.content.decode(), slip):
        assert str(desk.district) in shown and desk.district.commission_name in shown
        assert (f"电话 {phone}" if phone else "还没有登记") in shown
