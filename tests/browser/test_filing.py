"""The work of a quarter in a real browser: a unit files, staff review; desk and phone, with and without scripts."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from progress import services
from progress.models import ProgressReport, ReportDraft
from tests.browser.conftest import sign_in
from tests.factories import AT, make_indicator, make_round
from tests.progress.conftest import COMPLETE, Story, make_story


@pytest.fixture
def story(transactional_db) -> Story:
    """A joint task with two numbers, last round approved."""
    story = make_story()
    make_indicator(story.task, "绿道", unit="公里", target=5)
    now, story.round = story.round, make_round(story.round.plan, 3)
    values = {**COMPLETE, story.value_key: "1"}
    services.save_report(**story.where, actor=story.reporter, at=AT, values=values, base_version=0)
    services.submit_report(**story.where, actor=story.reporter, at=AT, version=1)
    services.approve_report(**story.where, actor=story.reviewer, at=AT)
    services.close_round(round_id=story.round.pk, actor=story.compiler, at=AT)
    story.round = now
    return story


SAVE = ".actbar button:has-text('存草稿')"


def form_of(story: Story) -> str:
    return f"/desk/reports/{story.task.pk}-{story.round.pk}/"


def typed(page: Page, story: Story, **texts: str) -> None:
    for key, text in texts.items():
        page.fill(f"#id_{key}", text)


@pytest.mark.parametrize("js", [True, False], ids=["script", "no script"])
@pytest.mark.parametrize("width", [1366, 390])
def test_a_row_goes_from_the_form_to_the_approval(story, visit, width, js):
    page = visit(story.reporter, width=width, height=768 if width > 400 else 844, js=js)
    page.goto("/desk/reports/")
    page.click("text=关爱青少年")
    typed(page, story, narrative="新建口袋公园2个，开放1个。", **{story.value_key: "２"})
    page.click("text=核对并提交1—4月进展")
    expect(page.locator("h1")).to_contain_text("核对")
    page.click("button:has-text('提交1—4月进展')")
    expect(page.locator("body")).to_contain_text("等待审核")

    review = visit(story.reviewer, width=width, height=768 if width > 400 else 844, js=js)
    review.goto("/desk/review/")
    review.click("text=关爱青少年")
    expect(review.locator("main")).to_contain_text("新建口袋公园2个，开放1个。")
    review.fill("#id_whole", "请写明开放日期。")
    review.click("button:has-text('退回区教委')")
    expect(review.locator("body")).to_contain_text("已退回区教委")

    page.goto(form_of(story))
    expect(page.locator("main")).to_contain_text("请写明开放日期。")
    typed(page, story, narrative="新建口袋公园2个，4月18日开放1个。")
    page.click("text=核对并提交1—4月进展")
    expect(page.locator("h1")).to_contain_text("核对")
    page.click("button:has-text('提交1—4月进展')")
    review.goto(f"/desk/review/{story.task.pk}-{story.round.pk}/")
    review.click("button:has-text('通过')")
    expect(review.locator("body")).to_contain_text("已通过")
    assert story.report().status == "approved"


def test_a_row_takes_at_most_five_fields_and_under_forty_keystrokes(story, visit):
    page = visit(story.reporter)
    strokes = {"count": 0}
    page.expose_function("counted", lambda: strokes.__setitem__("count", strokes["count"] + 1))
    page.add_init_script("addEventListener('keydown', () => window.counted(), true)")
    page.goto(form_of(story))
    fields = 0

    def fill(selector: str, text: str) -> None:
        nonlocal fields
        fields += 1
        page.locator(selector).select_text()
        page.keyboard.type(text)

    fill(f"#id_{story.value_key}", "2")
    fill("#id_invested", "120.5")
    before = strokes["count"]
    fill("#id_narrative", "新建口袋公园2个，绿道已开工。")
    in_narrative = strokes["count"] - before
    fill("#id_filled_by_phone", "58250001")
    page.click("text=核对并提交1—4月进展")
    expect(page.locator("h1")).to_contain_text("核对")
    page.click("button:has-text('提交1—4月进展')")
    expect(page.locator("body")).to_contain_text("等待审核")
    assert fields <= 5
    assert strokes["count"] - in_narrative < 40


def test_the_keyboard_alone_files_a_row(story, visit):
    page = visit(story.reporter)
    page.goto(form_of(story))
    page.focus("#id_narrative")
    page.keyboard.type("only keys")
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.value") == "check":
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**/check/")
    for _ in range(30):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent.trim()") == "提交1—4月进展":
            break
    page.keyboard.press("Enter")
    expect(page.locator("body")).to_contain_text("等待审核")


def test_enter_in_a_number_saves_the_draft_and_nothing_else(story, visit):
    page = visit(story.reporter)
    page.goto(form_of(story))
    page.fill("#id_invested", "100")
    page.press("#id_invested", "Enter")
    expect(page.locator("body")).to_contain_text("还没有提交")
    assert story.report().invested == 100


def test_the_draft_saves_itself_and_says_when(story, visit):
    page = visit(story.reporter)
    page.goto(form_of(story))
    page.fill("#id_narrative", "写到一半的话")
    page.locator("#id_narrative").blur()
    expect(page.locator("[data-saved]")).to_contain_text("草稿已自动保存")
    assert ReportDraft.objects.get().values["narrative"] == "写到一半的话"
    assert not ProgressReport.objects.filter(round=story.round).exists()
    page.reload()
    expect(page.locator("#id_narrative")).to_have_value("写到一半的话")


@pytest.mark.parametrize("js", [True, False], ids=["script", "no script"])
def test_losing_the_session_in_mid_form_loses_no_word(story, visit, live_server, js):
    page = visit(story.reporter, js=js)
    page.goto(form_of(story))
    page.context.clear_cookies(name="portal_session")
    page.fill("#id_narrative", "会话过期时正在写的话")
    if js:
        page.locator("#id_narrative").blur()
        expect(page.locator("[data-saved]")).to_contain_text("登录已过期，填的内容已留作草稿")
    page.click(SAVE)
    expect(page.locator("h1")).to_contain_text("登录")
    sign_in(page.context, story.reporter, live_server.url)
    page.goto(form_of(story))
    expect(page.locator("#id_narrative")).to_have_value("会话过期时正在写的话")


def test_two_people_on_one_row_decide_together(story, visit):
    mine, theirs = visit(story.reporter), visit(story.helper_reporter)
    mine.goto(form_of(story))
    mine.fill("#id_narrative", "开头")
    mine.click(SAVE)
    expect(mine.locator("body")).to_contain_text("已保存")
    for page in (mine, theirs):
        page.goto(form_of(story))
    theirs.fill("#id_narrative", "民政的写法")
    theirs.click(SAVE)
    expect(theirs.locator("body")).to_contain_text("已保存")
    mine.fill("#id_narrative", "教委的写法")
    mine.click(SAVE)
    expect(mine.locator("h1")).to_contain_text("别人也改了")
    for words in ("开头", "民政的写法"):
        expect(mine.locator("main")).to_contain_text(words)
    expect(mine.locator("#id_narrative")).to_have_value("教委的写法")
    mine.fill("#id_narrative", "教委和民政的写法")
    mine.click("text=按上面的存入")
    expect(mine.locator("body")).to_contain_text("已保存")
    assert story.report().narrative == "教委和民政的写法"


def test_a_save_waits_for_the_draft_on_its_way_so_that_no_old_text_comes_back(story, visit):
    page = visit(story.reporter)
    held = []
    page.route("**/autosave/", lambda route: held.append(route))
    page.goto(form_of(story))
    page.fill("#id_narrative", "先写的话")
    with page.expect_request("**/autosave/"):
        page.press("#id_narrative", "Tab")
    page.fill("#id_narrative", "后写的话")
    page.click(SAVE, no_wait_after=True)
    assert not ProgressReport.objects.filter(round=story.round).exists()
    held[0].continue_()
    expect(page.locator("body")).to_contain_text("已保存")
    assert story.report().narrative == "后写的话"
    assert not ReportDraft.objects.exists()


def test_a_bad_number_leads_the_reader_to_the_field(story, visit):
    page = visit(story.reporter)
    page.goto(form_of(story))
    page.fill("#id_invested", "-5")
    page.click(SAVE)
    expect(page.locator(".summary")).to_be_focused()
    page.click(".summary a")
    expect(page.locator("#id_invested")).to_be_focused()
    expect(page.locator("#id_invested")).to_have_value("-5")


@pytest.mark.parametrize(("width", "height"), [(1366, 768), (390, 844)])
def test_every_page_of_the_desk_is_accessible(story, visit, assert_accessible, width, height):
    key = f"{story.task.pk}-{story.round.pk}"
    page = visit(story.reporter, width=width, height=height)
    for path in ("/desk/reports/", "/desk/reports/?earlier=1", f"/desk/reports/{key}/"):
        page.goto(path)
        assert_accessible(page)
    page.fill("#id_invested", "x")
    page.click(SAVE)
    expect(page.locator(".summary")).to_be_visible()
    assert_accessible(page)
    services.save_report(
        **story.where, actor=story.reporter, at=AT, values=COMPLETE, base_version=0
    )
    page.goto(f"/desk/reports/{key}/check/")
    assert_accessible(page)
    services.submit_report(**story.where, actor=story.reporter, at=AT, version=1)
    page.goto(f"/desk/reports/{key}/")
    assert_accessible(page)
    review = visit(story.reviewer, width=width, height=height)
    for path in (
        f"/desk/rounds/{story.round.pk}/",
        "/desk/rounds/",
        "/desk/review/",
        f"/desk/review/{key}/",
    ):
        review.goto(path)
        assert_accessible(review)
    staff = visit(story.compiler, width=width, height=height)
    for path in (
        f"/desk/rounds/{story.round.pk}/manage/",
        f"/desk/rounds/open/?plan={story.round.plan_id}",
        f"/desk/rounds/{story.round.pk}/owing/",
        f"/desk/overview/{story.round.plan_id}/",
        f"/desk/tasks/{story.task.pk}/",
        "/desk/changes/",
        f"/desk/changes/new/?task={story.task.pk}",
        f"/desk/sheet/{story.round.pk}/upload/",
    ):
        staff.goto(path)
        assert_accessible(staff)


def test_twenty_rows_stand_on_one_screen(story, visit):
    """As crowded as a real round: two categories, every state, warnings and lights, the demo's band."""
    from progress.models import ProgressReport as Report
    from projects.models import Project
    from tests.factories import make_category
    from tests.progress.test_query_budgets import grow

    grow(story, 20)
    plan = story.round.plan
    for order, name in ((1, "市级重点民生实事"), (2, "区级民生实事")):
        category = make_category(plan, name, order)
        Project.objects.filter(plan=plan, number__gt=(order - 1) * 10).update(category=category)
    rows = Report.objects.filter(round=story.round).order_by("pk")
    rows.filter(pk=rows[0].pk).update(status="draft", submitted_by=None, submitted_at=None)
    rows.filter(pk=rows[1].pk).update(status="returned", submitted_by=None, submitted_at=None)
    rows.filter(pk=rows[2].pk).update(nothing_cause="season")
    rows.filter(pk=rows[3].pk).update(
        status="approved", approved_by=story.reviewer, approved_at=AT, invested=9000
    )
    page = visit(story.compiler)
    page.goto(f"/desk/rounds/{story.round.pk}/")
    last = page.locator(".board tbody tr").nth(19).bounding_box()
    assert last is not None
    assert last["y"] + last["height"] <= 768


def test_a_number_of_the_text_is_taken_by_one_tap(story, visit):
    page = visit(story.reporter)
    page.goto(form_of(story))
    page.fill("#id_narrative", "已建成口袋公园2个。")
    page.locator("#id_narrative").blur()
    page.click("text=/文字里写了 2 个/")
    expect(page.locator(f"#id_{story.value_key}")).to_have_value("2")
