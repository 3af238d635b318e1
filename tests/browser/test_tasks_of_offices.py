"""What offices do with the portal, done as they would, counted and held against docs/dev/tasks.md."""

from __future__ import annotations

import re
from datetime import date

import pytest
from playwright.sync_api import Page, expect

from progress import services as reporting
from progress.models import ProgressReport
from projects.models import District, Project, Role
from projects.services import grant_post, publish_plan
from tests.browser.counted import Counted, Tally
from tests.factories import (
    AT,
    DAY,
    PASSWORD,
    make_district,
    make_milestone,
    make_person,
    make_plan,
    make_project,
    make_unit,
)
from tests.intake.test_reissued_plans import CARE, ESTATES, TWINS, document
from tests.intake.test_reissued_plans import Office as ImportDesk
from tests.notices.conftest import Office, make_office
from tests.progress.conftest import COMPLETE, Story, make_story
from tests.projects.test_people_pages import signed_in

ROWS = 20


@pytest.fixture
def story(transactional_db) -> Story:
    """One unit with twenty rows in an open round."""
    made = make_story()
    for number in range(2, ROWS + 1):
        make_project(
            made.round.plan,
            number,
            name=f"项目{number}",
            units=[made.lead],
            investment_plan=100,
            target="推进建设，方便群众。",
        )
    return made


@pytest.fixture
def office(transactional_db) -> Office:
    """A round whose rows are approved, nothing published yet."""
    return make_office()


def counted(page: Page) -> Counted:
    return Tally().of(page)


def test_twenty_rows_are_pasted_from_a_workbook_and_handed_in(story, visit):
    own = counted(visit(story.reporter))
    own.starts("/desk/reports/")
    own.follow("用表格填")
    own.heads("表格填报")
    lines = "".join(f"第{number}件已开工。\t{number}\r\n" for number in range(1, ROWS + 1))
    own.paste("[aria-label='第1件进展情况']", lines)
    own.tap(own.page.locator("dialog[open]").locator("text=/填入 40 格/"))
    own.press("保存并核对提交")
    own.heads("20 件可以提交")
    own.press("提交选中的")
    own.sees("已提交20件", "body")
    assert ProgressReport.objects.filter(status="submitted").count() == ROWS
    own.tally.held("paste a table of 20 rows and hand them in")


def test_twenty_rows_are_approved_at_once(story, visit):
    for task in Project.objects.order_by("number"):
        submitted(story, task.tasks.get().pk)
    own = counted(visit(story.reviewer))
    own.starts("/desk/review/")
    own.press("全选 20 件")
    own.press("通过选中的")
    own.sees("通过20件", "body")
    assert ProgressReport.objects.filter(status="approved").count() == ROWS
    own.tally.held("approve 20 rows")


def submitted(story: Story, task_id: int) -> None:
    key = {"task_id": task_id, "round_id": story.round.pk, "actor": story.reporter, "at": AT}
    reporting.save_report(**key, values={**COMPLETE, "invested": "9"}, base_version=0)
    reporting.submit_report(**key, version=1)


def test_a_row_is_sent_back_and_approved_when_it_comes_again(story, visit):
    submitted(story, story.task.pk)
    own = counted(visit(story.reviewer))
    own.starts("/desk/review/")
    own.follow("关爱青少年")
    own.write("#id_whole", "请写明开放日期。")
    own.press("退回区教委")
    own.sees("已退回区教委", "body")
    own.tally.held("send a row back")
    again = story.report().version
    reporting.submit_report(**story.where, actor=story.reporter, at=AT, version=again)
    own = counted(own.page)
    own.starts(f"/desk/review/{story.task.pk}-{story.round.pk}/")
    own.press("通过")
    own.sees("已通过", "body")
    own.tally.held("approve a row that came back, from its page")


def test_the_keyboard_alone_files_a_row_from_the_units_list(story, visit):
    own = counted(visit(story.reporter))
    page = own.page
    own.starts("/desk/reports/")
    own.skip()
    own.tab_to(page.get_by_role("link", name="关爱青少年"))
    own.strike("Enter")
    own.heads("关爱青少年")
    own.skip()
    own.tab_to(page.get_by_role("link", name="跳过任务列表"))
    own.strike("Enter")
    for name, text in (
        (story.value_key, "2"),
        ("invested", "120.5"),
        ("narrative", "新建口袋公园2个，开放1个。"),
    ):
        own.tab_to(page.locator(f"#id_{name}"))
        own.type_here(text)
    own.tab_to(page.get_by_role("button", name="核对并提交1—4月进展"))
    own.strike("Enter")
    own.heads("核对")
    own.skip()
    own.tab_to(page.get_by_role("button", name="提交1—4月进展"))
    own.strike("Enter")
    own.sees("等待审核", "body")
    own.tally.held("file a row by keys alone, from the unit's list")


def test_a_notice_goes_from_the_round_to_the_public_and_is_corrected(office, visit):
    people = {part: visit(getattr(office, part)) for part in ("compiler", "reviewer", "signer")}
    task = Tally()
    compiler = task.of(people["compiler"])
    compiler.starts("/desk/notices/")
    compiler.press("万州区2025年1季度推进情况")
    compiler.heads("编制")
    compiler.write_day("#id_opens_on", DAY)
    decided(task, people)
    task.held("compile a notice to published, three people")

    task = Tally()
    compiler = task.of(people["compiler"])
    compiler.starts("/desk/notices/")
    compiler.tap(compiler.page.locator(".notice-table th a"))
    compiler.follow("更正")
    compiler.write("#id_reason", "联系电话有误。")
    compiler.press("开始编制更正公示")
    compiler.heads("编制")
    compiler.write("#id_contact_phone", "023-58258736")
    compiler.write_day("#id_signed_on", DAY)
    compiler.tick("input[name=restarts_window][value=no]")
    decided(task, people)
    task.held("correct a published notice, three people")


def decided(task: Tally, people: dict[str, Page]) -> None:
    """Sent from the editor, reviewed, signed: each person from the page they sign in to."""
    compiler, reviewer, signer = (
        task.of(people[part]) for part in ("compiler", "reviewer", "signer")
    )
    compiler.press("保存并送审核")
    compiler.sees("已送审核", "body")
    reviewer.starts("/desk/notices/")
    reviewer.tap(reviewer.page.locator(".notice-lines a").first)
    reviewer.write("#id_secrecy_reviewer", "周保密")
    reviewer.press("审核通过")
    reviewer.sees("审核通过，已转签发", "body")
    signer.starts("/desk/notices/")
    signer.tap(signer.page.locator(".notice-lines a").first)
    signer.press("签发并公示")
    signer.sees("已签发，公示页已经公开", "body")


def test_a_plan_issued_anew_comes_in_with_one_doubtful_pair(transactional_db, visit):
    desk = ImportDesk()
    desk.bring(ESTATES, *TWINS, CARE)
    own = counted(visit(desk.compiler))
    own.starts("/desk/imports/")
    again = {"name": "again.csv", "mimeType": "text/csv", "buffer": document(CARE, ESTATES, *TWINS)}
    own.attach(own.page.get_by_label("选择文件 （"), again)
    own.press("读取并预览")
    own.heads("again.csv")
    own.choose("#m3 select", "原第2件 道路建设")
    own.press("记下以上认定")
    expect(own.page.locator("#m3")).to_contain_text("已认定")
    own.press("导入 4 件")
    own.sees("已导入", "body")
    own.tally.held("import a plan issued anew, with one doubtful pair")


def test_the_first_round_of_a_plan_opens_and_days_that_look_wrong_are_put_right(
    transactional_db, visit
):
    district = make_district()
    plan = make_plan(district)
    make_milestone(make_project(plan).tasks.get(), 6)
    page = visit(make_person("compiler", district, Role.COMPILER))
    own = counted(page)
    own.starts("/desk/rounds/")
    own.follow("开启万州区 2025 年新一轮")
    own.press("开启")
    own.heads("1—6月")
    own.tally.held("open the first round of a new plan whose first stage is June")

    own = counted(page)
    own.starts(f"/desk/rounds/open/?plan={plan.pk}")
    own.write_day("#id_opens_on", date(2025, 5, 1))
    own.write_day("#id_due_on", date(2025, 5, 8))
    own.press("开启")
    own.sees("请核对日期")
    asked = counted(page)
    asked.tap("button[value=proposed]")
    asked.heads("填报轮次")
    asked.tally.held("put right days that were asked about")


def test_a_new_person_gets_a_post_and_a_link(transactional_db, visit):
    district = make_district()
    make_unit(district)
    own = counted(visit(make_person("security", district, Role.SECURITY_ADMIN)))
    own.starts("/desk/people/")
    own.follow("登记新人")
    own.write("#id_name", "王芳")
    own.write("#id_phone", "58250001")
    own.write("#id_username", "wangfang")
    own.choose("#id_role", "填报岗")
    own.choose("#id_unit", "区教委")
    own.write("#id_reason", "任职文件")
    own.press("登记")
    own.press("发登录链接")
    expect(own.page.locator(".alert code")).to_contain_text("/accounts/link/")
    own.tally.held("enter a new person with a post and hand out the link")


def test_a_district_is_added_and_a_day_of_the_calendar(transactional_db, visit):
    keeper = make_person("system")
    grant_post(user=keeper, district=None, role=Role.SYSTEM_ADMIN, unit=None, actor=None, at=AT)
    keeper.refresh_from_db()
    page = visit(signed_in(keeper))
    own = counted(page)
    own.starts("/desk/districts/")
    own.write("#id_name", "开州区")
    own.write("#id_code", "500154")
    own.write("#id_slug", "kaizhou")
    own.write("#id_commission_name", "开州区发展和改革委员会")
    own.press("新增区县")
    own.sees("已新增开州区", "body")
    assert District.objects.get().slug == "kaizhou"
    own.tally.held("add a district")

    own = counted(page)
    own.starts("/desk/calendar/")
    own.write_day("#id_day", date(2025, 10, 11))
    own.tick("input[name=is_workday] >> nth=0")
    own.write("#id_source", "国办发明电〔2024〕12号")
    own.press("登记")
    own.sees("2025-10-11")
    own.tally.held("enter a day of the calendar of workdays")


def test_the_own_password_the_manual_and_the_public_page_are_near(office, visit):
    publish_plan(plan_id=office.plan.pk, actor=office.reviewer, at=AT)
    page = visit(office.compiler)
    own = counted(page)
    own.starts("/desk/notices/")
    own.tap(".deskmenu summary")
    own.follow("使用手册")
    own.tap(own.page.locator("main a").first)
    own.tally.held("read the manual from a page of the desk")

    own = counted(page)
    own.starts("/desk/notices/")
    own.tap(".deskmenu summary")
    own.follow("公开页")
    own.page.wait_for_url(re.compile("/wanzhou/"))
    own.tally.held("see the public page of what one works on")

    own = counted(page)
    own.starts("/desk/notices/")
    own.tap(".deskmenu summary")
    own.follow("修改密码")
    own.write("#id_current", PASSWORD)
    own.write("#id_new", "Quiet-river-27")
    own.write("#id_again", "Quiet-river-27")
    own.press("修改密码")
    own.sees("密码已", "body")
    own.tally.held("change the own password")
