"""Every page of the desk, at every width: nothing scrolls inside what scrolls, nothing is wider than the window."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client
from django.urls import reverse
from playwright.sync_api import expect

from progress.models import Evidence
from tests.browser.conftest import sign_in
from tests.guards.addresses import GET, ROWS
from tests.guards.addresses.row import Row
from tests.guards.cast import SCAN, Cast, make_cast

WIDTHS = (390, 768, 1024, 1366)
MEASURE = """async () => {
    // A box is measured once it could answer the new width: resize and observers run before the second frame.
    await new Promise((go) => requestAnimationFrame(() => requestAnimationFrame(go)));
    return [
    document.documentElement.scrollWidth - innerWidth,
    ...[...document.querySelectorAll(".scroll")].map((box) => ({
        name: box.getAttribute("aria-label") || box.className,
        down: box.scrollHeight - box.clientHeight > 2 && getComputedStyle(box).overflowY !== "visible",
        sideways: box.scrollWidth - box.clientWidth > 2,
        says: getComputedStyle(box, "::before").content.includes("左右滑动"),
        spills: getComputedStyle(box).overflowX === "visible",
        page: document.documentElement.scrollHeight - innerHeight > 2,
    })),
    ];
}"""


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    made = make_cast()
    default_storage.save(made.evidence.file.name, ContentFile(SCAN))
    return made


def desk_pages(cast: Cast) -> Iterator[tuple[Row, str, Client]]:
    """Each page of the desk that is shown to somebody: (row, address, that person's browser)."""
    clients: dict[str, Client] = {}
    for row in ROWS:
        if row.method != GET or row.answer or row.is_public:
            continue
        part = row.looked_at_by
        client = clients.setdefault(part, cast.client(part))
        url = row.url(cast)
        answer = client.get(url)
        if answer.streaming or answer.status_code != 200:
            continue
        if b'<body class="desk' in answer.content:
            yield row, url, client


def test_no_table_scrolls_inside_a_scrolling_page_and_none_is_wider_unsaid(
    cast: Cast, visit: Callable[..., Any], live_server: Any
):
    """Down and up the page alone scrolls; sideways only a table that says so. At each width, of every page."""
    wrong, looked_at = [], 0
    page = visit()
    for row, url, client in desk_pages(cast):
        sign_in(page.context, client, live_server.url)
        page.goto(url)
        looked_at += 1
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 768})
            over, *boxes = page.evaluate(MEASURE)
            if over > 0:
                wrong.append(f"{row} at {width}: {over} px wider than the window")
            for box in boxes:
                if box["down"] and box["page"]:
                    wrong.append(f"{row} at {width}: {box['name']} scrolls inside the page")
                if box["sideways"] and not box["says"]:
                    wrong.append(f"{row} at {width}: {box['name']} is wide and does not say so")
        for kind in ({"mode": "elder"}, {"size": "larger"}, {"mode": "elder", "size": "larger"}):
            page.evaluate("kind => Object.assign(document.documentElement.dataset, kind)", kind)
            for width in (390, 768, 1024, 1366):
                page.set_viewport_size({"width": width, "height": 768})
                over, *boxes = page.evaluate(MEASURE)
                place = f"{row} in {kind} at {width}"
                if over > 0:
                    wrong.append(f"{place}: {over} px wider than the window")
                for box in boxes:
                    if box["sideways"] and box["spills"]:
                        wrong.append(f"{place}: {box['name']} covers what is beside it")
                    elif box["sideways"] and not box["says"]:
                        wrong.append(f"{place}: {box['name']} is wide and does not say so")
            page.evaluate(
                "() => ['mode', 'size'].forEach((one) => delete document.documentElement.dataset[one])"
            )
    assert looked_at > 40
    assert not wrong, "\n".join(wrong)


def test_an_act_that_cannot_be_undone_asks_once_without_a_script(
    cast: Cast, visit: Callable[..., Any]
):
    """The first tap opens the question and sends nothing; the second does it."""
    evidence = cast.evidence
    found = evidence.report
    page = visit(cast.people["reporter"], js=False, width=390)
    page.goto(reverse("progress:report", args=[found.task_id, found.round_id]))
    files = page.locator("#files li").filter(has_text=evidence.name)
    asked = files.get_by_role("button", name="确认删去")
    expect(asked).to_be_hidden()
    files.get_by_text("删去", exact=False).first.click()
    expect(files.get_by_text("文件删去后不能恢复")).to_be_visible()
    assert Evidence.objects.filter(pk=evidence.pk).exists()
    asked.click()
    expect(page.locator("#files").get_by_text(evidence.name)).to_have_count(0)
    assert not Evidence.objects.filter(pk=evidence.pk).exists()


def test_one_menu_holds_the_ways_on_a_phone(
    cast: Cast, visit: Callable[..., Any], assert_accessible: Callable[[Any], None]
):
    """Closed it is one button; open it has the work, the public page, the manuals and the own account. No script."""
    page = visit(cast.people["compiler"], js=False, width=390)
    page.goto(reverse("progress:round-board", args=[cast.round.pk]))
    menu = page.locator(".deskmenu")
    expect(page.get_by_role("link", name="使用手册")).to_be_hidden()
    menu.locator("summary").click()
    for name in ("总览", "公开页", "使用手册", "账号安全", "修改密码"):
        expect(menu.get_by_role("link", name=name)).to_be_visible()
    menu.get_by_role("link", name="公开页").click()
    expect(page).to_have_url(re.compile(cast.plan.public_path + "$"))


@pytest.mark.parametrize("width", [390, 1366])
def test_cards_and_menu_are_accessible(
    cast: Cast,
    visit: Callable[..., Any],
    assert_accessible: Callable[[Any], None],
    width: int,
):
    page = visit(cast.people["reviewer"], width=width)
    for url in (
        reverse("progress:round-board", args=[cast.round.pk]),
        reverse("progress:review-queue"),
        reverse("progress:overview", args=[cast.plan.pk]),
        reverse("objections:register"),
        reverse("manual", args=["filing"]),
    ):
        page.goto(url)
        page.locator(".deskmenu summary").click()
        assert_accessible(page)


def test_a_card_says_first_in_what_state_it_is_and_what_to_do(
    cast: Cast, visit: Callable[..., Any]
):
    """On a phone: state and act above the name, the name above the figures, and the act large enough for a thumb."""
    page = visit(cast.people["reviewer"], width=390)
    page.goto(reverse("progress:round-board", args=[cast.round.pk]))
    card = page.locator("tr", has=page.get_by_role("link", name="审核")).first
    top = {name: card.locator(name).bounding_box() for name in (".first", ".act a", "th a")}
    assert top[".first"]["y"] < top["th a"]["y"] and top[".act a"]["y"] < top["th a"]["y"]
    assert top[".act a"]["height"] >= 44 and top["th a"]["height"] >= 44


def test_long_work_says_so_and_a_second_press_sends_nothing(cast: Cast, visit: Callable[..., Any]):
    """The first press goes out and the page says what is going on; the second is stopped."""
    page = visit(cast.people["compiler"])
    page.goto(reverse("intake:import-list"))
    form = page.locator("form[data-busy]")
    expect(form.get_by_role("status", include_hidden=True)).to_have_count(1)
    stopped = form.evaluate(
        """form => [1, 2].map(() => {
            const press = new Event("submit", { cancelable: true });
            form.dispatchEvent(press);
            return press.defaultPrevented;
        })"""
    )
    assert stopped == [False, True]
    expect(form.get_by_role("status")).to_contain_text("正在读文件")
