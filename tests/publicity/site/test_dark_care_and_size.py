"""The public pages for readers who need them otherwise: in the dark, in 关怀版 to 30 px, with type twice as large."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from tests.publicity.site import sample
from tests.publicity.site.folder import served, write_folder
from tests.publicity.site.test_in_browser import (
    NOTICE,
    ONLY_VIOLATIONS,
    PAGES,
    opened,
)

pytestmark = pytest.mark.browser

OVERLAPPING = """() => {
  const hidden = e => e && (e.clientHeight <= 1 && getComputedStyle(e).overflow === 'hidden' || hidden(e.parentElement));
  const seen = [...document.querySelectorAll('main *, header *, footer *')].filter(e => !e.closest('svg, .sr, [hidden], details:not([open]) > :not(summary)')
    && [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()) && e.getClientRects().length && !hidden(e));
  const lines = [];
  for (const e of seen) {
    const range = document.createRange();
    for (const n of e.childNodes) if (n.nodeType === 3 && n.data.trim()) {
      range.selectNodeContents(n);
      for (const r of range.getClientRects()) {
        const box = (e.closest('.scroll') || document.documentElement).getBoundingClientRect();
        if (r.width > 2 && r.bottom <= box.bottom && r.right <= box.right) lines.push([e, r, n.data.trim().slice(0, 20)]);
      }
    }
  }
  const found = [];
  lines.forEach(([a, p, said], i) => lines.slice(i + 1).forEach(([b, q, other]) => {
    if (a === b || a.contains(b) || b.contains(a)) return;
    const wide = Math.min(p.right, q.right) - Math.max(p.left, q.left);
    const high = Math.min(p.bottom, q.bottom) - Math.max(p.top, q.top);
    if (wide > 3 && high > Math.min(p.height, q.height) * .35) found.push(said + ' | ' + other);
  }));
  return found.slice(0, 5);
}"""
"""Lines of words that stand on one another, as "words | words"."""


def sideways(page) -> int:
    return page.evaluate("document.documentElement.scrollWidth - window.innerWidth")


@pytest.mark.parametrize("mode", ["", "elder"])
@pytest.mark.parametrize("width", [390, 1366])
def test_axe_finds_nothing_in_the_dark(browser, address, width, mode):
    page, said = opened(browser, width, mode=mode, color_scheme="dark", reduced_motion="reduce")
    for path in PAGES:
        page.goto(address + path)
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(18, 24, 34)"
        found = Axe().run(page, options=ONLY_VIOLATIONS).response["violations"]
        assert [(v["id"], v["nodes"][0]["html"][:120]) for v in found] == [], path
    assert said == []


def test_paper_is_white_for_whoever_reads_in_the_dark(browser, address):
    page, _ = opened(browser, color_scheme="dark")
    page.goto(address + NOTICE)
    page.emulate_media(media="print", color_scheme="dark")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"


@pytest.fixture(scope="module")
def large(engine, chromium) -> Browser:
    """A browser whose reader set its type to 200 %."""
    return engine(chromium, "--blink-settings=defaultFontSize=32")


@pytest.mark.parametrize("width", [390, 768, 1366, 1920])
def test_type_twice_as_large_neither_leaves_the_page_nor_stands_on_other_words(
    large,
    address,
    width,
):
    page, _ = opened(large, width)
    for path in PAGES:
        page.goto(address + path)
        assert page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)") == 32
        assert sideways(page) <= 0, path
        assert page.evaluate(OVERLAPPING) == [], path


@pytest.mark.parametrize("width", [390, 1366])
@pytest.mark.parametrize("size", ["", "large", "larger"])
def test_care_reaches_30_px_and_nothing_leaves_the_page(browser, address, width, size):
    page, _ = opened(browser, width, mode="elder")
    page.add_init_script(f"localStorage.setItem('data-size', '{size}')")
    for path in PAGES:
        page.goto(address + path)
        page.wait_for_selector("html[data-mode=elder]")
        size_of_text = page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)")
        assert size_of_text == {"": 20, "large": 25, "larger": 30}[size]
        if path != "/styleguide/":  # shows parts of the desk, which has no 关怀版
            assert sideways(page) <= 0, path
            assert page.evaluate(OVERLAPPING) == [], path


def test_care_takes_less_than_a_third_of_a_phones_first_screen_before_the_page(browser, address):
    page, _ = opened(browser, 390, mode="elder")
    for path in PAGES:
        page.goto(address + path)
        page.wait_for_selector("html[data-mode=elder]")
        assert page.locator(".masthead").bounding_box()["height"] < 844 / 3, path


def test_care_is_entered_and_left_by_a_button_that_keeps_the_focus(browser, address):
    page, _ = opened(browser)
    page.goto(address + NOTICE)
    page.focus("text=关怀版 >> visible=true")
    page.keyboard.press("Enter")
    assert page.get_attribute("html", "data-mode") == "elder"
    assert page.evaluate("document.activeElement.innerText.trim()") == "退出关怀版"
    page.keyboard.press("Enter")
    assert page.get_attribute("html", "data-mode") is None
    assert page.evaluate("document.activeElement.innerText.trim()") == "关怀版"


def test_a_meter_stands_off_the_paper(browser, address):
    """WCAG 2.2, 1.4.11: what a drawing needs to be read stands 3:1 off what is beside it."""
    contrast = """() => { const light = c => { const [r, g, b] = c.match(/[\\d.]+/g).map(v => (v /= 255) <= .03928
      ? v / 12.92 : ((v + .055) / 1.055) ** 2.4); return .2126 * r + .7152 * g + .0722 * b; };
      const ground = light(getComputedStyle(document.body).backgroundColor);
      return Math.min(...[...document.querySelectorAll('.meter')].map(m => light(getComputedStyle(m).borderTopColor)).map(
        l => (Math.max(l, ground) + .05) / (Math.min(l, ground) + .05))); }"""
    for scheme in ("light", "dark"):
        page, _ = opened(browser, color_scheme=scheme)
        page.goto(address + "/wanzhou/")
        assert page.locator(".meter").count()
        assert page.evaluate(contrast) >= 3, scheme


def test_care_folds_what_not_everybody_needs_and_a_button_or_an_address_opens_it(browser, address):
    page, _ = opened(browser, 390, mode="elder")
    page.goto(address + "/wanzhou/")
    page.wait_for_selector("html[data-mode=elder]")
    money = page.locator("section:has(#money)")
    assert not money.locator("table").is_visible()
    money.locator("button").click()
    assert money.locator("table").is_visible()
    assert money.locator("button").get_attribute("aria-expanded") == "true"
    page.goto(address + NOTICE + "#check")
    page.wait_for_selector("section:has(#check) .digest >> visible=true")
    page.goto(address + "/wanzhou/")
    page.wait_for_selector("html[data-mode=elder]")
    page.click("text=退出关怀版")
    assert page.locator("section:has(#money) table").is_visible()
    assert not page.locator(".fold:visible").count()


def test_in_care_a_field_to_search_in_has_room_for_what_is_typed(browser, tmp_path):
    """At 30 px on a phone the button left room for two words."""
    page, _ = opened(browser, 390, mode="elder")
    page.add_init_script("localStorage.setItem('data-size', 'larger')")
    write_folder(sample.site(search_path="/search/"), tmp_path)
    with served(tmp_path) as address:
        for path in ("/", "/wanzhou/"):
            page.goto(address + path)
            page.wait_for_selector("html[data-mode=elder]")
            assert page.locator(".search .control").bounding_box()["width"] >= 9 * 30, path


def test_a_followed_project_stands_open_where_its_page_leads(browser, address):
    page, _ = opened(browser, 390)
    page.goto(address + "/wanzhou/subscribe/")
    assert not page.locator(".copies code:visible").count()
    assert page.evaluate("document.documentElement.scrollHeight") < 844 * 3
    page.goto(address + "/wanzhou/2025/3/")
    page.click("text=本项目、责任单位和日历")
    page.wait_for_selector("#p3 code >> visible=true")
    assert page.locator("#p3").bounding_box()["y"] < 844


def test_care_says_one_sentence_of_each_promise_and_its_result(browser, address):
    page, _ = opened(browser, 390, mode="elder")
    page.goto(address + "/qianjiang/2025/")
    page.wait_for_selector("html[data-mode=elder]")
    cells = "rows => rows.map(row => [...row.children].filter(cell => cell.getClientRects().length).length)"
    assert set(page.locator("tr[data-units]").evaluate_all(cells)) == {4}


def test_print_parts_no_row_and_leaves_nothing_folded(browser, address):
    page, _ = opened(browser, mode="elder")
    parted = """() => [...document.querySelectorAll('main li, main tr, main dl > div, main figure')].filter(
      e => getComputedStyle(e).breakInside !== 'avoid').map(e => e.outerHTML.slice(0, 80))"""
    for path in ("/wanzhou/", "/qianjiang/2025/", "/wanzhou/2025/3/", NOTICE):
        page.goto(address + path)
        page.wait_for_selector("html[data-mode=elder]")
        page.emulate_media(media="print")
        assert page.evaluate(parted) == [], path
        folded = page.locator("[data-fold] > :not(.section__title):not(.no-print)")
        assert all(part.is_visible() for part in folded.all()), path
