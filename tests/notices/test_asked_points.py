"""Figures that contradict each other or the plan block a notice until somebody answered, and the signer reads it first."""

from __future__ import annotations

from datetime import date
from decimal import Decimal as D

import pytest
from django.urls import reverse

from notices import point_checks, services
from notices.asked_points import Point, points_of
from notices.checklist import checks
from notices.drafts import draft_of
from notices.forms import NoticeForm
from notices.refusals import ChecklistOpen, StepRefused
from progress.models import ReportingRound, ReportRevision
from progress.report_values import frozen
from projects.models import District
from tests.factories import AT, DAY, make_approved, make_round
from tests.notices.conftest import CONTACT
from tests.notices.test_compile import HEAD, compile_content, row
from tests.notices.test_desk import typed
from tests.notices.test_late_rows import JULY, WINDOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def slip(office):
    """A tenfold slip that was approved before anything was asked: 2930 for a plan of 300."""
    task = office.plan.projects.get(number=1).tasks.get()
    report = task.reports.get()
    report.invested = 2930
    report.save()
    ReportRevision.objects.create(
        report=report,
        number=2,
        content=frozen(report, task),
        approved_by=report.approved_by,
        approved_at=AT,
    )
    return office


def open_lines(notice) -> dict[str, str]:
    return {one.text: one.note for one in checks(notice, day=DAY) if one.weight == "must"}


def marks_of(notice) -> list[str]:
    return [one.mark for one in point_checks.unanswered(notice, draft_of(notice), DAY)]


def explain(office, notice, reason="年中追加了中央资金。", marks=None):
    return services.explain_points(
        notice_id=notice.pk,
        actor=office.compiler,
        at=AT,
        marks=marks_of(notice) if marks is None else marks,
        reason=reason,
    )


def test_an_unanswered_slip_is_named_in_its_row_and_in_every_sum_it_spoils(slip):
    notice = slip.started()
    assert open_lines(notice) == {
        "第1件完成投资超计划": "完成投资2930万元，超过年度投资计划300万元，多2630万元。"
        "还没有人回答：填错的退回单位改，属实的在“请写明理由”里写",
        "“市级重点民生实事”小计完成超过计划": "完成2930万元，计划300万元，占比976.7%。"
        "还没有人回答：填错的退回单位改，属实的在“请写明理由”里写",
        "合计完成超过计划": "完成3020.5万元，计划700万元，占比431.5%。"
        "还没有人回答：填错的退回单位改，属实的在“请写明理由”里写",
    }
    with pytest.raises(ChecklistOpen, match="合计完成超过计划"):
        services.send_to_review(notice_id=notice.pk, compiler=slip.compiler, at=AT)


def test_one_reason_of_the_compiler_answers_the_ticked_points_and_the_signer_reads_it_before_the_button(
    slip, client
):
    notice = slip.started()
    with pytest.raises(StepRefused, match="写明数字属实的理由"):
        explain(slip, notice, reason=" ")
    with pytest.raises(StepRefused, match="勾上"):
        explain(slip, notice, marks=[])
    explain(slip, notice)
    assert open_lines(notice) == {}
    step = notice.steps.get(step="explain")
    assert step.note == "年中追加了中央资金。"
    assert "口袋公园" not in str(step.detail) and "2930" not in str(step.detail)

    slip.approved(notice)
    client.force_login(slip.signer)
    page = client.get(reverse("notices:notice", args=[notice.pk])).content.decode()
    shown, button = page.index("矛盾和理由"), page.index("签发并公示")
    assert shown < button
    assert "完成2930万元，计划300万元，占比976.7%" in page[shown:button]
    assert "编制理由：年中追加了中央资金。" in page[shown:button]


def test_a_reason_is_void_as_soon_as_the_figure_is_another(slip):
    notice = slip.started()
    marks = marks_of(notice)
    explain(slip, notice)
    slip.plan.projects.filter(number=1).update(investment_plan=290)
    assert len(open_lines(notice)) == 3
    with pytest.raises(StepRefused, match="数字又有变动"):
        explain(slip, notice, marks=marks)


def test_what_was_changed_while_it_waited_to_be_signed_is_not_signed(slip):
    notice = slip.started()
    explain(slip, notice)
    slip.approved(notice)
    slip.plan.projects.filter(number=3).update(investment_plan=50)
    with pytest.raises(StepRefused):
        services.publish_notice(notice_id=notice.pk, actor=slip.signer, at=AT)


def test_the_editor_lists_what_is_open_and_keeps_what_was_typed(slip, client):
    notice = slip.started()
    client.force_login(slip.compiler)
    address = reverse("notices:notice-explain", args=[notice.pk])
    refused = client.post(address, {"explain_reason": "年中追加了中央资金。"})
    assert refused.status_code == 422
    assert ">年中追加了中央资金。</textarea>" in refused.content.decode()
    client.post(address, {"explain_reason": "年中追加了中央资金。", "point": marks_of(notice)})
    page = client.get(reverse("notices:notice-edit", args=[notice.pk])).content.decode()
    assert 'id="explain"' not in page
    assert "编制理由：年中追加了中央资金。" in page


def test_a_sum_ten_times_the_last_published_one_is_named(office):
    office.published()
    june = make_round(office.plan, 6, opens_on=WINDOW["opens_on"], due_on=WINDOW["closes_on"])
    office.plan.projects.update(investment_plan=3000)
    for number, invested in ((1, "920"), (2, None), (3, "905")):
        task = office.plan.projects.get(number=number).tasks.get()
        make_approved(task, june, narrative=f"完成{number}个点位。", invested=invested)
    notice = services.start_notice(round=june, compiler=office.compiler, at=JULY)
    found = {one.what: one.figures for one in draft_of(notice).points}
    assert found["“区级民生实事”小计是上期公示的十倍以上"] == "1—3月公示90.5万元，这次905万元"
    assert found["合计是上期公示的十倍以上"] == "1—3月公示182.5万元，这次1825万元"
    assert found["第1件完成投资是上期十倍以上"].startswith("上期92，本期填报920万元，是上期的10倍")
    assert len(found) == 5


def test_a_row_or_sum_above_its_plan_by_whatever_way_is_a_point_and_one_within_it_is_none(db):
    content = compile_content(HEAD, [row(1, D(300), D(300)), row(2, D(0), D(9))])
    assert [one.what for one in points_of(content, (), ())] == [
        "“区级”小计完成超过计划", "合计完成超过计划",
    ]  # fmt: skip
    content = compile_content(HEAD, [row(1, D(300), D(301)), row(2, D(100), D(9))])
    assert [one.what for one in points_of(content, (), ())] == ["第1件完成超过计划"]
    content = compile_content(HEAD, [row(1, D(300), D(300)), row(2, D(0)), row(3, None)])
    assert points_of(content, (), ()) == ()


def test_a_notice_that_goes_out_before_its_period_or_the_filing_is_over_is_told(office):
    april = make_round(office.plan, 4, opens_on=date(2025, 4, 14), due_on=date(2025, 4, 25))
    notice = services.start_notice(round=april, compiler=office.compiler, at=AT)
    early = {
        "公示的期间还没有结束": "1—4月到2025年4月30日才结束",
        "填报还没有截止": "2025年4月25日截止，还有项目没有通过审核",
    }
    draft = draft_of(notice)
    told = {one.what: one.figures for one in point_checks.early(notice, draft, DAY)}
    assert told == early
    assert set(early) <= {one.text for one in checks(notice, day=DAY) if one.weight == "see"}
    may = date(2025, 5, 1)
    assert list(point_checks.early(notice, draft, may)) == []


def test_contacts_come_from_the_settings_and_else_from_the_last_notice_and_say_so(office, client):
    office.published()
    District.objects.update(contact_phone="", visiting_hours="", contact_name="新联系人")
    april = make_round(office.plan, 4, opens_on=date(2025, 4, 14), due_on=date(2025, 4, 25))
    april = ReportingRound.objects.get(pk=april.pk)
    notice = services.start_notice(round=april, compiler=office.compiler, at=AT)
    assert notice.contact_name == "新联系人"
    assert notice.contact_phone == CONTACT["contact_phone"]
    assert notice.visiting_hours == CONTACT["visiting_hours"]
    client.force_login(office.compiler)
    page = client.get(reverse("notices:notice-edit", args=[notice.pk])).content.decode()
    assert page.count("沿用本区县设置") == 4
    assert page.count("沿用2025年1—3月公示") == 2
    assert "2025-m04" not in page
    assert "<h1>编制 2025年1—4月公示</h1>" in page
    notice = office.edited(notice, contact_phone="023-11111111")
    page = client.get(reverse("notices:notice-edit", args=[notice.pk])).content.decode()
    assert page.count("沿用2025年1—3月公示") == 1


def test_the_checklist_follows_what_is_typed_and_nothing_is_saved(office, client):
    notice = office.edited(office.started(), contact_phone="", title="")
    client.force_login(office.compiler)
    edit = client.get(reverse("notices:notice-edit", args=[notice.pk])).content.decode()
    assert "还有 2 项必须补" in edit and "按已保存的内容检查" in edit
    typed_now = typed(notice, title="关于2025年1季度推进情况的公示", contact_phone="023-58258735")
    checked = client.post(reverse("notices:notice-checks", args=[notice.pk]), typed_now)
    assert "按现在填的检查，还没有保存" in checked.content.decode()
    assert "必须补：" not in checked.content.decode()
    notice.refresh_from_db()
    assert notice.contact_phone == ""


def test_a_preview_without_a_window_is_not_called_published(office, client):
    notice = services.start_notice(round=office.round, compiler=office.compiler, at=AT)
    client.force_login(office.compiler)
    page = client.get(reverse("notice-preview", args=[notice.pk])).content.decode()
    assert "还没有发布" in page and "已公布" not in page


def test_a_round_brought_over_is_offered_for_no_new_notice(office, client):
    make_round(office.plan, 2, brought_over=True, closed_at=AT)
    make_round(office.plan, 4)
    client.force_login(office.compiler)
    page = client.get(reverse("notices:notices")).content.decode()
    assert "1—4月推进情况" in page
    assert "1—2月推进情况" not in page


def test_a_correction_is_asked_for_its_window_and_nothing_calls_that_optional(office, client):
    notice = office.published()
    draft = services.start_correction(notice_id=notice.pk, compiler=office.compiler, at=AT)
    client.force_login(office.compiler)
    page = client.get(reverse("notices:notice-edit", args=[draft.pk])).content.decode()
    assert "没有选公示期是否重新计算" in page
    assert (
        "可不填"
        not in page[page.index("id_restarts_window") - 600 : page.index("id_restarts_window")]
    )
    kept = client.post(reverse("notices:notice-edit", args=[draft.pk]), typed(draft))
    assert kept.status_code == 302


def test_the_day_of_a_notice_is_its_first_one_unless_another_is_written_and_a_correction_is_asked(
    office,
):
    notice = services.start_notice(round=office.round, compiler=office.compiler, at=AT)
    for written, said in (("", DAY), ("2025-04-18", date(2025, 4, 18))):
        form = NoticeForm(notice, typed(notice, opens_on=f"{DAY}", signed_on=written))
        assert form.is_valid() and form.values()["signed_on"] == said
    wrong = NoticeForm(notice, typed(notice, opens_on=f"{DAY}", signed_on="四月"))
    assert list(wrong.errors) == ["signed_on"]
    draft = services.start_correction(
        notice_id=office.published(office.edited(notice, **WINDOW)).pk,
        compiler=office.compiler,
        at=AT,
    )
    form = NoticeForm(draft, typed(draft, opens_on=f"{DAY}", signed_on=""))
    assert form.is_valid() and form.values()["signed_on"] is None


def test_a_notice_that_comes_too_early_is_asked_about_once_before_it_is_signed(office, monkeypatch):
    notice = office.approved()
    early = Point("公示的期间还没有结束", "1—3月到2099年3月31日才结束", asks=False)
    monkeypatch.setattr(point_checks, "early", lambda notice, draft, day: iter([early]))
    with pytest.raises(StepRefused, match="期间还没有结束，1—3月到2099年"):
        services.publish_notice(notice_id=notice.pk, actor=office.signer, at=AT, sure="")
    with pytest.raises(StepRefused):
        services.publish_notice(notice_id=notice.pk, actor=office.signer, at=AT, sure="another")
    published = services.publish_notice(
        notice_id=notice.pk, actor=office.signer, at=AT, sure=early.mark
    )
    assert published.is_published
