"""Deciding which project is which in a real browser, on a desk and on a phone."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.intake.test_reissued_plans import CARE, ESTATES, TWINS, Office

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("width", [1366, 390])
def test_matches_stand_side_by_side_and_a_doubtful_one_is_decided(visit, assert_accessible, width):
    desk = Office()
    desk.bring(ESTATES, *TWINS, CARE)
    run = desk.look(CARE, ESTATES, *TWINS)
    page = visit(desk.compiler, width=width)
    page.goto(f"/desk/imports/{run.pk}/")
    assert_accessible(page)
    doubtful = page.locator("#m3")
    expect(doubtful).to_contain_text("存疑")
    doubtful.locator("select").select_option(label="原第2件 道路建设")
    page.get_by_role("button", name="记下以上认定").click()
    expect(page.locator("#m3")).to_contain_text(re.compile("已认定"))


@pytest.mark.parametrize("js", [True, False], ids=["script", "no-script"])
def test_several_doubtful_pairs_are_answered_in_one_press(visit, js):
    desk = Office()
    desk.bring(ESTATES, *TWINS, CARE)
    run = desk.look(CARE, ESTATES, *TWINS)
    page = visit(desk.compiler, js=js)
    page.goto(f"/desk/imports/{run.pk}/")
    page.locator("#m3 select").select_option(label="原第2件 道路建设")
    page.locator("#m4 select").select_option(label="原第2件 道路建设")
    page.get_by_role("button", name="记下以上认定").click()
    expect(page.locator("body")).to_contain_text("一件只能接一件")
    page.locator("#m4 select").select_option(label="原第3件 道路建设")
    page.get_by_role("button", name="记下以上认定").click()
    expect(page.locator("#m3")).to_contain_text("已认定")
    expect(page.locator("#m4")).to_contain_text("已认定")
