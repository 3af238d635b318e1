"""The import desk in a real browser: a Word file or pasted text, its doubts, corrections, and the plan they become."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from projects.models import AnnualPlan, Project, Role
from tests.conftest import DOCUMENTS
from tests.factories import make_district, make_person

TARGETS = DOCUMENTS / "qianjiang-2025-targets.docx"
PASTED = """关于2025年黔江区重点民生实事的通知
序号\t项目名称\t目标任务\t责任单位
1\t口袋公园\t新建口袋公园2个。\t区城市管理局
1\t农村公路\t新建农村公路3公里。\t区交通运输委
"""

Visit = Callable[..., Page]
Check = Callable[[Page], None]


@dataclass
class Desk:
    compiler: Any
    """Makes plans of files, in Qianjiang."""


@pytest.fixture
def desk(transactional_db: None) -> Desk:
    district = make_district("qianjiang")
    return Desk(make_person("compiler", district, Role.COMPILER))


def upload(page: Page) -> None:
    page.goto("/desk/imports/")
    page.get_by_label("选择文件 （").set_input_files(TARGETS)
    page.get_by_role("button", name="读取并预览").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(TARGETS.name)


def paste(page: Page, text: str = PASTED) -> None:
    page.goto("/desk/imports/")
    page.get_by_label("粘贴文字 （").fill(text)
    page.get_by_role("button", name="读取并预览").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("粘贴的文字.txt")


def settle(page: Page) -> None:
    page.get_by_role("button", name=re.compile("都按读到的处理")).click()


@pytest.mark.parametrize("js", [True, False], ids=["script", "no-script"])
@pytest.mark.parametrize("width", [1366, 390])
def test_a_word_file_becomes_a_plan_once_every_doubt_is_settled(
    visit: Visit, assert_accessible: Check, desk: Desk, width: int, js: bool
) -> None:
    page = visit(desk.compiler, width=width, js=js)
    upload(page)
    if js:
        assert_accessible(page)
    doubts = page.get_by_role("region", name=re.compile("^疑点"))
    expect(doubts).to_contain_text("15")
    expect(doubts.get_by_role("listitem").first).to_be_visible()
    expect(page.get_by_role("button", name="导入", exact=True)).to_have_attribute(
        "aria-disabled", "true"
    )
    settle(page)
    page.get_by_role("button", name=re.compile("^导入 20 件")).click()
    expect(page.get_by_role("status").first).to_contain_text("已导入")
    page.get_by_role("link", name="查看方案").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("2025")
    expect(page.get_by_text("入户管").first).to_be_visible()
    if js:
        assert_accessible(page)
    assert Project.objects.count() == 20


def test_a_doubt_leads_to_its_cell_and_correcting_it_ends_the_doubt(
    visit: Visit, assert_accessible: Check, desk: Desk
) -> None:
    page = visit(desk.compiler)
    paste(page)
    doubt = page.get_by_role("listitem").filter(has_text="重复").first
    place = doubt.get_by_role("link", name=re.compile(r"^表1 第\d行 第1列$"))
    place.click()
    expect(page.locator("td:target")).to_be_in_viewport()
    doubt.get_by_role("button", name="更正").click()
    expect(page.get_by_label("应为")).to_be_in_viewport()
    assert_accessible(page)
    page.get_by_label("应为").fill("2")
    page.get_by_role("button", name="更正并重新读取").click()
    expect(page.get_by_text("没有对不上的地方")).to_be_visible()
    expect(page.locator("td.corrected")).to_contain_text("2")
    page.get_by_role("button", name="导入 2 件").click()
    assert list(Project.objects.values_list("number", flat=True)) == [1, 2]


def test_a_column_that_was_misunderstood_is_told_apart_by_its_head(
    visit: Visit, desk: Desk
) -> None:
    page = visit(desk.compiler)
    paste(page, PASTED.replace("责任单位", "谁来办"))
    page.get_by_role("button", name=re.compile("改.*谁来办")).click()
    page.get_by_label("这是表头，这一栏其实是").select_option("责任单位")
    page.get_by_role("button", name="更正并重新读取").click()
    expect(page.get_by_role("region", name="读到的项目")).to_contain_text("区城市管理局")


def test_what_cannot_be_read_is_refused_beside_the_field_and_nothing_is_lost(
    visit: Visit, assert_accessible: Check, desk: Desk
) -> None:
    page = visit(desk.compiler)
    page.goto("/desk/imports/")
    page.get_by_label("粘贴文字 （").fill("今天天气很好。")
    page.get_by_role("button", name="读取并预览").click()
    expect(page.get_by_role("alert").or_(page.locator(".summary")).first).to_contain_text(
        "没有在文件里找到"
    )
    expect(page.get_by_label("粘贴文字 （")).to_have_value("今天天气很好。")
    assert_accessible(page)


def test_the_whole_way_goes_by_keyboard(visit: Visit, desk: Desk) -> None:
    page = visit(desk.compiler)
    page.goto("/desk/imports/")
    page.get_by_label("粘贴文字 （").focus()
    page.keyboard.insert_text(PASTED)
    press_until(page, "button", "读取并预览")
    expect(page.get_by_role("heading", level=1)).to_have_text("粘贴的文字.txt")
    while page.get_by_role("button", name="按读到的处理").count():
        press_until(page, "button", "按读到的处理")
    press_until(page, "button", "导入 2 件")
    expect(page.get_by_role("link", name="查看方案")).to_be_visible()
    assert AnnualPlan.objects.count() == 1


def press_until(page: Page, role: str, name: str) -> None:
    """Tab on to the control of that name, press Enter, and wait for the page it leads to."""
    wanted = page.get_by_role(role, name=name).first  # type: ignore[arg-type]
    for _ in range(80):
        page.keyboard.press("Tab")
        if wanted.evaluate("node => node === document.activeElement"):
            with page.expect_navigation():
                page.keyboard.press("Enter")
            return
    raise AssertionError(f"{name} is not reached by Tab")


def test_the_same_file_again_shows_what_it_would_change_and_can_be_undone(
    visit: Visit, assert_accessible: Check, desk: Desk
) -> None:
    page = visit(desk.compiler)
    numbered = PASTED.replace("1\t农村", "2\t农村")
    paste(page, numbered)
    page.get_by_role("button", name="导入 2 件").click()
    paste(page, numbered.replace("3公里", "4公里"))
    changes = page.get_by_role("region", name="各处改动")
    expect(changes.locator("del").first).to_have_text("新建农村公路3公里。")
    expect(changes.locator("ins").first).to_have_text("新建农村公路4公里。")
    assert_accessible(page)
    page.get_by_role("button", name="导入 2 件").click()
    page.locator("summary", has_text="撤销这次导入").click()
    page.get_by_role("button", name="确认撤销这次导入").click()
    expect(page.get_by_role("status").first).to_contain_text("已撤销")
    assert Project.objects.get(number=2).target == "新建农村公路3公里。"
    page.goto("/desk/imports/")
    assert_accessible(page)


def test_one_click_gives_a_column_nobody_understood_its_meaning(
    desk: Desk, visit: Visit, assert_accessible: Check
) -> None:
    page = visit(desk.compiler)
    paste(
        page,
        "2025年黔江区民生实事项目\n序号\t项目名称\t目标任务\t责任单位\t惠及范围\n"
        "1\t口袋公园\t新建口袋公园2个。\t区城市管理局\t300户\n2\t停车场\t新建停车场1个。\t区住建委\t450户\n",
    )
    expect(page.locator("td.unused")).to_have_count(3)
    assert_accessible(page)
    page.get_by_role("button", name="备注", exact=True).click()
    expect(page.locator("td.unused")).to_have_count(0)
    expect(page.get_by_text("惠及范围")).to_have_count(0)
