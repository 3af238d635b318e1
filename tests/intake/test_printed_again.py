"""What a decision took out of the plan and a later document prints again comes back with its history, and is asked
about only where the words do not say it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from intake import services
from intake.refusals import ImportRefused
from intake.selectors import preview_of
from notices.approved_rows import sources_of
from progress.models import Measurement, MilestoneAnswer
from progress.selectors.reported_money import money_reported
from projects.models import Indicator, Milestone, Project, Task
from projects.plan_content import plan_content
from projects.services.changes import approve_change
from projects.services.delisting import propose_delisting
from projects.services.leaving import propose_leaving
from tests.factories import AT, make_approved, make_report, make_round
from tests.intake.test_reissued_parts import PartsOffice, listed, task, walk
from tests.intake.test_reissued_plans import CARE, ESTATES, FENCES, PATHS, Office

pytestmark = pytest.mark.django_db

GROUNDS = {
    "deciding_body": "区人民政府",
    "document_number": "区府发〔2025〕7号",
    "decided_on": date(2025, 4, 10),
    "reason": "重新印发的方案不再写这一项。",
    "at": AT,
}
WORDS = "新建滨江步道12公里。"
POOL = "建设游泳馆1座，面向市民开放。"
HALL = "建设体育馆1座，面向学生开放。"


def delist(desk, task_id: int, row: str) -> None:
    change = propose_delisting(task_id=task_id, row=row, actor=desk.compiler, **GROUNDS)
    approve_change(change_id=change.pk, actor=desk.reviewer, at=AT, money_reported=money_reported)


def withdraw(desk, project: Project) -> None:
    change = propose_leaving(project_id=project.pk, kind="withdraw", actor=desk.compiler, **GROUNDS)
    approve_change(change_id=change.pk, actor=desk.reviewer, at=AT, money_reported=money_reported)


def told(run) -> dict[str, tuple[str, str]]:
    (row,) = preview_of(run).plan_changes
    return {field.label: (field.old, field.new) for field in row.fields}


def test_an_indicator_taken_out_and_printed_again_is_it_with_its_figure_and_the_preview_says_so():
    desk = PartsOffice()
    project = desk.enter(task(1, WORDS, walk("12"), walk("5", label="驿站", unit="个")))
    inn = Indicator.objects.get(label="驿站")
    desk.measure(inn, 3)
    delist(desk, inn.task_id, f"indicator-{inn.pk}")
    run = desk.start(task(1, WORDS, walk("12"), walk("6", label="驿站", unit="个")))
    assert not preview_of(run).questions
    assert told(run)["指标“驿站”"] == ("驿站 5个（2025-04-10起不再列入）", "驿站 6个")
    assert plan_content(project.plan, version=2)["projects"][0]["delisted"]
    desk.apply(run, accept_warnings=True)
    inn.refresh_from_db()
    assert (inn.left_on, inn.target) == (None, Decimal(6))
    assert Measurement.objects.get().indicator_id == inn.pk
    assert Indicator.with_left.count() == 2, "no second one beside it"
    assert "delisted" not in plan_content(project.plan, version=2)["projects"][0]
    (row,) = sources_of(project.plan, desk.round).rows
    assert "后按重新印发的方案恢复列入" in row.changed
    reviewer = Client()
    reviewer.force_login(desk.reviewer)
    for address in (reverse("progress:change-list"), reverse("progress:task", args=[inn.task_id])):
        assert "后按重新印发的方案恢复列入" in reviewer.get(address).content.decode(), address
    services.undo_import(run_id=run.pk, actor=desk.compiler, at=AT)
    assert Indicator.with_left.get(pk=inn.pk).left_on == date(2025, 4, 10)
    assert (
        "恢复列入"
        not in reviewer.get(reverse("progress:task", args=[inn.task_id])).content.decode()
    )


def test_one_in_other_words_is_asked_and_one_that_is_quite_another_is_new():
    desk = PartsOffice()
    desk.enter(task(1, WORDS, walk("12"), walk("5", label="滨江驿站", unit="个")))
    inn = Indicator.objects.get(label="滨江驿站")
    desk.measure(inn, 3)
    delist(desk, inn.task_id, f"indicator-{inn.pk}")
    again = desk.start(task(1, WORDS, walk("12"), walk("6", label="环山驿站", unit="个")))
    (asked,) = preview_of(again).questions
    assert asked.before == "滨江驿站 5个（2025-04-10起不再列入）" and asked.after == "环山驿站 6个"
    with pytest.raises(ImportRefused, match="先认定"):
        desk.apply(again, accept_warnings=True)
    desk.answer(again, asked.key, "new")
    assert preview_of(again).obstacle == ""
    other = desk.start(task(1, WORDS, walk("12"), walk("800", label="停车位", unit="个")))
    assert not preview_of(other).questions
    desk.apply(other, accept_warnings=True)
    assert Indicator.with_left.get(pk=inn.pk).left_on and Indicator.objects.count() == 2


def test_the_very_words_of_one_taken_out_in_the_place_of_one_that_stands_are_asked():
    desk = PartsOffice()
    desk.enter(task(1, WORDS, walk("12"), walk("30")))
    short, long = Indicator.objects.order_by("position")
    desk.measure(short, 3)
    desk.measure(long, 9)
    delist(desk, short.task_id, f"indicator-{short.pk}")
    run = desk.start(task(1, WORDS, walk("12")))
    asked = {one.after: one for one in preview_of(run).questions}
    assert set(dict(asked["步道 12公里"].choices)) == {str(short.pk), str(long.pk), "new"}
    desk.answer(run, asked["步道 12公里"].key, short.pk)
    (gone,) = (one for one in preview_of(run).questions if one.is_open)
    assert gone.before == "步道 30公里"
    desk.answer(run, gone.key, "keep")
    desk.apply(run, accept_warnings=True)
    found = {one.indicator_id: one.value for one in Measurement.objects.all()}
    assert found == {short.pk: Decimal(3), long.pk: Decimal(9)}
    assert set(Indicator.objects.values_list("pk", flat=True)) == {short.pk, long.pk}


def test_a_milestone_comes_back_with_what_was_answered_and_its_values():
    desk = Office()
    plan, _ = desk.bring(FENCES, PATHS)
    row = plan.projects.get(number=1).tasks.get()
    june = row.milestones.get(month=6)
    report = make_report(row, make_round(plan, 6))
    MilestoneAnswer.objects.create(report=report, milestone=june, answer="yes")
    delist(desk, row.pk, f"milestone-{june.pk}")
    run = desk.look(FENCES, PATHS)
    assert told(run)["6月底目标"] == ("完成20公里（2025-04-10起不再列入）", "完成20公里")
    desk.apply(run, accept_warnings=True)
    june = Milestone.objects.get(pk=june.pk)
    assert june.answers.get().answer == "yes" and june.values.get().value == 20
    assert not preview_of(desk.look(FENCES, PATHS)).plan_changes


def test_a_milestone_of_that_month_in_other_words_is_asked_where_it_was_answered():
    desk = PartsOffice()
    project = desk.enter(task(1, POOL, m6="主体封顶", m9="设备安装"))
    june = Milestone.objects.get(task__project=project, month=6)
    report = make_report(june.task, desk.round)
    MilestoneAnswer.objects.create(report=report, milestone=june, answer="yes")
    delist(desk, june.task_id, f"milestone-{june.pk}")
    run = desk.start(task(1, POOL, m6="消防验收合格", m9="设备安装"))
    (asked,) = preview_of(run).questions
    assert asked.before == "主体封顶（2025-04-10起不再列入）"
    desk.answer(run, asked.key, "new")
    desk.apply(run, accept_warnings=True)
    assert Milestone.with_left.get(pk=june.pk).left_on
    assert Milestone.objects.get(task=june.task_id, month=6).text == "消防验收合格"


def test_a_task_comes_back_with_its_reports_and_what_stands_below_it():
    desk = PartsOffice()
    pool_row = task(1, POOL, walk("1", label="游泳馆", unit="座"), m6="主体封顶")
    hall_row = task(2, HALL, walk("1", label="体育馆", unit="座"), unit="区体育局", m6="完成基础")
    project = desk.enter(pool_row, hall_row)
    hall = project.tasks.get(number=2)
    report = make_report(hall, desk.round, narrative="体育馆封顶。")
    Measurement.objects.create(report=report, indicator=hall.indicators.get(), value=Decimal(1))
    delist(desk, hall.pk, f"task-{hall.pk}")
    run = desk.start(pool_row, hall_row)
    assert not preview_of(run).questions
    assert told(run)["任务2"] == (f"{HALL}（2025-04-10起不再列入）", HALL)
    desk.apply(run, accept_warnings=True)
    hall.refresh_from_db()
    assert (hall.left_on, hall.number) == (None, 2)
    assert hall.reports.get().narrative == "体育馆封顶。"
    assert hall.indicators.get().measurements.get().value == 1
    assert Task.objects.filter(project=project).count() == 2
    assert not preview_of(desk.start(pool_row, hall_row)).plan_changes


def test_a_project_that_left_and_is_printed_again_comes_back_with_its_reports_and_its_number_leads_on(
    client,
):
    desk = Office()
    plan, _ = desk.bring(ESTATES, FENCES, PATHS)
    first = make_round(plan, 3)
    fences = plan.projects.get(number=2)
    make_approved(fences.tasks.get(), first, narrative="护栏装了20公里。", invested="111")
    withdraw(desk, fences)
    desk.bring(ESTATES, PATHS)
    fences.refresh_from_db()
    assert fences.left_on, "not printed, so it stays out"
    run = desk.look(CARE, PATHS, ESTATES, FENCES.replace("1200", "1500"))
    client.force_login(desk.compiler)
    page = client.get(reverse("intake:import-preview", args=[run.pk])).content.decode()
    assert "（已退出）农村公路加装护栏" in page and "恢复列入" in page
    desk.apply(run, accept_warnings=True)
    fences.refresh_from_db()
    assert (fences.left_on, fences.number, fences.lasting) == (None, 4, 2)
    assert fences.investment_plan == 1500
    assert fences.tasks.get().reports.get().narrative == "护栏装了20公里。"
    assert Project.objects.filter(name="农村公路加装护栏").count() == 1
    (row,) = (row for row in sources_of(plan, first).rows if row.number == 4)
    assert row.reported.invested == 111
    assert row.changed == ("2025年4月10日退出（区府发〔2025〕7号），后按重新印发的方案恢复列入")
    services.undo_import(run_id=run.pk, actor=desk.compiler, at=AT)
    fences.refresh_from_db()
    assert fences.left_on == date(2025, 4, 10)


def test_a_project_like_one_that_left_is_asked_and_may_be_said_to_be_new():
    desk = Office()
    plan, _ = desk.bring(ESTATES, FENCES, PATHS)
    fences = plan.projects.get(number=2)
    make_approved(fences.tasks.get(), make_round(plan, 3), narrative="护栏", invested="111")
    withdraw(desk, fences)
    other = FENCES.replace("农村公路加装护栏", "城市公路加装护栏").replace(
        "区交通运输委", "区城市管理局"
    )
    run = desk.look(ESTATES, other, PATHS)
    with pytest.raises(ImportRefused, match="像是已退出的“农村公路加装护栏”，不能确定"):
        desk.apply(run, accept_warnings=True)
    services.decide_match(run_id=run.pk, number=2, project=None, actor=desk.compiler, at=AT)
    run.refresh_from_db()
    desk.apply(run, accept_warnings=True)
    fences.refresh_from_db()
    assert fences.left_on and plan.projects.filter(name="城市公路加装护栏").exists()


def test_number_and_day_of_the_document_issued_anew_are_told_and_taken_and_undone():
    desk = Office()
    plan, _ = desk.bring(ESTATES, FENCES)
    title = plan.title
    run = desk.look(ESTATES, FENCES)
    run.reading |= {
        "document_number": "区府发〔2025〕20号",
        "issued_on": "2025-06-01",
        "title": "关于重新印发民生实事方案的通知",
    }
    run.save()
    run = type(run).objects.get(pk=run.pk)
    assert preview_of(run).head == [
        ("方案名称", title, "关于重新印发民生实事方案的通知"),
        ("文号", "", "区府发〔2025〕20号"),
        ("印发日期", "", "2025-06-01"),
    ]
    desk.apply(run, accept_warnings=True)
    plan.refresh_from_db()
    assert (plan.document_number, plan.issued_on) == ("区府发〔2025〕20号", date(2025, 6, 1))
    services.undo_import(run_id=run.pk, actor=desk.compiler, at=AT)
    plan.refresh_from_db()
    assert (plan.title, plan.document_number, plan.issued_on) == (title, "", None)


def test_a_task_printed_in_another_project_stays_where_its_figures_are_and_the_question_says_where_it_went():
    desk = PartsOffice()
    hall_row = task(2, HALL, walk("1", label="体育馆", unit="座"), unit="区体育局")
    venues = listed(task(1, POOL), hall_row, name="场馆建设")
    paths = replace(listed(task(1, WORDS, walk("12")), name="绿道建设"), number=2)
    plan = desk.apply(desk.start_projects(venues, paths), accept_warnings=True)
    hall = Task.objects.get(text=HALL)
    make_approved(hall, make_round(plan, 6), narrative="体育馆封顶。")
    run = desk.start_projects(
        listed(task(1, POOL), name="场馆建设"),
        replace(listed(task(1, WORDS, walk("12")), hall_row, name="绿道建设"), number=2),
    )
    (asked,) = preview_of(run).questions
    assert "文件把它写到第2件“绿道建设”里了。填过的留在原项目" in asked.why
    desk.answer(run, asked.key, "keep")
    desk.apply(run, accept_warnings=True)
    told = [(one.project.name, one.reports.count()) for one in Task.objects.filter(text=HALL)]
    assert sorted(told) == [("场馆建设", 1), ("绿道建设", 0)]
