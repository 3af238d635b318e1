"""Long work in a real browser: its progress is seen, it may be left, and its end finds the person."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from intake.models import LongWork
from intake.services import long_acts
from projects.models import Role
from tests.browser.test_importing import TARGETS, Check, Desk, Visit
from tests.factories import make_district, make_person
from tests.together import PATIENCE, comes_true


class Held:
    """The reader waits until it is let go, so that a page can be looked at meanwhile."""

    def __init__(self) -> None:
        self._gate = threading.Event()

    def reading(self, read: Callable[..., Any]) -> Callable[..., Any]:
        def held(*given: Any, **more: Any) -> Any:
            assert self._gate.wait(PATIENCE)
            return read(*given, **more)

        return held

    def let_go(self) -> None:
        self._gate.set()


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> Iterator[Held]:
    reader = Held()
    monkeypatch.setattr(long_acts, "receive_reading", reader.reading(long_acts.receive_reading))
    monkeypatch.setattr("intake.views.is_long_file", lambda name, size: True)
    monkeypatch.setattr("intake.work_views.BRIEFLY", 0)
    yield reader
    reader.let_go()
    assert comes_true(lambda: not any(one.name == "long-works" for one in threading.enumerate()))


@pytest.fixture
def desk(transactional_db: None) -> Desk:
    district = make_district("qianjiang")
    return Desk(make_person("compiler", district, Role.COMPILER))


def send(page: Page) -> None:
    page.goto("/desk/imports/")
    page.get_by_label("选择文件 （").set_input_files(TARGETS)
    page.get_by_role("button", name="读取并预览").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(f"读取文件《{TARGETS.name}》")
    assert comes_true(lambda: LongWork.objects.get().state == "working")
    page.goto(page.url)
    expect(page.get_by_text("第 2 步，共 3 步")).to_be_visible()


@pytest.mark.parametrize("width", [1366, 390])
def test_its_progress_is_seen_and_its_page_goes_on_to_what_came_of_it(
    desk: Desk, held: Held, visit: Visit, assert_accessible: Check, width: int
) -> None:
    page = visit(desk.compiler, width=width)
    send(page)
    assert_accessible(page)
    held.let_go()
    expect(page.get_by_role("heading", level=1)).to_have_text(TARGETS.name)
    expect(page.get_by_text("已读完")).to_be_visible()


@pytest.mark.parametrize("js", [True, False], ids=["script", "no-script"])
def test_it_may_be_left_is_found_again_and_tells_its_end_on_another_page(
    desk: Desk, held: Held, visit: Visit, assert_accessible: Check, js: bool
) -> None:
    page = visit(desk.compiler, js=js)
    send(page)
    page.goto("/desk/districts/qianjiang/units/")
    page.get_by_role("link", name="看进度").click()
    expect(page.get_by_role("link", name="刷新")).to_be_visible()
    page.goto("/desk/imports/")
    expect(page.get_by_role("heading", name="正在进行")).to_be_visible()
    if js:
        assert_accessible(page)
    held.let_go()
    assert comes_true(lambda: LongWork.objects.get().state == "done")
    page.goto("/desk/districts/qianjiang/units/")
    expect(page.get_by_text("已读完")).to_be_visible()
    page.get_by_role("link", name="去看").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(TARGETS.name)


def test_without_a_script_the_link_asks_again(desk: Desk, held: Held, visit: Visit) -> None:
    page = visit(desk.compiler, js=False)
    send(page)
    page.get_by_role("link", name="刷新").click()
    expect(page.get_by_text("第 2 步，共 3 步")).to_be_visible()
    held.let_go()
    assert comes_true(lambda: LongWork.objects.get().state == "done")
    page.get_by_role("link", name="刷新").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(TARGETS.name)
