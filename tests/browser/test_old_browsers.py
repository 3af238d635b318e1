"""The desk in a browser as old as docs/dev/browsers.md names: what came later is taken away before any script runs."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, Route, expect

from progress.models import ProgressReport, ReportDraft
from tests.browser.test_filing_sheet import cell, paste, story  # noqa: F401

NEWER_THAN_CHROMIUM_78 = """
for (const kind of [Element, Document, DocumentFragment]) {
  delete kind.prototype.replaceChildren;
  delete kind.prototype.checkVisibility;
}
for (const kind of [Array, String, Int8Array.__proto__]) delete kind.prototype.at;
for (const name of ["findLast", "findLastIndex", "toSorted", "toReversed", "with"]) delete Array.prototype[name];
for (const name of ["replaceAll", "isWellFormed"]) delete String.prototype[name];
for (const name of ["hasOwn", "groupBy"]) delete Object[name];
for (const name of ["any", "withResolvers"]) delete Promise[name];
delete window.structuredClone;
delete Crypto.prototype.randomUUID;
delete SubmitEvent.prototype.submitter;
delete AbortSignal.timeout;
delete AbortSignal.any;
delete HTMLElement.prototype.inert;
delete HTMLElement.prototype.showPopover;
delete window.WeakRef;
delete Element.prototype.getHTML;
delete CSS.registerProperty;
"""
OF_OTHER_MAKERS = """
delete HTMLFormElement.prototype.requestSubmit;
delete HTMLDialogElement.prototype.showModal;
delete Navigator.prototype.sendBeacon;
"""
"""What Firefox before 98 and Safari before 16 lack besides."""


@pytest.fixture(params=["Chromium 78", "others"])
def old(request, visit):
    def open_page(person=None, **size) -> Page:
        page = visit(person, **size)
        is_other = request.param == "others"
        page.add_init_script(NEWER_THAN_CHROMIUM_78 + (OF_OTHER_MAKERS if is_other else ""))
        return page

    open_page.shows_dialogs = request.param != "others"
    return open_page


def test_the_sheet_goes_on_keeping_drafts_and_is_saved(story, old):  # noqa: F811
    page = old(story.reporter)
    page.goto(f"/desk/sheet/{story.round.pk}/")
    assert page.evaluate("'replaceChildren' in Element.prototype") is False
    for text in ("写到一半", "写完了"):
        with page.expect_response("**/autosave/"):
            page.fill(cell(2, "备注"), text)
            page.locator(cell(2, "备注")).blur()
        expect(page.locator("[data-saved]")).to_contain_text("草稿已自动保存")
    assert ReportDraft.objects.get().values["remark"] == "写完了"
    page.click("text=保存并核对提交")
    expect(page.locator("h1")).to_contain_text("可以提交")
    assert ProgressReport.objects.get().remark == "写完了"


def test_a_button_keeps_its_meaning_while_a_draft_is_on_its_way(story, old):  # noqa: F811
    page = old(story.reporter)
    page.goto(f"/desk/sheet/{story.round.pk}/")
    page.fill(cell(2, "备注"), "写完了")
    held: list[Route] = []
    page.route("**/autosave/", lambda route: held.append(route))
    with page.expect_request("**/autosave/"):
        page.locator(cell(2, "备注")).blur()
    page.click("text=保存并核对提交")
    for route in held:
        route.continue_()
    expect(page.locator("h1")).to_contain_text("可以提交")


def test_a_block_is_shown_before_it_is_taken_or_refused_in_words(story, old):  # noqa: F811
    page = old(story.reporter)
    page.goto(f"/desk/sheet/{story.round.pk}/")
    paste(page, cell(1, "完成投资"), text="11\t甲\r\n22\t乙")
    if old.shows_dialogs:
        page.locator("dialog[open]").locator("text=填入 4 格").click()
        expect(page.locator(cell(2, "备注"))).to_have_value("乙")
    else:
        expect(page.locator("[data-saved]")).to_contain_text("不能整块粘贴")
        expect(page.locator(cell(1, "完成投资"))).to_have_value("")


def test_the_form_of_a_report_keeps_its_draft_twice_and_is_saved(story, old):  # noqa: F811
    page = old(story.reporter)
    page.goto(f"/desk/reports/{story.task.pk}-{story.round.pk}/")
    for text in ("新建口袋公园1个", "新建口袋公园2个"):
        with page.expect_response("**/autosave/"):
            page.fill("#id_narrative", text)
            page.locator("#id_narrative").blur()
        expect(page.locator("[data-saved]")).to_contain_text("草稿已自动保存")
    page.click(".actbar button:has-text('存草稿')")
    expect(page.locator(".messages")).to_contain_text("已保存")
    assert ProgressReport.objects.get().narrative == "新建口袋公园2个"


def test_a_script_that_breaks_at_once_leaves_the_plain_form(story, visit):  # noqa: F811
    page = visit(story.reporter, may_break=True)
    page.add_init_script("window.crypto.getRandomValues = null; delete window.FormData;")
    page.goto(f"/desk/sheet/{story.round.pk}/")
    page.fill(cell(2, "进展情况"), "第2行")
    page.click("text=保存表格")
    expect(page.locator("body")).to_contain_text("已保存1行")
