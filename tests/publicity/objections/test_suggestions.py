"""What the desk's pages suggest, so that a newcomer need not guess: the unit to ask, the reason, the next page."""

from __future__ import annotations

from datetime import date

import pytest

from publicity.models import Objection
from publicity.objections import services
from tests.factories import AT
from tests.publicity.objections.conftest import signed_in

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
