"""One person with the same form open in two tabs: nothing typed in either is lost, and the person decides."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from progress import services
from progress.models import ReportDraft
from progress.services import Seen
from tests.factories import AT
from tests.progress.conftest import Story, make_story


@pytest.fixture
def story(transactional_db) -> Story:
    return make_story()


def form_of(story: Story) -> str:
    return f"/desk/reports/{story.task.pk}-{story.round.pk}/"


def writes(page: Page, text: str) -> None:
    page.fill("#id_narrative", text)
    page.locator("#id_narrative").blur()


def told(page: Page):
    return page.locator("[data-saved]")


def draft() -> str:
    return ReportDraft.objects.get(aside="").values["narrative"]


def pictured(page: Page, name: str) -> None:
    """A picture for a person to look at, where a folder for it is given."""
    if folder := os.environ.get("PORTAL_PICTURES"):
        page.screenshot(path=Path(folder) / f"{name}.png")


def two_tabs(story: Story, visit, **window) -> tuple[Page, Page]:
    """Both opened before anything was typed; the first has kept its draft."""
    first = visit(story.reporter, **window)
    first.goto(form_of(story))
    second = first.context.new_page()
    second.goto(form_of(story))
    writes(first, "先开的窗口里写的话")
    expect(told(first)).to_contain_text("草稿已自动保存")
    return first, second


@pytest.mark.parametrize(("width", "height"), [(1366, 768), (390, 844)])
def test_a_stale_tab_says_that_a_newer_draft_stands_and_overwrites_nothing(
    story, visit, assert_accessible, width, height
):
    _, second = two_tabs(story, visit, width=width, height=height)
    writes(second, "后开的窗口里写的话")
    expect(told(second)).to_contain_text("您在另一个窗口里有更新的草稿（")
    expect(told(second)).to_contain_text("没有被覆盖")
    expect(second.locator("#id_narrative")).to_have_value("后开的窗口里写的话")
    assert draft() == "先开的窗口里写的话"
    assert_accessible(second)
    told(second).scroll_into_view_if_needed()
    pictured(second, f"two-tabs-{width}")
    with second.context.expect_page() as opened:
        second.click("text=看那一份")
    other = opened.value
    expect(other.locator("#id_narrative")).to_have_value("先开的窗口里写的话")
    expect(other.locator("main")).to_contain_text("还有一份没有并进来")
    expect(other.locator("main")).to_contain_text("后开的窗口里写的话")
    assert_accessible(other)
    pictured(other, f"two-tabs-other-{width}")


def test_the_person_may_keep_this_tabs_text_and_then_the_other_tab_is_the_stale_one(story, visit):
    first, second = two_tabs(story, visit)
    writes(second, "后开的窗口里写的话")
    second.click("button:has-text('以本页为准')")
    expect(told(second)).to_contain_text("草稿已自动保存")
    assert draft() == "后开的窗口里写的话"
    writes(second, "后开的窗口接着写")
    expect(told(second)).to_contain_text("草稿已自动保存")
    writes(first, "先开的窗口接着写")
    expect(told(first)).to_contain_text("您在另一个窗口里有更新的草稿")
    assert draft() == "后开的窗口接着写"


def test_closing_the_stale_tab_loses_no_word(story, visit):
    first, second = two_tabs(story, visit)
    second.fill("#id_narrative", "还没有离开这一格就关了窗口")
    second.close()
    for _ in range(20):  # What a closing page sends arrives a moment later.
        first.goto(form_of(story))
        if ReportDraft.objects.count() == 2:
            break
    first.goto(form_of(story))
    expect(first.locator("#id_narrative")).to_have_value("先开的窗口里写的话")
    expect(first.locator("main")).to_contain_text("还没有离开这一格就关了窗口")


def test_saving_the_stale_tab_leaves_the_other_tabs_text(story, visit):
    _, second = two_tabs(story, visit)
    second.fill("#id_narrative", "后开的窗口存入的话")
    second.click(".actbar button:has-text('存草稿')")
    expect(second.locator("body")).to_contain_text("已保存")
    assert story.report().narrative == "后开的窗口存入的话"
    expect(second.locator("#id_narrative")).to_have_value("先开的窗口里写的话")
    expect(second.locator("main")).to_contain_text("自动保存的草稿，还没有存入报告")


def test_one_tab_alone_is_never_asked_even_if_an_answer_was_lost(story, visit):
    page = visit(story.reporter)
    page.goto(form_of(story))
    lose = {"next": True}

    def answer(route) -> None:
        if lose.pop("next", False):
            route.fetch()
            route.fulfill(status=409, body="", content_type="text/html")
        else:
            route.continue_()

    page.route("**/autosave/", answer)
    writes(page, "第一句")
    expect(told(page)).to_contain_text("没有保存成功")
    writes(page, "第一句，第二句")
    expect(told(page)).to_contain_text("草稿已自动保存")
    assert draft() == "第一句，第二句"
    assert ReportDraft.objects.count() == 1


def test_without_a_script_both_texts_stand_on_the_form_and_one_button_chooses(story, visit):
    for tab, text in (("A", "先写的话"), ("B", "后写的话")):
        services.autosave_draft(
            **story.where,
            user=story.reporter,
            at=AT,
            base_version=0,
            values={"narrative": text},
            seen=Seen("", tab),
        )
    page = visit(story.reporter, js=False)
    page.goto(form_of(story))
    expect(page.locator("#id_narrative")).to_have_value("先写的话")
    expect(page.locator("main")).to_contain_text("后写的话")
    page.click("button:has-text('换成这一份')")
    expect(page.locator("#id_narrative")).to_have_value("后写的话")
    expect(page.locator("main")).to_contain_text("先写的话")
    page.click("summary:has-text('不要这一份')")
    page.click("button:has-text('确认不要这一份')")
    expect(page.locator("body")).to_contain_text("另存的那一份已放弃")
    expect(page.locator("main")).not_to_contain_text("先写的话")


def test_a_line_of_the_sheet_that_nobody_touched_there_replaces_no_newer_draft(story, visit):
    services.autosave_draft(
        **story.where,
        user=story.reporter,
        at=AT,
        base_version=0,
        values={"narrative": "表格打开时的草稿"},
    )
    sheet = visit(story.reporter)
    sheet.goto(f"/desk/sheet/{story.round.pk}/")
    form = sheet.context.new_page()
    form.goto(form_of(story))
    writes(form, "填报页里接着写的话")
    expect(told(form)).to_contain_text("草稿已自动保存")
    place = f"[name='{story.task.pk}-remark']"
    sheet.fill(place, "表格里的备注")
    sheet.locator(place).blur()
    expect(told(sheet)).to_contain_text("第1件，您在另一个窗口里有更新的草稿")
    assert draft() == "填报页里接着写的话"
    pictured(sheet, "two-tabs-sheet")
    sheet.click("button:has-text('以本页为准')")
    expect(told(sheet)).to_contain_text("草稿已自动保存")
    assert ReportDraft.objects.get().values["remark"] == "表格里的备注"
