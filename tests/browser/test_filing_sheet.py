"""The sheet in a real browser: keys as in Excel, blocks from Excel and WPS, nothing taken unseen, undo."""

from __future__ import annotations

from html import escape
from io import BytesIO

import pytest
from openpyxl import Workbook, load_workbook
from playwright.sync_api import Page, expect

from progress import services
from progress.models import ProgressReport, ReportDraft
from tests.factories import AT, make_indicator, make_project
from tests.progress.conftest import COMPLETE, Story, make_story


@pytest.fixture
def story(transactional_db) -> Story:
    story = make_story()
    for number in (2, 3, 4):
        project = make_project(
            story.round.plan, number, name=f"项目{number}", units=[story.lead], investment_plan=100
        )
        make_indicator(project.tasks.get(), "点位", target=15)
    return story


def cell(number: int, head: str) -> str:
    """The cell of a project under a head, by its accessible name."""
    return f"[aria-label='第{number}件{head}']"


def paste(page: Page, into: str, *, html: str = "", text: str = "") -> None:
    page.focus(into)
    page.evaluate(
        """([html, text]) => {
            const data = new DataTransfer();
            if (html) data.setData("text/html", html);
            data.setData("text/plain", text);
            document.activeElement.dispatchEvent(
                new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}));
        }""",
        [html, text],
    )


def copied(book: bytes, area: str) -> tuple[str, str]:
    """What Excel puts on the clipboard for an area of a workbook: a table with merged cells, and tabs."""
    sheet = load_workbook(BytesIO(book)).active
    spans = {str(one).split(":")[0]: one for one in sheet.merged_cells.ranges}
    hidden = {
        f"{part.coordinate}"
        for one in sheet.merged_cells.ranges
        for row in sheet[one.coord]
        for part in row[0 if row is not sheet[one.coord][0] else 1 :]
    }
    lines, rows = [], []
    for row in sheet[area]:
        texts, cells = [], []
        for one in row:
            shown = "" if one.value is None else str(one.value)
            texts.append(f'"{shown}"' if "\n" in shown else shown)
            if one.coordinate in hidden:
                continue
            span = spans.get(one.coordinate)
            size = (
                f' rowspan="{span.size["rows"]}" colspan="{span.size["columns"]}"' if span else ""
            )
            cells.append(f"<td{size}>{escape(shown).replace(chr(10), '<br>')}</td>")
        rows.append("<tr>" + "".join(cells) + "</tr>")
        lines.append("\t".join(texts))
    html = f"<html><body><table><tbody>{''.join(rows)}</tbody></table></body></html>"
    return html, "\r\n".join(lines) + "\r\n"


def workbook() -> bytes:
    """Four rows as an office keeps them: line breaks, separators, a percent, a dash, a merged cell, full width."""
    book = Workbook()
    sheet = book.active
    for row in [
        ["新建口袋公园1个，\n开放1个。", "1,234.5", "市级"],
        ["点位4个。", "４１１．５", "区级"],
        ["正在推进。", "30.2%", None],
        ["已完工。", "—", "见附件"],
    ]:
        sheet.append(row)
    sheet.merge_cells("C2:C3")
    out = BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize("source", ["html", "tabs"])
def test_a_block_of_a_real_workbook_is_shown_then_taken_and_can_be_undone(story, visit, source):
    page = visit(story.reporter)
    page.goto(f"/desk/sheet/{story.round.pk}/")
    html, text = copied(workbook(), "A1:C4")
    paste(page, cell(1, "进展情况"), html=html if source == "html" else "", text=text)
    dialog = page.locator("dialog[open]")
    expect(dialog).to_contain_text("1 格有问题")
    expect(dialog).to_contain_text("填的是百分比")
    assert page.input_value(cell(1, "完成投资")) == "", "nothing is taken unseen"
    dialog.locator("text=/填入 \\d+ 格/").click()
    expect(page.locator(cell(1, "进展情况"))).to_have_value("新建口袋公园1个，\n开放1个。")
    expect(page.locator(cell(1, "完成投资"))).to_have_value("1234.5")
    expect(page.locator(cell(2, "完成投资"))).to_have_value("411.5")
    expect(page.locator(cell(3, "完成投资"))).to_have_value("")
    expect(page.locator(cell(3, "备注"))).to_have_value("")
    expect(page.locator(cell(4, "备注"))).to_have_value("见附件")
    page.click("text=撤销粘贴")
    expect(page.locator(cell(1, "进展情况"))).to_have_value("")
    expect(page.locator(cell(4, "备注"))).to_have_value("")


def test_a_trailing_line_end_does_not_touch_the_next_row(story, visit):
    page = visit(story.reporter)
    page.goto(f"/desk/sheet/{story.round.pk}/")
    page.fill(cell(3, "完成投资"), "33")
    paste(page, cell(1, "完成投资"), text="11\r\n22\r\n")
    page.locator("dialog[open]").locator("text=填入 2 格").click()
    expect(page.locator(cell(2, "完成投资"))).to_have_value("22")
    expect(page.locator(cell(3, "完成投资"))).to_have_value("33")


def test_quotes_are_a_cells_own_words_unless_a_spreadsheet_put_them_around_it(story, visit):
    """A quote that opens a cell's words swallowed the cells after it; of one cell of several lines the quotes stayed."""
    page = visit(story.reporter)
    page.goto(f"/desk/sheet/{story.round.pk}/")
    paste(page, cell(1, "完成投资"), text='11\t"甲"标段\r\n22\t"乙标段\r\n33\t"丙""标""段"\r\n')
    page.locator("dialog[open]").locator("text=填入 6 格").click()
    for number, words in ((1, '"甲"标段'), (2, '"乙标段'), (3, '丙"标"段')):
        expect(page.locator(cell(number, "备注"))).to_have_value(words)
    one = {
        "html": "<table><tr><td>已招标。<br>正在施工。</td></tr></table>",
        "text": '"已招标。\n正在施工。"',
    }
    paste(page, cell(4, "进展情况"), **one)
    expect(page.locator(cell(4, "进展情况"))).to_have_value("已招标。\n正在施工。")
    paste(page, cell(4, "备注"), **one)
    expect(page.locator(cell(4, "备注"))).to_have_value("已招标。 正在施工。")
    page.goto(f"/desk/reports/{story.task.pk}-{story.round.pk}/")
    paste(page, "#id_narrative", **one)
    expect(page.locator("#id_narrative")).to_have_value("已招标。\n正在施工。")


def test_a_cell_that_says_it_goes_on_for_ever_ends_with_its_table(story, visit):
    page = visit(story.reporter)
    page.goto(f"/desk/sheet/{story.round.pk}/")
    html = "<table><tr><td rowspan=65534 colspan=1000>11</td></tr><tr></tr></table>"
    paste(page, cell(1, "完成投资"), html=html, text="11")
    expect(page.locator("dialog[open]")).to_contain_text("会改 1 格")


def test_lines_of_plain_text_stay_in_the_cell_they_were_pasted_into(story, visit):
    page = visit(story.reporter)
    page.goto(f"/desk/sheet/{story.round.pk}/")
    page.focus(cell(1, "进展情况"))
    taken = page.evaluate(
        """() => {
            const data = new DataTransfer();
            data.setData("text/plain", "已完成招标。\\n正在施工。");
            const event = new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true});
            document.activeElement.dispatchEvent(event);
            return event.defaultPrevented;
        }"""
    )
    assert not taken, "the browser pastes it itself"
    assert page.locator("dialog[open]").count() == 0
    page.keyboard.insert_text("已完成招标。\n正在施工。")
    expect(page.locator(cell(1, "进展情况"))).to_have_value("已完成招标。\n正在施工。")
    expect(page.locator(cell(2, "进展情况"))).to_have_value("")


def test_the_enter_of_an_input_method_chooses_words_and_moves_nowhere(story, visit):
    page = visit(story.reporter)
    page.goto(f"/desk/sheet/{story.round.pk}/")
    page.focus(cell(1, "备注"))
    for kind in ({"isComposing": True}, {"keyCode": 229}):
        page.evaluate(
            """(kind) => document.activeElement.dispatchEvent(new KeyboardEvent("keydown", Object.assign(
                {key: "Enter", bubbles: true, cancelable: true}, kind)))""",
            kind,
        )
        assert page.evaluate("document.activeElement.getAttribute('aria-label')") == "第1件备注"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == "第2件备注"


def test_a_paste_without_a_connection_says_that_nothing_was_filled_in(story, visit):
    page = visit(story.reporter)
    page.goto(f"/desk/sheet/{story.round.pk}/")
    page.evaluate(
        "() => { window.fetch = () => Promise.reject(new TypeError('Failed to fetch')); }"
    )
    paste(page, cell(1, "完成投资"), text="11\t甲\r\n22\t乙")
    expect(page.locator("[data-saved]")).to_contain_text("没有连上服务器，粘贴的内容没有填入")
    expect(page.locator(cell(1, "完成投资"))).to_have_value("")


def test_what_does_not_fit_is_said_not_dropped(story, visit):
    page = visit(story.reporter)
    page.goto(f"/desk/sheet/{story.round.pk}/")
    paste(page, cell(4, "备注"), text="最后一行\t7\t没有这一格\n多出来的\t1\t2\n")
    dialog = page.locator("dialog[open]")
    expect(dialog).to_contain_text("没有这个选项")
    expect(dialog).to_contain_text("超出表格，没有地方放")
    expect(dialog).to_contain_text("多出来的")
    dialog.locator("text=不粘贴").click()
    expect(page.locator(cell(4, "备注"))).to_have_value("")


def test_the_keys_of_excel_move_about(story, visit):
    page = visit(story.reporter)
    page.goto(f"/desk/sheet/{story.round.pk}/")
    page.focus(cell(1, "完成投资"))
    page.keyboard.type("12")
    page.keyboard.press("Enter")
    page.keyboard.type("34")
    page.keyboard.press("ArrowDown")
    page.keyboard.type("56")
    page.keyboard.press("Tab")
    page.keyboard.type("备注三")
    page.keyboard.press("Shift+Enter")
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == "第2件备注"
    for number, text in ((1, "12"), (2, "34"), (3, "56")):
        assert page.input_value(cell(number, "完成投资")) == text
    assert page.input_value(cell(3, "备注")) == "备注三"


def test_the_sheet_saves_with_and_without_a_script(story, visit):
    for js, number in ((True, 2), (False, 3)):
        page = visit(story.reporter, js=js)
        page.goto(f"/desk/sheet/{story.round.pk}/")
        page.fill(cell(number, "进展情况"), f"第{number}行")
        page.click("text=保存表格")
        expect(page.locator("body")).to_contain_text("已保存1行")
    assert ProgressReport.objects.count() == 2


def test_changed_lines_become_drafts_by_themselves(story, visit):
    page = visit(story.reporter)
    page.goto(f"/desk/sheet/{story.round.pk}/")
    page.fill(cell(2, "备注"), "写到一半")
    page.locator(cell(2, "备注")).blur()
    expect(page.locator("[data-saved]")).to_contain_text("草稿已自动保存")
    assert ReportDraft.objects.get().values["remark"] == "写到一半"


@pytest.mark.parametrize(("width", "height"), [(1366, 768), (390, 844)])
def test_the_sheet_is_accessible(story, visit, assert_accessible, width, height):
    page = visit(story.reporter, width=width, height=height)
    page.goto(f"/desk/sheet/{story.round.pk}/")
    assert_accessible(page)
    page.fill(cell(2, "完成投资"), "x")
    page.click("text=保存表格")
    expect(page.locator(".summary")).to_contain_text("不是数字")
    assert_accessible(page)


def test_rows_are_handed_in_from_the_sheet_with_and_without_a_script(
    story, visit, assert_accessible
):
    for js, number in ((True, 2), (False, 3)):
        page = visit(story.reporter, js=js)
        page.goto(f"/desk/sheet/{story.round.pk}/")
        page.fill(cell(number, "进展情况"), f"第{number}行")
        page.click("text=保存并核对提交")
        expect(page.locator("h1")).to_have_text("1 件可以提交")
        if js:
            assert_accessible(page)
        page.click("text=提交选中的")
        expect(page.locator("body")).to_contain_text(f"已提交1件：第{number}件")
    assert set(ProgressReport.objects.values_list("status", flat=True)) == {"submitted"}


@pytest.mark.parametrize(("width", "height"), [(1366, 768), (390, 844)])
def test_the_list_of_what_would_be_handed_in_is_accessible(
    story, visit, assert_accessible, width, height
):
    services.save_report(
        **story.where, actor=story.reporter, at=AT, values=COMPLETE, base_version=0
    )
    page = visit(story.reporter, width=width, height=height)
    page.goto(f"/desk/sheet/{story.round.pk}/submit/")
    expect(page.locator("h1")).to_have_text("1 件可以提交")
    assert_accessible(page)


@pytest.mark.parametrize("path", ["new/?task=", "add/?plan="])
def test_the_forms_of_changes_are_accessible(story, visit, assert_accessible, path):
    page = visit(story.compiler, width=390, height=844)
    key = story.task.pk if "task" in path else story.round.plan_id
    page.goto(f"/desk/changes/{path}{key}")
    assert_accessible(page)


def test_a_whole_official_table_goes_to_the_reader_and_shifts_no_cell(story, visit):
    page = visit(story.reporter)
    page.goto(f"/desk/sheet/{story.round.pk}/")
    year, month = story.round.plan.year, story.round.through_month
    text = (
        f"{year}年1—{month}月民生实事项目进展情况\n序号\t项目名称\t目标任务\t责任单位\t完成投资（万元）\t进展情况\n"
        "2\t项目2\t建点位15个\t区水利局\t31.5\t完成招标\n3\t项目3\t建点位15个\t区水利局\t40\t已开工\n"
    )
    paste(page, cell(1, "进展情况"), text=text)
    expect(page.get_by_role("heading", level=1)).to_have_text("填报表会改 4 格")
    expect(page.get_by_role("row", name="2 项目2 进展")).to_contain_text("完成招标")
    assert not ProgressReport.objects.exists()
