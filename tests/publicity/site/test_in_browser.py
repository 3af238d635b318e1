"""The public pages as Chromium shows them: on phones and desks, with and without script, in 关怀版."""

from __future__ import annotations

import io
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import zxingcpp
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from PIL import Image
from playwright.sync_api import Browser, Page

from projects.public_addresses import UNIT
from publicity.pages.embedded import embedded
from publicity.site.identity import unit_id
from tests.publicity.site import sample
from tests.publicity.site.folder import served, write_folder
from tests.together import PATIENCE

pytestmark = pytest.mark.browser

WIDTHS = (320, 390, 768, 1366, 1920)
LAYOUTS = (320, 1366)
"""A phone's and a desk's: what axe looks at changes between these, not within."""
ONLY_VIOLATIONS = {"resultTypes": ["violations"]}
PAGES = (
    "/",
    "/wanzhou/",
    "/qianjiang/",
    "/wanzhou/2025/",
    "/qianjiang/2025/",
    "/wanzhou/2025/3/",
    "/qianjiang/2025/10/",
    "/qianjiang/2025/11/",
    "/wanzhou/notices/",
    "/wanzhou/notices/2025-q1/",
    "/wanzhou/notices/2025-q1-r1/",
    "/qianjiang/notices/2025-h1/",
    "/topics/travel/",
    "/wanzhou/topics/travel/",
    UNIT.path(district="wanzhou", unit=unit_id("500101", "区交通运输委")),
    "/privacy/",
    "/sitemap/",
    "/api/",
    "/styleguide/",
)
NOTICE = "/wanzhou/notices/2025-q1/"
STATIC = Path(settings.BASE_DIR) / "static"
CORRECTION = "/wanzhou/notices/2025-q1-r1/"
WECHAT = "Mozilla/5.0 (Linux; Android 12) AppleWebKit/537.36 Chrome/86.0 Mobile MicroMessenger/8.0"


def opened(
    browser: Browser, width: int = 1366, *, mode: str = "", **more
) -> tuple[Page, list[str]]:
    """A fresh page and the list its console and policy messages go to."""
    context = browser.new_context(viewport={"width": width, "height": 844}, **more)
    context.set_default_timeout(PATIENCE * 1000)
    if mode:
        context.add_init_script(f"localStorage.setItem('data-mode', '{mode}')")
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    return page, said


@pytest.mark.parametrize("mode", ["", "elder"])
@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_nothing_and_no_page_scrolls_sideways(browser, address, width, mode):
    page, said = opened(browser, width, mode=mode)
    axe = Axe()
    for path in PAGES[:-1] if mode else PAGES:  # the styleguide shows the desk, which has no 关怀版
        page.goto(address + path)
        if mode:
            page.wait_for_selector("html[data-mode=elder]")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        if width in LAYOUTS:
            found = axe.run(page, options=ONLY_VIOLATIONS).response["violations"]
            assert [(v["id"], v["nodes"][0]["html"][:120]) for v in found] == [], path
    assert said == []


def test_the_scripts_run_as_the_modules_they_are_and_do_the_same_unjoined(browser, address):
    """Sources and joined file agree: a page runs with its modules loaded one by one."""
    page, said = opened(browser)
    files = {f"/static/public/{file.name}": file for file in (STATIC / "public").glob("*.js")}
    page.route("**/static/public.js", lambda route: route.fulfill(
        content_type="text/javascript", body='import "./public/page.js";'
    ))  # fmt: skip
    page.route("**/static/public/*.js", lambda route: route.fulfill(
        content_type="text/javascript",
        body=files[urlsplit(route.request.url).path].read_text(encoding="utf-8"),
    ))  # fmt: skip
    page.goto(address + "/qianjiang/2025/")
    page.wait_for_selector("html[data-js]")
    page.fill("input[name=q]", "没有这样的项目")
    assert page.inner_text("[data-count]") == "0"
    page.click("[data-set='data-mode=elder']")
    assert page.get_attribute("html", "data-mode") == "elder"
    assert said == []


@pytest.mark.parametrize("width", [320, 1366])
def test_large_type_scrolls_no_page_sideways(browser, address, width):
    page, _ = opened(browser, width)
    page.add_init_script("localStorage.setItem('data-size', 'larger')")
    for path in PAGES:
        page.goto(address + path)
        page.wait_for_selector("html[data-size=larger]")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path


def test_axe_finds_nothing_in_forced_colours(browser, address):
    page, _ = opened(browser, forced_colors="active")
    for path in PAGES:
        page.goto(address + path)
        found = Axe().run(page, options=ONLY_VIOLATIONS).response["violations"]
        assert [(v["id"], v["nodes"][0]["html"][:120]) for v in found] == [], path


@pytest.mark.parametrize("width", WIDTHS)
def test_no_figure_is_parted_at_the_end_of_a_line(browser, address, width):
    page, _ = opened(browser, width)
    lines = "found => found.map(e => [e.textContent, e.getClientRects().length])"
    for path in ("/wanzhou/", "/qianjiang/", NOTICE):
        page.goto(address + path)
        figures = page.locator(".figures b, .facts b, .window__ends > span:first-child, h1 .nw")
        assert figures.count()
        parted = [text for text, rows in figures.evaluate_all(lines) if rows != 1]
        assert parted == [], path


@pytest.mark.parametrize("width", [390, 900, 1366])
def test_a_notice_in_another_sites_frame_shows_every_row(browser, tmp_path, width):
    """A frame is often narrower than a desk; the rows a phone folds on the notice's own page once stood nowhere in it."""
    site = sample.site(sample.made_here(contact={"name": None, "phone": "023-58258735"}))
    write_folder(site, tmp_path)
    file = tmp_path / NOTICE.strip("/") / "embed" / "index.html"
    file.parent.mkdir()
    file.write_bytes(embedded(site, "wanzhou", "2025-q1").body)
    page, _ = opened(browser, width)
    with served(tmp_path) as at:
        page.goto(f"{at}{NOTICE}embed/")
        rows = page.locator(".ledger tbody tr[id]")
        assert rows.count() == 20
        assert all(row.is_visible() for row in rows.all())
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert "联系人" not in page.inner_text(".strip") and "电话" in page.inner_text(".strip")


@pytest.mark.parametrize("width", [1024, 1366])
@pytest.mark.parametrize("size", ["", "large", "larger"])
def test_a_table_wider_than_its_window_says_so(browser, address, width, size):
    page, _ = opened(browser, width)
    page.add_init_script(f"if ('{size}') localStorage.setItem('data-size', '{size}')")
    page.goto(address + NOTICE)
    wider = page.locator(".scroll:has(.ledger)").evaluate("e => e.scrollWidth > e.clientWidth + 1")
    said = page.locator(".ledger caption").evaluate("e => getComputedStyle(e, '::after').content")
    assert ("左右拖动" in said) == wider == (width == 1024)


@pytest.mark.parametrize(("width", "is_table"), [(390, False), (768, False), (1366, True)])
def test_a_tablet_gets_cards_and_a_desk_the_table_without_a_bar_below_it(
    browser, address, width, is_table
):
    page, _ = opened(browser, width)
    for path, table in ((NOTICE, ".ledger"), ("/qianjiang/2025/", ".plan")):
        page.goto(address + path)
        assert page.locator(table).evaluate("e => getComputedStyle(e).display") == (
            "table" if is_table else "block"
        )
        box = page.locator(f".scroll:has({table})")
        assert box.evaluate("e => e.scrollWidth - e.clientWidth") == 0
        assert box.evaluate("e => e.scrollHeight - e.clientHeight") <= 1


@pytest.mark.parametrize("width", [768, 1366])
def test_a_phone_reads_the_address_of_the_page_off_another_screen(browser, address, width):
    page, _ = opened(browser, width)
    for path in ("/wanzhou/2025/3/", NOTICE):
        page.goto(address + path)
        seen = Image.open(io.BytesIO(page.locator(".qr__box").screenshot()))
        canonical = page.locator("link[rel=canonical]").get_attribute("href")
        assert [one.text for one in zxingcpp.read_barcodes(seen)] == [canonical]


SMALLEST_TEXT = """() => Math.min(...[...document.querySelectorAll("main *, header *, footer *, nav *")]
    .filter((e) => [...e.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim()) && e.offsetParent
        && !e.closest(".sr, .brand__mark, svg, .skip"))
    .map((e) => parseFloat(getComputedStyle(e).fontSize)))"""
LEAST_LINE = """() => Math.min(...[...document.querySelectorAll("main p, main li, main td, main dd")]
    .filter((e) => e.offsetParent && e.textContent.trim().length > 12)
    .map((e) => parseFloat(getComputedStyle(e).lineHeight) / parseFloat(getComputedStyle(e).fontSize)))"""
LEAST_PARAGRAPH = """() => Math.min(...[...document.querySelectorAll(".official p + p, .prose p + p, .stack > p + p")]
    .filter((e) => e.offsetParent && e.previousElementSibling.offsetParent)
    .map((e) => {
        const line = parseFloat(getComputedStyle(e).lineHeight);
        const gap = e.getBoundingClientRect().top - e.previousElementSibling.getBoundingClientRect().bottom;
        return (line + gap) / line;
    }))"""
LOWEST_TARGET = """() => Math.min(...[...document.querySelectorAll(
        "button, .btn, .mainnav a, .crumbs a, .files a, .control, .footer a, .plist a, .jumps a, .doors a, .brand")]
    .filter((e) => e.offsetParent && getComputedStyle(e).visibility === "visible")
    .map((e) => Math.round(e.getBoundingClientRect().height)))"""


@pytest.mark.parametrize("path", [NOTICE, CORRECTION, "/privacy/", "/api/"])
def test_paragraphs_stand_apart_by_a_third_of_a_line_more_than_lines_do(browser, address, path):
    """适老化通用设计规范: from one paragraph to the next at least 1.3 times as far as from line to line."""
    page, _ = opened(browser, 390, mode="elder")
    page.goto(address + path)
    page.wait_for_selector("html[data-mode=elder]")
    assert page.evaluate(LEAST_PARAGRAPH) >= 1.3


@pytest.mark.parametrize("path", ["/", "/wanzhou/", "/wanzhou/2025/", "/wanzhou/2025/3/", NOTICE])
def test_the_elder_mode_keeps_the_numbers_of_the_norm(browser, address, path):
    """适老化通用设计规范: text at least 18, titles to 30, targets 60, spacing 1.3."""
    page, _ = opened(browser, 390, mode="elder")
    page.goto(address + path)
    page.wait_for_selector("html[data-mode=elder]")
    assert page.evaluate(SMALLEST_TEXT) >= 18
    assert page.evaluate(LEAST_LINE) >= 1.3
    assert page.evaluate(LOWEST_TARGET) >= 60
    assert (
        page.evaluate("parseFloat(getComputedStyle(document.querySelector('h1')).fontSize)") >= 30
    )


@pytest.mark.parametrize("path", ["/", "/wanzhou/", "/wanzhou/2025/", "/wanzhou/2025/3/", NOTICE])
def test_targets_are_at_least_44_high_on_a_phone(browser, address, path):
    page, _ = opened(browser, 390)
    page.goto(address + path)
    page.wait_for_selector("html[data-js]")
    assert page.evaluate(LOWEST_TARGET) >= 44


def test_elder_mode_and_size_are_remembered_on_the_next_page_without_a_cookie(browser, address):
    page, _ = opened(browser)
    page.goto(address + NOTICE)
    page.click(".tools--page >> text=大")
    assert page.get_attribute("html", "data-size") == "larger"
    page.click("text=关怀版 >> visible=true")
    page.goto(address + "/wanzhou/2025/3/")
    page.wait_for_selector("html[data-mode=elder]")
    assert page.get_attribute("html", "data-size") == "larger"
    page.click("text=退出关怀版")
    assert page.get_attribute("html", "data-mode") is None
    assert page.context.cookies() == []


def test_every_page_is_whole_without_script_and_has_no_dead_button(browser, address):
    page, _ = opened(browser, 390, java_script_enabled=False)
    for path in PAGES[:-1]:
        page.goto(address + path)
        visible = page.locator("button:visible").all_inner_texts()
        assert visible == [], f"{path}: {visible}"
    page.goto(address + CORRECTION)
    page.click("text=看整张公示表")
    words = page.inner_text("main")
    for word in ("公示中", "提出异议", "失智特困人员照护中心建设", "182852", "023-58258735"):
        assert word in words


def test_the_plan_is_filtered_by_words_unit_and_category_and_the_address_keeps_it(browser, address):
    page, _ = opened(browser)
    page.goto(address + "/qianjiang/2025/")
    page.fill("#f-q", "农村")
    names = page.locator("tr[data-units]:visible th").all_inner_texts()
    assert "农村公路提升行动" in names
    assert len(names) < 20
    assert page.inner_text("[data-count]") == str(len(names))
    page.select_option("#f-u", "区水利局")
    assert page.locator("tr[data-units]:visible th").all_inner_texts() == ["提升农村饮水质量"]
    page.reload()
    assert page.input_value("#f-q") == "农村"
    assert page.locator("tr[data-units]:visible").count() == 1
    page.fill("#f-q", "地铁")
    assert page.is_visible("text=没有符合的项目")
    page.click("text=看全部 20 件")
    assert page.locator("tr[data-units]:visible").count() == 20
    page.select_option("#f-c", "区级重点民生实事")
    assert page.locator("tr[data-units]:visible").count() == 10
    assert page.locator("tr.group:visible").count() == 1


def test_on_a_phone_the_table_waits_closed_opens_as_cards_and_goes_sideways_on_request(
    browser, address
):
    page, _ = opened(browser, 390)
    page.goto(address + NOTICE)
    assert not page.is_visible(".ledger")
    page.click("text=看整张公示表")
    assert (
        page.evaluate("getComputedStyle(document.querySelector('.ledger tr.sum')).display")
        == "grid"
    )
    page.click("text=左右滑动看")
    page.wait_for_selector(".scroll--whole")
    assert (
        page.evaluate("getComputedStyle(document.querySelector('.ledger tr.sum')).display")
        == "table-row"
    )
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_a_keyboard_reaches_the_act_and_the_table_in_order(browser, address):
    page, _ = opened(browser)
    page.goto(address + CORRECTION)
    page.wait_for_selector("html[data-js]")
    reached = []
    for _ in range(40):
        page.keyboard.press("Tab")
        reached.append(
            page.evaluate(
                "document.activeElement.className.includes('scroll') ? 'table' : document.activeElement.innerText.trim()"
            )
        )
    assert reached[0] == "跳到正文"
    for earlier, later in (
        ("公示", "提出异议"),
        ("提出异议", "023-58258735"),
        ("023-58258735", "Word"),
    ):
        assert reached.index(earlier) < reached.index(later)
    assert "table" in reached, "the table's box takes the focus"


def test_read_aloud_shows_only_with_a_chinese_voice_and_reads_rows_as_sentences(browser, address):
    page, _ = opened(browser)
    page.goto(address + NOTICE)
    assert not page.is_visible("[data-aloud]")
    page.context.add_init_script(
        """window.spoken = []; const fake = {speaking: false, getVoices: () => [{lang: "zh-CN"}], cancel() {},
        speak(u) { window.spoken.push(u.text); }, addEventListener() {}};
        Object.defineProperty(window, "speechSynthesis", {get: () => fake});
        window.SpeechSynthesisUtterance = function (text) { this.text = text; };"""
    )
    page.reload()
    page.click("[data-aloud]")
    spoken = page.evaluate("window.spoken")
    assert spoken[0].startswith("关于2025年万州区重点民生实事1季度推进情况公示")
    row = next(sentence for sentence in spoken if sentence.startswith("第3项，关爱青少年心理健康"))
    assert "完成，92万元" in row or "完成92万元" in row
    assert "占比百分之30.7" in row
    assert page.inner_text("[data-aloud]") == "停止"


def test_wechat_gets_no_button_that_does_nothing(browser, address):
    page, said = opened(browser, 390, user_agent=WECHAT)
    page.goto(address + NOTICE)
    page.wait_for_selector("html[data-js]")
    assert not page.is_visible("[data-print]")
    assert "blob:" not in page.content()
    assert said == []


def test_print_repeats_the_table_head_and_leaves_the_chrome_out(browser, address):
    page, _ = opened(browser)
    page.goto(address + NOTICE)
    page.emulate_media(media="print")
    assert (
        page.evaluate("getComputedStyle(document.querySelector('thead')).display")
        == "table-header-group"
    )
    for gone in (".mainnav", ".tools", ".footer", ".files", ".way--web"):
        assert not page.locator(f"{gone}:visible").count(), gone
    assert page.is_visible(".print-only.digest")


def test_the_first_screen_of_a_phone_says_what_until_when_and_to_whom(browser, address):
    page, _ = opened(browser, 390)
    page.goto(address + CORRECTION)
    for words in ("公示中", "还剩"):
        box = page.locator(f"text={words} >> nth=0").bounding_box()
        assert box["y"] + box["height"] < 844, words


def test_a_notice_needs_at_most_four_requests_and_30_kilobytes(browser, address):
    import gzip

    page, _ = opened(browser, 390)
    sizes: list[int] = []
    page.on("response", lambda response: sizes.append(len(gzip.compress(response.body(), 9))))
    page.goto(address + NOTICE)
    page.wait_for_load_state("networkidle")
    assert len(sizes) <= 4
    assert sum(sizes) <= 30_000
