"""The editor of a notice in a real browser: its checklist follows what is typed, and no act beside the form loses a word."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from notices.models import Notice, NoticeStep
from progress.models import ReportRevision
from progress.report_values import frozen
from tests.factories import AT
from tests.notices.conftest import CONTACT, Office, make_office

CHECKS = "[data-checks]"
REASON = "年中追加了中央资金。"


@pytest.fixture
def slip(transactional_db) -> Office:
    """A draft with a tenfold slip that was approved before anything was asked, without telephone and hours."""
    office = make_office()
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
    office.started(contact_phone="", visiting_hours="")
    return office


def editor(visit, office: Office, **screen) -> Page:
    page = visit(office.compiler, **screen)
    page.goto(f"/desk/notices/{Notice.objects.get().pk}/edit/")
    return page


def explain(page: Page) -> None:
    for point in page.locator("#explain input[type=checkbox]").all():
        point.check()
    page.fill("#explain_reason", REASON)
    page.get_by_role("button", name="记下理由").click()
    expect(page.locator("body")).to_contain_text("已记下理由")


@pytest.mark.parametrize("width", [1366, 390])
def test_the_checklist_follows_what_is_typed_and_leads_to_its_field(
    slip, visit, assert_accessible, width
):
    page = editor(visit, slip, width=width)
    expect(page.locator(CHECKS)).to_contain_text("还有 5 项必须补")
    assert_accessible(page)
    page.get_by_role("link", name="补：缺联系电话").click()
    phone = page.locator("#id_contact_phone")
    expect(phone).to_be_focused()
    expect(phone).to_be_in_viewport()
    was = phone.bounding_box()
    phone.press_sequentially(CONTACT["contact_phone"])
    checks = page.locator(CHECKS)
    expect(checks).to_contain_text("还有 4 项必须补")
    expect(checks).to_contain_text("按现在填的检查，还没有保存")
    expect(phone).to_be_focused()
    now = phone.bounding_box()
    assert was and now and abs(was["y"] - now["y"]) < 8, "the page jumps under who types"
    expect(page.frame_locator("iframe[name=preview]").locator("main")).to_contain_text(
        CONTACT["contact_phone"]
    )
    assert Notice.objects.get().contact_phone == "", "nothing is saved unasked"


@pytest.mark.parametrize("js", [True, False], ids=["script", "no-script"])
def test_a_reason_ticked_beside_the_text_saves_what_is_typed_in_it(slip, visit, js):
    page = editor(visit, slip, js=js)
    page.fill("#id_lead", "第一段改过。\n第二段。")
    page.fill("#id_contact_name", "周敏")
    explain(page)
    expect(page.locator("body")).to_contain_text("改过的文字已存入草稿")
    expect(page.locator("#id_lead")).to_have_value("第一段改过。\n第二段。")
    expect(page.locator(CHECKS)).to_contain_text("按已保存的内容检查")
    expect(page.locator(CHECKS)).to_contain_text("还有 2 项必须补")
    contact = page.locator(".field", has=page.locator("#id_contact_name"))
    expect(contact).not_to_contain_text("沿用")
    assert Notice.objects.get().lead.splitlines() == ["第一段改过。", "第二段。"]
    assert NoticeStep.objects.filter(step="explain").get().note == REASON


@pytest.mark.parametrize("js", [True, False], ids=["script", "no-script"])
def test_what_is_ticked_is_recorded_with_the_draft_and_waits_where_the_draft_is_refused(
    slip, visit, js
):
    page = editor(visit, slip, js=js)
    for point in page.locator("#explain input[type=checkbox]").all():
        point.check()
    page.fill("#explain_reason", REASON)
    page.fill("#id_closes_on", "2025-01-02")
    page.get_by_role("button", name="存草稿", exact=True).last.click()
    expect(page.locator(".summary")).to_be_visible()
    expect(page.locator("#explain_reason")).to_have_value(REASON)
    expect(page.locator("#explain input[type=checkbox]").first).to_be_checked()
    page.fill("#id_closes_on", "2025-05-09")
    page.get_by_role("button", name="存草稿", exact=True).last.click()
    expect(page.locator("body")).to_contain_text("已记下理由")
    assert NoticeStep.objects.filter(step="explain").get().note == REASON


@pytest.mark.parametrize("width", [1366, 390])
def test_without_a_script_the_points_are_ticked_and_the_notice_goes_to_the_review(
    slip, visit, width
):
    page = editor(visit, slip, width=width, js=False)
    explain(page)
    expect(page).to_have_url(re.compile("/edit/$"))
    assert page.locator("#explain").count() == 0
    page.get_by_role("link", name="补：缺来访时间").click()
    expect(page.locator("#id_visiting_hours")).to_be_in_viewport()
    page.fill("#id_visiting_hours", CONTACT["visiting_hours"])
    page.fill("#id_contact_phone", CONTACT["contact_phone"])
    page.get_by_role("button", name="刷新预览").click()
    expect(page.frame_locator("iframe[name=preview]").locator("main")).to_contain_text(
        CONTACT["contact_phone"]
    )
    expect(page.locator(CHECKS)).to_contain_text("按已保存的内容检查")
    page.get_by_role("button", name="保存并送审核").click()
    expect(page.locator("body")).to_contain_text("已送审核")
    assert Notice.objects.get().status == "in_review"


def test_a_reason_that_is_refused_loses_neither_ticks_nor_the_form(slip, visit):
    page = editor(visit, slip)
    page.fill("#id_contact_name", "周敏")
    page.locator("#explain input[type=checkbox]").first.check()
    page.get_by_role("button", name="记下理由").click()
    expect(page.locator("body")).to_contain_text("请写明数字属实的理由")
    expect(page.locator("#explain input[type=checkbox]").first).to_be_checked()
    expect(page.locator("#id_contact_name")).to_have_value("周敏")
