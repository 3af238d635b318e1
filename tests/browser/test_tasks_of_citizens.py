"""What citizens come for, done as they would, counted and held against docs/dev/tasks.md; and the answer they wait for."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from objections import receipts
from projects.services import publish_plan
from tests.browser.counted import Counted, Tally
from tests.factories import AT
from tests.objections.conftest import NAME, PHONE, WORDS, Desk, make_desk
from tests.objections.test_desk import PARTS

NOTICE = "/wanzhou/notices/2025-q1/"
KEYS = ".receipt__keys dd"


@pytest.fixture
def desk(transactional_db, monkeypatch) -> Desk:
    """A plan and a notice in public; everybody reads for a minute before sending."""
    from publicity.views import objecting

    real = receipts.new_token
    monkeypatch.setattr(
        objecting.receipts,
        "new_token",
        lambda subject, now, began=None: real(subject, now - timedelta(minutes=1), began=began),
    )
    made = make_desk()
    publish_plan(plan_id=made.office.plan.pk, actor=made.reviewer, at=AT)
    return made


def counted(page: Page, tally: Tally | None = None) -> Counted:
    return (tally or Tally()).of(page)


def test_my_project_is_found_from_the_home_page_and_says_where_it_stands(desk, visit):
    own = counted(visit())
    own.starts("/")
    own.write("#q", "停车")
    own.press("查找")
    own.heads("查找")
    own.tap(own.page.locator("main a", has_text="小微停车场").first)
    own.heads("小微停车场")
    own.tally.held("find my project, from the home page")

    phone = counted(visit(width=390, height=844))
    phone.starts("/")
    phone.tap(phone.page.locator(".doors a", has_text="万州"))
    phone.heads("万州")
    phone.tap(phone.page.locator(".plist a", has_text="小微停车场"))
    phone.heads("小微停车场")
    phone.sees("90.5 万元")
    phone.sees("完成2个，新增泊位60个。")
    phone.tally.held("read where my project stands, on a phone")


def test_what_is_published_is_followed_by_a_calendar(desk, visit):
    own = counted(visit(width=390, height=844))
    own.starts("/wanzhou/")
    own.follow("订阅更新和日历")
    own.heads("订阅")
    with own.page.expect_download() as came:
        own.tap(own.page.get_by_role("link", name=re.compile("^下载")).first)
    assert came.value.suggested_filename.endswith(".ics")
    own.tally.held("subscribe to a district by its calendar")


def test_a_citizen_objects_and_follows_the_office_answers(desk, visit):
    own = counted(visit(width=390, height=844))
    own.starts(NOTICE + "object/")
    own.choose("#id_project", "第 1 件 口袋公园")
    number, code = objected(own)
    own.tally.held("object to a notice, from its form")

    answered(desk, visit, number)

    follows = counted(own.page)
    follows.starts("/objections/")
    follows.write("#id_number", number)
    follows.write("#id_code", code)
    follows.tap("main button")
    follows.heads("已答复")
    follows.sees(PARTS["facts"])
    follows.tally.held("follow an objection")


def objected(own: Counted) -> tuple[str, str]:
    own.write("#id_words", WORDS)
    own.write("#id_name", NAME)
    own.write("#id_contact", PHONE)
    own.tap("button[value=check]")
    own.heads("核对后提交")
    own.tap("button[value=send]")
    own.heads("已收到您的异议")
    keys = own.page.locator(KEYS)
    return keys.nth(0).inner_text(), keys.nth(1).inner_text()


def answered(desk: Desk, visit, number: str) -> None:
    """From the register to the approved answer: the handler accepts and writes, another approves."""
    task = Tally()
    handler = task.of(visit(desk.handler))
    handler.starts("/desk/objections/")
    handler.follow(number)
    handler.write("#id_accept-summary", "反映口袋公园开工数与现场不符。")
    handler.tap(handler.page.locator("button:has-text('受理'):visible").first)
    handler.sees("已受理")
    handler.follow("起草答复")
    for part in ("request", "facts", "opinion", "basis", "remedy", "public_outcome"):
        handler.write(f"#id_{part}", PARTS[part])
    handler.tick("input[name=outcome][value=upheld]")
    handler.tap("button[value=submit]")
    handler.sees("答复已送批准")
    approver = task.of(visit(desk.signer))
    approver.starts("/desk/objections/?tab=approve")
    approver.follow(number)
    approver.tick("#id_approve-release")
    approver.press("批准答复")
    approver.sees("答复已批准")
    task.held("answer an objection, from the register to the reply")


def test_the_keyboard_alone_objects(desk, visit):
    own = counted(visit())
    own.starts(NOTICE)
    page = own.page
    own.skip()
    own.tab_to(page.get_by_role("link", name="提出异议").first)
    own.strike("Enter")
    page.wait_for_url("**/object/**")
    for name, text in (("words", WORDS), ("name", NAME), ("contact", PHONE)):
        own.tab_to(page.locator(f"#id_{name}"))
        own.type_here(text)
    own.tab_to(page.locator("button[value=check]"))
    own.strike("Enter")
    own.heads("核对后提交")
    own.tab_to(page.locator("button[value=send]"))
    own.strike("Enter")
    own.heads("已收到您的异议")
    expect(page.locator(KEYS).first).to_be_visible()
    own.tally.held("object to a notice by keys alone, from the notice")
