"""A citizen objects on a phone and reads the answer; the office handles it: in a real browser, with and without scripts."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from objections import receipts
from objections.models import Objection
from tests.objections.conftest import FORM, NAME, PHONE, WORDS, Desk, make_desk
from tests.objections.test_desk import PARTS

KEYS = ".receipt__keys dd"


@pytest.fixture
def desk(transactional_db, monkeypatch) -> Desk:
    """A published notice; everybody reads for a minute before sending."""
    from publicity.views import objecting

    real = receipts.new_token
    monkeypatch.setattr(
        objecting.receipts,
        "new_token",
        lambda subject, now, began=None: real(subject, now - timedelta(minutes=1), began=began),
    )
    return make_desk()


def objected(page: Page, **values: str) -> tuple[str, str]:
    page.goto(FORM)
    page.select_option("#id_project", "1")
    page.fill("#id_words", values.get("words", WORDS))
    page.fill("#id_name", NAME)
    page.fill("#id_contact", PHONE)
    page.click("button[value=check]")
    expect(page.locator("h1")).to_have_text("核对后提交")
    page.click("button[value=send]")
    expect(page.locator("h1")).to_have_text("已收到您的异议")
    return page.locator(KEYS).nth(0).inner_text(), page.locator(KEYS).nth(1).inner_text()


def follow(page: Page, number: str, code: str) -> None:
    page.goto("/objections/")
    page.fill("#id_number", number)
    page.fill("#id_code", code)
    page.click("main button")


@pytest.mark.parametrize("js", [True, False], ids=["script", "no script"])
@pytest.mark.parametrize("width", [1366, 390])
def test_from_the_form_to_the_answer(desk, visit, width, js):
    height = 768 if width > 400 else 844
    citizen = visit(width=width, height=height, js=js)
    number, code = objected(citizen)
    handler = visit(desk.handler, width=width, height=height, js=js)
    handler.goto("/desk/objections/")
    handler.click(f"text={number}")
    handler.fill("#id_accept-summary", "反映口袋公园开工数与现场不符。")
    handler.click("button:has-text('受理'):visible >> nth=0")
    expect(handler.locator("body")).to_contain_text("已受理")
    handler.click("a:has-text('起草答复')")
    for part in ("request", "facts", "opinion", "basis", "remedy", "public_outcome"):
        handler.fill(f"#id_{part}", PARTS[part])
    handler.check("input[name=outcome][value=upheld]")
    handler.click("button[value=submit]")
    expect(handler.locator("body")).to_contain_text("答复已送批准")
    approver = visit(desk.signer, width=width, height=height, js=js)
    approver.goto("/desk/objections/?tab=approve")
    approver.click(f"text={number}")
    approver.check("#id_approve-release")
    approver.click("button:has-text('批准答复')")
    expect(approver.locator("body")).to_contain_text("答复已批准")
    follow(citizen, number.lower(), code.replace("-", " "))
    expect(citizen.locator("h1")).to_have_text("已答复")
    expect(citizen.locator("main")).to_contain_text(PARTS["facts"])
    citizen.click("button[value=good]")
    expect(citizen.locator("main")).to_contain_text("您的评价：满意")
    citizen.goto("/wanzhou/notices/2025-q1/")
    expect(citizen.locator("main")).to_contain_text(PARTS["public_outcome"])
    assert citizen.context.cookies() == []


@pytest.mark.parametrize("width", [1366, 390, 320])
def test_the_citizens_pages_are_accessible_in_every_state(desk, visit, width, assert_accessible):
    page = visit(width=width, height=844)
    page.goto(FORM)
    assert_accessible(page)
    page.click("button[value=check]")
    expect(page.locator(".summary")).to_be_focused()
    assert_accessible(page)
    page.click(".summary a")
    expect(page.locator("#id_words")).to_be_focused()
    page.fill("#id_words", WORDS)
    page.click("button[value=check]")
    assert_accessible(page)
    page.click("button[value=send]")
    assert_accessible(page)
    number, code = page.locator(KEYS).nth(0).inner_text(), page.locator(KEYS).nth(1).inner_text()
    follow(page, number, "AAAA-AAAA-AAAA")
    assert_accessible(page)
    follow(page, number, code)
    assert_accessible(page)
    page.click("text=撤回异议")
    assert_accessible(page)
    page.click("button[value=yes]")
    expect(page.locator("h1")).to_have_text("您已撤回")
    assert_accessible(page)


def test_in_care_mode_the_form_grows_and_stays_whole(desk, visit, assert_accessible):
    page = visit(width=390, height=844)
    page.goto(FORM)
    page.click(".tool--care")
    assert_accessible(page)
    tall = page.evaluate(
        "getComputedStyle(document.querySelector('button[value=check]')).minHeight"
    )
    assert float(tall.removesuffix("px")) >= 60


@pytest.mark.parametrize("width", [1366, 390])
def test_the_desks_pages_are_accessible(desk, visit, width, assert_accessible):
    waiting = desk.received(text="等核对的")
    Objection.objects.filter(pk=waiting.pk).update(needs_human_check=True, source_mark="x")
    fresh, accepted = desk.received(text="新来的"), desk.accepted(desk.received(text="受理的"))
    handler = visit(desk.handler, width=width)
    for path in (
        "", "check/", "new/", "erasures/", f"{fresh.pk}/", f"{accepted.pk}/", f"{accepted.pk}/answer/",
    ):  # fmt: skip
        handler.goto(f"/desk/objections/{path}")
        assert_accessible(handler)
    handler.goto(f"/desk/objections/{accepted.pk}/answer/")
    handler.click("button[value=submit]")
    assert_accessible(handler)
    handler.goto(f"/desk/objections/{fresh.pk}/")
    handler.fill("#id_open-reason", "核实地点")
    handler.click("text=留下记录并查看")
    expect(handler.locator("main")).to_contain_text(NAME)
    assert_accessible(handler)


def test_the_form_can_be_sent_by_keyboard_alone(desk, visit):
    page = visit()
    page.goto(FORM)
    page.focus("#id_words")
    page.keyboard.type(WORDS)
    for _ in range(2):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("核对后提交")


def test_the_counter_says_how_much_is_left_and_cuts_nothing(desk, visit):
    page = visit()
    page.goto(FORM)
    page.fill("#id_words", "字" * 2005)
    expect(page.locator(".counter")).to_have_text("超出 5 字，请删短一些")
    assert len(page.input_value("#id_words")) == 2005


def test_the_receipt_prints_on_one_page_with_both_keys(desk, visit):
    page = visit()
    number, code = objected(page)
    page.emulate_media(media="print")
    assert page.locator("button").first.is_hidden() and page.locator(".crumbs").is_hidden()
    pdf = page.pdf(format="A4")
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == 1
    for key in (number, code):
        assert page.get_by_text(key, exact=True).is_visible()
