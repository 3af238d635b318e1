"""What the desk's pages suggest, so that a newcomer need not guess: the unit to ask, the reason, the next page."""

from __future__ import annotations

import re
from datetime import date

import pytest

from objections import services
from objections.models import Objection
from objections.services.answering import PARTS
from progress.models import ProgressReport
from tests.factories import AT
from tests.objections.conftest import NAME, PHONE, WORDS, field, signed_in

pytestmark = pytest.mark.django_db


def page(user, path: str) -> str:
    return signed_in(user).get(f"/desk/objections/{path}").content.decode()


def answered(desk, outcome: str) -> Objection:
    objection = desk.accepted()
    parts = dict.fromkeys(("request", "facts", "opinion", "basis", "remedy"), "写在这里。")
    key = {"objection_id": objection.pk, "at": AT}
    drafted = services.draft_answer(
        **key, actor=desk.handler, parts={**parts, "outcome": outcome}, version=0
    )
    version = drafted.answer_version
    services.submit_answer(**key, actor=desk.handler, version=version)
    services.approve_answer(**key, actor=desk.reviewer, version=version, release=False)
    return Objection.objects.get(pk=objection.pk)


def test_the_leading_unit_of_the_project_is_chosen_until_it_was_asked(desk):
    objection = desk.accepted()
    chosen = f'<option value="{desk.unit.pk}" selected>'
    assert chosen in page(desk.handler, f"{objection.pk}/")
    services.ask_unit(
        objection_id=objection.pk, actor=desk.handler, unit=desk.unit, question="请核实开工数。",
        due_on=AT.date(), at=AT,
    )  # fmt: skip
    again = page(desk.handler, f"{objection.pk}/")
    assert chosen not in again and '<option value="" selected>请选择</option>' in again


def test_an_objection_to_the_whole_notice_suggests_no_unit(desk):
    objection = desk.accepted(desk.received(project_number=None))
    assert '<option value="" selected>请选择</option>' in page(desk.handler, f"{objection.pk}/")


def test_a_case_nobody_has_read_opens_where_the_words_are(desk):
    objection = desk.received()
    asks = '<details class="more" open><summary>查看原文和身份'
    assert asks in page(desk.handler, f"{objection.pk}/")
    services.open_words(objection_id=objection.pk, actor=desk.handler, reason="核实地点", at=AT)
    assert asks not in page(desk.handler, f"{objection.pk}/")


def test_the_reason_for_erasing_is_why_those_listed_may_be_erased(desk):
    asked = desk.received()
    services.withdraw_objection(objection_id=asked.pk, at=AT)
    services.ask_erasure(objection_id=asked.pk, at=AT)
    assert ">\n本人申请</textarea>" in page(desk.handler, "erasures/")
    old = desk.received(text="另一件")
    services.withdraw_objection(objection_id=old.pk, at=AT)
    Objection.objects.filter(pk=old.pk).update(concluded_on=date(2023, 1, 1))
    assert ">\n办结满24个月，本人申请</textarea>" in page(desk.handler, "erasures/")


def test_the_register_leads_a_reviewer_to_what_was_upheld(desk):
    answered(desk, "not_upheld")
    assert "去办更正" not in page(desk.reviewer, "")
    upheld = answered(desk, "upheld")
    assert "1 件属实，还没有启动更正" in page(desk.reviewer, "")
    assert "去办更正" not in page(desk.handler, "")
    services.start_correction(objection_id=upheld.pk, actor=desk.compiler, at=AT)
    assert "去办更正" not in page(desk.reviewer, "")


def test_all_that_an_entry_lacks_is_told_at_once(desk):
    handler = signed_in(desk.handler)
    typed = {"channel": "letter", "received_on": "2025-04-20", "district": desk.district.pk}
    token = field(handler.get("/desk/objections/new/").content, "token")
    refused = handler.post("/desk/objections/new/", {**typed, "token": token, "then": "complete"})
    assert refused.status_code == 422 and "还有 2 处需要改" in refused.content.decode()
    assert not Objection.objects.exists()
    handler.post("/desk/objections/new/", {**typed, "token": token, "then": "save"})
    objection = Objection.objects.get()
    again = handler.post(f"/desk/objections/{objection.pk}/entry/", {**typed, "then": "complete"})
    assert again.status_code == 422 and "还有 2 处需要改" in again.content.decode()


def test_all_that_an_answer_lacks_is_told_at_once(desk):
    objection = desk.accepted()
    handler = signed_in(desk.handler)
    path = f"/desk/objections/{objection.pk}/answer/"
    opened = handler.get(path)
    typed = {name: opened.context["form"][name].value() or "" for name in PARTS}
    refused = handler.post(path, {**typed, "version": "0", "then": "submit"})
    assert refused.status_code == 422 and "还有 4 处需要改" in refused.content.decode()
    objection.refresh_from_db()
    assert objection.answer_state == "draft"


def test_the_letter_is_printed_without_what_only_the_handler_sees(desk):
    """On paper stands the answer alone: not the words, not the contact, not the reminder to keep them."""
    objection = answered(desk, "upheld")
    answer = signed_in(desk.handler).post(
        f"/desk/objections/{objection.pk}/words/", {"open-reason": "打印答复函"}
    )
    printed = re.sub(
        r'<(section|aside|div|nav|p) class="[^"]*no-print[^"]*".*?</\1>', "",
        answer.content.decode(), flags=re.S,
    )  # fmt: skip
    assert "的答复</h2>" in printed and f"{NAME}：" in printed
    for kept in (WORDS, PHONE, "不要把姓名", "谁提的"):
        assert kept in answer.content.decode() and kept not in printed


def test_a_report_that_goes_back_has_days_to_be_put_right(desk):
    """The round's own day is over by then: without a new one the unit would be late at once."""
    objection = answered(desk, "upheld")
    assert 'value="2025-04-30"' in page(desk.reviewer, "corrections/")
    name = f"reopen{objection.pk}"
    signed_in(desk.reviewer).post(
        f"/desk/objections/corrections/{objection.pk}/report/",
        {f"{name}-reason": "请更正开工数。", f"{name}-due_on": "2025-04-30"},
    )
    report = ProgressReport.objects.get(task__project__number=1)
    assert (report.status, report.due_again_on) == ("returned", date(2025, 4, 30))
