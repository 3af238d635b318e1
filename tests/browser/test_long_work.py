"""Long work in a real browser: its progress is seen, it may be left, and its end finds the person."""

from __future__ import annotations

import io
import threading
from collections.abc import Callable, Iterator
from hashlib import sha256
from typing import Any

import openpyxl
import pytest
from playwright.sync_api import Page, expect

from intake.long_sizes import is_long_file
from intake.models import LongWork
from intake.services import long_acts
from intake.services.receiving import receive_reading, written_reading
from projects.models import Role
from tests.browser.test_importing import TARGETS, Check, Desk, Visit
from tests.factories import AT, make_district, make_person
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


@pytest.fixture
def reread(monkeypatch: pytest.MonkeyPatch) -> Iterator[Held]:
    """Reading again waits to be let go."""
    reader = Held()
    monkeypatch.setattr(long_acts, "reading_for", reader.reading(long_acts.reading_for))
    monkeypatch.setattr("intake.work_views.BRIEFLY", 0)
    yield reader
    reader.let_go()
    assert comes_true(lambda: not any(one.name == "long-works" for one in threading.enumerate()))


def large_preview(desk: Desk) -> str:
    """The address of a preview of a workbook long enough to be read beside the request."""
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("清单")
    sheet.append(["2026年黔江区民生实事项目清单"])
    sheet.append(["序号", "项目名称", "年度目标任务", "责任单位"])
    sheet.append([1, "口袋公园", "新建口袋公园2个。", "区城市管理局"])
    for row in range(2_000):
        sheet.append([None, None, None, sha256(str(row).encode()).hexdigest()])
    kept = io.BytesIO()
    book.save(kept)
    assert is_long_file("大表.xlsx", len(kept.getvalue()))
    district = desk.compiler.memberships.get().district
    read = receive_reading(district, "大表.xlsx", kept.getvalue(), year=None)
    run = written_reading(read, actor=desk.compiler, at=AT)
    return f"/desk/imports/{run.pk}/"


@pytest.mark.parametrize(("js", "width"), [(True, 1366), (False, 390)])
def test_correcting_a_cell_of_a_large_workbook_shows_its_progress_and_may_be_left(
    desk: Desk, reread: Held, visit: Visit, assert_accessible: Check, js: bool, width: int
) -> None:
    address = large_preview(desk)
    page = visit(desk.compiler, js=js, width=width)
    page.goto(f"{address}?cell=1,3,2")
    page.get_by_label("应为").fill("街角公园")
    page.get_by_role("button", name="更正并重新读取").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("按更正重读《大表.xlsx》")
    assert comes_true(lambda: LongWork.objects.get().state == "working")
    page.goto(page.url)
    expect(page.get_by_text("第 2 步，共 3 步")).to_be_visible()
    if js:
        assert_accessible(page)
    page.goto(address)
    expect(page.get_by_role("link", name="看进度")).to_be_visible()
    if js:
        assert_accessible(page)
    reread.let_go()
    assert comes_true(lambda: LongWork.objects.get().state == "done")
    page.goto("/desk/districts/qianjiang/units/")
    expect(page.get_by_text("已更正，并重新读了一遍")).to_be_visible()
    page.get_by_role("link", name="去看").click()
    expect(page.get_by_role("region", name="读到的内容").get_by_text("街角公园")).to_be_visible()


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
